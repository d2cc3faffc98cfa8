"""Build a file of what a page shows for download, and store the passports of its figures."""

from datetime import datetime

from presentation.context import Context, open_context
from reports.passports import hand_out
from reports.report_type import Build


def build_file(build: Build, context: Context) -> bytes:
    """Build the file and store its passports; runs outside of the run of a page."""
    with open_context(context) as subject:
        made = build(subject)
    hand_out(context, made, datetime.now())
    return made.content
