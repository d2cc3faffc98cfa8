"""Word an assessed figure: its signal, its target, how far it is from that, how it changed."""

from indicators.assessment import Measured
from indicators.definition import Indicator
from indicators.fairness import is_rate
from indicators.fairness.ranks import Rank
from indicators.figure import Figure
from indicators.queries import Target
from indicators.queries.settings import SHOWN
from languages import say
from languages.writing import NOTHING, number
from presentation import numbers
from presentation.numbers import brief

MARKS = {"low": "▼", "high": "▲", "same": "○", "few": "○", "none": "–", "missing": "–"}


def mark_and_word(language: str, shown: Measured) -> str:
    """Return mark and word of the signal, ▼ Dưới chỉ tiêu, or why there is none."""
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
    return f"{MARKS[shown.signal]} " + say(language, f"signal.{key}")


def value_or_word(language: str, shown: Measured) -> float | str | None:
    """Return what stands in a file: the value, or why there is none."""
    state = shown.figure.state
    return (
        say(language, f"state.{state}")
        if state in ("missing", "refused", "total_wider")
        else shown.figure.value
    )


def not_in_force(language: str, indicator: Indicator) -> str:
    """Return what stands beside a figure for reference only: không áp dụng trước 2022."""
    assert indicator.since
    return say(language, "signal.not_in_force", year=indicator.since.year)


def named(language: str, shown: Measured) -> str:
    """Return the indicator's name, with the remark where it needs one."""
    return remarked(language, shown.indicator, shown.in_force)


def remarked(language: str, indicator: Indicator, in_force: bool) -> str:
    name = indicator_name(language, indicator)
    return name if in_force else f"{name}, {not_in_force(language, indicator)}"


def gap(language: str, shown: Measured) -> str:
    """Return target and gap: Chỉ tiêu 95%, thiếu 1,2 điểm %; without a target the figure in plain words."""
    indicator, value = shown.indicator, shown.figure.value
    if value is None:
        return say(language, "card.no_value")
    if shown.target is None:
        reading = say(language, f"indicator.{indicator.id}.reading", value=brief(language, indicator, value))
        return reading if shown.in_force else f"{reading}; {not_in_force(language, indicator)}"
    return say(
        language,
        "card.target",
        target=aim(language, indicator, shown.target),
        gap=_gap_words(language, shown, value),
    )


def aim(language: str, indicator: Indicator, target: Target | None) -> str:
    """Return the target as a number: 95%, 0; a dash where there is none."""
    return numbers.aim(language, target.value, indicator.unit == "percent") if target else NOTHING


def _gap_words(language: str, shown: Measured, value: float) -> str:
    assert shown.target
    rate = shown.indicator.unit == "percent"
    digits = 1 if rate or shown.indicator.unit == "per_hundred" else 0
    difference = value - shown.target.value
    if abs(difference) < 0.05:
        return say(language, "card.met")
    size = number(language, abs(difference), digits)
    size = say(language, "card.points", size=size) if rate else size
    side = "over" if difference > 0 else "short"
    return say(
        language, f"card.{side}" if shown.indicator.higher_is_better else f"card.{side}_less", size=size
    )


def change(language: str, shown: Measured, before: Figure | None) -> str:
    """Return the difference to another period's figure, +0,1, without a mark of judgement."""
    if before is None or before.value is None or shown.figure.value is None:
        return NOTHING
    return number(language, shown.figure.value - before.value, shown.indicator.digits, sign=True)


def indicator_name(language: str, indicator: Indicator) -> str:
    return say(language, f"indicator.{indicator.id}.name")


def rank_words(found: Rank | None) -> str:
    """Return the places that the unit may truly have, of how many: 16–20/20."""
    if found is None:
        return NOTHING
    places = str(found.best) if found.best == found.worst else f"{found.best}–{found.worst}"
    return f"{places}/{found.of}"


def rank_sentence(language: str, found: Rank | None, kind: str) -> str:
    """Say the rank: Hạng 16–20 trong 21 xã, thị trấn; `kind` is that of the units it is ranked with."""
    if found is None:
        return say(language, "standing.no_rank")
    places = rank_words(found).split("/")[0]
    return say(
        language, "standing.rank", places=places, of=found.of, kind=say(language, f"standing.of_{kind}")
    )
