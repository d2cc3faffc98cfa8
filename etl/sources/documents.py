"""Read documents (văn bản đi, đến): a row is a document with its signatures and how it was handled."""

import pandas as pd

from etl.parsing.cells import CHOICE, DAY, TEXT, YES_NO
from etl.parsing.columns import ParsedRows
from etl.parsing.unit_names import unit_ids
from etl.settings import Settings
from etl.sources.definition import Facts, Field, Source
from warehouse.tables import document

_AS_READ = ("number", "direction", "day", "kind", "sent_electronically", "signed_leader", "signed_agency")
_ALSO_AS_READ = ("signer", "handler", "handled")


def _complete(body: ParsedRows, settings: Settings) -> Facts:
    rows = pd.DataFrame({column: body[column] for column in _AS_READ + _ALSO_AS_READ})
    units = unit_ids(body, body["day"], settings)
    days = body["day"].dt.strftime("%Y-%m-%d")
    return Facts(
        rows.assign(
            unit_id=units,
            secret=body["secret"].fillna(False).astype(bool),  # only what is secret is marked
            # Two units number their documents apart, and begin at 1 every year.
            key=body["direction"] + "|" + units + "|" + body["number"] + "|" + days,
        )
    )


DOCUMENTS = Source(
    name="documents",
    table=document,
    fields=(
        Field("number", TEXT, required=True, filled="always"),
        Field("day", DAY, required=True, filled="always"),
        Field("unit", TEXT, required=True, filled="always"),
        Field("direction", CHOICE, required=True, filled="always"),
        Field("kind", TEXT),
        Field("secret", YES_NO),
        Field("sent_electronically", YES_NO),
        Field("signed_leader", YES_NO),
        Field("signed_agency", YES_NO),
        Field("signer", TEXT),
        Field("handler", TEXT),
        Field("handled", CHOICE),
    ),
    key="number",
    events=("day",),
    complete=_complete,
)
