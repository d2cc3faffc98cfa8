"""The dossier of a unit for a meeting: one ZIP in the order of the meeting, each file as it is alone."""

import zipfile
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO

from ledger.passports import Passport
from reports.kind import Kind
from reports.made import Made
from reports.subject import Subject

# Standing figures first, then what is late, then what is needed on the spot.
PARTS = (
    ("unit", "docx"),
    ("unit", "pdf"),
    ("figures", "html"),
    ("workbook", "xlsx"),
    ("form_06a", "docx"),
    ("late", "docx"),
    ("audit", "xlsx"),
    ("audit", "docx"),
    ("minutes", "docx"),
    ("conclusion", "docx"),
)


def dossier(subject: Subject, kinds: Mapping[str, Kind]) -> Made:
    """The members have the day of the closing date: the same dossier comes out the same."""
    day = datetime.combine(subject.scope.closing, datetime.min.time()).timetuple()[:6]
    content = BytesIO()
    passports: list[Passport] = []
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        for place, (name, ending) in enumerate(PARTS, start=1):
            made = kinds[name].formats[ending](subject)
            file = kinds[name].name(subject.unit_name, subject.scope.period.key, ending)
            info = zipfile.ZipInfo(f"{place:02}-{file}", day)
            info.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(info, made.content)
            passports += made.passports
    return Made(content.getvalue(), tuple(passports))
