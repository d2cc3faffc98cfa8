"""Make the passports of a document's figures as it is written, and store them before it is handed out."""

from dataclasses import replace
from datetime import datetime

from indicators.assessment import Assessment
from languages import say
from ledger.passports import Passport, issue_passports
from ledger.saved_tables import record_use
from ledger.sent_forms import record_form
from reports.context import Subject
from reports.report_type import BuiltFile
from warehouse.current_user import current_user
from warehouse.home import Home
from warehouse.retention import keep_snapshot, kept_snapshots
from warehouse.snapshot import Snapshot


def passport_of(subject: Subject, assessment: Assessment) -> Passport:
    """Make the passport of a whole figure; a part of its rows has none."""
    scope, figure = subject.scope, assessment.figure
    return Passport(
        snapshot=subject.asked.serving.id,
        file=subject.asked.serving.path.name,
        indicator=assessment.indicator.id,
        period=scope.period.key,
        calendar=subject.asked.calendar,
        unit=assessment.unit_id or "",
        map=scope.map.isoformat() if scope.map else "",
        value=figure.value,
        numerator=figure.numerator,
        denominator=figure.denominator,
        state=figure.state,
    )


def hand_out(home: Home, snapshot: Snapshot, built_file: BuiltFile, language: str, moment: datetime) -> None:
    """Store what is in the file; its snapshot is kept as long as somebody may come back with it."""
    if built_file.used is not None:
        record_use(home, replace(built_file.used, moment=moment))
    if not built_file.passports and built_file.sent is None:
        return
    if snapshot.id not in kept_snapshots(home):
        keep_snapshot(home, snapshot.id, say(language, "handed.reason"), current_user())
    issue_passports(home, built_file.passports)
    if built_file.sent is not None:
        record_form(home, replace(built_file.sent, sent_at=moment))
