"""Read from the address what a page is about, so that it survives reload and can be sent to others.

What an address lacks comes from the session, so that it survives a change of page.
"""

from datetime import date

import streamlit as st

from indicators.catalogue import CATALOGUE
from indicators.definition import Indicator
from indicators.queries import all_units, settings_of
from indicators.scope import Scope
from indicators.scope_from_words import NotFound, scope_from_words
from languages import LANGUAGES
from presentation.context import Context
from ui import answers, messages, pinned_snapshot
from ui.navigation import PARAMETERS, SHARED, Use, order_parameters, read_parameter, remember_parameters
from ui.text import language, set_language
from warehouse.home import Home

WHOLE = "toan-bo"  # stands for all units: an absent unit means "as before", never "all"
THEN = "thoi-diem"  # stands for the map of the time, for the same reason


def set_page_language() -> None:
    """Set the language first: even an error has one."""
    asked = read_parameter("ngon_ngu")
    set_language(asked if asked in LANGUAGES else _default_language())


def read_context(*uses: Use, extra_parameters: tuple[str, ...] = ()) -> Context:
    """Read what the page is about, and write it back whole; `uses` are the ids that this page depends on.

    `extra_parameters` are parameters of this page alone, which it reads itself.
    """
    messages.stop_without_data()
    _only_known(extra_parameters)
    asked = read_parameter("ngon_ngu")
    if asked and asked not in LANGUAGES:
        messages.stop_not_found("language", asked)
    staying = pinned_snapshot.check_parameters()
    settings = answers.ask(settings_of)
    messages.stop_with_old_snapshot(settings)
    messages.stop_without_files(settings)
    calendar = read_parameter("lich") or settings["default_calendar"]
    scope = _scope(calendar).with_unit(_unit() if "unit" in uses else None)
    own = {name: st.query_params[name] for name in extra_parameters if name in st.query_params}
    shared = {"lich": calendar, "ky": scope.period.key, "ban_do": str(scope.map or THEN)}
    indicator = read_indicator().id if "indicator" in uses else None
    _write(uses, own | staying, **shared, don_vi=scope.unit or WHOLE, chi_so=indicator, ma=read_case_code())
    serving = answers.snapshot()
    assert serving is not None
    return Context(answers.ask, serving, scope, calendar, language(), Home.locate())


def read_indicator() -> Indicator:
    """Return the indicator that the address names, the first one where it names none."""
    asked = read_parameter("chi_so") or next(iter(CATALOGUE))
    if asked not in CATALOGUE:
        messages.stop_not_found("indicator", asked)
    return CATALOGUE[asked]


def read_case_code() -> str | None:
    """Return the code of the case that the address names; only a page of cases keeps one there."""
    return st.query_params.get("ma")


def _only_known(extra_parameters: tuple[str, ...]) -> None:
    """End the page for a misspelt parameter: left out in silence, it would show a page of everything."""
    known = {*SHARED, *PARAMETERS.values(), *extra_parameters}
    for name in st.query_params:
        if name not in known:
            messages.stop_not_found("parameter", name)


def _default_language() -> str:
    return answers.ask(settings_of)["language"] if answers.snapshot() else LANGUAGES[0]


def _scope(calendar: str) -> Scope:
    try:
        return answers.ask(scope_from_words, period=read_parameter("ky"), calendar=calendar, map=_map())
    except NotFound as wrong:
        messages.stop_not_found(wrong.what, wrong.asked)


def _map() -> date | None:
    asked = read_parameter("ban_do") or THEN
    try:
        return None if asked == THEN else date.fromisoformat(asked)
    except ValueError:
        messages.stop_not_found("map", asked)


def _unit() -> str | None:
    asked = read_parameter("don_vi") or WHOLE
    if asked == WHOLE:
        return None
    if asked not in set(answers.ask(all_units)["id"]):
        messages.stop_not_found("unit", asked)
    return asked


def _write(uses: tuple[Use, ...], page_values: dict[str, str], **values: str | None) -> None:
    """Put the whole context into the address; a case is not remembered, the other ids are."""
    named_here = {"lich", "ky", "ban_do"} | {PARAMETERS[use] for use in uses}
    kept = {name: value for name, value in values.items() if name in named_here and value is not None}
    kept["ngon_ngu"] = language()
    remember_parameters({name: value for name, value in kept.items() if name != "ma"})
    remember_parameters({name: value for name, value in page_values.items() if name in SHARED})
    # Even where nothing is new: a link to the same page leaves the browser's address as it was.
    st.query_params.from_dict(order_parameters(kept | page_values))
