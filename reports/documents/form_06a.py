"""Build Biểu II.06a for a unit by field, or for all by unit, beside the forms handed out before."""

from dataclasses import replace
from datetime import datetime

from indicators.catalogue import CATALOGUE
from indicators.form_06a import By, form_06a
from reports.context import Subject
from reports.documents.official import Written, with_passports
from reports.forms.form_06a import document
from reports.forms.layout import read_layout
from reports.forms.sent import as_sent, beside

_TOTALS = tuple(CATALOGUE[one] for one in ("received_cases", "finished_cases", "open_cases", "overdue_open"))


def by_field(subject: Subject) -> Written:
    return _form(subject, "field")


def by_unit(subject: Subject) -> Written:
    return _form(subject, "unit")


def _form(subject: Subject, by: By) -> Written:
    """Build the form; when it is handed out is not known yet, so hand_out sets the moment (passports)."""
    home, form = subject.asked.home, form_06a(subject.connection, subject.scope, by)
    sent = as_sent(subject, form, datetime.min)
    layout = read_layout(home.settings, subject.language)
    written = document(subject, layout, form, beside(home, sent, subject.scope.period.first))
    passports, told = with_passports(subject, subject.measured(_TOTALS))
    return Written(replace(written, figures=told), passports, sent)
