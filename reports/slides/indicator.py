"""Add one indicator: its figure in large type, its meaning, its months and its units as charts."""

from collections.abc import Sequence
from dataclasses import replace

from pptx.slide import Slide

from indicators.assessment import Assessment
from indicators.fairness import is_rate
from indicators.fairness.ranks import rank_intervals
from presentation import assessments, numbers
from presentation.chart import Bar, Bars, Chart, Lines
from presentation.colours import LIGHT, OF_MARK
from presentation.confidence_levels import level_fields
from presentation.context import Context
from reports.chart_data import bars_by_unit, line_by_month
from reports.documents.official import figure_sentence
from reports.model.printable import collect_texts
from reports.slides.charts import MOST_BARS, add_chart, values_of
from reports.slides.lettering import lines_height, text_width, wrap_text
from reports.slides.page import BODY, SMALL, TEXT, Box, Deck, SlideText
from reports.slides.table import numbered_title

_SIZES = (60.0, 40.0, 28.0)  # of the figure: the largest whose line fits
_SIGNAL, _TITLE = 22.0, 14.0
_BESIDE, _GAP = 6.3, 0.35  # inches: the left column where units stand at the right
_AIR = 0.1  # below text
_NARROW = 4.2  # the left column where there are none


def add_indicator(deck: Deck, context: Context, assessment: Assessment, passport: str) -> None:
    """Add a unit's months; for all units the units beside them, over more slides where they are many."""
    title, line = (
        assessments.assessment_name(context.language, assessment),
        line_by_month(context, assessment.indicator),
    )
    whole = context.scope.unit is None
    units = bars_by_unit(context, assessment.indicator) if whole else None
    parts, longest = (_parts(units), max(values_of(units), default=0)) if units else ([], 0)
    wide = _BESIDE if whole else _NARROW
    words = _words(context, assessment, line, passport, wide)
    left, right = _sides(BODY, wide)
    slide = deck.add_slide(numbered_title(context, title, 1, len(parts) or 1))
    high = _height(words, wide)
    deck.add_text(slide, Box(left.left, left.top, wide, high), words)
    _draw(deck, slide, _under(left, high) if whole else right, line)
    for place, part in enumerate(parts, start=1):
        if place > 1:
            slide, right = deck.add_slide(numbered_title(context, title, place, len(parts))), BODY
        _draw(deck, slide, right, part, _notes(context, part), longest)


def _sides(box: Box, left_width: float) -> tuple[Box, Box]:
    left = Box(box.left, box.top, left_width, box.height)
    return left, Box(left.right + _GAP, box.top, box.right - left.right - _GAP, box.height)


def _under(box: Box, text_height: float) -> Box:
    return Box(box.left, box.top + text_height, box.width, box.height - text_height)


def _words(
    context: Context, assessment: Assessment, line: Lines, passport: str, room: float
) -> list[SlideText]:
    signal = assessments.mark_and_word(context.language, assessment)
    colour = OF_MARK.get(signal[:1], LIGHT.muted)
    if assessment.figure.value is None:
        words = [SlideText(signal, _SIZES[-1], bold=True, colour=colour, after=6)]
    else:
        large = numbers.short_measure_text(context.language, assessment.indicator, assessment.figure.value)
        size = next((size for size in _SIZES if text_width(large, size, bold=True) <= room), _SIZES[-1])
        words = [
            SlideText(large, size, bold=True),
            SlideText(signal, _SIGNAL, bold=True, colour=colour, after=6),
        ]
    words.append(SlideText(figure_sentence(context, assessment), TEXT, after=6))
    if (
        assessment.figure.value is not None
        and context.scope.unit is not None
        and is_rate(assessment.indicator)
    ):
        words.append(SlideText(_place(context, assessment), TEXT, after=6))
    if any(point.beyond for point in line.points):
        words.append(SlideText(context.say("picture.beyond"), SMALL, colour=LIGHT.muted))
    return [*words, SlideText(context.say("slides.passport", id=passport), SMALL, colour=LIGHT.muted)]


def _place(context: Context, assessment: Assessment) -> str:
    """Rank the unit among those of its kind, in a sentence."""
    kind = context.names.level_of(assessment.unit_id)
    alike = {
        str(unit.unit_id): unit.figure
        for unit in context.assess_units((assessment.indicator,))[assessment.indicator.id]
        if context.names.level_of(unit.unit_id) == kind
    }
    found = rank_intervals(assessment.indicator, alike, context.min_n).get(str(assessment.unit_id))
    return assessments.rank_sentence(context.language, found, kind)


def _height(words: list[SlideText], room: float) -> float:
    lines = [lines_height(len(wrap_text(one.text, room, one.size, one.bold)), one.size) for one in words]
    return sum(lines) + sum(one.after for one in words) / 72 + _AIR


def _parts(chart: Bars) -> list[Bars]:
    """Split the chart into as few, about equally long charts as keep all names readable.

    Units without a figure have no bar; the last chart tells of them.
    """
    shown, without = _with_figure(chart), [bar for bar in chart.bars if bar.value is None]
    count = max(1, -(-len(shown) // MOST_BARS))
    size = -(-len(shown) // count)
    pieces = [shown[place * size : (place + 1) * size] for place in range(count)]
    pieces[-1] += without
    return [replace(chart, bars=tuple(piece)) for piece in pieces]


def _with_figure(chart: Bars) -> list[Bar]:
    return [bar for bar in chart.bars if bar.value is not None]


def _notes(context: Context, chart: Bars) -> list[SlideText]:
    """Explain the marks, and name the units without a figure, by the reason why."""
    texts = (
        [context.say("picture.marks", **level_fields(context.language))]
        if any(bar.mark in OF_MARK for bar in chart.bars)
        else []
    )
    reasons = dict.fromkeys(bar.text for bar in chart.bars if bar.value is None)
    for reason in reasons if values_of(chart) else ():
        units = [bar.label for bar in chart.bars if bar.value is None and bar.text == reason]
        texts.append(context.say("slides.without", reason=reason, units=", ".join(units)))
    return [SlideText(text, SMALL, colour=LIGHT.muted) for text in texts]


def _draw(
    deck: Deck, slide: Slide, box: Box, chart: Chart, notes: Sequence[SlideText] = (), longest_bar: float = 0
) -> None:
    """Draw the chart with `notes` below it; `longest_bar` is that of all its parts."""
    if not values_of(chart):
        title = SlideText(chart.title, _TITLE, bold=True, after=6)
        deck.add_text(slide, box, [title, SlideText(deck.say("picture.nothing"), TEXT, colour=LIGHT.muted)])
        return
    drawn = replace(chart, bars=tuple(_with_figure(chart))) if isinstance(chart, Bars) else chart
    high = box.height - (_height(list(notes), box.width) if notes else 0)
    deck.count_replaced(*collect_texts(drawn))
    add_chart(slide, Box(box.left, box.top, box.width, high), drawn, deck.language, longest_bar)
    if notes:
        deck.add_text(slide, _under(box, high), notes)
