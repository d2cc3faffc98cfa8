"""Make the passports of a document's figures as it is written, and store them before it is handed out."""

from dataclasses import replace
from datetime import datetime

from indicators.assessment import Measured
from languages import say
from ledger.passports import Passport, issue
from ledger.saved_tables import use
from ledger.sent_forms import remember
from reports.context import Subject
from reports.report_type import Made
from warehouse.current_user import account
from warehouse.home import Home
from warehouse.retention import keep, kept
from warehouse.snapshot import Snapshot


def passport_of(subject: Subject, one: Measured) -> Passport:
    """Make the passport of a whole figure; a part of its rows has none."""
    scope, figure = subject.scope, one.figure
    return Passport(
        snapshot=subject.asked.serving.id,
        file=subject.asked.serving.path.name,
        indicator=one.indicator.id,
        period=scope.period.key,
        calendar=subject.asked.calendar,
        unit=one.unit_id or "",
        map=scope.map.isoformat() if scope.map else "",
        value=figure.value,
        numerator=figure.numerator,
        denominator=figure.denominator,
        state=figure.state,
    )


def hand_out(home: Home, serving: Snapshot, made: Made, language: str, moment: datetime) -> None:
    """Store what is in the file; its snapshot is kept as long as somebody may come back with it."""
    if made.used is not None:
        use(home, replace(made.used, moment=moment))
    if not made.passports and made.sent is None:
        return
    if serving.id not in kept(home):
        keep(home, serving.id, say(language, "handed.reason"), account())
    issue(home, made.passports)
    if made.sent is not None:
        remember(home, replace(made.sent, sent_at=moment))
