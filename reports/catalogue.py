"""List the reports that can be taken away by name: what builds them, their formats, their file names."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from indicators.catalogue import MAIN
from indicators.quality.audit_sample import USUAL_N
from indicators.queries.shares import Indicators
from presentation.context import Context
from presentation.custom_table.record import build_table_record
from presentation.custom_table.spec import TableSpec as WantedTable
from presentation.custom_table.table import FILE as BUILT
from reports.audit.lists import FILE, audit_workbook
from reports.audit.sheet import audit_sample
from reports.custom_table.files import build_document, build_plain_table, build_workbook
from reports.custom_table.files import build_slides as table_slides
from reports.documents.box_table import box_table
from reports.documents.figures import figures
from reports.documents.flat import figures_by_row
from reports.documents.form_06a import form_by_field, form_by_unit
from reports.documents.inspection import conclusion, minutes
from reports.documents.late_list import late_list
from reports.documents.official import BuiltDocument
from reports.documents.ranking import ranking
from reports.documents.report import report
from reports.documents.unit_sheet import unit_sheet
from reports.dossier import Step, dossier, dossiers
from reports.file_formats import DocumentWriter, document_writers, table_writers
from reports.proof.book import proof
from reports.report_type import Build, BuiltFile, ReportType
from reports.slides import slides


def _written(file: str, compose: Callable[[Context], BuiltDocument]) -> dict[str, Build]:
    """Build a document in all formats that documents have; `file` is how its own template is called."""

    def build(write: DocumentWriter) -> Build:
        def build_file(context: Context) -> BuiltFile:
            written = compose(context)
            return BuiltFile(write(written.document, context, file), written.passports, written.sent)

        return build_file

    return {ending: build(write) for ending, write in document_writers().items()}


def _document(
    file: str, compose: Callable[[Context], BuiltDocument], for_all_units: bool = False
) -> ReportType:
    return ReportType(file, _written(file, compose), for_all_units)


def audit_type(n: int = USUAL_N, seed: int | None = None) -> ReportType:
    """Return the type for `n` files drawn by `seed`, or by the derived seed of snapshot, unit and period."""
    sheets: dict[str, Build] = {"xlsx": partial(audit_workbook, n=n, seed=seed)}
    return ReportType(
        FILE, sheets | _written(FILE, lambda context: BuiltDocument(audit_sample(context, n, seed), ()))
    )


def table_type(spec: WantedTable) -> ReportType:
    """Return the type of the table that somebody put together."""
    plain: dict[str, Build] = {
        ending: partial(build_plain_table, spec=spec, write=write)
        for ending, write in table_writers().items()
    }
    plain["xlsx"] = partial(build_workbook, spec=spec)
    written = _written(BUILT, lambda context: build_document(context, spec))
    formats = plain | written | {"pptx": partial(table_slides, spec=spec)}
    return ReportType(BUILT, {ending: _remembered(build, spec) for ending, build in formats.items()})


def _remembered(build: Build, spec: WantedTable) -> Build:
    def build_remembered(context: Context) -> BuiltFile:
        used = build_table_record(spec, context.scope, context.calendar, datetime.min)  # when: on handing out
        return replace(build(context), used=used)

    return build_remembered


def slides_type(indicators: Indicators = MAIN) -> ReportType:
    return ReportType("trinh-chieu", {"pptx": partial(slides, indicators=indicators)})


def _figures_by_row() -> dict[str, Build]:
    """Write the figures for other programs as every table is written; Excel has them in the workbook."""
    writers = table_writers().items()
    return {ending: partial(figures_by_row, write=write) for ending, write in writers if ending != "xlsx"}


KINDS: dict[str, ReportType] = {
    "workbook": ReportType("so-lieu", {"xlsx": proof}),
    "figures": ReportType("bang-so-lieu", _written("bang-so-lieu", figures) | _figures_by_row()),
    "slides": slides_type(),
    "unit": _document("phieu-thong-tin", unit_sheet),
    "report": _document("bao-cao-cchc", report),
    "ranking": _document("xep-hang", ranking, for_all_units=True),
    "form_06a": _document("bieu-06a", form_by_field),
    "form_06a_units": _document("bieu-06a-theo-don-vi", form_by_unit, for_all_units=True),
    "late": _document("ho-so-qua-han", late_list),
    "minutes": _document("bien-ban-kiem-tra", minutes),
    "conclusion": _document("ket-luan-kiem-tra", conclusion),
    "audit": audit_type(),
    "box": _document("hom-thu-gop-y", box_table),
}
# Made of the others.
KINDS = {
    "dossier": ReportType(
        "ho-so-doan-kiem-tra", {"zip": lambda context: dossier(context, KINDS)}, of_unit=True
    )
} | KINDS


def batch_type(step: Step) -> ReportType:
    """Return the type for the dossiers of all units; `step` is told how far the work is."""
    return ReportType("ho-so-cac-don-vi", {"zip": lambda context: dossiers(context, KINDS, step)}, whole=True)
