"""Pack the dossier of a unit for a meeting as one ZIP in the order of the meeting; or those of all units."""

import zipfile
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from io import BytesIO

from indicators.queries.settings import SHOWN
from ledger.passports import Passport
from presentation.context import Context
from reports.report_type import BuiltFile, ReportType

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


# How many are done, of how many, and the unit that is at hand.
Step = Callable[[int, int, str], None]


def dossier(context: Context, kinds: Mapping[str, ReportType]) -> BuiltFile:
    """Pack the files of the unit as they are built alone; the same dossier gives the same bytes."""
    files: list[tuple[str, bytes]] = []
    passports: list[Passport] = []
    for place, (name, ending) in enumerate(PARTS, start=1):
        made = kinds[name].formats[ending](context)
        file = kinds[name].name(context.unit_name, context.scope.period.key, ending)
        files.append((f"{place:02}-{file}", made.content))
        passports += made.passports
    return BuiltFile(_packed(files, context.scope.closing, zipfile.ZIP_DEFLATED), tuple(passports))


def dossiers(context: Context, kinds: Mapping[str, ReportType], step: Step) -> BuiltFile:
    """Pack one ZIP for each unit into one file, so that each unit can be sent only its own."""
    files: list[tuple[str, bytes]] = []
    passports: list[Passport] = []
    known = context.period_units
    wanted = [context.with_unit(unit) for unit in known.loc[known["place"] == SHOWN, "id"]]
    for done, of_unit in enumerate(wanted):
        step(done, len(wanted), of_unit.unit_name)
        made = dossier(of_unit, kinds)
        file = kinds["dossier"].name(of_unit.unit_name, context.scope.period.key, "zip")
        files.append((file, made.content))
        passports += made.passports
    step(len(wanted), len(wanted), "")
    # Stored, since the dossiers inside are compressed already.
    return BuiltFile(_packed(files, context.scope.closing, zipfile.ZIP_STORED), tuple(passports))


def _packed(files: Iterable[tuple[str, bytes]], day: date, compression: int) -> bytes:
    """Pack the members with the day of the closing date, whenever they were built."""
    moment = datetime.combine(day, datetime.min.time()).timetuple()[:6]
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        for name, member in files:
            info = zipfile.ZipInfo(name, moment)
            info.compress_type = compression
            packed.writestr(info, member)
    return content.getvalue()
