"""Turn the words of a command or an address into a scope: periods by name, as-of days, units that exist."""

from datetime import date

from sqlalchemy import Connection

from indicators.periods import CALENDARS, Period, UnknownPeriod, last_closed_period, period_from_key
from indicators.queries import maps, settings_of, units
from indicators.scope import Scope


class NotFound(ValueError):
    """Report that what was asked for does not exist; `what` is a key of the words under [not_found]."""

    def __init__(self, what: str, asked: str) -> None:
        super().__init__(f"{what}: {asked}")
        self.what, self.asked = what, asked


def closing_date_of(connection: Connection, as_of: date | None = None) -> date:
    """Return the snapshot's closing date, or the earlier day `as_of`; a later day is not known."""
    closing = date.fromisoformat(settings_of(connection)["closing"])
    return min(as_of, closing) if as_of else closing


def calendar_closing_day(connection: Connection, calendar: str | None) -> int | None:
    settings = settings_of(connection)
    calendar = calendar or settings["default_calendar"]
    if calendar not in CALENDARS:
        raise NotFound("calendar", calendar)
    return int(settings["admin_closes_on"]) if calendar == "admin" else None


def scope_from_words(
    connection: Connection,
    *,
    period: str | None = None,
    first: date | None = None,
    last: date | None = None,
    calendar: str | None = None,
    as_of: date | None = None,
    unit: str | None = None,
    map: date | None = None,
) -> Scope:
    """Return the scope that these words mean; without a period, the last closed one of the usual kind."""
    if map and map not in maps(connection):
        raise NotFound("map", str(map))
    closes = calendar_closing_day(connection, calendar)
    closing = closing_date_of(connection, as_of)
    asked = _period(connection, period, first, last, closing, closes)
    scope = Scope(asked, closing, closes_on=closes, map=map)
    return scope.with_unit(find_unit_id(connection, unit, scope)) if unit else scope


def _period(
    connection: Connection,
    key: str | None,
    first: date | None,
    last: date | None,
    closing: date,
    closes: int | None,
) -> Period:
    if key is None and not (first and last):
        return last_closed_period(settings_of(connection)["default_period"], closing, closes)
    key = key or f"{first}..{last}"
    try:
        return period_from_key(key, closes)
    except UnknownPeriod as unknown:
        raise NotFound("period", key) from unknown


def find_unit_id(connection: Connection, id_or_code: str, scope: Scope) -> str:
    """Return the id of the unit of the period and map that has this id or code.

    Codes are used again: the unit that has the code on the map comes before those that had it in the period.
    """
    known = units(connection, scope)
    if (known["id"] == id_or_code).any():
        return id_or_code
    named = known[known["code"] == id_or_code]
    for day in (scope.answering_day, scope.last_day):
        begun = named["valid_from"].isna() | (named["valid_from"] <= day)
        valid = named[begun & (named["valid_to"].isna() | (named["valid_to"] >= day))]
        if len(valid) == 1:
            return str(valid["id"].iloc[0])
    raise NotFound("unit", id_or_code)
