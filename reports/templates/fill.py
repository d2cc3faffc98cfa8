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

from indicators.assessment import Measured
from indicators.catalogue import CATALOGUE
from presentation.numbers import file_name
from reports.context import Subject
from reports.documents.official import with_passports
from reports.model.blocks import Document
from reports.model.printable import printable
from reports.picture.lazy import png
from reports.report_type import Kind, Made
from reports.templates.fields import general, shown
from reports.templates.sections import SECTIONS, Section
from reports.templates.used_fields import fields
from reports.word.document import add, add_end, saved
from reports.word.errors import TemplateWrong
from reports.word.pages import room, section_of
from reports.word.safe_template import opened
from reports.word.styles import complete
from reports.word.template import in_place_of
from reports.word.template_files import title


def own_kind(template: Path) -> Kind:
    """Return the type of report made from a template; its files are called as it is."""
    return Kind(file_name(title(template)), {"docx": partial(filled, template)})


def wrong_template(template: Path, language: str) -> str | None:
    """Return a sentence on what is wrong with the template and what to do; None where nothing is."""
    try:
        fields(template, opened(template))
    except TemplateWrong as wrong:
        return wrong.sentence(language)
    return None


def filled(template: Path, subject: Subject) -> Made:
    """Fill in the template; raises TemplateWrong where it cannot be."""
    found = fields(template, opened(template))
    ids = dict.fromkeys(name.partition(".")[0] for name in found)
    own = subject.measured(tuple(CATALOGUE[id] for id in ids if id in CATALOGUE))
    file = _rendered(template, found, _context(subject, own))
    complete(file)
    marks = [
        (one, SECTIONS[name](subject)) for one in file.paragraphs for name in SECTIONS if _is_mark(one, name)
    ]
    figures = [*own, *(one for _, section in marks for one in section.figures)]
    passports, told = with_passports(subject, list({one.indicator.id: one for one in figures}.values()))
    blocks = tuple(block for _, section in marks for block in section.blocks)
    head = next((section.head for _, section in marks if section.head), None)
    whole = printable(
        Document(title(template), blocks, subject.notes(), subject.language, head, figures=told)
    )
    _write_sections(file, marks, whole)
    add_end(file, whole.figures, whole.notes, subject.language)
    return Made(saved(file, whole.notes, subject.language), passports)


def _context(subject: Subject, own: list[Measured]) -> dict[str, object]:
    """Return the values of the fields; a section keeps its mark until it is written."""
    figures = {one.indicator.id: shown(subject, one) for one in own}
    return {**general(subject), **figures, **{name: _mark(name) for name in SECTIONS}}


def _write_sections(file: File, marks: list[tuple[Paragraph, Section]], whole: Document) -> None:
    """Write the sections; `document` has the blocks of all of them, in their order."""
    rest = iter(whole.blocks)
    for mark, section in marks:
        width = room(section_of(file, mark._p))
        with in_place_of(file, mark):
            if section.head and whole.letterhead:
                add(file, whole.letterhead, width, whole.language, png)
            for block in islice(rest, len(section.blocks)):
                add(file, block, width, whole.language, png)


def _is_mark(paragraph: Paragraph, section: str) -> bool:
    return paragraph.text.strip() == _mark(section)


def _mark(section: str) -> str:
    """Return what stands where a section goes until it is written there."""
    return f"{{{{{section}}}}}"


def _rendered(template: Path, found: Iterable[str], context: dict[str, object]) -> File:
    filling = _Filling(BytesIO(template.read_bytes()))
    filling.allowed = frozenset(found)
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
