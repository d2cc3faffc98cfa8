"""Read cases (hồ sơ TTHC): a row is a case, in the state that it had when the file was printed."""

from collections.abc import Callable

import pandas as pd
from sqlalchemy import Connection, Table, and_, exists, insert, literal, select, union

from etl.parsing.cells import CHOICE, CODE, DAY, MOMENT, PHONE, TEXT, WHOLE, YES_NO
from etl.parsing.columns import ParsedRows
from etl.parsing.rules import apply_rule
from etl.parsing.unit_names import unit_ids
from etl.problem import Problem
from etl.settings import Settings, Status
from etl.sources.definition import Facts, Field, Source
from languages import MAIN_LANGUAGE
from warehouse.tables import case_file, due_version

_RESOLVED, _IN_PROGRESS = 9, 4  # national codes, for files that do not tell the state
_AS_READ = ("code", "procedure_code", "procedure", "field", "channel", "level", "supplements", "apology")
_ALSO_AS_READ = ("paid_online", "officer", "applicant", "phone", "address")


def _complete(body: ParsedRows, settings: Settings) -> Facts:
    received, finished = body["received"].dt.normalize(), body["finished"].dt.normalize()
    status = _status(body, settings)
    _check_order(body, received, finished, settings)
    _check_state(body, status, settings)
    _check_decisions(body, finished, settings)
    rows = pd.DataFrame({column: body[column] for column in _AS_READ + _ALSO_AS_READ})
    rows = rows.assign(
        unit_id=unit_ids(body, received, settings),
        received_at=body["received"],
        received_on=received,
        due_on=body["due"],
        finished_at=body["finished"],
        finished_on=finished,
        returned_on=body["returned"],
        status=status,
        working_days=_working_days(received, finished, settings),
    )
    return Facts(_judged(rows, settings))


def _status(body: ParsedRows, settings: Settings) -> "pd.Series":
    """Return the state as written; where there is none, finished or not is all that is known."""
    guessed = body["finished"].notna().map({True: _RESOLVED, False: _IN_PROGRESS}).astype("Int64")
    if not body.has_column("status"):
        return guessed
    heading = body.heading("status")
    silent = body["status"].isna() & ~body.values.index.isin(list(body.wrong))
    apply_rule(body, settings, "status_blank", silent, lambda _: Problem("status_blank", heading))
    return body["status"].fillna(guessed)


def _check_order(
    body: ParsedRows, received_days: "pd.Series", finished_days: "pd.Series", settings: Settings
) -> None:
    returned, due = body["returned"], body["due"]
    for rule, column, later, earlier in (
        ("finished_before_received", "finished", finished_days, received_days),
        ("due_before_received", "due", due, received_days),
        ("returned_before_finished", "returned", returned, finished_days),
    ):
        _in_order(body, settings, rule, column, later, earlier)


def _in_order(
    body: ParsedRows, settings: Settings, rule: str, column: str, later: "pd.Series", earlier: "pd.Series"
) -> None:
    apply_rule(
        body,
        settings,
        rule,
        later < earlier,
        lambda row: Problem(rule, body.heading(column), f"{later[row]:%d/%m/%Y}", f"{earlier[row]:%d/%m/%Y}"),
    )


def _check_decisions(body: ParsedRows, finished_days: "pd.Series", settings: Settings) -> None:
    """Find a code with two decisions: an earlier row ended on another day than the last one of its code."""
    last = finished_days.groupby(body["code"]).transform("last")
    apply_rule(
        body,
        settings,
        "two_decisions",
        (finished_days != last) & finished_days.notna() & body["code"].notna(),
        lambda row: Problem(
            "two_decisions", body.heading("code"), str(body["code"][row]), f"{last[row]:%d/%m/%Y}"
        ),
    )


