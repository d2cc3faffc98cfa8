"""Set up the pages of a document: orientation, room between margins, the mark of samples in the headers."""

from docx.document import Document as File
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.section import Section, _Header
from docx.shared import Length
from lxml.etree import _Element

_A4 = (Length(7560310), Length(10692130))  # for a template that names no size
_OF_THE_PAGE = 0.9


def orient_page(section: Section, landscape: bool) -> None:
    """Turn the page where it lies otherwise; its size stays what the template says."""
    wide, high = section.page_width or _A4[0], section.page_height or _A4[1]
    if landscape != (wide > high):
        wide, high = high, wide
    section.page_width, section.page_height = wide, high
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT


def width_between_margins(section: Section) -> Length:
    """Return the width between the margins."""
    wide = section.page_width or _A4[0]
    return Length(wide - (section.left_margin or 0) - (section.right_margin or 0))


def picture_height_limit(file: File) -> Length:
    """Return the height that a picture and its caption may fill on the lowest page: more would be cut."""
    free = [
        (one.page_height or _A4[1]) - (one.top_margin or 0) - (one.bottom_margin or 0)
        for one in file.sections
    ]
    return Length(int(min(free) * _OF_THE_PAGE))


def section_of(file: File, element: _Element) -> Section:
    """Find the section of an element of the body: it ends with the paragraph that carries its page."""
    before = [*element.itersiblings(preceding=True), element]
    ended = sum(1 for one in before if one.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None)
    return file.sections[min(ended, len(file.sections) - 1)]


def mark_headers(file: File, mark: str) -> None:
    """Mark all pages, whatever headers the template has: samples must not be taken for real data."""
    for place, section in enumerate(file.sections):
        for header in _headers(file, section):
            if place and header.is_linked_to_previous:
                continue
            paragraph = header.paragraphs[0] if header.paragraphs else header.add_paragraph()
            rest = paragraph.runs
            if not rest:
                paragraph.style = file.styles["Header"]
            written = paragraph.add_run(f"{mark}   " if rest else mark)
            written.bold = True
            if rest:
                rest[0]._r.addprevious(written._r)


def _headers(file: File, section: Section) -> list[_Header]:
    found = [section.header]
    if section.different_first_page_header_footer:
        found.append(section.first_page_header)
    if file.settings.odd_and_even_pages_header_footer:
        found.append(section.even_page_header)
    return found
