"""Build a file of the view for download, and store the passports of its figures."""

from datetime import datetime

from reports.context import Asked, subject
from reports.passports import hand_out
from reports.report_type import Build
from ui import answers
from ui.text import language
from ui.view import View
from warehouse.home import Home


def asked_of(view: View) -> Asked:
    serving = answers.snapshot()
    assert serving is not None
    return Asked(serving, view.scope, view.calendar, language(), Home.chosen())


def built(build: Build, asked: Asked) -> bytes:
    """Build the file and store its passports; runs outside of the run of a page."""
    with subject(asked) as about:
        made = build(about)
    hand_out(asked.home, asked.serving, made, asked.language, datetime.now())
    return made.content
