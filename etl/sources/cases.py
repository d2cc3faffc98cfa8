"""Cases (hồ sơ TTHC): a row is a case, in the state that it had when the file was printed."""

from collections.abc import Callable

import pandas as pd

from etl.columns import Body
from etl.parse import CHOICE, CODE, DAY, MOMENT, PHONE, TEXT, WHOLE, YES_NO
from etl.problem import Problem
from etl.settings import Settings, Status
from etl.source import Facts, Field, Source
from etl.unit_column import unit_ids
from warehouse.tables import case_file

_RESOLVED, _IN_PROGRESS = 9, 4  # national codes, for files that do not tell the state
_AS_READ = ("code", "procedure_code", "procedure", "field", "channel", "level", "supplements", "apology")
_ALSO_AS_READ = ("paid_online", "officer", "applicant", "phone", "address")


def _complete(body: Body, settings: Settings) -> Facts:
    received, finished = body["received"].dt.normalize(), body["finished"].dt.normalize()
    status = _status(body)
    _check_order(body, received, finished)
    _check_state(body, status, settings)
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


def _status(body: Body) -> "pd.Series":
    """The state as written; where the file does not tell it, finished or not is all that is known."""
    guessed = body["finished"].notna().map({True: _RESOLVED, False: _IN_PROGRESS}).astype("Int64")
    if not body.has("status"):
        return guessed
    heading = body.heading("status")
    silent = body["status"].isna() & ~body.values.index.isin(list(body.wrong))
    body.remark(silent, Problem("status_blank", heading))
    return body["status"].fillna(guessed)


def _check_order(body: Body, received: "pd.Series", finished: "pd.Series") -> None:
    body.blame(
        finished < received,
        lambda row: Problem(
            "finished_before_received",
            body.heading("finished"),
            f"{finished[row]:%d/%m/%Y}",
            f"{received[row]:%d/%m/%Y}",
        ),
    )


def _check_state(body: Body, status: "pd.Series", settings: Settings) -> None:
    """A finished date and an ended state come together; a state that counts nowhere may lack the date."""
    ended = _told(status, settings, lambda state: state.ends)
    dated = _told(status, settings, lambda state: state.ends and state.counts_06a)
    # Where the finished date could not be read, the row is rejected for that already.
    readable = pd.Series(~body.values.index.isin(list(body.wrong)), index=body.values.index)
    has_date = body["finished"].notna()
    names = {code: state.name for code, state in settings.statuses.items()}

    def problem(key: str) -> Callable[[int], Problem]:
        return lambda row: Problem(
            key,
            body.heading("finished"),
            f"{body['finished'][row]:%d/%m/%Y}" if has_date[row] else None,
            names[status[row]],
        )

    body.blame(readable & dated & ~has_date, problem("finished_missing"))
    body.blame(readable & ~ended & has_date, problem("finished_open"))


def _working_days(received: "pd.Series", finished: "pd.Series", settings: Settings) -> "pd.Series":
    calendar = settings.working_days.table()
    number = pd.Series(calendar["working_no"].array, index=pd.to_datetime(calendar["day"]))
    return (finished.map(number) - received.map(number)).astype("Int64")


def _judged(rows: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """What the status table says about each case."""
    status = rows["status"]
    by_due = _told(status, settings, lambda state: state.ends and state.judged == "by_due")
    return rows.assign(
        late=by_due & (rows["finished_on"] > rows["due_on"]),
        clock_runs=_told(status, settings, lambda state: state.clock_runs),
        counts_06a=_told(status, settings, lambda state: state.counts_06a),
        counts_766=_told(status, settings, lambda state: state.counts_766),
        counts_par=_told(status, settings, lambda state: state.counts_par),
    )


def _told(status: "pd.Series", settings: Settings, what: Callable[[Status], bool]) -> "pd.Series":
    """By row what holds of its state; nothing holds of none."""
    codes = [code for code, state in settings.statuses.items() if what(state)]
    return status.isin(codes).fillna(False).astype(bool)


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
)
