"""Compare form II.06a with those handed out before: the same form, and that of the period before."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from indicators.catalogue.form_06a import NUMBERS, OPENING
from indicators.form_06a import Form06a
from ledger.sent_forms import (
    ChangedCell,
    Rows,
    SentForm,
    compare_forms,
    find_last_form,
    find_last_form_as_of,
    rows_to_json,
)
from presentation.context import Context
from warehouse.home import Home

_SAME = {str(number): str(number) for number in NUMBERS}
_CARRIED = {str(OPENING.parts[0]): str(OPENING.whole)}


@dataclass(frozen=True)
class SentComparison:
    """Hold a form that was handed out, and the cells in which today's differs from what it lets expect."""

    sent: SentForm
    changed: tuple[ChangedCell, ...]


@dataclass(frozen=True)
class EarlierForms:
    """Hold the comparisons with earlier forms, None where none was handed out.

    `opening` compares (6) now with (11) of the form of the period before.
    """

    same: SentComparison | None = None
    opening: SentComparison | None = None


def sent_record(context: Context, form: Form06a, moment: datetime) -> SentForm:
    scope, serving = form.scope, context.snapshot
    return SentForm(
        kind=f"form_06a_{form.by}",
        period=scope.period.key,
        calendar=context.calendar,
        last_day=scope.last_day,
        unit=scope.unit or "",
        map=scope.map.isoformat() if scope.map else "",
        snapshot=serving.id,
        file=serving.path.name,
        rows=rows_to_json(rows_of(form)),
        sent_at=moment,
    )


def rows_of(form: Form06a) -> Rows:
    return {line.key: {str(number): cell for number, cell in line.cells.items()} for line in form.lines}


def compare_with_sent(home: Home, form: SentForm, first_day: date) -> EarlierForms:
    """Compare the form with the earlier ones; `first_day` is that of the form's period."""
    same, earlier = find_last_form(home, form), None
    if first_day > date.min:  # nothing comes before all time
        earlier = find_last_form_as_of(home, form, first_day - timedelta(days=1))
    return EarlierForms(
        SentComparison(same, compare_forms(same.numbers, form.numbers, _SAME)) if same else None,
        SentComparison(earlier, compare_forms(earlier.numbers, form.numbers, _CARRIED)) if earlier else None,
    )
