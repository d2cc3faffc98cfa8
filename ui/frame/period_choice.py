"""Offer the periods to choose from: those of a kind that the data reach."""

from datetime import date

from indicators.periods import ALL, KINDS, Period, last_closed_period, list_periods
from indicators.queries import maps as known_maps
from indicators.queries.freshness import first_day
from indicators.scope import Scope
from presentation.context import Context
from ui import answers, navigation
from ui.text import period, say


def period_kinds(context: Context) -> list[str]:
    """List the kinds of periods; any two days can come from an address, but are not offered otherwise."""
    chosen = ["days"] if context.period.kind == "days" else []
    return [*KINDS, "all", *chosen]


def offered_periods(context: Context, kind: str) -> list[Period]:
    """List the periods, newest first; the one in the address is there even if no data reach it."""
    scope = context.scope
    found = list_periods(kind, _first_day(context), scope.closing, scope.closes_on)[::-1]
    return found if context.period in found else [context.period, *found]


def offered_maps(context: Context) -> list[str]:
    """List the maps to which some of the data can be rolled up, and the one in the address anyway."""
    known = answers.ask(known_maps)
    return (
        [str(one) for one in known if one == context.scope.map or one > _first_day(context)] if known else []
    )


def period_label(context: Context, choice: Period) -> str:
    if context.scope.closing < choice.first:
        return say("header.unreached", period=period(choice))
    closed = Scope(choice, context.scope.closing).is_closed
    return period(choice) if closed else say("header.unfinished", period=period(choice))


def choose_kind(context: Context, kind: str) -> None:
    """Choose another kind of period, beginning with its last closed one."""
    if kind == "days":
        return
    shown = ALL if kind == "all" else last_closed_period(kind, context.scope.closing, context.scope.closes_on)
    navigation.set_parameter("ky", shown.key)


def _first_day(context: Context) -> date:
    """Return the first day of the month from which on any source says something."""
    first = (
        answers.ask(first_day, context.scope.with_period(ALL).with_unit(None).with_map(None))
        or context.scope.closing
    )
    return first.replace(day=1)
