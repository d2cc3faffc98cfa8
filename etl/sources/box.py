"""Read the suggestion box (hòm thư góp ý): a row is a unit's tally of a day, even if it was not opened."""

import pandas as pd

from etl.parsing.cells import DAY, SOME, TEXT, WHOLE
from etl.parsing.columns import ParsedRows
from etl.parsing.unit_names import unit_ids
from etl.settings import Settings
from etl.sources.definition import Facts, Field, Source
from warehouse.tables import box_day

_COUNTS = ("slips", "very_satisfied", "satisfied", "not_satisfied", "invalid", "suggestions")


def _complete(body: ParsedRows, settings: Settings) -> Facts:
    units = unit_ids(body, body["day"], settings)
    rows = pd.DataFrame({column: body[column] for column in ("day", *_COUNTS, "comment")})
    return Facts(
        rows.assign(
            unit_id=units,
            key=units + "|" + body["day"].dt.strftime("%Y-%m-%d"),
            expected=_expected(units, body["day"], settings),
            reported=True,
            opened=body["opened"].fillna(False).astype(bool),
        )
    )


def _expected(units: "pd.Series", days: "pd.Series", settings: Settings) -> "pd.Series":
    """Tell for each row whether it is a working day on which the unit already had a box to open."""
    begun = pd.to_datetime(units.map({unit.id: unit.box_from for unit in settings.units}))
    calendar = settings.working_days.table()
    works = pd.Series(calendar["works"].array, index=pd.to_datetime(calendar["day"]))
    return (days >= begun) & days.map(works).fillna(False).astype(bool)


BOX = Source(
    name="box",
    table=box_day,
    fields=(
        Field("day", DAY, required=True, filled="always"),
        Field("unit", TEXT, required=True, filled="always"),
        Field("opened", SOME, required=True, filled="always"),
        *(Field(column, WHOLE) for column in _COUNTS),
        Field("comment", TEXT),
    ),
    key="unit",
    events=("day",),
    complete=_complete,
)
