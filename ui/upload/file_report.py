"""Report on each file of a load in the browser: what it was recognised as, its account, what is wrong."""

from dataclasses import replace

import pandas as pd
import streamlit as st

import languages
from etl.assumptions import assumption_sentence
from etl.problem import Problem, problem_sentence
from etl.settings import Settings
from etl.sources import SOURCES
from presentation.rows_in_words import COLUMNS, translate_codes
from presentation.table import Column
from ui.components import tables
from ui.text import day, escape_markdown, language, note, number, say
from ui.upload.load_summary import FileSummary, LoadSummary, RecognisedFile
from ui.upload.unit_labels import label_units
from warehouse.tables import MASK

_TERMS = ("read", "loaded", "replaced", "duplicate", "aside", "rejected")
_FIRST = ("refused", "asked", "nothing", "good", "known")  # those that need somebody stand on top
_BADGES = {"refused": "red", "asked": "yellow", "nothing": "red", "good": "blue", "known": "gray"}
_KINDS = {"DATE": "day", "DATETIME": "moment", "INTEGER": "whole"}
_ROW, _DIGITS, _SENTENCES = 27, 4, 10


def draw_file_reports(load_summary: LoadSummary, settings: Settings) -> None:
    """Draw one frame a file."""
    for file in sorted(load_summary.files, key=lambda file: _FIRST.index(file.state)):
        with st.container(border=True, gap="xsmall"):
            _file(file, settings, "loaded" if load_summary.snapshot and file.state == "good" else file.state)


def _file(file: FileSummary, settings: Settings, state: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{escape_markdown(file.name)}**", width="content")
        st.badge(say(f"upload.state_{state}"), color=_BADGES[file.state])  # type: ignore[arg-type]
        if file.taken and file.taken.sample:
            st.badge(say("header.sample"), color="yellow", icon=":material/science:")
    if file.refused:
        refused = file.refused
        st.markdown(escape_markdown(_sentence(refused.problem, refused.file, refused.sheet, None)))
        return
    assert file.account
    if file.taken:
        st.markdown(escape_markdown(say("upload.taken_for", source=say(f"source.{file.taken.source}"))))
    st.markdown(say("upload.account", **{term: number(getattr(file.account, term)) for term in _TERMS}))
    for key in ("older", "flagged"):
        if count := getattr(file.account, key):
            note(say(f"upload.{key}", count=number(count)))
    if file.known:
        note(say("upload.known"))
    if file.taken:
        _read_how(file.taken)
        _rejects(file, file.taken)
        _columns(file.taken, settings)
        _first_rows(file.taken, settings)


def _read_how(file: RecognisedFile) -> None:
    """Say why it was recognised as what it is, and what was assumed."""
    note(escape_markdown(say("upload.because", reason=file.reason)))
    basis = say(f"outcome.basis.{file.as_of_basis}")
    note(say("upload.as_of", day=day(file.as_of), basis=basis))
    for assumed in file.assumed:
        note(escape_markdown(say("upload.assumed", what=assumption_sentence(language(), assumed))))


def _rejects(file: FileSummary, recognised_file: RecognisedFile) -> None:
    """Say why rows do not go in; their cells stay in the file."""
    assert file.account
    if not recognised_file.wrong:
        return
    with st.expander(say("upload.rejects", count=number(file.account.rejected)), icon=":material/rule:"):
        for one in recognised_file.wrong[:_SENTENCES]:
            said = _sentence(one.problem, file.name, one.sheet, one.row)
            again = say("upload.as_well", count=number(one.count - 1)) if one.count > 1 else ""
            st.markdown(escape_markdown(f"{said} {again}"))
        if len(recognised_file.wrong) > _SENTENCES:
            note(say("upload.more", count=number(len(recognised_file.wrong) - _SENTENCES)))


def _sentence(problem: Problem, file: str, sheet: str | None, row: int | None) -> str:
    """Word a problem for the browser, where nobody types options or edits settings: some end otherwise."""
    here = languages.has_phrase(language(), f"problem_here.{problem.key}")
    if problem.key == "unrecognised" and _of_a_person(problem.found or ""):
        problem = replace(problem, found=MASK)
    return problem_sentence(language(), problem, file, sheet, row, "problem_here" if here else "problem")


def _of_a_person(cells: str) -> bool:
    """Tell whether cells may name people: a row with long numbers is no heading."""
    return sum(sign.isdigit() for sign in cells) >= _DIGITS


def _columns(file: RecognisedFile, settings: Settings) -> None:
    """List the headings of the file with the columns they were read as, the unread ones last."""
    known = [(heading, column) for heading, column in file.columns if column]
    unread = [heading for heading, column in file.columns if not column]
    with st.expander(
        say("upload.columns", known=number(len(known)), unread=number(len(unread))),
        icon=":material/view_column:",
    ):
        heads = say("upload.heading"), say("upload.understood")
        pairs = [(heading, usual_heading(settings, file.source, column)) for heading, column in known]
        pairs += [(heading, say("upload.unread")) for heading in unread]
        _table(pd.DataFrame(pairs, columns=heads))


def usual_heading(settings: Settings, source: str, column: str) -> str:
    """Return the heading that the office uses for a column of a source."""
    words = settings.sources[source]
    return ((words.headings | words.aspects).get(column) or (column,))[0]


def _first_rows(file: RecognisedFile, settings: Settings) -> None:
    """Show the first facts as they will be stored: a wrong column is seen here."""
    if file.rows.empty:
        return
    with st.expander(say("upload.first_rows", count=number(len(file.rows))), icon=":material/table_rows:"):
        note(say("upload.masked"))
        table = SOURCES[file.source].table
        personal = [one.name for one in table.c if one.info.get("personal")]
        covered = file.rows.assign(
            **{name: file.rows[name].where(file.rows[name].isna(), MASK) for name in personal}
        )
        shown = translate_codes(covered, language(), label_units(settings), _statuses(settings))
        columns = [one for one in _headed(file, settings) if shown[one.name].notna().any()]
        _table(tables.format_rows(shown, columns))


def _headed(file: RecognisedFile, settings: Settings) -> list[Column]:
    """List the columns of the table that have a name in the office."""
    table = SOURCES[file.source].table
    kinds = COLUMNS.get(table.name) or {
        one.name: _KINDS.get(str(one.type), "text")
        for one in table.c
        if one.name in settings.sources[file.source].headings or one.name == "unit_id"
    }
    return [
        Column(name, _head(file, settings, name), kind) for name, kind in kinds.items() if name in file.rows
    ]


def _head(file: RecognisedFile, settings: Settings, name: str) -> str:
    key = f"column.{name}"
    named = languages.has_phrase(language(), key) and SOURCES[file.source].table.name in COLUMNS
    return say(key) if named or name == "unit_id" else usual_heading(settings, file.source, name)


def _table(rows: pd.DataFrame) -> None:
    st.dataframe(rows, hide_index=True, placeholder="", row_height=_ROW, height="content")


def _statuses(settings: Settings) -> dict[int, str]:
    return {code: status.name[language()] for code, status in settings.statuses.items()}