def _check_state(body: ParsedRows, status: "pd.Series", settings: Settings) -> None:
    """Check that finished date and ended state come together; a state counted nowhere may lack the date."""
    ended = _told(status, settings, lambda state: state.ends)
    dated = _told(status, settings, lambda state: state.ends and state.counts_06a)
    # Where the finished date could not be read, the row is rejected for that already.
    readable = pd.Series(~body.values.index.isin(list(body.wrong)), index=body.values.index)
    has_date = body["finished"].notna()
    names = {code: state.name[MAIN_LANGUAGE] for code, state in settings.statuses.items()}

    def apply_state_rule(rule: str, column: str, rows: "pd.Series") -> None:
        apply_rule(body, settings, rule, readable & rows, lambda row: problem(rule, column, row))

    def problem(rule: str, column: str, row: int) -> Problem:
        day = body[column][row]
        written = None if pd.isna(day) else f"{day:%d/%m/%Y}"
        return Problem(rule, body.heading(column), written, names[status[row]])

    apply_state_rule("finished_missing", "finished", dated & ~has_date)
    apply_state_rule("finished_open", "finished", ~ended & has_date)
    # A state that was guessed from the finished date cannot disagree with another date.
    written = body["status"].notna()
    apply_state_rule("returned_open", "returned", written & ~ended & ~has_date & body["returned"].notna())


def _working_days(received_days: "pd.Series", finished_days: "pd.Series", settings: Settings) -> "pd.Series":
    calendar = settings.working_days.table()
    number = pd.Series(calendar["working_no"].array, index=pd.to_datetime(calendar["day"]))
    return (finished_days.map(number) - received_days.map(number)).astype("Int64")


def _judged(rows: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """Add what the status table says about each case."""
    status = rows["status"]
    by_due = _told(status, settings, lambda state: state.ends and state.judged == "by_due")
    return rows.assign(
        late=by_due & (rows["finished_on"] > rows["due_on"]),
        clock_runs=_told(status, settings, lambda state: state.clock_runs),
        counts_06a=_told(status, settings, lambda state: state.counts_06a),
        counts_766=_told(status, settings, lambda state: state.counts_766),
        counts_par=_told(status, settings, lambda state: state.counts_par),
    )


def _told(status: "pd.Series", settings: Settings, condition: Callable[[Status], bool]) -> "pd.Series":
    """Return for each row whether the condition holds of its state; without a state it does not."""
    codes = [code for code, state in settings.statuses.items() if condition(state)]
    return status.isin(codes).fillna(False).astype(bool)


def _keep_due_dates(connection: Connection, incoming_table: Table, file_id: int) -> None:
    """Store both due dates of cases that are loaded with another due date than the incoming row's."""
    differ = and_(
        case_file.c.code == incoming_table.c.code,
        case_file.c.due_on != incoming_table.c.due_on,  # an empty one compares with nothing
    )
    there = select(case_file.c.code, case_file.c.due_on, case_file.c.file_id).join(incoming_table, differ)
    coming = select(incoming_table.c.code, incoming_table.c.due_on, literal(file_id).label("file_id"))
    both = union(there, coming.join(case_file, differ)).subquery()
    known = and_(due_version.c.code == both.c.code, due_version.c.due_on == both.c.due_on)
    fresh = select(both).where(~exists().where(known))
    connection.execute(insert(due_version).from_select(["code", "due_on", "file_id"], fresh))


CASES = Source(
    name="cases",
    table=case_file,
    fields=(
        Field("code", TEXT, required=True, filled="always"),
        Field("unit", TEXT, required=True, filled="always"),
        Field("received", MOMENT, required=True, filled="always"),
        Field("due", DAY, required=True, after="received"),
        Field("finished", MOMENT, required=True, after="received"),
        Field("returned", DAY),
        Field("status", CODE),
        Field("procedure", TEXT),
        Field("procedure_code", TEXT),
        Field("field", TEXT),
        Field("channel", CHOICE),
        Field("level", TEXT),
        Field("supplements", WHOLE),
        Field("apology", YES_NO),
        Field("paid_online", YES_NO),
        Field("officer", TEXT),
        Field("applicant", TEXT),
        Field("phone", PHONE),
        Field("address", TEXT),
    ),
    key="code",
    events=("received_on", "finished_on", "returned_on"),
    complete=_complete,
    case_column="code",
    keep_versions=_keep_due_dates,
)
