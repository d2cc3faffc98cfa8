"""A table as the ledger keeps it: what is wanted, with the period, calendar and map it was looked at in."""

import json
from collections.abc import Mapping
from datetime import datetime

from indicators.scope import Scope
from ledger.tables_at_hand import KeptTable
from reports.built.wanted import Wanted, words_of

PERIOD, CALENDAR, MAP = "ky", "lich", "ban_do"  # as in addresses
VIEW = (PERIOD, CALENDAR, MAP)


def asked(
    wanted: Wanted, scope: Scope, calendar: str, moment: datetime, name: str = "", fixed: bool = True
) -> KeptTable:
    """Not `fixed`: it is opened in the period that is looked at then."""
    view = {PERIOD: scope.period.key, CALENDAR: calendar, MAP: scope.map.isoformat() if scope.map else ""}
    told = {key: text for key, text in view.items() if text} if fixed else {}
    return KeptTable(json.dumps(words_of(wanted) | told, ensure_ascii=False, sort_keys=True), moment, name)


def words(kept: KeptTable) -> Mapping[str, str]:
    """The parts of the link that opens it."""
    found: dict[str, str] = json.loads(kept.asked)
    return found
