"""Read what is being looked at from the address, so that it survives reload and can be sent to others.

What an address lacks comes from the session, so that it survives a change of page.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd
import streamlit as st

from indicators.catalogue import CATALOGUE
from indicators.definition import Indicator
from indicators.periods import CALENDARS, Period, UnknownPeriod, last_closed_period, period_from_key
from indicators.queries import all_units, maps, settings_of, units
from indicators.scope import Scope
from languages import LANGUAGES
from presentation.unit_names import Names
from ui import answers, messages, pinned_snapshot
from ui.navigation import PARAMETERS, SHARED, Use, _in_order, read_parameter, remember_parameters
from ui.text import language, set_language

WHOLE = "toan-bo"  # stands for all units: an absent unit means "as before", never "all"
THEN = "thoi-diem"  # stands for the map of the time, for the same reason
LEVELS = ("commune", "office", "unallocated")  # groups of units, in this order


@dataclass(frozen=True)
class View:
    """Hold a valid view; `unit` None means all units, `indicator` is the first where the page needs none."""

    settings: dict[str, str]
    calendar: str
    scope: Scope
    indicator: Indicator
    case: str | None

    @property
    def period(self) -> Period:
        return self.scope.period

    @property
    def is_ahead(self) -> bool:
        """Tell whether the whole period lies after the closing date: nothing can be known of it."""
        return self.scope.closing < self.period.first

    @property
    def unit(self) -> str | None:
        return self.scope.unit

    @property
    def min_n(self) -> int:
        return int(self.settings["min_n"])

    @property
    def is_sample(self) -> bool:
        return self.settings["sample"] == "1"

    @cached_property
    def units(self) -> pd.DataFrame:
        """Return all versions of all units, by id."""
        return answers.ask(all_units).set_index("id", drop=False)

    @cached_property
    def period_units(self) -> pd.DataFrame:
        """Return the units of the period and map, by id."""
        return answers.ask(units, self.scope.with_unit(None)).set_index("id", drop=False)

    @cached_property
    def names(self) -> Names:
        return Names(
            language(),
            self.units,
            self.period_units,
            self.organisation_setting("short"),
            self.scope.map is not None,
        )

    @property
    def level(self) -> str:
        return self.level_of(self.unit)

    def level_of(self, unit: str | None) -> str:
        return self.names.level_of(unit)

    def place_of(self, unit: str) -> str:
        return self.names.place_of(unit)

    def name_of(self, unit: str | None) -> str:
        return self.names.name_of(unit)

    def organisation_setting(self, key: str) -> str:
        """Return a setting of the organisation in the reader's language."""
        return self.settings[key if language() == "vi" else f"{key}_en"]


def set_page_language() -> None:
    """Set the language first: even an error has one."""
    asked = read_parameter("ngon_ngu")
    set_language(asked if asked in LANGUAGES else _default_language())


def read_view(*uses: Use, extra_parameters: tuple[str, ...] = ()) -> View:
    """Read the view from the address; `uses` are the ids that this page depends on.

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
    calendar = _calendar(settings)
    closes_on = int(settings["admin_closes_on"]) if calendar == "admin" else None
    closing = date.fromisoformat(settings["closing"])
    period = _period(settings, closing, closes_on)
    unit = _unit() if "unit" in uses else None
    indicator = _indicator() if "indicator" in uses else next(iter(CATALOGUE))
    case = st.query_params.get("ma") if "case" in uses else None
    map_on = _map()
    own = {name: st.query_params[name] for name in extra_parameters if name in st.query_params}
    ids = {"don_vi": unit or WHOLE, "chi_so": indicator, "ma": case}
    _write(
        uses,
        own | staying,
        lich=calendar,
        ky=period.key,
        ban_do=map_on.isoformat() if map_on else THEN,
        **ids,
    )
    scope = Scope(period, closing, unit, closes_on=closes_on, map=map_on)
    return View(settings, calendar, scope, CATALOGUE[indicator], case)


def _only_known(extra_parameters: tuple[str, ...]) -> None:
    """End the page for a misspelt parameter: left out in silence, it would show a page of everything."""
    known = {*SHARED, *PARAMETERS.values(), *extra_parameters}
    for name in st.query_params:
        if name not in known:
            messages.stop_not_found("parameter", name)


def _default_language() -> str:
    return answers.ask(settings_of)["language"] if answers.snapshot() else LANGUAGES[0]


def _calendar(settings: dict[str, str]) -> str:
    asked = read_parameter("lich") or settings["default_calendar"]
    if asked not in CALENDARS:
        messages.stop_not_found("calendar", asked)
    return asked


def _period(settings: dict[str, str], closing_date: date, closes_on: int | None) -> Period:
    asked = read_parameter("ky")
    if asked is None:
        return last_closed_period(settings["default_period"], closing_date, closes_on)
    try:
        return period_from_key(asked, closes_on)
    except UnknownPeriod:
        messages.stop_not_found("period", asked)


def _map() -> date | None:
    asked = read_parameter("ban_do") or THEN
    known = {map_on.isoformat(): map_on for map_on in answers.ask(maps)}
    if asked != THEN and asked not in known:
        messages.stop_not_found("map", asked)
    return known.get(asked)


def _unit() -> str | None:
    asked = read_parameter("don_vi") or WHOLE
    if asked == WHOLE:
        return None
    if asked not in set(answers.ask(all_units)["id"]):
        messages.stop_not_found("unit", asked)
    return asked


def _indicator() -> str:
    asked = read_parameter("chi_so") or next(iter(CATALOGUE))
    if asked not in CATALOGUE:
        messages.stop_not_found("indicator", asked)
    return asked


def _write(uses: tuple[Use, ...], page_values: dict[str, str], **values: str | None) -> None:
    """Put the whole view into the address; a case is not remembered, the other ids are."""
    named_here = {"lich", "ky", "ban_do"} | {PARAMETERS[use] for use in uses}
    kept = {name: value for name, value in values.items() if name in named_here and value is not None}
    kept["ngon_ngu"] = language()
    remember_parameters({name: value for name, value in kept.items() if name != "ma"})
    remember_parameters({name: value for name, value in page_values.items() if name in SHARED})
    # Even where nothing is new: a link to the same page leaves the browser's address as it was.
    st.query_params.from_dict(_in_order(kept | page_values))
