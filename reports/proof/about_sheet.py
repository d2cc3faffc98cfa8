"""Write the sheets that make the workbook stand alone: definitions, sources, passports of its figures."""

from indicators.assessment import Assessment
from indicators.queries.shares import Indicators
from ledger.passports import Passport
from presentation import assessments, numbers
from presentation.context import Context
from reports.proof.layout import HEAD
from reports.proof.styles import ProofWorkbook
from reports.spreadsheet.safe_workbook import SafeSheet, write_replaced_note

_ACCOUNT = ("rows_read", "loaded", "replaced", "duplicate", "aside", "rejected")
Lines = list[tuple[Assessment, Passport]]


def write_definitions(book: ProofWorkbook, indicators: Indicators) -> None:
    sheet = book.add_sheet(book.say("proof.sheet.definitions"), book.say("proof.title.definitions"))
    heads = ["column.indicator", "column.indicator_id", "file.definition", "proof.column.rule", "file.basis"]
    book.write_headings(
        sheet, HEAD, [book.say(key) for key in heads], [38.0, 20.0, 70.0, 50.0, 44.0], len(indicators)
    )
    for row, one in enumerate(indicators, start=HEAD + 1):
        texts = (
            book.say(f"indicator.{one.id}.name"),
            one.id,
            book.say(f"indicator.{one.id}.about"),
            book.say(f"kind.{one.kind}"),
            one.basis,
        )
        for place, text in enumerate(texts):
            sheet.write_string(row, place, text, book.formats["wrapped"])


def write_sources(book: ProofWorkbook, sheet: SafeSheet, context: Context) -> None:
    """Write the notes of any file, then the files that were read, with what became of their rows.

    They are written last, when it is known how many characters were replaced.
    """
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 8, 14)
    row = 2
    for label, text in context.notes().entries:
        sheet.write_string(row, 0, label, book.formats["muted"])
        sheet.write_string(row, 1, text)
        row += 1
    row += 1
    for place, key in enumerate(("file", "source", *_ACCOUNT)):
        sheet.write_string(row, place, book.say(f"loads.{key}"), book.formats["head"])
    for file in context.files.itertuples():
        row += 1
        sheet.write_string(row, 0, str(file.name))
        sheet.write_string(row, 1, book.say(f"source.{file.source}"))
        for place, term in enumerate(_ACCOUNT, start=2):
            sheet.write_number(row, place, float(getattr(file, term)), book.formats["whole"])
    write_replaced_note(sheet, row + 2, book.language, book.replaced_count)


def write_passports(book: ProofWorkbook, context: Context, lines: Lines) -> None:
    """Write the passports on the last sheet, where they are found: each id with its figure."""
    note = book.say("proof.passports_note", snapshot=context.snapshot.id)
    sheet = book.add_sheet(book.say("proof.sheet.passports"), book.say("proof.title.passports"), (note,))
    heads = ["proof.column.passport", "proof.column.unit", "proof.column.indicator", "column.figure"]
    book.write_headings(sheet, HEAD, [book.say(key) for key in heads], [16.0, 30.0, 46.0, 24.0], len(lines))
    for row, (one, passport) in enumerate(lines, start=HEAD + 1):
        figure = numbers.measure_text(book.language, one.indicator, one.figure.value)
        if one.figure.state not in ("value", "none"):
            figure = str(assessments.value_or_word(book.language, one))
        parts = numbers.parts_text(book.language, one.figure)
        texts = (
            passport.id,
            context.name_of(one.unit_id),
            book.say(f"indicator.{one.indicator.id}.name"),
            f"{figure} ({parts})" if parts else figure,
        )
        for place, text in enumerate(texts):
            sheet.write_string(row, place, text)
