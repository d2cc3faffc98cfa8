"""Put the slides in their order: the title, the table of figures, one slide a figure, the sources."""

from collections.abc import Sequence

from indicators.catalogue import MAIN
from indicators.queries.shares import Indicators
from presentation import numbers
from presentation.colours import LIGHT
from presentation.context import Context
from presentation.table import Notes, Table
from reports.documents.figures import figures_table
from reports.documents.official import make_passports
from reports.model.blocks import PrintedFigure
from reports.model.characters import replaced_note
from reports.report_type import BuiltFile
from reports.slides.indicator import add_indicator
from reports.slides.lettering import lines_height, split_into_pages
from reports.slides.page import BODY, Box, Deck, SlideText
from reports.slides.table import add_table, numbered_title

_OPENING, _UNIT, _TOLD, _LIST = 40.0, 30.0, 20.0, 14.0  # points
_NAMES = 2.2  # the width of the names of rows beside a column of figures
_COLUMNS = (3.0, 3.05, 0.95, 3.1, 0.95, 1.17)  # widths beside each other
_BETWEEN = 5.0  # points from one paragraph of a list to the next
_OWNER, _SUBJECT = Box(BODY.left, 1.2, BODY.width, 0.5), Box(BODY.left, 1.8, BODY.width, 0.9)
_ABOUT, _SAMPLE = Box(BODY.left, 3.0, BODY.width, 2.6), Box(BODY.left, 5.8, BODY.width, 0.6)


def slides(context: Context, indicators: Indicators = MAIN) -> BuiltFile:
    """Build the deck of the unit, or of all units together, with the figures of `indicators`."""
    deck = Deck(context.language, _foot(context))
    figures = context.assess_unit(indicators)
    passports, told = make_passports(context, figures)
    _open(deck, context)
    table = figures_table(context, context.say("slides.figures"), figures)
    add_table(deck, context, table, _COLUMNS, note=context.say("column.change_help") + ".")
    for one, passport in zip(figures, passports, strict=True):
        add_indicator(deck, context, one, passport.id)
    _end(deck, context, told, _told(context.notes_with_definitions(indicators)))
    return BuiltFile(deck.content(), passports)


def build_table_slides(
    context: Context, tables: Sequence[Table], printed_figures: Sequence[PrintedFigure], notes: Notes
) -> bytes:
    """Build a deck of tables whose last row is that of all rows together."""
    deck = Deck(context.language, _foot(context))
    _open(deck, context)
    for table in tables:
        add_table(deck, context, table, (_NAMES, *[1.0] * (len(table.columns) - 1)), total=1)
    _end(deck, context, printed_figures, _told(notes))
    return deck.content()


def _foot(context: Context) -> str:
    """Return the foot of the slides; all have it, since slides are taken out and shown alone."""
    closing = numbers.day(context.language, context.scope.closing)
    parts = [
        context.unit_name,
        context.period_name,
        f"{context.say('file.closing')} {closing}",
        f"{context.say('file.snapshot')} {context.snapshot.id}",
        *([context.say("file.sample")] if context.is_sample else []),
    ]
    return " · ".join(parts)


def _open(deck: Deck, context: Context) -> None:
    title = context.say("slides.subject")
    slide = deck.add_slide(title, _SUBJECT, _OPENING)
    if context.scope.unit is not None:
        deck.add_text(
            slide,
            _OWNER,
            [SlideText(_capital(context.organisation_setting("name")), _TOLD, colour=LIGHT.muted)],
        )
    told = dict(context.notes().entries)
    labels = [context.say(f"file.{key}") for key in ("period", "closing")]
    unit = SlideText(_capital(context.full_name), _UNIT, bold=True, after=12)
    deck.add_text(
        slide, _ABOUT, [unit, *(SlideText(f"{one}: {told[one]}", _TOLD, after=6) for one in labels)]
    )
    if context.is_sample:
        mark = SlideText(context.say("file.sample"), _UNIT, bold=True, colour=LIGHT.low)
        deck.add_text(slide, _SAMPLE, [mark])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _end(deck: Deck, context: Context, printed_figures: Sequence[PrintedFigure], sources: list[str]) -> None:
    """Add the ids of the figures, then where everything comes from and how much was replaced."""
    if printed_figures:
        ids = [one.line(context.language) for one in printed_figures]
        _add_list(deck, context, context.say("document.figures"), ids)
    deck.count_replaced(*sources)
    counted = Notes(replaced_note(context.language, deck.replaced_count))
    _add_list(deck, context, context.say("slides.sources"), sources + _told(counted))


def _told(notes: Notes) -> list[str]:
    return [f"{label}: {text}" for label, text in notes.entries]


def _add_list(deck: Deck, context: Context, title: str, texts: list[str]) -> None:
    """Add a list over as many slides as it needs."""
    a_line = lines_height(1, _LIST) + _BETWEEN / 72
    pages = split_into_pages(texts, BODY.width, _LIST, int(BODY.height / a_line))
    for place, page in enumerate(pages, start=1):
        slide = deck.add_slide(numbered_title(context, title, place, len(pages)))
        deck.add_text(slide, BODY, [SlideText(text, _LIST, after=_BETWEEN) for text in page])
