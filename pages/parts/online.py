"""A name found on no map, asked of an online geocoder: only where the settings name one, and only on a click.

One name a click. The name leaves this machine then, and the page says so before; what comes back is shown with its
credit, and is used only when the reader says so.
"""

import streamlit as st

from analysis.desk import geocode
from analysis.errors import DatelineError
from analysis.settings import settings
from pages.parts import states, words

_ANSWERS, _KEPT = "_online_answers", "_online_kept"
SERVICES = {"nominatim": "Nominatim", "photon": "Photon", "geonames": "GeoNames"}


def show(name: str) -> None:
    """The question, and under it what was answered; nothing where no geocoder is set."""
    if not geocode.is_on():
        return
    service = SERVICES[settings().geocoder]
    answers = st.session_state.setdefault(_ANSWERS, {})
    with st.container(key="small_online", gap=4):
        if name not in answers:
            st.button(
                f"Ask {service} for “{words.plain(name, 30)}”", key="ask_online", on_click=_ask, args=(name,),
                help=f"Sends this one name, nothing else, to {service}. The answer is kept, so it is asked once.",
            )  # fmt: skip
        elif (answer := answers[name]) is None:
            st.text(f"{service} knows no place of this name.")
        else:
            st.text(f"{answer.address} ({answer.lat:.4f}, {answer.lon:.4f}). {answer.credit}.")
            if name in st.session_state.setdefault(_KEPT, set()):
                st.text(
                    "Kept. Articles that are read from now on lie there; those of this corpus when they are read anew."
                )
            else:
                st.button("Use this place for the name", key="keep_online", on_click=_keep, args=(name,))
        states.refused("online")


def _ask(name: str) -> None:
    try:
        st.session_state[_ANSWERS][name] = geocode.ask(name)
    except DatelineError as error:
        states.refuse("online", str(error))


def _keep(name: str) -> None:
    try:
        geocode.keep(st.session_state[_ANSWERS][name])
    except DatelineError as error:
        states.refuse("online", str(error))
    else:
        st.session_state[_KEPT].add(name)
