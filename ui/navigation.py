"""Read a parameter from the address, or else from what the session remembers of it."""

from typing import Literal, NoReturn

import streamlit as st

from ui import menu

Use = Literal["unit", "indicator", "case"]

PARAMETERS: dict[Use, str] = {"unit": "don_vi", "indicator": "chi_so", "case": "ma"}


SNAPSHOT, MODE, MEETING = "ban", "che_do", "hop"
SHARED = ("ky", "lich", "ban_do", "ngon_ngu", SNAPSHOT, MODE)  # of every page


def read_parameter(name: str) -> str | None:
    """Return the parameter from the address, else the last one of this session, else None."""
    return st.query_params.get(name) or st.session_state.get("chosen", {}).get(name)


def remember_parameters(values: dict[str, str]) -> None:
    """Keep parameters for the session; an empty value forgets one, as an absent one would come from here."""
    st.session_state.chosen = st.session_state.get("chosen", {}) | values


def set_parameter(parameter: str, value: str) -> None:
    """Set a parameter for a widget: what was chosen goes to the address, and the page follows it."""
    st.query_params[parameter] = value
    remember_parameters({parameter: value})


def open_page(page: str, **ids: str | None) -> NoReturn:
    st.switch_page(menu.script_path(page), query_params=page_parameters(**ids))


def draw_link(label: str, page: str, **ids: str | None) -> None:
    st.page_link(menu.script_path(page), label=label, query_params=page_parameters(**ids))


def page_parameters(**ids: str | None) -> dict[str, str]:
    """Return the parameters of another page: what all pages share as it is here, and these ids."""
    shared = {name: st.query_params[name] for name in SHARED if name in st.query_params}
    return order_parameters(shared | {name: value for name, value in ids.items() if value is not None})


def order_parameters(values: dict[str, str]) -> dict[str, str]:
    """Sort parameters alike in links and pages: another order would be a step of the browser's way back."""
    known = [*SHARED, *PARAMETERS.values()]
    first = {name: values[name] for name in known if name in values}
    return first | values
