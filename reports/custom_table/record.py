"""Store a table in the ledger and read it back: its spec, with the period, calendar and map of its view."""

import json
from collections.abc import Mapping
from datetime import datetime

from indicators.scope import Scope
from ledger.saved_tables import KeptTable
from reports.custom_table.spec import Wanted, words_of

PERIOD, CALENDAR, MAP = "ky", "lich", "ban_do"  # as in addresses
VIEW = (PERIOD, CALENDAR, MAP)


def asked(
    wanted: Wanted, scope: Scope, calendar: str, moment: datetime, name: str = "", fixed: bool = True
) -> KeptTable:
    """Make the record of a table for the ledger.

    Without `is_fixed_period` it is opened later in the period that is then on screen.
    """
    view = {PERIOD: scope.period.key, CALENDAR: calendar, MAP: scope.map.isoformat() if scope.map else ""}
    told = {key: text for key, text in view.items() if text} if fixed else {}
    return KeptTable(json.dumps(words_of(wanted) | told, ensure_ascii=False, sort_keys=True), moment, name)


def words(kept: KeptTable) -> Mapping[str, str]:
    """Return the parts of the link that opens the table."""
    found: dict[str, str] = json.loads(kept.asked)
    return found
