"""Add one indicator: its figure in large type, its meaning, its months and its units as charts."""

from collections.abc import Sequence
from dataclasses import replace

from pptx.slide import Slide

from indicators.assessment import Measured
from indicators.fairness import is_rate
from indicators.fairness.ranks import ranks
from presentation import assessments, numbers
from presentation.chart import Bar, Bars, Chart, Lines
from presentation.colours import LIGHT, OF_MARK
from reports.chart_data import bars_by_unit, months
from reports.context import Subject
from reports.documents.official import in_a_sentence
from reports.model.printable import texts
from reports.slides.charts import MOST_BARS, add_chart, values_of
from reports.slides.lettering import height, width, wrapped
from reports.slides.page import BODY, SMALL, TEXT, Box, Deck, Words
from reports.slides.table import numbered

_SIZES = (60.0, 40.0, 28.0)  # of the figure: the largest whose line fits
_SIGNAL, _TITLE = 22.0, 14.0
_BESIDE, _GAP = 6.3, 0.35  # inches: the left column where units stand at the right
_AIR = 0.1  # below text
_NARROW = 4.2  # the left column where there are none


def add_indicator(deck: Deck, subject: Subject, one: Measured, passport: str) -> None:
    """Add a unit's months; for all units the units beside them, over more slides where they are many."""
    title, line = assessments.named(subject.language, one), months(subject, one.indicator)
    whole = subject.scope.unit is None
    units = bars_by_unit(subject, one.indicator) if whole else None
    parts, longest = (_parts(units), max(values_of(units), default=0)) if units else ([], 0)
    wide = _BESIDE if whole else _NARROW
    words = _words(subject, one, line, passport, wide)
    left, right = _sides(BODY, wide)
    slide = deck.slide(numbered(subject, title, 1, len(parts) or 1))
    high = _height(words, wide)
    deck.text(slide, Box(left.left, left.top, wide, high), words)
    _draw(deck, slide, _under(left, high) if whole else right, line)
    for place, part in enumerate(parts, start=1):
        if place > 1:
            slide, right = deck.slide(numbered(subject, title, place, len(parts))), BODY
        _draw(deck, slide, right, part, _notes(subject, part), longest)


def _sides(box: Box, wide: float) -> tuple[Box, Box]:
    left = Box(box.left, box.top, wide, box.height)
    return left, Box(left.right + _GAP, box.top, box.right - left.right - _GAP, box.height)


def _under(box: Box, high: float) -> Box:
    return Box(box.left, box.top + high, box.width, box.height - high)


def _words(subject: Subject, one: Measured, line: Lines, passport: str, room: float) -> list[Words]:
    signal = assessments.mark_and_word(subject.language, one)
    colour = OF_MARK.get(signal[:1], LIGHT.muted)
    if one.figure.value is None:
        words = [Words(signal, _SIZES[-1], bold=True, colour=colour, after=6)]
    else:
        large = numbers.brief(subject.language, one.indicator, one.figure.value)
        size = next((size for size in _SIZES if width(large, size, bold=True) <= room), _SIZES[-1])
        words = [Words(large, size, bold=True), Words(signal, _SIGNAL, bold=True, colour=colour, after=6)]
    words.append(Words(in_a_sentence(subject, one), TEXT, after=6))
    if one.figure.value is not None and subject.scope.unit is not None and is_rate(one.indicator):
        words.append(Words(_place(subject, one), TEXT, after=6))
    if any(point.beyond for point in line.points):
        words.append(Words(subject.say("picture.beyond"), SMALL, colour=LIGHT.muted))
    return [*words, Words(subject.say("slides.passport", id=passport), SMALL, colour=LIGHT.muted)]


def _place(subject: Subject, one: Measured) -> str:
    """Rank the unit among those of its kind, in a sentence."""
    kind = subject.names.level_of(one.unit_id)
    alike = {
        str(unit.unit_id): unit.figure
        for unit in subject.by_unit((one.indicator,))[one.indicator.id]
        if subject.names.level_of(unit.unit_id) == kind
    }
    found = ranks(one.indicator, alike, subject.min_n).get(str(one.unit_id))
    return assessments.rank_sentence(subject.language, found, kind)


def _height(words: list[Words], room: float) -> float:
    lines = [height(len(wrapped(one.text, room, one.size, one.bold)), one.size) for one in words]
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


def _notes(subject: Subject, chart: Bars) -> list[Words]:
    """Explain the marks, and name the units without a figure, by the reason why."""
    texts = [subject.say("picture.marks")] if any(bar.mark in OF_MARK for bar in chart.bars) else []
    reasons = dict.fromkeys(bar.text for bar in chart.bars if bar.value is None)
    for reason in reasons if values_of(chart) else ():
        units = [bar.label for bar in chart.bars if bar.value is None and bar.text == reason]
        texts.append(subject.say("slides.without", reason=reason, units=", ".join(units)))
    return [Words(text, SMALL, colour=LIGHT.muted) for text in texts]


def _draw(
    deck: Deck, slide: Slide, box: Box, chart: Chart, notes: Sequence[Words] = (), longest: float = 0
) -> None:
    """Draw the chart with `notes` below it; `longest_bar` is that of all its parts."""
    if not values_of(chart):
        title = Words(chart.title, _TITLE, bold=True, after=6)
        deck.text(slide, box, [title, Words(deck.say("picture.nothing"), TEXT, colour=LIGHT.muted)])
        return
    drawn = replace(chart, bars=tuple(_with_figure(chart))) if isinstance(chart, Bars) else chart
    high = box.height - (_height(list(notes), box.width) if notes else 0)
    deck.count(*texts(drawn))
    add_chart(slide, Box(box.left, box.top, box.width, high), drawn, deck.language, longest)
    if notes:
        deck.text(slide, _under(box, high), notes)
