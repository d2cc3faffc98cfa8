"""Make the passports of a document's figures as it is written, and store them before it is handed out."""

from dataclasses import replace
from datetime import datetime

from indicators.assessment import Assessment
from ledger.passports import Passport, issue_passports
from ledger.saved_tables import record_use
from ledger.sent_forms import record_form
from presentation.context import Context
from reports.report_type import BuiltFile
from warehouse.current_user import current_user
from warehouse.retention import keep_snapshot, kept_snapshots


def passport_of(context: Context, assessment: Assessment) -> Passport:
    """Make the passport of a whole figure; a part of its rows has none."""
    scope, figure = context.scope, assessment.figure
    return Passport(
        snapshot=context.snapshot.id,
        file=context.snapshot.path.name,
        indicator=assessment.indicator.id,
        period=scope.period.key,
        calendar=context.calendar,
        unit=assessment.unit_id or "",
        map=scope.map.isoformat() if scope.map else "",
        value=figure.value,
        numerator=figure.numerator,
        denominator=figure.denominator,
        state=figure.state,
    )


def hand_out(context: Context, built_file: BuiltFile, moment: datetime) -> None:
    """Store what is in the file; its snapshot is kept as long as somebody may come back with it."""
    home, snapshot = context.home, context.snapshot
    if built_file.used is not None:
        record_use(home, replace(built_file.used, moment=moment))
    if not built_file.passports and built_file.sent is None:
        return
    if snapshot.id not in kept_snapshots(home):
        keep_snapshot(home, snapshot.id, context.say("handed.reason"), current_user())
    issue_passports(home, built_file.passports)
    if built_file.sent is not None:
        record_form(home, replace(built_file.sent, sent_at=moment))
