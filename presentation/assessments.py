"""Word an assessed figure: its signal, its target, how far it is from that, how it changed."""

from indicators.assessment import Assessment
from indicators.definition import Indicator
from indicators.fairness import is_rate
from indicators.fairness.ranks import Rank
from indicators.figure import Figure
from indicators.queries import Target
from indicators.queries.settings import SHOWN
from languages import say
from languages.writing import NOTHING, number
from presentation import numbers
from presentation.numbers import short_measure_text

MARKS = {"low": "▼", "high": "▲", "same": "○", "few": "○", "none": "–", "missing": "–"}


def mark_and_word(language: str, assessment: Assessment) -> str:
    """Return mark and word of the signal, ▼ Dưới chỉ tiêu, or why there is none."""
    if assessment.figure.state in ("refused", "total_wider"):
        key: str = assessment.figure.state
    elif assessment.figure.state == "none":
        key = "nothing"
    elif assessment.place != SHOWN:
        key = "apart"
    elif not assessment.in_force:
        key = "for_reference"
    elif assessment.signal == "none" and assessment.target and not is_rate(assessment.indicator):
        key = "counted"
    elif assessment.signal in ("low", "high") and not assessment.indicator.higher_is_better:
        key = f"{assessment.signal}_less"
    else:
        key = assessment.signal
    return f"{MARKS[assessment.signal]} " + say(language, f"signal.{key}")


def value_or_word(language: str, assessment: Assessment) -> float | str | None:
    """Return what stands in a file: the value, or why there is none."""
    state = assessment.figure.state
    return (
        say(language, f"state.{state}")
        if state in ("missing", "refused", "total_wider")
        else assessment.figure.value
    )


def not_in_force_remark(language: str, indicator: Indicator) -> str:
    """Return what stands beside a figure for reference only: không áp dụng trước 2022."""
    assert indicator.since
    return say(language, "signal.not_in_force", year=indicator.since.year)


def assessment_name(language: str, assessment: Assessment) -> str:
    """Return the indicator's name, with the remark where it needs one."""
    return name_with_remark(language, assessment.indicator, assessment.in_force)


def name_with_remark(language: str, indicator: Indicator, is_in_force: bool) -> str:
    name = indicator_name(language, indicator)
    return name if is_in_force else f"{name}, {not_in_force_remark(language, indicator)}"


def gap_text(language: str, assessment: Assessment) -> str:
    """Return target and gap: Chỉ tiêu 95%, thiếu 1,2 điểm %; without a target the figure in plain words."""
    indicator, value = assessment.indicator, assessment.figure.value
    if value is None:
        return say(language, "card.no_value")
    if assessment.target is None:
        reading = say(
            language,
            f"indicator.{indicator.id}.reading",
            value=short_measure_text(language, indicator, value),
        )
        return reading if assessment.in_force else f"{reading}; {not_in_force_remark(language, indicator)}"
    return say(
        language,
        "card.target",
        target=target_words(language, indicator, assessment.target),
        gap=_gap_words(language, assessment, value),
    )


def target_words(language: str, indicator: Indicator, target: Target | None) -> str:
    """Return the target as a number: 95%, 0; a dash where there is none."""
    return numbers.target_text(language, target.value, indicator.unit == "percent") if target else NOTHING


def _gap_words(language: str, assessment: Assessment, value: float) -> str:
    assert assessment.target
    rate = assessment.indicator.unit == "percent"
    digits = 1 if rate or assessment.indicator.unit == "per_hundred" else 0
    difference = value - assessment.target.value
    if abs(difference) < 0.05:
        return say(language, "card.met")
    size = number(language, abs(difference), digits)
    size = say(language, "card.points", size=size) if rate else size
    side = "over" if difference > 0 else "short"
    return say(
        language, f"card.{side}" if assessment.indicator.higher_is_better else f"card.{side}_less", size=size
    )


def change_text(language: str, assessment: Assessment, earlier_figure: Figure | None) -> str:
    """Return the difference to another period's figure, +0,1, without a mark of judgement."""
    if earlier_figure is None or earlier_figure.value is None or assessment.figure.value is None:
        return NOTHING
    return number(
        language, assessment.figure.value - earlier_figure.value, assessment.indicator.digits, sign=True
    )


def indicator_name(language: str, indicator: Indicator) -> str:
    return say(language, f"indicator.{indicator.id}.name")


def rank_words(rank: Rank | None) -> str:
    """Return the places that the unit may truly have, of how many: 16–20/20."""
    if rank is None:
        return NOTHING
    places = str(rank.best) if rank.best == rank.worst else f"{rank.best}–{rank.worst}"
    return f"{places}/{rank.of}"


def rank_sentence(language: str, rank: Rank | None, kind: str) -> str:
    """Say the rank: Hạng 16–20 trong 21 xã, thị trấn; `kind` is that of the units it is ranked with."""
    if rank is None:
        return say(language, "standing.no_rank")
    places = rank_words(rank).split("/")[0]
    return say(
        language, "standing.rank", places=places, of=rank.of, kind=say(language, f"standing.of_{kind}")
    )
