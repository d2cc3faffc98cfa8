"""An officer's template filled in: its fields, its sections, then what every document ends with."""

from collections.abc import Iterable
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import docx as python_docx
from docx.document import Document as File
from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined, TemplateError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from indicators.catalogue import CATALOGUE
from indicators.view import Measured
from reports.documents.official import with_passports
from reports.drawn import png
from reports.formats import file_name
from reports.kind import Kind
from reports.made import Made
from reports.subject import Subject
from reports.templates.fields import general, shown
from reports.templates.places import title
from reports.templates.safe import opened
from reports.templates.sections import SECTIONS
from reports.templates.written import fields
from reports.templates.wrong import TemplateWrong
from reports.word.look import in_place_of
from reports.word.pages import room, section_of
from reports.word.styles import complete
from reports.word.write import add, add_end, saved


def own_kind(template: Path) -> Kind:
    """What is made of a template; its files are called as it is."""
    return Kind(file_name(title(template)), {"docx": partial(filled, template)})


def wrong_template(template: Path, language: str) -> str | None:
    """What is wrong with it and what to do, in a sentence; None where nothing is."""
    try:
        fields(template, opened(template))
    except TemplateWrong as wrong:
        return wrong.sentence(language)
    return None


def filled(template: Path, subject: Subject) -> Made:
    """TemplateWrong where it cannot be."""
    found = fields(template, opened(template))
    ids = dict.fromkeys(name.partition(".")[0] for name in found)
    own = subject.measured(tuple(CATALOGUE[id] for id in ids if id in CATALOGUE))
    context: dict[str, object] = {
        **general(subject),
        **{one.indicator.id: shown(subject, one) for one in own},
    }
    context |= {name: _mark(name) for name in SECTIONS}
    file = _rendered(template, found, context)
    complete(file)
    figures = [*own, *_write_sections(file, subject)]
    figures = list({one.indicator.id: one for one in figures}.values())
    passports, told = with_passports(subject, figures)
    notes = subject.notes()
    add_end(file, told, notes, subject.language)
    return Made(saved(file, notes, subject.language), passports)


def _mark(section: str) -> str:
    """What stands where a section goes until it is written there."""
    return f"{{{{{section}}}}}"


def _write_sections(file: File, subject: Subject) -> list[Measured]:
    figures = []
    for paragraph in file.paragraphs:
        for name, tell in SECTIONS.items():
            if paragraph.text.strip() != _mark(name):
                continue
            width, section = room(section_of(file, paragraph._p)), tell(subject)
            with in_place_of(file, paragraph):
                for block in section.blocks:
                    add(file, block, width, subject.language, png)
            figures += section.figures
    return figures


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
    """Knows fields alone: no conditions, loops, filters, and none but those that were found in the text."""

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
        """Title and author of the file stay as they are."""


def _allowed(node: nodes.Node, fields: frozenset[str]) -> bool:
    match node:
        case nodes.Output() | nodes.TemplateData():
            return True
        case nodes.Getattr(node=nodes.Name(name=name), attr=part):
            return f"{name}.{part}" in fields
        case nodes.Name(name=name):
            return any(one.partition(".")[0] == name for one in fields)
    return False
