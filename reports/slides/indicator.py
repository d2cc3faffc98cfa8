"""One indicator: its figure in large type, what it means, its months and its units as charts."""

from dataclasses import replace

from pptx.slide import Slide

from indicators.fairness import is_rate
from indicators.fairness.ranks import ranks
from indicators.view import Measured
from languages.writing import NOTHING
from reports import formats, wording
from reports.chart import Bars, Chart, Lines
from reports.charts import bars_by_unit, months
from reports.colours import LIGHT, OF_MARK
from reports.documents.official import in_a_sentence
from reports.slides.charts import MOST_BARS, add_chart, anything
from reports.slides.lettering import height, width, wrapped
from reports.slides.page import BODY, SMALL, TEXT, Box, Deck, Words
from reports.slides.table import numbered
from reports.subject import Subject

_SIZES = (60.0, 40.0, 28.0, 20.0)  # of the figure: the largest whose line fits
_SIGNAL = 22.0
_BESIDE, _GAP = 6.3, 0.35  # inches: the left column where units stand at the right
_NARROW = 4.2  # the left column where there are none


def add_indicator(deck: Deck, subject: Subject, one: Measured, passport: str) -> None:
    """Units that do not fit beside the months go on over more slides."""
    title = wording.named(subject.language, one)
    line = months(subject, one.indicator)
    bars = _parts(bars_by_unit(subject, one.indicator)) if subject.scope.unit is None else []
    count = max(1, len(bars))
    slide = deck.slide(numbered(subject, title, 1, count))
    words = _words(subject, one, line, passport, _BESIDE if bars else _NARROW)
    if bars:
        high = _height(words, _BESIDE)
        deck.text(slide, Box(BODY.left, BODY.top, _BESIDE, high), words)
        below = Box(BODY.left, BODY.top + high, _BESIDE, BODY.height - high)
        _draw(deck, slide, below, line)
        left = BODY.left + _BESIDE + _GAP
        _draw(deck, slide, Box(left, BODY.top, BODY.right - left, BODY.height), bars[0])
    else:
        left = BODY.left + _NARROW + _GAP
        deck.text(slide, Box(BODY.left, BODY.top, _NARROW, BODY.height), words)
        _draw(deck, slide, Box(left, BODY.top, BODY.right - left, BODY.height), line)
    for place, part in enumerate(bars[1:], start=2):
        _draw(deck, deck.slide(numbered(subject, title, place, count)), BODY, part)


def _words(subject: Subject, one: Measured, line: Lines, passport: str, room: float) -> list[Words]:
    large = _large(subject, one)
    size = next((size for size in _SIZES if width(large, size, bold=True) <= room), _SIZES[-1])
    signal = wording.mark_and_word(subject.language, one)
    colour = OF_MARK.get(signal[:1], LIGHT.muted)
    words = [
        Words(large, size, bold=True),
        Words(signal, _SIGNAL, bold=True, colour=colour, after=6),
        Words(in_a_sentence(subject, one), TEXT, after=6),
    ]
    if subject.scope.unit is not None and is_rate(one.indicator):
        words.append(Words(_place(subject, one), TEXT, after=6))
    if any(point.beyond for point in line.points):
        words.append(Words(subject.say("picture.beyond"), SMALL, colour=LIGHT.muted))
    return [*words, Words(subject.say("slides.passport", id=passport), SMALL, colour=LIGHT.muted)]


def _large(subject: Subject, one: Measured) -> str:
    if one.figure.value is None:
        return str(wording.value_or_word(subject.language, one) or NOTHING)
    return formats.brief(subject.language, one.indicator, one.figure.value)


def _place(subject: Subject, one: Measured) -> str:
    """Among the units of its kind."""
    kind = subject.names.level_of(one.unit_id)
    alike = {
        str(unit.unit_id): unit.figure
        for unit in subject.by_unit((one.indicator,))[one.indicator.id]
        if subject.names.level_of(unit.unit_id) == kind
    }
    found = ranks(one.indicator, alike, subject.min_n).get(str(one.unit_id))
    return wording.rank_sentence(subject.language, found, kind)


def _height(words: list[Words], room: float) -> float:
    lines = [height(len(wrapped(one.text, room, one.size, one.bold)), one.size) for one in words]
    return sum(lines) + sum(one.after for one in words) / 72 + 0.1


def _parts(chart: Bars) -> list[Bars]:
    """As many charts, about equally long, as keep every name readable; the axis is the same in all."""
    count = -(-len(chart.bars) // MOST_BARS)
    size = -(-len(chart.bars) // max(1, count))
    return [
        replace(chart, bars=chart.bars[first : first + size])
        for first in range(0, len(chart.bars), size or 1)
    ]


def _draw(deck: Deck, slide: Slide, box: Box, chart: Chart) -> None:
    if anything(chart):
        add_chart(slide, box, chart, deck.language)
    else:
        title = Words(chart.title, 14, bold=True, after=6)
        deck.text(slide, box, [title, Words(deck.say("picture.nothing"), TEXT, colour=LIGHT.muted)])
