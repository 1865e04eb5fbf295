"""Help in plain words: what to try, the keys, and what each word means. One dialog on every page, opened by "?".

The browser draws the dialog and listens for the keys of every page; a page listens for its own. The tables here are
the only list of both: the dialog shows them, docs/keyboard.md is checked against them, tooltips quote them.
"""

from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from pages.parts import session
from pages.parts.session import View

FOLDER = Path(__file__).resolve().parent
SEARCH = "Words in the text"  # the label of the field in the sidebar that "/" goes to
_HINT_SEEN = "hint_seen"
TRY = (
    "Click a mark, a bar or a row: the sentences behind it appear beside it, and each leads to its article.",
    "Type a word at the left to keep only the articles that use it. What is chosen there holds on every page.",
    "Open an article and press j: the marks open one by one, each with what was understood and why.",
)
JUMPS = {"o": "Overview", "p": "Places", "t": "Timeline", "v": "Voices", "a": "Article", "l": "Library"}
EVERY_PAGE = (
    ("?", "open or close this sheet"),
    ("/", "search for words"),
    *((f"g {key}", f"go to {page}") for key, page in JUMPS.items()),
    ("Esc", "close what is open"),
)
OWN = {
    "Article": (
        ("j", "open the next mark"),
        ("k", "open the mark before"),
        ("1", "show or hide places"),
        ("2", "show or hide times"),
        ("3", "show or hide quotes"),
        ("4", "show or hide voices"),
        ("5", "show or hide events"),
        ("f", "show or hide page furniture"),
        ("n", "go to the next article"),
        ("p", "go to the article before"),
    )
}
"""The keys of one page, by its title."""
GLOSSARY = {
    "Place": "A name the text uses for somewhere. On the map, the larger the disc, the more often it is named.",
    "Ring": "A place in doubt, or one without a point to speak of, such as a river or a region.",
    "Dotted outline": "How far off a place may be: a circle by its radius, a sector where a direction is told.",
    "Radius": "The distance within which a place told as “near Spitz” or “12 km upstream of Passau” lies.",
    "On no map": "A name used as a place that no list of places has, or that too many share. Counted, never guessed.",
    "Time": "Words that tell when or how long. “Tuesday” is counted from the day of publication.",
    "Circa": "About then: the text says “around” or “nearly”, or gives no sharper date.",
    "Event": "Something told as happening, at a time the text gives.",
    "Solid and faded": "Solid: it was then. Faded: it may have been then. A diamond is one day.",
    "Planned, unsure, denied": "Told, but not as a fact. Switched off until asked for, and drawn hollow or hatched.",
    "Ongoing": "Told as still going on; it fades out to the right.",
    "Story": "One event told by one or more articles, shown once. Where they differ, that is said.",
    "Voice": "Whoever is quoted: a person, an organisation, a group or a document.",
    "Direct, mixed, indirect": "In quotation marks; partly in quotation marks; in the writer’s words.",
    "Named by role": "“A spokesman”, without a name.",
    "Anonymous": "The article says that it keeps the name back, or gives no more than “sources”.",
    "Through": "How the words came: a statement, a post, a telephone call. Empty where they were said in person.",
    "Sure": "How likely Dateline is right, from 0 to 100%. Below 75% a mark is hollow or hatched.",
    "Page furniture": "Menus, adverts, repeated lines. Kept, hidden until asked for, and left out of every count.",
    "Copy": "An article that tells the same in the same words as another, as wire copy does.",
    "Correction": "What a person put right. It is kept beside the article, and can be taken back.",
}


TIPS = {
    "Places": "Different places on the map, however often each is named.",
    "Events": "Events with a date that are told as a fact or as going on; each once, however many articles tell it.",
    "Voices": "Different people, organisations, groups and documents that are quoted.",
    "Quotes": "Words given as somebody’s: in quotation marks, partly so, or in the writer’s words.",
}
"""What the numbers of the Overview count."""


@st.cache_resource(show_spinner=False)
def _component():
    css, js = ((FOLDER / f"help.{kind}").read_text(encoding="utf-8") for kind in ("css", "js"))
    return st.components.v2.component("dateline_help", css=css, js=js)


def show(view: View) -> None:
    """The Help button, its dialog, and the keys of every page."""
    query = urlencode(view.params())
    own = OWN.get(session.page(), ())
    _component()(
        key="help",
        data={
            "page": session.page(),
            "try": TRY,
            "own": own,
            "every": EVERY_PAGE,
            "glossary": list(GLOSSARY.items()),
            "search": SEARCH,
            "jumps": {
                key: ("./" if page == "Overview" else page.lower()) + f"?{query}" for key, page in JUMPS.items()
            },
        },
        width="content",
    )  # fmt: skip


def hint() -> None:
    """For a first visit: what to try, until it is put away."""
    if st.session_state.get(_HINT_SEEN):
        return
    with st.container(key="small_hint", horizontal=True, vertical_alignment="center", gap=8):
        st.caption(
            "To begin: click a mark to read the sentences behind it, or type a word at the left to keep only the "
            "articles that use it. Press ? for keys and words.",
            width="content",
        )
        st.button("Got it", key="hint_close", type="tertiary", on_click=_close_hint)


def _close_hint() -> None:
    st.session_state[_HINT_SEEN] = True
