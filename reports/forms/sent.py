"""Compare form II.06a with those handed out before: the same form, and that of the period before."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from indicators.catalogue.form_06a import NUMBERS, OPENING
from indicators.form_06a import Form
from ledger.sent_forms import Changed, Rows, SentForm, compare, last_alike, last_that_closed, packed
from reports.context import Subject
from warehouse.home import Home

_SAME = {str(number): str(number) for number in NUMBERS}
_CARRIED = {str(OPENING.parts[0]): str(OPENING.whole)}


@dataclass(frozen=True)
class Compared:
    """Hold a form that was handed out, and the cells in which today's differs from what it lets expect."""

    sent: SentForm
    changed: tuple[Changed, ...]


@dataclass(frozen=True)
class Beside:
    """Hold the comparisons with earlier forms, None where none was handed out.

    `opening` compares (6) now with (11) of the form of the period before.
    """

    same: Compared | None = None
    opening: Compared | None = None


def as_sent(subject: Subject, form: Form, moment: datetime) -> SentForm:
    scope, serving = form.scope, subject.asked.serving
    return SentForm(
        kind=f"form_06a_{form.by}",
        period=scope.period.key,
        calendar=subject.asked.calendar,
        last_day=scope.last_day,
        unit=scope.unit or "",
        map=scope.map.isoformat() if scope.map else "",
        snapshot=serving.id,
        file=serving.path.name,
        rows=packed(rows_of(form)),
        sent_at=moment,
    )


def rows_of(form: Form) -> Rows:
    return {line.key: {str(number): cell for number, cell in line.cells.items()} for line in form.lines}


def beside(home: Home, form: SentForm, first_day: date) -> Beside:
    """Compare the form with the earlier ones; `first_day` is that of the form's period."""
    same, earlier = last_alike(home, form), None
    if first_day > date.min:  # nothing comes before all time
        earlier = last_that_closed(home, form, first_day - timedelta(days=1))
    return Beside(
        Compared(same, compare(same.numbers, form.numbers, _SAME)) if same else None,
        Compared(earlier, compare(earlier.numbers, form.numbers, _CARRIED)) if earlier else None,
    )
