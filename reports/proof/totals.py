"""Write the evidence sheet of printed totals that count in a figure, one row a total and figure."""

import pandas as pd

from indicators.queries.shares import COUNTED_FOR, Indicators, shares_of_totals
from presentation.context import Context
from reports.proof.layout import HEAD, EvidenceRows, Piece
from reports.proof.rows import day_serial
from reports.proof.styles import ProofWorkbook

_KINDS = {
    "indicator": "text",
    "name": "text",
    COUNTED_FOR: "text",
    "unit_id": "text",
    "first_day": "day",
    "last_day": "day",
    "numerator": "whole",
    "denominator": "whole",
    "file": "text",
    "sheet": "text",
    "row_no": "whole",
}
_HEADS = {"indicator": "indicator_id", "name": "indicator"}
_PLACES = {name: place for place, name in enumerate(_KINDS)}


def write_totals(book: ProofWorkbook, context: Context, indicators: Indicators) -> EvidenceRows | None:
    """Write the sheet; None where no total counts in any of the figures."""
    rows = _rows(context, indicators)
    if rows.empty:
        return None
    name = book.say("proof.sheet.totals")
    lines = (book.say("proof.totals_note"), book.say("proof.rows", count=book.number(len(rows))))
    sheet = book.add_sheet(name, book.say("proof.title.totals"), lines)
    heads = [book.say(f"column.{_HEADS.get(one, one)}") for one in _KINDS]
    book.write_headings(sheet, HEAD, heads, [18.0] * len(heads), len(rows))
    for row, values in enumerate(rows[list(_KINDS)].itertuples(index=False), start=HEAD + 1):
        for place, (kind, value) in enumerate(zip(_KINDS.values(), values, strict=True)):
            if pd.isna(value):
                continue
            if kind == "text":
                sheet.write_string(row, place, str(value))
            elif kind == "day":
                sheet.write_number(row, place, day_serial(value), book.formats["day"])
            else:
                sheet.write_number(row, place, float(value), book.formats["whole"])
    piece = Piece(name, HEAD + 2, HEAD + 1 + len(rows))
    return EvidenceRows([piece], _PLACES, _PLACES[COUNTED_FOR])


def _rows(context: Context, indicators: Indicators) -> pd.DataFrame:
    named = ((one, context.ask(shares_of_totals, one, context.scope)) for one in indicators)
    found = [
        rows.assign(indicator=one.id, name=context.say(f"indicator.{one.id}.name"))
        for one, rows in named
        if len(rows)
    ]
    if not found:
        return pd.DataFrame(columns=list(_KINDS))
    rows = pd.concat(found, ignore_index=True)
    rows["unit_id"] = [context.units["name"].get(one, one) for one in rows["unit_id"]]
    return rows
