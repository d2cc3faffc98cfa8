"""Write a built table as a file of any kind; it joins the last used tables when it is handed out."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from presentation.context import Context
from presentation.custom_table.spec import TableSpec
from presentation.custom_table.table import BuiltTable, build_table
from presentation.table import Column, Table
from reports.custom_table.passports import Given, collect_passports
from reports.documents.official import BuiltDocument, official_document
from reports.model.blocks import Block, Grid, Paragraph
from reports.report_type import BuiltFile
from reports.slides.deck import build_table_slides
from reports.spreadsheet.table_xlsx import write_workbook

_MOST_ON_A_SLIDE = 5  # columns of figures
_WIDE, _MOST = 4, 8  # columns of figures from which a page lies, and beyond which a table goes on below


def build_workbook(context: Context, spec: TableSpec) -> BuiltFile:
    """Build a workbook with the table, and a sheet of passports where the table has any."""
    made = build_table(context, spec)
    given = collect_passports(context, made)
    sheets = {context.say("file.sheet"): made.table}
    if given:
        sheets[context.say("proof.sheet.passports")] = _listed(context, given, made)
    return BuiltFile(write_workbook(sheets, context.language), tuple(one for one, _ in given))


def build_plain_table(context: Context, spec: TableSpec, write: Callable[[Table, str], bytes]) -> BuiltFile:
    """Build a file with the table and nothing else: passports stand in the other kinds of files."""
    return BuiltFile(write(build_table(context, spec).table, context.language))


def build_document(context: Context, spec: TableSpec) -> BuiltDocument:
    made = build_table(context, spec)
    given = collect_passports(context, made)
    figures = len(made.table.columns) - 1
    blocks = [Paragraph(made.table.title + "."), *_grids(made)]
    written = official_document(context, "built", None, blocks, landscape=figures > _WIDE)
    told = tuple(told for _, told in given)
    whole = replace(written.document, title=made.table.title, notes=made.table.notes, figures=told)
    return BuiltDocument(whole, tuple(one for one, _ in given))


def build_slides(context: Context, spec: TableSpec) -> BuiltFile:
    """Build slides; a table that is too wide goes on over more slides."""
    made = build_table(context, spec)
    given = collect_passports(context, made)
    tables = [] if made.nothing else [table for table, _ in _parts(made, _MOST_ON_A_SLIDE)]
    content = build_table_slides(context, tables, [told for _, told in given], made.table.notes)
    return BuiltFile(content, tuple(one for one, _ in given))


def _grids(built_table: BuiltTable) -> list[Block]:
    """Split a wide table into grids below each other, each with the names of the rows."""
    if built_table.nothing:
        return [Paragraph(built_table.nothing)]
    return [Grid(table, total=1, caption=caption) for table, caption in _parts(built_table, _MOST)]


def _parts(built_table: BuiltTable, column_limit: int) -> list[tuple[Table, str]]:
    """Split the table into parts of `column_limit` columns; captions number them where there are several."""
    table, parts = built_table.table, list[tuple[Table, str]]()
    count = len(table.columns) - 1
    for place in range(1, count + 1, column_limit):
        columns = (table.columns[0], *table.columns[place : place + column_limit])
        last = min(place + column_limit - 1, count)
        caption = (
            built_table.words.say("columns_of", first=place, last=last, count=count)
            if count > column_limit
            else ""
        )
        parts.append((replace(table, columns=columns), caption))
    return parts


def _listed(context: Context, passport_list: Given, built_table: BuiltTable) -> Table:
    heads = {
        "passport": context.say("proof.column.passport"),
        "unit": context.say("proof.column.unit"),
        "indicator": context.say("proof.column.indicator"),
        "figure": context.say("column.figure"),
    }
    rows = [(told.id, told.unit, told.indicator, told.figure) for _, told in passport_list]
    columns = tuple(Column(name, heading) for name, heading in heads.items())
    title = context.say("proof.title.passports")
    return Table(
        built_table.table.name,
        title,
        columns,
        pd.DataFrame(rows, columns=list(heads)),
        built_table.table.notes,
    )
