"""Define the indicators of cases (hồ sơ) received and resolved at the one-stop shops."""

from datetime import date

from sqlalchemy import ColumnElement, func

from indicators.definition import END, START, Count, Indicator, Percentile, Ratio, Totals
from warehouse.tables import case_file, case_total

_case = case_file.c
_received = _case.counts_06a & _case.received_on.between(START, END)
_finished = _case.finished_on.between(START, END)


def _open_on(day: ColumnElement[date]) -> ColumnElement[bool]:
    return (_case.received_on <= day) & (_case.finished_on.is_(None) | (_case.finished_on > day))


_open = _open_on(END)
# A case that was finished after END was running then; one that waits for the citizen now has a stopped clock.
_running = _case.finished_on.is_not(None) | _case.clock_runs
# A case without a due date can be neither late nor overdue.
_past_due = func.coalesce(_case.due_on < END, False)
_overdue = _open & _running & _past_due
ONLINE = _case.channel == "online"
OPEN_AT_END = _case.counts_06a & _open
CARRIED_OVER = _case.counts_06a & _open_on(START - 1)
RUNNING_AT_END = OPEN_AT_END & _running

# Totals are those of form 06a: of other sets of cases (766, PAR index), working days and apologies they say
# nothing. Where early ones have no column, the form counts them as on time.
_total = case_total.c
_in_time = func.coalesce(_total.early, 0) + _total.on_time
_came = func.coalesce(_total.received_online + _total.received_other, _total.received - _total.carried_over)

_FORM_06A = "Biểu II.06a/VPCP/KSTT, Thông tư 01/2020/TT-VPCP"
_QD_766 = "Quyết định 766/QĐ-TTg năm 2022"

INDICATORS: list[Indicator] = [
    Ratio(
        id="on_time_06a",
        idea="on_time",
        theme="one_stop",
        table=case_file,
        belongs=_case.counts_06a & _finished,
        numerator=~_case.late,
        totals=Totals(table=case_total, numerator=_in_time, denominator=_total.finished),
        basis=_FORM_06A,
    ),
    Ratio(
        id="on_time_766",
        idea="on_time",
        theme="one_stop",
        table=case_file,
        belongs=_case.counts_766 & (_finished | _open),
        numerator=(_finished & ~_case.late) | (_open & ~(_running & _past_due)),
        basis=_QD_766,
        since=date(2022, 1, 1),
    ),
    Ratio(
        id="on_time_par",
        idea="on_time",
        theme="one_stop",
        table=case_file,
        belongs=_case.counts_par & _finished,
        numerator=~_case.late,
        basis="Bộ Chỉ số CCHC, lĩnh vực cải cách thủ tục hành chính",
    ),
    Count(
        id="overdue_open",
        theme="one_stop",
        table=case_file,
        belongs=_case.counts_06a & _overdue,
        totals=Totals(table=case_total, numerator=_total.open_overdue, at_end=True),
        basis=f"{_FORM_06A}, cột 13",
        higher_is_better=False,
    ),
    Count(
        id="open_cases",
        theme="one_stop",
        table=case_file,
        belongs=OPEN_AT_END,
        totals=Totals(table=case_total, numerator=_total.open, at_end=True),
        basis=f"{_FORM_06A}, cột 11",
        higher_is_better=False,
    ),
    Percentile(
        id="median_days",
        theme="one_stop",
        table=case_file,
        belongs=_case.counts_06a & _finished,
        days=_case.working_days,
        share=0.5,
        basis=f"{_QD_766}, nhóm tiến độ giải quyết",
    ),
    Percentile(
        id="p90_days",
        theme="one_stop",
        table=case_file,
        belongs=_case.counts_06a & _finished,
        days=_case.working_days,
        share=0.9,
        basis=f"{_QD_766}, nhóm tiến độ giải quyết",
    ),
    Ratio(
        id="online_share",
        theme="one_stop",
        table=case_file,
        belongs=_received,
        numerator=ONLINE,
        totals=Totals(table=case_total, numerator=_total.received_online, denominator=_came),
        basis=f"Nghị quyết 76/NQ-CP năm 2021; {_QD_766}",
    ),
    Ratio(
        id="apology_share",
        theme="one_stop",
        table=case_file,
        belongs=_case.counts_06a & ((_finished & _case.late) | _overdue),
        numerator=func.coalesce(_case.apology, False),
        basis="Nghị định 61/2018/NĐ-CP; Nghị định 118/2025/NĐ-CP",
    ),
    Ratio(
        id="supplements_per_case",
        theme="one_stop",
        table=case_file,
        belongs=_received,
        numerator=func.coalesce(_case.supplements, 0),
        basis="Thông tư 01/2018/TT-VPCP, chỉ số 3",
        unit="per_hundred",
        higher_is_better=False,
    ),
    Count(
        id="received_cases",
        theme="one_stop",
        table=case_file,
        belongs=_received,
        totals=Totals(table=case_total, numerator=_came),
        basis=f"{_FORM_06A}, cột 4 và 5",
    ),
    Count(
        id="finished_cases",
        theme="one_stop",
        table=case_file,
        belongs=_case.counts_06a & _finished,
        totals=Totals(table=case_total, numerator=_total.finished),
        basis=f"{_FORM_06A}, cột 7",
    ),
]
