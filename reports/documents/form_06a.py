"""Build Biểu II.06a for a unit by field, or for all by unit, beside the forms handed out before."""

from dataclasses import replace
from datetime import datetime

from indicators.catalogue import CATALOGUE
from indicators.form_06a import Breakdown, build_form_06a
from presentation.context import Context
from reports.documents.official import BuiltDocument, make_passports
from reports.forms.form_06a import form_document
from reports.forms.layout import read_layout
from reports.forms.sent_form import compare_with_sent, sent_record

_TOTALS = tuple(CATALOGUE[one] for one in ("received_cases", "finished_cases", "open_cases", "overdue_open"))


def form_by_field(context: Context) -> BuiltDocument:
    return _form(context, "field")


def form_by_unit(context: Context) -> BuiltDocument:
    return _form(context, "unit")


def _form(context: Context, dimension: Breakdown) -> BuiltDocument:
    """Build the form; when it is handed out is not known yet, so hand_out sets the moment (passports)."""
    home, form = context.home, context.ask(build_form_06a, context.scope, dimension)
    sent = sent_record(context, form, datetime.min)
    layout = read_layout(home.settings, context.language)
    written = form_document(context, layout, form, compare_with_sent(home, sent, context.scope.period.first))
    passports, told = make_passports(context, context.assess_unit(_TOTALS))
    return BuiltDocument(replace(written, figures=told), passports, sent)
