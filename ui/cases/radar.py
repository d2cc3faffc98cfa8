"""Show the deadline radar: which open cases will probably be late, and by when somebody must act."""

from datetime import timedelta
from functools import partial
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from indicators.radar.backtest import back_test
from indicators.radar.forecasts import (
    AHEAD,
    ExpectedLate,
    expected_late,
    forecast_scope,
    forecasts,
    group_by_officer,
    likelihood,
    worklist,
)
from presentation.context import Context
from presentation.numbers import file_name
from presentation.table import Column, Table
from ui import answers, messages, navigation
from ui.cases import radar_reliability
from ui.components import tables
from ui.components.table_notes import build_table_notes
from ui.text import day, note, number, say, section

_HIGH = 12
WEEK = 7  # days
_DATES = ("received_on", "due_on")
_ONLY_IN_FILES = ("procedure_code", "field", *_DATES, "age", "left", "act_by", "alarm_on", "percent", "words")
_KINDS = {"received_on": "day", "due_on": "day", "act_by": "day", "alarm_on": "day"}
_KINDS |= {"age": "whole", "left": "whole", "percent": "number"}
_APART = ("no_due", "waiting")
Option = TypeVar("Option", str, int)


def draw_radar(context: Context) -> None:
    """Draw the section: sentence, worklist, officers, cases without an estimate, and the back-test."""
    closing = context.scope.closing
    section(say("radar.title"), say("radar.note", day=day(closing)))
    asked = forecast_scope(context.scope)
    test = answers.ask(back_test, asked)
    cases = answers.ask(forecasts, asked.with_unit(context.unit).with_map(context.scope.map), test.levels)
    if cases.empty:
        messages.draw_empty_note("radar.none_open")
        return
    days = _one_of("days", [WEEK, AHEAD], AHEAD)
    work = worklist(cases, closing, days)
    with st.container(gap="xxsmall"):
        st.markdown(radar_sentence(expected_late(work), days))
        st.markdown(say(f"radar.method_{test.verdict}"))
        note(_apart(cases))
    ways = {
        "cases": partial(_cases, context, work, days),
        "officers": partial(_officers, context, work, days),
    }
    ways["apart"] = partial(_undated, context, cases[cases["state"].isin(_APART)])
    ways[_one_of("view", list(ways), "cases")]()
    with st.expander(say("radar.trust"), icon=":material/fact_check:"):
        radar_reliability.draw_reliability(context, test)


def _reach(context: Context, days: int) -> str:
    return say("radar.reach", last=day(context.scope.closing + timedelta(days=days)))


def radar_sentence(expectation: ExpectedLate, days: int = AHEAD) -> str:
    """Say how many of the cases due within so many days will probably be late, and between which counts."""
    if not expectation.due:
        text = say("radar.none_due", days=days)
    else:
        counts = {name: number(getattr(expectation, name)) for name in ("due", "late", "low", "high")}
        text = say("radar.summary", days=days, **counts)
    return text + (say("radar.untold", count=number(expectation.untold)) if expectation.untold else "")


def _apart(cases: pd.DataFrame) -> str:
    counts = cases["state"].value_counts()
    names = ("overdue", "last_day", *_APART)
    return say("radar.apart", **{name: number(int(counts.get(name, 0))) for name in names})


def _one_of(choice: str, options: list[Option], default: Option) -> Option:
    """Draw a row of buttons with the ways to see the worklist; return the chosen one."""
    labels = {one: say(f"radar.{choice}_{one}") for one in options}
    chosen = st.segmented_control(
        say(f"radar.{choice}"),
        options,
        default=default,
        format_func=labels.__getitem__,
        key=f"radar_{choice}",
        label_visibility="collapsed",
        required=True,
    )
    return chosen or default


def _cases(context: Context, work: pd.DataFrame, days: int) -> None:
    """List the cases by the day to act by; a cell opens its case."""
    if work.empty:
        messages.draw_empty_note("radar.empty")
        return
    note(say("radar.order"))
    file = file_name("nguy-co-qua-han", f"{days}-ngay")
    _show(
        context, file, "title", _in_words(context, work), _reach(context, days), hidden_columns=_ONLY_IN_FILES
    )


