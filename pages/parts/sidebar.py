"""The sidebar: the corpus, and what chooses articles and marks, each choice with the articles it leaves.

Every control is set from the filters in the address before it is drawn, and writes them back when it is changed.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, timedelta

import pandas as pd
import streamlit as st

from analysis.corpus import queries
from analysis.corpus.catalog import CorpusInfo
from analysis.corpus.filters import MAX_CHOICES, MAX_WORDS_CHARS, Filters
from analysis.corpus.snapshot import Desk
from pages.parts import vocabulary, words
from pages.parts.filters import change, write
from pages.parts.session import put

PILLS_AT_MOST = 8  # more outlets than this become a list to search in
_MARGIN = timedelta(days=62)  # how far beyond the corpus' own dates a reader may choose
SURE_STEP_PERCENT = 5
_COUNT = re.compile(r"(?: \([\d,]+\))+$")


def choose_corpus(known: list[CorpusInfo], name: str) -> None:
    """The corpus, by its title."""
    titles = _told_apart({info.name: info.title for info in known})

    def changed() -> None:
        if st.session_state["corpus_choice"] in titles:  # after a corpus was renamed the browser sends its old title
            write(Filters(), st.session_state["corpus_choice"])  # outlets and dates of another corpus mean nothing here

    put("corpus_choice", name if name in titles else None)
    st.selectbox(
        "Corpus", list(titles), format_func=lambda one: titles.get(one, one), key="corpus_choice", on_change=changed,
        placeholder="Choose a corpus",
    )  # fmt: skip


def choose(desk: Desk, filters: Filters, labels: Mapping[str, str]) -> None:
    """Words, days, outlets, places and people; the rarer filters below them."""
    found = _choices(desk, desk.name, desk.version, filters)
    _words(filters)
    _published(desk, filters)
    _outlets(found.outlets, filters)
    _several(
        "places", "Places", "All places", found.places, filters.places, labels,
        "Articles that name one of these places. The number counts articles.",
    )  # fmt: skip
    _several(
        "people", "People and organisations", "All who are quoted or named", found.people, filters.people, labels,
        "Articles that quote or name one of them. The number counts articles.",
    )  # fmt: skip
    with st.expander("More filters", expanded=_is_rarer(filters), key="more_filters"):
        _events(found, filters)
        _sureness(filters)
        _same_sentence(filters)
        _languages(found.languages, filters)
        _copies(found.copies, filters)


@st.cache_data(max_entries=64, show_spinner=False)
def _choices(_desk: Desk, name: str, version: str, filters: Filters) -> queries.Choices:
    """The choices of one version of a corpus under some filters: the same for all readers."""
    return queries.choices(_desk, filters)


def _is_rarer(filters: Filters) -> bool:
    return bool(
        filters.event_types or filters.statuses or filters.least_sure_percent or filters.languages
        or filters.one_of_copies or filters.same_sentence
    )  # fmt: skip


def _picked(field: str) -> Callable[[], None]:
    """A callback that writes a list of choices into a field of the filters."""
    return lambda: change(**{field: tuple(st.session_state[f"{field}_choice"] or ())})


def _words(filters: Filters) -> None:
    put("words_choice", filters.words)
    st.text_input(
        "Words in the text", key="words_choice", placeholder="e.g. evacuation, “Inn crest”", type="search",
        max_chars=MAX_WORDS_CHARS, on_change=lambda: change(words=st.session_state["words_choice"]),
    )  # fmt: skip


def _published(desk: Desk, filters: Filters) -> None:
    first, last = queries.published_bounds(desk)
    ends = [day for day in (first, last, filters.date_from, filters.date_to) if day]
    if not ends:
        return
    begin, end = min(ends), max(ends)

    def changed() -> None:
        picked = st.session_state["published_choice"]
        if len(picked) != 1:  # one day means that the second is still to come
            change(date_from=picked[0] if picked else None, date_to=picked[1] if picked else None)

    if len(st.session_state.get("published_choice", ())) != 1:
        dated = filters.date_from or filters.date_to
        put("published_choice", (filters.date_from or begin, filters.date_to or end) if dated else ())
    st.date_input(
        "Published", key="published_choice", min_value=_moved(begin, -_MARGIN), max_value=_moved(end, _MARGIN),
        format="DD/MM/YYYY", on_change=changed,
    )  # fmt: skip


def _moved(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return day


def _outlets(found: pd.DataFrame, filters: Filters) -> None:
    if len(found) < 2 and not filters.outlets:
        return
    if len(found) <= PILLS_AT_MOST:
        by_name = found.sort_values("value")  # by count they would change places under the reader's hand
        _pills("outlets", "Outlets (none chosen = all)", by_name, filters.outlets, {})
    else:
        _several("outlets", "Outlets", "All outlets", found, filters.outlets, {}, "")


def _several(
    field: str, title: str, placeholder: str, found: pd.DataFrame, chosen: tuple[str, ...], labels: Mapping[str, str],
    about: str,
) -> None:  # fmt: skip
    """A list to search in, of which any number may be chosen.

    The browser sends back the *labels* of what is chosen, and it may still hold those of the run before, with other
    counts. So a name stands for one choice only, and `changed` finds it whatever its count.
    """
    if found.empty and not chosen:
        return
    articles = dict(zip(found["value"], found["articles"], strict=True))
    told = dict(zip(found["value"], found["name"], strict=True)) if "name" in found else {}
    names = _told_apart({value: told.get(value) or labels.get(value, value) for value in [*chosen, *articles]})
    keys = {name: value for value, name in names.items()}

    def changed() -> None:
        picked = [value if value in names else keys.get(_COUNT.sub("", value)) for value in st.session_state[key]]
        change(**{field: tuple(dict.fromkeys(value for value in picked if value is not None))})

    key = f"{field}_choice"
    put(key, list(chosen))
    st.multiselect(
        title, list(names), key=key, placeholder=placeholder, on_change=changed, help=about or None,
        max_selections=MAX_CHOICES, format_func=lambda value: f"{names.get(value, value)} ({articles.get(value, 0):,})",
    )  # fmt: skip


def _told_apart(names: dict[str, str]) -> dict[str, str]:
    """The same names, each once: the second of a name is numbered."""
    seen: Counter[str] = Counter()
    apart = {}
    for value, name in names.items():
        seen[name] += 1
        apart[value] = name if seen[name] == 1 else f"{name} · {seen[name]}"
    return apart


def _pills(field: str, title: str, found: pd.DataFrame, chosen: tuple[str, ...], labels: Mapping[str, str]) -> None:
    """A few choices in sight, of which any number may be chosen."""
    articles = dict(zip(found["value"], found["articles"], strict=True))
    options = list(dict.fromkeys([*articles, *chosen]))
    if not options:
        return
    put(f"{field}_choice", list(chosen))
    st.pills(
        title, options, selection_mode="multi", key=f"{field}_choice", on_change=_picked(field),
        format_func=lambda value: f"{words.plain(labels.get(value, value), 40)} {articles.get(value, 0):,}",
    )  # fmt: skip


def _events(found: queries.Choices, filters: Filters) -> None:
    _several(
        "event_types", "Kinds of event", "All kinds", found.event_types, filters.event_types, vocabulary.EVENT_TYPES,
        "Only these events are shown, and the articles that tell one.",
    )  # fmt: skip
    _pills("statuses", "Events told as", found.statuses, filters.statuses, vocabulary.STATUSES)


def _sureness(filters: Filters) -> None:
    put("sure_choice", filters.least_sure_percent)
    st.slider(
        "At least this sure", 0, 100, step=SURE_STEP_PERCENT, format="%d%%", key="sure_choice",
        on_change=lambda: change(least_sure_percent=st.session_state["sure_choice"]),
        help="Hides marks of which Dateline is less sure. Their articles stay.",
    )  # fmt: skip


def _same_sentence(filters: Filters) -> None:
    put("same_choice", filters.same_sentence)
    st.toggle(
        "Same sentence only", key="same_choice", disabled=not filters.choose_marks,
        on_change=lambda: change(same_sentence=st.session_state["same_choice"]),
        help="Shows only what shares a sentence with a chosen place, person or event. Choose one of these first.",
    )  # fmt: skip


def _languages(found: pd.DataFrame, filters: Filters) -> None:
    if len(found) > 1 or filters.languages:
        names = {code: words.language(code) for code in [*found["value"], *filters.languages]}
        _pills("languages", "Languages", found, filters.languages, names)


def _copies(copies: int, filters: Filters) -> None:
    if not copies and not filters.one_of_copies:
        return
    put("copies_choice", filters.one_of_copies)
    st.toggle(
        f"One of each copy ({words.count(copies, 'copy', 'copies')})", key="copies_choice",
        on_change=lambda: change(one_of_copies=st.session_state["copies_choice"]),
        help="Of articles that share most of their text, keeps the earliest.",
    )  # fmt: skip
