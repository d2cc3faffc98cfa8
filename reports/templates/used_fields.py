"""Find the fields in the text of a template, and check them before anything is filled in."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from docx.document import Document as File
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from lxml.etree import _Element

from presentation.numbers import file_name, shorten
from reports.templates.fields import field_names
from reports.templates.sections import SECTIONS
from reports.word.errors import TemplateWrong

FILLED = ("document", "header", "footer", "footnotes")  # kinds of parts whose fields are filled in
_PART = re.compile(r"^.*/|\d*\.xml$")
_FIELD = re.compile(r"\{\{(.*?)\}\}")
_BRACES = re.compile(r"\{\{|\}\}")
_CODE = re.compile(r"\{[%#].*")
_NAME = re.compile(r"[\w. -]*")
_LONGEST = 60  # letters of the text that a sentence quotes


def find_fields(template: Path, file: File) -> list[str]:
    """List the names of all fields, once each.

    Raises TemplateWrong where a name is no field, or a section does not stand alone in its paragraph.
    """
    known, found = {*field_names(), *SECTIONS}, {}
    for text, alone in _texts(file):
        rest = _FIELD.sub("", text)
        if _BRACES.search(rest):
            raise TemplateWrong(template, "braces", shorten(text.strip(), _LONGEST))
        if code := _CODE.search(rest):
            raise TemplateWrong(template, "no_field", shorten(code[0], _LONGEST))
        for inner in _FIELD.findall(text):
            name = inner.strip()
            if name not in known:
                raise _unknown(template, name, known)
            if name in SECTIONS and not (alone and text.strip() == f"{{{{{inner}}}}}"):
                raise TemplateWrong(template, "not_alone", f"{{{{{name}}}}}")
            found[name] = True
    return list(found)


def _unknown(template: Path, name: str, known_fields: set[str]) -> TemplateWrong:
    quoted = f"{{{{{shorten(name, _LONGEST)}}}}}"
    if not name or not _NAME.fullmatch(name):
        return TemplateWrong(template, "no_field", quoted)
    plain = ".".join(file_name(part).replace("-", "_") for part in name.split("."))
    nearest = get_close_matches(plain, sorted(known_fields), 1, cutoff=0.0)[0]
    return TemplateWrong(template, "unknown", quoted, f"{{{{{nearest}}}}}")


def _texts(file: File) -> Iterator[tuple[str, bool]]:
    """Yield the paragraphs' own text, without boxes in it, and whether they stand on the sheet itself."""
    body = file.element.body
    for part in file.part.package.iter_parts():
        if _PART.sub("", part.partname) in FILLED:
            root = parse_xml(part.blob)
            for one in root.iter(qn("w:p")):
                yield _own_text(one), one.getparent().tag == body.tag


def _own_text(paragraph: _Element) -> str:
    return "".join(
        one.text or "" for one in paragraph.iter(qn("w:t")) if next(one.iterancestors(qn("w:p"))) is paragraph
    )
