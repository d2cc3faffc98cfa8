"""What is being looked at. It stands in the address, so that it survives reload and can be sent to others;
what an address lacks comes from the session, so that it survives a change of page."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal, NoReturn

import pandas as pd
import streamlit as st

from indicators.catalogue import CATALOGUE
from indicators.definition import Indicator
from indicators.periods import CALENDARS, Period, UnknownPeriod, last_closed, named
from indicators.queries import all_units, settings_of
from indicators.scope import Scope
from languages import LANGUAGES
from ui import data, empty, menu
from ui.text import language

WHOLE = "toan-bo"  # stands for all units: an absent unit means "as before", never "all"
Use = Literal["unit", "indicator", "case"]
PARAMETERS: dict[Use, str] = {"unit": "don_vi", "indicator": "chi_so", "case": "ma"}


@dataclass(frozen=True)
class View:
    """A valid view. `unit` None: all units; `indicator` is the first one where the page needs none."""

    settings: dict[str, str]
    calendar: str
    scope: Scope
    indicator: Indicator
    case: str | None

    @property
    def period(self) -> Period:
        return self.scope.period

    @property
    def ahead(self) -> bool:
        """The whole period lies after the closing date: nothing can be known of it."""
        return self.scope.closing < self.period.first

    @property
    def unit(self) -> str | None:
        return self.scope.unit

    @property
    def min_n(self) -> int:
        return int(self.settings["min_n"])

    @property
    def sample(self) -> bool:
        return self.settings["sample"] == "1"

    @cached_property
    def units(self) -> pd.DataFrame:
        """Every version of every unit, by id."""
        return data.ask(all_units).set_index("id", drop=False)

    @property
    def level(self) -> str:
        return self.level_of(self.unit)

    def level_of(self, unit: str | None) -> str:
        return "parent" if unit is None else str(self.units.at[unit, "kind"])

    def name_of(self, unit: str | None) -> str:
        return self.own("short") if unit is None else str(self.units.at[unit, "name"])

    def own(self, key: str) -> str:
        """A setting of the organisation in the reader's language."""
        return self.settings[key if language() == "vi" else f"{key}_en"]


def begin() -> None:
    """The language first: even an error has one."""
    asked = _given("ngon_ngu")
    st.session_state.language = asked if asked in LANGUAGES else _default_language()


def view(*uses: Use, keeps: tuple[str, ...] = ()) -> View:
    """The view that the address names; `uses` are the ids that this page depends on.

    `keeps` are parameters of this page alone, which it reads itself.
    """
    empty.stop_without_data()
    asked = _given("ngon_ngu")
    if asked and asked not in LANGUAGES:
        empty.not_found("language", asked)
    settings = data.ask(settings_of)
    empty.stop_with_old_snapshot(settings)
    calendar = _calendar(settings)
    closes_on = int(settings["admin_closes_on"]) if calendar == "admin" else None
    closing = date.fromisoformat(settings["closing"])
    period = _period(settings, closing, closes_on)
    unit = _unit() if "unit" in uses else None
    indicator = _indicator() if "indicator" in uses else next(iter(CATALOGUE))
    case = st.query_params.get("ma") if "case" in uses else None
    own = {name: st.query_params[name] for name in keeps if name in st.query_params}
    _write(uses, own, lich=calendar, ky=period.key, don_vi=unit or WHOLE, chi_so=indicator, ma=case)
    scope = Scope(period, closing, unit, closes_on=closes_on)
    return View(settings, calendar, scope, CATALOGUE[indicator], case)


def choose(parameter: str, value: str) -> None:
    """Answer a widget: what was chosen goes to the address, and the page follows it."""
    st.query_params[parameter] = value
    _remember({parameter: value})


def go(page: str, **ids: str | None) -> NoReturn:
    st.switch_page(menu.script(page), query_params=address(**ids))


def link(label: str, page: str, **ids: str | None) -> None:
    st.page_link(menu.script(page), label=label, query_params=address(**ids))


def address(**ids: str | None) -> dict[str, str]:
    """The parameters of another page: period, calendar and language as here, and these ids."""
    shared = {name: st.query_params[name] for name in ("ky", "lich", "ngon_ngu") if name in st.query_params}
    return shared | {name: value for name, value in ids.items() if value is not None}


def _given(name: str) -> str | None:
    return st.query_params.get(name) or st.session_state.get("chosen", {}).get(name)


def _remember(values: dict[str, str]) -> None:
    st.session_state.chosen = st.session_state.get("chosen", {}) | values


def _default_language() -> str:
    return data.ask(settings_of)["language"] if data.snapshot() else LANGUAGES[0]


def _calendar(settings: dict[str, str]) -> str:
    asked = _given("lich") or settings["default_calendar"]
    if asked not in CALENDARS:
        empty.not_found("calendar", asked)
    return asked


def _period(settings: dict[str, str], closing: date, closes_on: int | None) -> Period:
    asked = _given("ky")
    if asked is None:
        return last_closed(settings["default_period"], closing, closes_on)
    try:
        return named(asked, closes_on)
    except UnknownPeriod:
        empty.not_found("period", asked)


def _unit() -> str | None:
    asked = _given("don_vi") or WHOLE
    if asked == WHOLE:
        return None
    if asked not in set(data.ask(all_units)["id"]):
        empty.not_found("unit", asked)
    return asked


def _indicator() -> str:
    asked = _given("chi_so") or next(iter(CATALOGUE))
    if asked not in CATALOGUE:
        empty.not_found("indicator", asked)
    return asked


def _write(uses: tuple[Use, ...], own: dict[str, str], **values: str | None) -> None:
    """Put the whole view into the address; a case is not remembered, the other ids are."""
    named_here = {"lich", "ky"} | {PARAMETERS[use] for use in uses}
    kept = {name: value for name, value in values.items() if name in named_here and value is not None}
    kept["ngon_ngu"] = language()
    _remember({name: value for name, value in kept.items() if name != "ma"})
    if st.query_params.to_dict() != kept | own:
        st.query_params.from_dict(kept | own)
