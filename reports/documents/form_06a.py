"""Build Biểu II.06a for a unit by field, or for all by unit, beside the forms handed out before."""

from dataclasses import replace
from datetime import datetime

from indicators.catalogue import CATALOGUE
from indicators.form_06a import Breakdown, build_form_06a
from reports.context import Subject
from reports.documents.official import BuiltDocument, make_passports
from reports.forms.form_06a import form_document
from reports.forms.layout import read_layout
from reports.forms.sent_form import compare_with_sent, sent_record

_TOTALS = tuple(CATALOGUE[one] for one in ("received_cases", "finished_cases", "open_cases", "overdue_open"))


def form_by_field(subject: Subject) -> BuiltDocument:
    return _form(subject, "field")


def form_by_unit(subject: Subject) -> BuiltDocument:
    return _form(subject, "unit")


def _form(subject: Subject, dimension: Breakdown) -> BuiltDocument:
    """Build the form; when it is handed out is not known yet, so hand_out sets the moment (passports)."""
    home, form = subject.asked.home, build_form_06a(subject.connection, subject.scope, dimension)
    sent = sent_record(subject, form, datetime.min)
    layout = read_layout(home.settings, subject.language)
    written = form_document(subject, layout, form, compare_with_sent(home, sent, subject.scope.period.first))
    passports, told = make_passports(subject, subject.assess_unit(_TOTALS))
    return BuiltDocument(replace(written, figures=told), passports, sent)
