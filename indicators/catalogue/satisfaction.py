"""Define the indicators of citizens' opinions: two scales never mixed, response, the suggestion box."""

from datetime import date

from sqlalchemy import func, literal

from indicators.definition import END, START, Indicator, PerHundred, Ratio
from warehouse.tables import answer, ballot, box_day, case_file

# An undated ballot belongs to the all-time total, which begins at the first day there is, and to no other.
_UNDATED = literal(date.min)
_ballot = ballot.c
_in_period = func.coalesce(_ballot.day, _UNDATED).between(START, END)
ANSWERED = func.coalesce(answer.c.day, _UNDATED).between(START, END)
_SIPAS = "Quyết định 2640/QĐ-BNV năm 2017; Quyết định 1001/QĐ-BNV năm 2023"

INDICATORS: list[Indicator] = [
    Ratio(
        id="satisfied_5",
        theme="satisfaction",
        table=ballot,
        belongs=(_ballot.scale == 5) & _ballot.valid & _in_period,
        numerator=_ballot.satisfied,
        heard=_ballot.scale == 5,
        basis=_SIPAS,
    ),
    Ratio(
        id="satisfied_aspects",
        theme="satisfaction",
        table=answer,
        belongs=ANSWERED,
        numerator=answer.c.satisfied,
        bunched=True,
        basis=_SIPAS,
    ),
    Ratio(
        id="satisfied_3",
        theme="satisfaction",
        table=ballot,
        belongs=(_ballot.scale == 3) & _ballot.valid & _in_period,
        numerator=_ballot.satisfied,
        heard=_ballot.scale == 3,
        basis="Thông tư 01/2018/TT-VPCP",
    ),
    PerHundred(
        id="ballots_per_100",
        theme="satisfaction",
        table=ballot,
        belongs=_in_period,
        other=case_file,
        other_belongs=case_file.c.counts_06a & case_file.c.finished_on.between(START, END),
        basis="Nghị định 61/2018/NĐ-CP, Điều 31",
    ),
    Ratio(
        id="box_opened",
        theme="satisfaction",
        table=box_day,
        belongs=box_day.c.expected & box_day.c.day.between(START, END),
        numerator=box_day.c.opened,
        heard=box_day.c.reported,
        expected=True,
        basis="Kế hoạch CCHC của đơn vị",
    ),
]
