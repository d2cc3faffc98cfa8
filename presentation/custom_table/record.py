"""Store a table in the ledger and read it back: its spec, with the period, calendar and map of its view."""

import json
from collections.abc import Mapping
from datetime import datetime

from indicators.scope import Scope
from ledger.saved_tables import StoredTable
from presentation.custom_table.spec import TableSpec, words_of

PERIOD, CALENDAR, MAP = "ky", "lich", "ban_do"  # as in addresses
VIEW = (PERIOD, CALENDAR, MAP)


def build_table_record(
    spec: TableSpec,
    scope: Scope,
    calendar: str,
    moment: datetime,
    name: str = "",
    is_fixed_period: bool = True,
) -> StoredTable:
    """Make the record of a table for the ledger.

    Without `is_fixed_period` it is opened later in the period that is then on screen.
    """
    view = {PERIOD: scope.period.key, CALENDAR: calendar, MAP: scope.map.isoformat() if scope.map else ""}
    told = {key: text for key, text in view.items() if text} if is_fixed_period else {}
    return StoredTable(json.dumps(words_of(spec) | told, ensure_ascii=False, sort_keys=True), moment, name)


def read_record(record: StoredTable) -> Mapping[str, str]:
    """Return the parts of the link that opens the table."""
    found: dict[str, str] = json.loads(record.asked)
    return found
