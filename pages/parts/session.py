"""What a page needs to know in one run: the corpus, its desk, the filters, light or dark.

The shell (app.py) makes one `View` a run; a page asks `current()` for it. Nothing here draws.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import streamlit as st

from analysis.corpus import catalog
from analysis.corpus.catalog import CorpusInfo
from analysis.corpus.filters import PARAMS, Filters
from analysis.corpus.snapshot import Desk, current_version, open_desk

_VIEW, _PAGE = "_view", "_page"
Mode = Literal["light", "dark"]


@dataclass(frozen=True)
class View:
    """One run of one page."""

    corpus: CorpusInfo
    desk: Desk
    filters: Filters
    mode: Mode
    labels: Mapping[str, str] = field(default_factory=dict)  # names of the places and people that are chosen, by key

    def params(self, **own: object) -> dict[str, str]:
        """The address of another page under the same corpus and filters; `own` adds that page's keys."""
        params = {"corpus": self.corpus.name, **self.filters.to_params()}
        return params | {key: str(value) for key, value in own.items() if value not in (None, "")}


@dataclass(frozen=True)
class Absent:
    """In place of a view: no corpus of this name (or none at all, "") is here, or it cannot be read (`sentence`)."""

    name: str
    sentence: str = ""


@st.cache_resource(max_entries=8, show_spinner=False)
def _desk(name: str, version: str) -> Desk:
    """One read-only desk a corpus and version, shared by all sessions."""
    return open_desk(name)


@st.cache_data(ttl=2, max_entries=1, show_spinner=False)
def corpora() -> list[CorpusInfo]:
    """The corpora that are here; looked up again after two seconds, or after `corpora.clear()`."""
    return catalog.corpora()


@st.cache_data(ttl=2, max_entries=1, show_spinner=False)
def damaged() -> dict[str, str]:
    """What is wrong with each corpus that is here and cannot be opened, by its name."""
    return catalog.damaged()


def look_again() -> None:
    """A corpus was changed: the next run looks it up."""
    corpora.clear()
    damaged.clear()


def desk(name: str) -> Desk:
    """The desk of a corpus as it is now. Raises CorpusError where there is none."""
    return _desk(name, current_version(name) or "")


def begin(view: View | Absent) -> None:
    """The shell announces the view, or why there is none, before it runs a page."""
    st.session_state[_VIEW] = view


def end() -> None:
    """The shell takes it back, so that a page run without a shell notices."""
    st.session_state.pop(_VIEW, None)


def running() -> bool:
    """Whether the shell is around the script that is running."""
    return _VIEW in st.session_state


def current() -> View | Absent:
    """The view of this run, or why there is none."""
    return st.session_state[_VIEW]


def enter(title: str) -> None:
    """A page announces itself by its title."""
    st.session_state[_PAGE] = title


def page() -> str:
    """The title of the page that is running, as the top bar has it."""
    return st.session_state.get(_PAGE, "")


def asked(key: str) -> str:
    """One of the page's own keys in the address ("place", "id", …), or an empty text."""
    return st.query_params.get(key, "")


def asked_or_none(key: str) -> str | None:
    """As `asked`, for a key whose empty text means something; None where the address has it not."""
    return st.query_params.get(key)


def own() -> dict[str, list[str]]:
    """What of the address is the page's own: window, kinds, the mark that is open; without corpus and filters."""
    keys = [key for key in st.query_params if key not in ("corpus", *PARAMS)]
    return {key: st.query_params.get_all(key) for key in keys}


def ask(changes: Mapping[str, object]) -> None:
    """Change the page's own keys in the address in one step; None removes a key."""
    for key in [key for key, value in changes.items() if value is None and key in st.query_params]:
        del st.query_params[key]
    st.query_params.update({key: str(value) for key, value in changes.items() if value is not None})


def put(key: str, value: object) -> None:
    """What a widget is to show, before it is drawn: of the widgets that follow the address."""
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value
