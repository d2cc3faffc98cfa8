"""Offer the periods to choose from: those of a kind that the data reach."""

from datetime import date

from indicators.periods import ALL, KINDS, Period, last_closed_period, list_periods
from indicators.queries import maps as known_maps
from indicators.queries.freshness import first_day
from indicators.scope import Scope
from ui import answers, navigation
from ui.text import period, say
from ui.view import View


def period_kinds(view: View) -> list[str]:
    """List the kinds of periods; any two days can come from an address, but are not offered otherwise."""
    chosen = ["days"] if view.period.kind == "days" else []
    return [*KINDS, "all", *chosen]


def offered_periods(view: View, kind: str) -> list[Period]:
    """List the periods, newest first; the one in the address is there even if no data reach it."""
    scope = view.scope
    found = list_periods(kind, _first_day(view), scope.closing, scope.closes_on)[::-1]
    return found if view.period in found else [view.period, *found]


def offered_maps(view: View) -> list[str]:
    """List the maps to which some of the data can be rolled up, and the one in the address anyway."""
    known = answers.ask(known_maps)
    return [str(one) for one in known if one == view.scope.map or one > _first_day(view)] if known else []


def period_label(view: View, choice: Period) -> str:
    if view.scope.closing < choice.first:
        return say("header.unreached", period=period(choice))
    closed = Scope(choice, view.scope.closing).is_closed
    return period(choice) if closed else say("header.unfinished", period=period(choice))


def choose_kind(view: View, kind: str) -> None:
    """Choose another kind of period, beginning with its last closed one."""
    if kind == "days":
        return
    shown = ALL if kind == "all" else last_closed_period(kind, view.scope.closing, view.scope.closes_on)
    navigation.set_parameter("ky", shown.key)


def _first_day(view: View) -> date:
    """Return the first day of the month from which on any source says something."""
    first = (
        answers.ask(first_day, view.scope.with_period(ALL).with_unit(None).with_map(None))
        or view.scope.closing
    )
    return first.replace(day=1)
