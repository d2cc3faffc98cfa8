"""Define the indicators of documents (văn bản): signatures, electronic sending, handling in time.

Secret documents are never counted.
"""

from sqlalchemy import func

from indicators.definition import END, START, Indicator, Ratio, Totals
from warehouse.tables import document, document_total

_doc = document.c
_in_period = ~_doc.secret & _doc.day.between(START, END)
_issued = _in_period & (_doc.direction == "out")
_leader = func.coalesce(_doc.signed_leader, False)
_agency = func.coalesce(_doc.signed_agency, False)
_sent = func.coalesce(_doc.sent_electronically, False)

_total = document_total.c
_not_secret = _total.outgoing - _total.secret

_ND_30 = "Nghị định 30/2020/NĐ-CP, Điều 5"

INDICATORS: list[Indicator] = [
    Ratio(
        id="signed_full",
        idea="signed",
        theme="signing",
        table=document,
        belongs=_issued & _sent,
        numerator=_leader & _agency,
        totals=Totals(
            table=document_total, numerator=_total.signed_full, denominator=_total.sent_electronically
        ),
        basis=_ND_30,
    ),
    Ratio(
        id="signed_leader",
        idea="signed",
        theme="signing",
        table=document,
        belongs=_issued,
        numerator=_leader,
        totals=Totals(table=document_total, numerator=_total.signed_leader, denominator=_not_secret),
        basis=_ND_30,
    ),
    Ratio(
        id="signed_agency",
        idea="signed",
        theme="signing",
        table=document,
        belongs=_issued,
        numerator=_agency,
        totals=Totals(table=document_total, numerator=_total.signed_agency, denominator=_not_secret),
        basis=_ND_30,
    ),
    Ratio(
        id="sent_electronically",
        theme="signing",
        table=document,
        belongs=_issued,
        numerator=_sent,
        totals=Totals(table=document_total, numerator=_total.sent_electronically, denominator=_not_secret),
        basis="Quyết định 28/2018/QĐ-TTg",
    ),
    Ratio(
        id="handled_on_time",
        theme="signing",
        table=document,
        belongs=_in_period & (_doc.direction == "in"),
        numerator=_doc.handled == "on_time",
        totals=Totals(table=document_total, numerator=_total.handled_on_time, denominator=_total.incoming),
        basis="Quyết định 28/2018/QĐ-TTg; Nghị quyết 76/NQ-CP năm 2021",
    ),
]
