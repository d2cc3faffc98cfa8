"""Figures with their targets and signals, as words: for cards, matrix and intervals."""

from indicators.catalogue import CATALOGUE
from indicators.definition import Indicator
from indicators.fairness import is_rate, signal
from indicators.queries import Target, as_figure, figure, split
from indicators.queries.decided import SHOWN
from indicators.view import Measured, applies, by_unit, decided_targets, measured
from indicators.view import target_of as decided_target
from ui import data
from ui.palette import MARKS
from ui.state import View
from ui.text import brief, name, number, say


def of_view(view: View, indicator: Indicator) -> Measured:
    """The indicator of the view's unit, with the periods before."""
    return data.ask(measured, indicator, view.scope, target_of(view, indicator), view.min_n)


def everything(view: View) -> list[Measured]:
    return [of_view(view, indicator) for indicator in CATALOGUE.values()]


def units(view: View, indicator: Indicator) -> list[Measured]:
    """One a unit, whatever unit the view has."""
    return data.ask(by_unit, (indicator.id,), view.scope.of(None), view.min_n)[indicator.id]


def every_unit(view: View) -> dict[str, list[Measured]]:
    """Of all indicators, asked once."""
    return data.ask(by_unit, tuple(CATALOGUE), view.scope.of(None), view.min_n)


def groups(view: View, indicator: Indicator, by: str) -> list[tuple[str, Measured]]:
    """One a group of a split, against the target of the view's level; empty groups have no name."""
    decided = target_of(view, indicator)
    together = data.ask(figure, indicator, view.scope)
    rows = data.ask(split, indicator, view.scope, by)
    found = []
    for _, row in rows.iterrows():
        shown = as_figure(indicator, row)
        colour = signal(indicator, shown, decided.value if decided else None, together, view.min_n)
        valid = applies(indicator, view.scope)
        found.append((row["group"], Measured(indicator, None, shown, decided, colour, in_force=valid)))
    return found


def whole(view: View, shown: Measured) -> float | None:
    """The figure of all units, which one of them is laid beside; None where all are looked at."""
    if view.unit is None:
        return None
    return data.ask(figure, shown.indicator, view.scope.of(None)).value


def target_of(view: View, indicator: Indicator, level: str | None = None) -> Target | None:
    """The target of the view's unit, or of another level."""
    return decided_target(data.ask(decided_targets), indicator, level or view.level, view.scope)


def mark_and_word(shown: Measured) -> str:
    """▼ Dưới chỉ tiêu: what the signal says, and why there is none."""
    if shown.figure.state in ("refused", "total_wider"):
        key: str = shown.figure.state
    elif shown.figure.state == "none":
        key = "nothing"
    elif shown.place != SHOWN:
        key = "apart"
    elif not shown.in_force:
        key = "for_reference"
    elif shown.signal == "none" and shown.target and not is_rate(shown.indicator):
        key = "counted"
    elif shown.signal in ("low", "high") and not shown.indicator.higher_is_better:
        key = f"{shown.signal}_less"
    else:
        key = shown.signal
    return f"{MARKS[shown.signal]} " + say(f"signal.{key}")


def value_or_word(shown: Measured) -> float | str | None:
    """What stands in a file: the value, or why there is none."""
    state = shown.figure.state
    return say(f"state.{state}") if state in ("missing", "refused", "total_wider") else shown.figure.value


def not_in_force(indicator: Indicator) -> str:
    """không áp dụng trước 2022: what stands beside a figure that is only for reference."""
    assert indicator.since
    return say("signal.not_in_force", year=indicator.since.year)


def named(shown: Measured) -> str:
    """The indicator's name, with the remark where it needs one."""
    indicator = shown.indicator
    return name(indicator) if shown.in_force else f"{name(indicator)}, {not_in_force(indicator)}"


def gap(shown: Measured) -> str:
    """Chỉ tiêu 95%, thiếu 1,2 điểm %; without a target the figure in plain words."""
    indicator, value = shown.indicator, shown.figure.value
    if value is None:
        return say("card.no_value")
    if shown.target is None:
        reading = say(f"indicator.{indicator.id}.reading", value=brief(indicator, value))
        return reading if shown.in_force else f"{reading}; {not_in_force(indicator)}"
    return say("card.target", target=aim(shown), gap=_gap_words(shown, value))


def aim(shown: Measured) -> str:
    """The target as a number: 95%, 0."""
    if shown.target is None:
        return "–"
    digits = 0 if shown.target.value == int(shown.target.value) else 1
    return number(shown.target.value, digits) + ("%" if shown.indicator.unit == "percent" else "")


def _gap_words(shown: Measured, value: float) -> str:
    assert shown.target
    rate = shown.indicator.unit == "percent"
    digits = 1 if rate or shown.indicator.unit == "per_hundred" else 0
    difference = value - shown.target.value
    if abs(difference) < 0.05:
        return say("card.met")
    size = number(abs(difference), digits)
    size = say("card.points", size=size) if rate else size
    side = "over" if difference > 0 else "short"
    return say(f"card.{side}" if shown.indicator.higher_is_better else f"card.{side}_less", size=size)
