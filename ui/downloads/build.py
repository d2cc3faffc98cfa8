"""Build a file of the view for download, and store the passports of its figures."""

from datetime import datetime

from reports.context import ReportRequest, open_subject
from reports.passports import hand_out
from reports.report_type import Build
from ui import answers
from ui.text import language
from ui.view import View
from warehouse.home import Home


def report_request(view: View) -> ReportRequest:
    serving = answers.snapshot()
    assert serving is not None
    return ReportRequest(serving, view.scope, view.calendar, language(), Home.locate())


def build_file(build: Build, request: ReportRequest) -> bytes:
    """Build the file and store its passports; runs outside of the run of a page."""
    with open_subject(request) as about:
        made = build(about)
    hand_out(request.home, request.serving, made, request.language, datetime.now())
    return made.content
