"""Open a Word template, or refuse it: damaged, too large, or running or fetching something when opened."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import docx as python_docx
from docx.document import Document as File
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.exceptions import XmlchemyError
from docx.oxml.ns import qn
from lxml import etree

from reports.word.errors import TemplateWrong

_MOST_BYTES, _MOST_PARTS = 50_000_000, 1000  # when unpacked
_UNREADABLE = (
    zipfile.BadZipFile,
    PackageNotFoundError,
    KeyError,
    ValueError,  # no Word document: a workbook, a template with macros, a file with another content
    etree.XMLSyntaxError,
    zlib.error,
    NotImplementedError,
    RuntimeError,  # locked with a password
    OSError,
    AttributeError,  # python-docx meets an element where it expects another
    TypeError,
    IndexError,
    AssertionError,
    XmlchemyError,
)
# Kinds of relationships, by the ends of their names.
_MACROS = ("vbaProject", "wordVbaData", "control", "keyMapCustomizations", "attachedToolbars")
_EMBEDDED = ("oleObject", "package", "aFChunk", "subDocument", "frame")
_FETCHING = re.compile(
    r"^\s*(DDE|DDEAUTO|LINK|INCLUDE|INCLUDETEXT|INCLUDEPICTURE|IMPORT|DATABASE|RD|MACROBUTTON)\b", re.I
)
# Without any access to files or the net, and without entities.
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def open_template(template: Path) -> File:
    """Open a template that harms nobody who opens a document made from it; raises TemplateWrong."""
    try:
        content = template.read_bytes()
        with zipfile.ZipFile(BytesIO(content)) as packed:
            _check(template, packed)
        file = python_docx.Document(BytesIO(content))
        _read_through(file)
    except TemplateWrong:
        raise
    except _UNREADABLE as wrong:
        raise TemplateWrong(template, "damaged") from wrong
    return file


def _read_through(file: File) -> None:
    """Read now what is needed later, while a damage in it can still be reported."""
    file.element.body.get_or_add_sectPr()
    for style in file.styles:
        assert style.name
    for section in file.sections:
        for one in (section.header, section.first_page_header, section.even_page_header, section.footer):
            if not one.is_linked_to_previous:
                list(one.iter_inner_content())
    assert file.settings.odd_and_even_pages_header_footer is not None
    file.save(BytesIO())  # some damage shows only when the file is written


def _check(template: Path, archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    if len(members) > _MOST_PARTS or sum(one.file_size for one in members) > _MOST_BYTES:
        raise TemplateWrong(template, "too_large")
    for member in members:
        name = member.filename.lower()
        if "vba" in name or "/activex/" in name:
            raise TemplateWrong(template, "macros")
        if name.endswith(".rels"):
            _check_relations(template, etree.fromstring(archive.read(member), _PARSER))
        elif name.endswith(".xml"):
            _check_codes(template, etree.fromstring(archive.read(member), _PARSER))


def _check_relations(template: Path, relations: etree._Element) -> None:
    for one in relations:
        kind = one.get("Type", "").rpartition("/")[2]
        if kind in _MACROS:
            raise TemplateWrong(template, "macros")
        if kind in _EMBEDDED:
            raise TemplateWrong(template, "embedded")
        if one.get("TargetMode") == "External":
            raise TemplateWrong(template, "external", one.get("Target", ""))


def _check_codes(template: Path, part: etree._Element) -> None:
    """Refuse codes that fetch from elsewhere or run a macro when Word brings them up to date."""
    for code in _codes(part):
        if _FETCHING.match(code):
            raise TemplateWrong(template, "external", code.strip())


def _codes(part: etree._Element) -> Iterator[str]:
    """Yield the field codes; a code may be cut into runs, between a begin and a separate mark."""
    yield from (one.get(qn("w:instr"), "") for one in part.iter(qn("w:fldSimple")))
    code = ""
    for one in part.iter(qn("w:fldChar"), qn("w:instrText")):
        if one.tag == qn("w:instrText"):
            code += one.text or ""
        else:
            yield code
            code = ""
    yield code
