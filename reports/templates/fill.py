"""Fill in an officer's template: its fields, its sections, then what every document ends with."""

from collections.abc import Iterable
from functools import partial
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any

import docx as python_docx
from docx.document import Document as File
from docx.text.paragraph import Paragraph
from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined, TemplateError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from indicators.assessment import Assessment
from indicators.catalogue import CATALOGUE
from presentation.context import Context
from presentation.numbers import file_name
from reports.documents.official import make_passports
from reports.model.blocks import Document
from reports.model.printable import make_printable
from reports.picture.lazy import png
from reports.report_type import BuiltFile, ReportType
from reports.templates.fields import build_figure_field, general_fields
from reports.templates.sections import SECTIONS, Section
from reports.templates.used_fields import find_fields
from reports.word.document import add_block, add_end, document_bytes
from reports.word.errors import TemplateWrong
from reports.word.pages import section_of, width_between_margins
from reports.word.safe_template import open_template
from reports.word.styles import add_missing_styles
from reports.word.template import replace_mark
from reports.word.template_files import title


def template_type(template: Path) -> ReportType:
    """Return the type of report made from a template; its files are called as it is."""
    return ReportType(file_name(title(template)), {"docx": partial(fill_template, template)})


def find_template_error(template: Path, language: str) -> str | None:
    """Return a sentence on what is wrong with the template and what to do; None where nothing is."""
    try:
        find_fields(template, open_template(template))
    except TemplateWrong as wrong:
        return wrong.sentence(language)
    return None


def fill_template(template: Path, context: Context) -> BuiltFile:
    """Fill in the template; raises TemplateWrong where it cannot be."""
    found = find_fields(template, open_template(template))
    ids = dict.fromkeys(name.partition(".")[0] for name in found)
    own = context.assess_unit(tuple(CATALOGUE[id] for id in ids if id in CATALOGUE))
    file = _rendered(template, found, _context(context, own))
    add_missing_styles(file)
    marks = [
        (one, SECTIONS[name](context)) for one in file.paragraphs for name in SECTIONS if _is_mark(one, name)
    ]
    figures = [*own, *(one for _, section in marks for one in section.figures)]
    passports, told = make_passports(context, list({one.indicator.id: one for one in figures}.values()))
    blocks = tuple(block for _, section in marks for block in section.blocks)
    head = next((section.head for _, section in marks if section.head), None)
    whole = make_printable(
        Document(title(template), blocks, context.notes(), context.language, head, figures=told)
    )
    _write_sections(file, marks, whole)
    add_end(file, whole.figures, whole.notes, context.language)
    return BuiltFile(document_bytes(file, whole.notes, context.language), passports)


def _context(context: Context, assessments: list[Assessment]) -> dict[str, object]:
    """Return the values of the fields; a section keeps its mark until it is written."""
    figures = {one.indicator.id: build_figure_field(context, one) for one in assessments}
    return {**general_fields(context), **figures, **{name: _mark(name) for name in SECTIONS}}


def _write_sections(file: File, marks: list[tuple[Paragraph, Section]], document: Document) -> None:
    """Write the sections; `document` has the blocks of all of them, in their order."""
    rest = iter(document.blocks)
    for mark, section in marks:
        width = width_between_margins(section_of(file, mark._p))
        with replace_mark(file, mark):
            if section.head and document.letterhead:
                add_block(file, document.letterhead, width, document.language, png)
            for block in islice(rest, len(section.blocks)):
                add_block(file, block, width, document.language, png)


def _is_mark(paragraph: Paragraph, section: str) -> bool:
    return paragraph.text.strip() == _mark(section)


def _mark(section: str) -> str:
    """Return what stands where a section goes until it is written there."""
    return f"{{{{{section}}}}}"


def _rendered(template: Path, found_fields: Iterable[str], context: dict[str, object]) -> File:
    filling = _Filling(BytesIO(template.read_bytes()))
    filling.allowed = frozenset(found_fields)
    content = BytesIO()
    try:
        # Whatever passes the check below still meets values that are text, and no way to Python's objects.
        safe = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
        filling.render(context, safe, autoescape=True)
        filling.save(content)
    except TemplateError as wrong:
        raise TemplateWrong(template, "no_field", _mark("…")) from wrong
    return python_docx.Document(content)


class _Filling(DocxTemplate):
    """Render fields alone: no conditions, loops or filters, only fields that were found in the text."""

    allowed: frozenset[str] = frozenset()

    def render_xml_part(
        self,
        src_xml: str,
        part: Any,  # noqa: ANN401
        context: dict[str, Any],
        jinja_env: Environment | None = None,
    ) -> str:
        assert jinja_env is not None
        for node in jinja_env.parse(src_xml).find_all(nodes.Node):
            if not _allowed(node, self.allowed):
                raise TemplateError(type(node).__name__)
        return str(super().render_xml_part(src_xml, part, context, jinja_env))

    def render_properties(self, context: dict[str, Any], jinja_env: Environment | None = None) -> None:
        """Leave title and author of the file as they are."""


def _allowed(node: nodes.Node, fields: frozenset[str]) -> bool:
    match node:
        case nodes.Output() | nodes.TemplateData():
            return True
        case nodes.Getattr(node=nodes.Name(name=name), attr=part):
            return f"{name}.{part}" in fields
        case nodes.Name(name=name):
            return any(one.partition(".")[0] == name for one in fields)
    return False
