"""Show how the data came in: the account of rows, each file, rejects and reasons, the age of sources."""

import json
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from etl.loading.reject_workbook import build_reject_workbook, count_open_rejects
from etl.problem import Problem, problem_sentence
from indicators import queries
from languages.writing import word
from presentation.context import Context
from presentation.table import Column, Table
from ui import answers, messages, navigation
from ui.components import tables
from ui.components.file_writers import installed_writers
from ui.components.table_notes import build_table_notes
from ui.text import day, language, note, number, say, section
from ui.upload import undo


def draw_load_list(context: Context) -> None:
    section(say("load_list.title"), say("load_list.note"))
    rows = (
        answers.ask(queries.loads)
        .groupby("load_no")
        .agg(
            at=("loaded_at", "max"),
            by=("loader", "first"),
            files=("name", "count"),
            rows=("loaded", "sum"),
            names=("name", lambda names: ", ".join(names[::-1])),
        )
        .sort_index(ascending=False)
        .reset_index()
    )
    rows["by"] = [word(language(), "loader", one) for one in rows["by"]]
    columns = (
        Column("load_no", say("load_list.number"), "whole"),
        Column("at", say("load_list.at"), "moment"),
        Column("by", say("load_list.by")),
        Column("files", say("load_list.files"), "whole"),
        Column("rows", say("load_list.rows"), "whole"),
        Column("names", say("load_list.names")),
    )
    tables.draw_table(Table("lan-nap", say("load_list.title"), columns, rows, build_table_notes(context)))
    last = rows.iloc[0]
    with st.container(horizontal=True, vertical_alignment="center"):
        undo.draw_undo_button(int(last["load_no"]), str(last["names"]))
        navigation.draw_link(say("load_list.to_upload"), "upload")


_SOURCES = ("cases", "documents", "ballots_5", "ballots_3", "box", "case_totals", "document_totals")
_TERMS = ("loaded", "replaced", "duplicate", "aside", "rejected")


def draw_row_account(context: Context) -> None:
    """Print the sum: rows read = loaded + replaced + duplicate + set aside + rejected, over all files."""
    loaded = answers.ask(queries.loads)
    total = loaded[["rows_read", *_TERMS]].sum()
    terms = {term: number(total[term]) for term in _TERMS}
    st.markdown(say("loads.account", files=len(loaded), read=number(total["rows_read"]), **terms))
    closes = int(total["rows_read"]) == int(total[list(_TERMS)].sum())
    note(say("loads.closes" if closes else "loads.open"))
    note(say(f"loads.closing_{context.settings['closing_basis']}", day=day(context.scope.closing)))


def draw_source_freshness(context: Context) -> None:
    """Draw one row a source: its newest file, and the day up to which it speaks."""
    section(say("loads.freshness"))
    loaded = answers.ask(queries.loads)
    rows = (
        loaded.groupby("source", sort=False)
        .agg(
            files=("name", "count"), loaded=("loaded", "sum"), as_of=("as_of", "max"), at=("loaded_at", "max")
        )
        .reset_index()
        .sort_values("source", key=lambda names: names.map(_SOURCES.index))
    )
    rows["words"] = [say(f"source.{source}") for source in rows["source"]]
    columns = (
        Column("words", say("loads.source")),
        Column("as_of", say("loads.as_of"), "day"),
        Column("files", say("loads.files"), "whole"),
        Column("loaded", say("loads.loaded"), "whole"),
        Column("at", say("loads.at"), "moment"),
    )
    tables.draw_table(
        Table("nguon-so-lieu", say("loads.freshness"), columns, rows, build_table_notes(context))
    )


def draw_files(context: Context) -> None:
    section(say("loads.by_file"), say("loads.by_file_note"))
    rows = answers.ask(queries.loads)
    rows["words"] = [say(f"source.{source}") for source in rows["source"]]
    rows["basis"] = [say(f"outcome.basis.{basis}") for basis in rows["as_of_basis"]]
    rows["hash"] = rows["sha256"].str[:12]
    columns = (
        Column("name", say("loads.file")),
        Column("words", say("loads.source")),
        *(
            Column(term, say(f"loads.{term}"), "whole")
            for term in ("rows_read", *_TERMS, "corrected", "flagged")
        ),
        Column("as_of", say("loads.as_of"), "day"),
        Column("basis", say("loads.basis")),
        Column("loaded_at", say("loads.at"), "moment"),
        Column("hash", say("loads.hash")),
    )
    tables.draw_table(Table("tep-da-nap", say("loads.by_file"), columns, rows, build_table_notes(context)))


def draw_rejects(context: Context) -> None:
    """List each rejected row with its sentences; its cells may name people and stay in the snapshot."""
    found = answers.ask(queries.rejects)
    section(say("loads.rejects", count=number(len(found))), say("loads.rejects_note"))
    if found.empty:
        messages.draw_empty_note("loads.no_rejects")
        return
    draw_reject_downloads()
    chosen = language()
    found["reason"] = [" ".join(_sentences(row, chosen)) for row in found.itertuples()]
    columns = (
        Column("file", say("loads.file")),
        Column("sheet", say("column.sheet")),
        Column("row_no", say("column.row_no"), "whole"),
        Column("reason", say("loads.reason")),
    )
    table = Table("dong-bi-loai", say("loads.rejected"), columns, found, build_table_notes(context))
    tables.draw_table(table, hidden_columns=("file", "sheet", "row_no"))  # the sentence says where


def draw_reject_downloads() -> None:
    """Offer a workbook a source: the rejected rows with masked cells, to correct and load again."""
    serving, chosen = answers.snapshot(), language()
    assert serving is not None
    note(say("loads.correct_note"))
    with st.container(horizontal=True, gap="small"):
        for source, count in answers.ask(count_open_rejects).items():
            st.download_button(
                say("loads.correct", source=say(f"source.{source}"), count=number(count)),
                partial(
                    answers.ask_uncached, serving, build_reject_workbook, source, chosen, mask_personal=True
                ),
                file_name=f"bi-loai-{say(f'rejects_file.{source}')}.xlsx",
                mime=installed_writers().mime_types["xlsx"],
                key=f"rejects-{source}-{serving.id}",
                on_click="ignore",
                icon=":material/download:",
            )


def draw_rows_set_aside(context: Context) -> None:
    """Count the rows set aside, by file and kind of row."""
    found = answers.ask(queries.set_aside_rows)
    section(say("loads.aside_title", count=number(len(found))), say("loads.aside_note"))
    rows = found.assign(words=[say(f"loads.aside_row_{kind}") for kind in found["kind"]])
    counts = rows.groupby(["file", "words"], sort=False).size().reset_index(name="count")
    columns = (
        Column("file", say("loads.file")),
        Column("words", say("loads.aside_kind")),
        Column("count", say("loads.rows"), "whole"),
    )
    tables.draw_table(Table("dong-bo-qua", say("loads.aside"), columns, counts, build_table_notes(context)))


def _sentences(row: Any, language_code: str) -> list[str]:  # noqa: ANN401
    problems = [Problem(**problem) for problem in json.loads(row.problems)]
    sheet = None if pd.isna(row.sheet) else row.sheet
    return [problem_sentence(language_code, problem, row.file, sheet, row.row_no) for problem in problems]
