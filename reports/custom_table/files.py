"""Write a built table as a file of any kind; it joins the last used tables when it is handed out."""

from dataclasses import replace

import pandas as pd

from presentation.table import Column, Table
from reports.context import Subject
from reports.custom_table.passports import Given, passports
from reports.custom_table.spec import Wanted
from reports.custom_table.table import Built, built
from reports.documents.official import Written, official
from reports.model.blocks import Block, Grid, Paragraph
from reports.report_type import Made
from reports.slides.deck import of_tables
from reports.spreadsheet.table_csv import csv_bytes
from reports.spreadsheet.table_xlsx import book

_MOST_ON_A_SLIDE = 5  # columns of figures
_WIDE, _MOST = 4, 8  # columns of figures from which a page lies, and beyond which a table goes on below


def sheet(subject: Subject, wanted: Wanted) -> Made:
    """Build a workbook with the table, and a sheet of passports where the table has any."""
    made = built(subject, wanted)
    given = passports(subject, made)
    sheets = {subject.say("file.sheet"): made.table}
    if given:
        sheets[subject.say("proof.sheet.passports")] = _listed(subject, given, made)
    return Made(book(sheets, subject.language), tuple(one for one, _ in given))


def delimited(subject: Subject, wanted: Wanted) -> Made:
    """Build a CSV with the table and nothing else: passports stand in the other kinds of files."""
    return Made(csv_bytes(built(subject, wanted).table, subject.language))


def document(subject: Subject, wanted: Wanted) -> Written:
    made = built(subject, wanted)
    given = passports(subject, made)
    figures = len(made.table.columns) - 1
    blocks = [Paragraph(made.table.title + "."), *_grids(made)]
    written = official(subject, "built", None, blocks, landscape=figures > _WIDE)
    told = tuple(told for _, told in given)
    whole = replace(written.document, title=made.table.title, notes=made.table.notes, figures=told)
    return Written(whole, tuple(one for one, _ in given))


def slides(subject: Subject, wanted: Wanted) -> Made:
    """Build slides; a table that is too wide goes on over more slides."""
    made = built(subject, wanted)
    given = passports(subject, made)
    tables = [] if made.nothing else [table for table, _ in _parts(made, _MOST_ON_A_SLIDE)]
    content = of_tables(subject, tables, [told for _, told in given], made.table.notes)
    return Made(content, tuple(one for one, _ in given))


def _grids(made: Built) -> list[Block]:
    """Split a wide table into grids below each other, each with the names of the rows."""
    if made.nothing:
        return [Paragraph(made.nothing)]
    return [Grid(table, total=1, caption=caption) for table, caption in _parts(made, _MOST)]


def _parts(made: Built, most: int) -> list[tuple[Table, str]]:
    """Split the table into parts of `column_limit` columns; captions number them where there are several."""
    table, parts = made.table, list[tuple[Table, str]]()
    count = len(table.columns) - 1
    for place in range(1, count + 1, most):
        columns = (table.columns[0], *table.columns[place : place + most])
        last = min(place + most - 1, count)
        caption = made.words.say("columns_of", first=place, last=last, count=count) if count > most else ""
        parts.append((replace(table, columns=columns), caption))
    return parts


def _listed(subject: Subject, given: Given, made: Built) -> Table:
    heads = {
        "passport": subject.say("proof.column.passport"),
        "unit": subject.say("proof.column.unit"),
        "indicator": subject.say("proof.column.indicator"),
        "figure": subject.say("column.figure"),
    }
    rows = [(told.id, told.unit, told.indicator, told.figure) for _, told in given]
    columns = tuple(Column(name, heading) for name, heading in heads.items())
    title = subject.say("proof.title.passports")
    return Table(made.table.name, title, columns, pd.DataFrame(rows, columns=list(heads)), made.table.notes)