def _undated(context: Context, cases: pd.DataFrame) -> None:
    if cases.empty:
        messages.draw_empty_note("radar.none_apart")
        return
    shown = _in_words(context, cases).assign(why=[say(f"radar.why_{one}") for one in cases["state"]])
    hidden = tuple(one for one in _ONLY_IN_FILES if one not in _DATES)
    hidden = (*hidden, "until", "follows")
    _show(context, "khong-uoc-tinh", "view_apart", shown, say("radar.view_apart"), hidden, first_column="why")


def _show(
    context: Context,
    name: str,
    title: str,
    rows: pd.DataFrame,
    filters: str,
    hidden_columns: tuple[str, ...],
    first_column: str = "risk",
) -> None:
    """Show first what a reader needs at the screen; the file has all columns."""
    who = "officer" if context.unit and not context.scope.map else "unit"
    other = "unit" if who == "officer" else "officer"
    names = ["code", first_column, "until", who, "follows", "procedure_name", other, *_ONLY_IN_FILES]
    columns = tuple(Column(one, _head(one), _KINDS.get(one, "text"), _help(one)) for one in names)
    file = file_name(name, context.unit or "tat-ca", str(context.scope.closing))
    table = Table(file, say(f"radar.{title}"), columns, rows, build_table_notes(context, filters=filters))
    chosen = tables.draw_table(
        table, hidden_columns=(*hidden_columns, other), is_selectable=True, visible_rows=_HIGH
    )
    if chosen is not None:
        navigation.open_page("cases", ma=str(rows["code"].iloc[chosen]))


def _head(name: str) -> str:
    return say(f"radar_column.{name}")


def _help(name: str) -> str | None:
    return say(f"radar_column.{name}_help") if name in ("risk", "until", "follows", "officer") else None


def _in_words(context: Context, cases: pd.DataFrame) -> pd.DataFrame:
    names = context.units["name"].to_dict()
    known = cases["chance"].notna()
    return cases.assign(
        unit=[names.get(one, one) for one in cases["unit_id"]],
        officer=[_officer(one) for one in cases["officer_no"]],
        percent=100 * cases["chance"],
        words=[
            say(f"radar_chance.{likelihood(one)}") if told else None
            for one, told in zip(cases["chance"], known, strict=True)
        ],
        risk=[_risk(row) for row in cases.itertuples()],
        until=[_until(row) for row in cases.itertuples()],
        follows=[_follows(row) for row in cases.itertuples()],
        procedure_code=cases["procedure"],
    )


def _risk(row: Any) -> str:  # noqa: ANN401
    """Return "◆ 62%, nguy cơ cao": the mark stands where lateness is at least as probable as not."""
    if row.state == "last_day":
        return say("radar.over")
    if pd.isna(row.chance):
        return say("radar.unknown")
    kind = likelihood(row.chance)
    mark = "◆ " if kind == "likely" else ""
    return mark + say("radar.risk", percent=number(_whole(row.chance)), words=say(f"radar_chance.{kind}"))


def _whole(chance: float) -> float:
    """Return the chance in percent, between 1 and 99: an estimate is never certain."""
    return min(max(100 * chance, 1), 99)


def _until(row: Any) -> str:  # noqa: ANN401
    if pd.isna(row.left):
        return ""
    return say("radar.until", day=day(row.act_by), days=number(row.left))


def _follows(row: Any) -> str:  # noqa: ANN401
    return "" if pd.isna(row.chance) else say(f"radar_level.{row.level}", count=number(row.similar))


def _officer(officer_no: float) -> str:
    return say("radar.no_officer") if pd.isna(officer_no) else say("radar.officer", number=int(officer_no))


def _officers(context: Context, work: pd.DataFrame, days: int) -> None:
    """Show how much each officer has before them; who they are is not told."""
    if work.empty:
        messages.draw_empty_note("radar.empty")
        return
    note(say("radar.officers_note"))
    shown, names = group_by_officer(work), context.units["name"].to_dict()
    shown["unit"] = [names.get(one, one) for one in shown["unit_id"]]
    shown["officer"] = [_officer(one) for one in shown["officer_no"]]
    kinds = {"unit": "text", "officer": "text", "due": "whole", "watch": "whole", "late": "number"}
    columns = tuple(Column(one, _head(one), kind) for one, kind in kinds.items())
    file = file_name(
        "nguy-co-theo-can-bo", f"{days}-ngay", context.unit or "tat-ca", str(context.scope.closing)
    )
    tables.draw_table(
        Table(
            file,
            say("radar.view_officers"),
            columns,
            shown,
            build_table_notes(context, filters=_reach(context, days)),
        ),
        visible_rows=_HIGH,
    )
