"""Build a file of the view for download, and store the passports of its figures."""

from datetime import datetime

from reports.kind import Build
from reports.passports import hand_out
from reports.subject import Asked, subject
from ui import data
from ui.state import View
from ui.text import language
from warehouse.home import Home


def asked_of(view: View) -> Asked:
    serving = data.snapshot()
    assert serving is not None
    return Asked(serving, view.scope, view.calendar, language(), Home.chosen())


def built(build: Build, asked: Asked) -> bytes:
    """Build the file and store its passports; runs outside of the run of a page."""
    with subject(asked) as about:
        made = build(about)
    hand_out(asked.home, asked.serving, made, asked.language, datetime.now())
    return made.content
