"""From words of a command or of an address to a scope: periods by name, as-of days, units that exist."""

from datetime import date

from sqlalchemy import Connection

from indicators.periods import CALENDARS, Period, UnknownPeriod, last_closed, named
from indicators.queries import all_units, settings_of
from indicators.scope import Scope


class NotFound(ValueError):
    """What was asked for does not exist; `what` is a key of the words under [not_found]."""

    def __init__(self, what: str, asked: str) -> None:
        super().__init__(f"{what}: {asked}")
        self.what, self.asked = what, asked


def closing_of(connection: Connection, as_of: date | None = None) -> date:
    """The snapshot's closing date, or an earlier day as of which to look; a later one is not known."""
    closing = date.fromisoformat(settings_of(connection)["closing"])
    return min(as_of, closing) if as_of else closing


def closes_on(connection: Connection, calendar: str | None) -> int | None:
    settings = settings_of(connection)
    calendar = calendar or settings["default_calendar"]
    if calendar not in CALENDARS:
        raise NotFound("calendar", calendar)
    return int(settings["admin_closes_on"]) if calendar == "admin" else None


def scope_of(
    connection: Connection,
    *,
    period: str | None = None,
    first: date | None = None,
    last: date | None = None,
    calendar: str | None = None,
    as_of: date | None = None,
    unit: str | None = None,
) -> Scope:
    """The scope that these words mean; the last closed period of the usual kind where none is named."""
    closes = closes_on(connection, calendar)
    closing = closing_of(connection, as_of)
    scope = Scope(_period(connection, period, first, last, closing, closes), closing, closes_on=closes)
    return scope.of(unit_named(connection, unit, scope.last_day)) if unit else scope


def _period(
    connection: Connection,
    key: str | None,
    first: date | None,
    last: date | None,
    closing: date,
    closes: int | None,
) -> Period:
    if key is None and not (first and last):
        return last_closed(settings_of(connection)["default_period"], closing, closes)
    key = key or f"{first}..{last}"
    try:
        return named(key, closes)
    except UnknownPeriod as unknown:
        raise NotFound("period", key) from unknown


def unit_named(connection: Connection, asked: str, day: date) -> str:
    """The unit with this id, or the one that had this code on that day."""
    known = all_units(connection)
    if (known["id"] == asked).any():
        return asked
    then = known[known["code"] == asked]
    valid = then[
        (then["valid_from"].isna() | (then["valid_from"] <= day))
        & (then["valid_to"].isna() | (then["valid_to"] >= day))
    ]
    if len(valid) != 1:
        raise NotFound("unit", asked)
    return str(valid["id"].iloc[0])
