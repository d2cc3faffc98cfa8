"""Styles and page of an official document (Decree 30/2020, appendix I): an editor changes them once."""

from docx.document import Document as File
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.section import Section
from docx.shared import Length, Mm, Pt
from docx.styles.style import ParagraphStyle

FONT = "Times New Roman"
TOP, BOTTOM, LEFT, RIGHT = 20, 20, 30, 20  # mm
LONG, SHORT = 297, 210
# name -> size, bold, italic, alignment, first line (mm), space before, space after (pt)
_STYLES: dict[str, tuple[float, bool, bool, ALIGN, float, float, float]] = {
    "Normal": (14, False, False, ALIGN.JUSTIFY, 10, 0, 6),
    "Heading 1": (14, True, False, ALIGN.LEFT, 10, 6, 6),
    "Heading 2": (14, True, False, ALIGN.LEFT, 10, 6, 6),
    "Caption": (13, False, True, ALIGN.CENTER, 0, 3, 9),
    "Body above": (12, False, False, ALIGN.CENTER, 0, 0, 0),
    "Body": (12, True, False, ALIGN.CENTER, 0, 0, 0),
    "Motto": (13, True, False, ALIGN.CENTER, 0, 0, 0),
    "Number": (13, False, False, ALIGN.CENTER, 0, 6, 0),
    "Place and date": (13, False, True, ALIGN.CENTER, 0, 6, 0),
    "Kind": (14, True, False, ALIGN.CENTER, 0, 18, 0),
    "Subject": (14, True, False, ALIGN.CENTER, 0, 0, 12),
    "Draft": (14, False, False, ALIGN.JUSTIFY, 10, 0, 6),
    "Cell": (11, False, False, ALIGN.LEFT, 0, 0, 0),
    "Signature": (14, True, False, ALIGN.CENTER, 0, 0, 0),
    "Copies": (11, False, False, ALIGN.LEFT, 0, 0, 0),
    "Small": (10, False, False, ALIGN.LEFT, 0, 0, 2),
}


def set_up(file: File) -> None:
    """The styles of Word 2010 that the built-in template has beside its own would not know ours."""
    for id in [id for id, one in file.part.rels.items() if one.reltype.endswith("/stylesWithEffects")]:
        file.part.drop_rel(id)
    for name, (size, bold, italic, align, first, before, after) in _STYLES.items():
        known = name in [style.name for style in file.styles]
        style = file.styles[name] if known else file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        assert isinstance(style, ParagraphStyle)
        _font(style, size, bold, italic)
        shape = style.paragraph_format
        shape.alignment, shape.first_line_indent = align, Mm(first)
        shape.space_before, shape.space_after, shape.line_spacing = Pt(before), Pt(after), 1.15
    page(file.sections[0], landscape=False)


def page(section: Section, landscape: bool) -> None:
    """A4; the number of the page stands in the top margin, on the first page of the document none."""
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    wide, high = (LONG, SHORT) if landscape else (SHORT, LONG)
    section.page_width, section.page_height = Mm(wide), Mm(high)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.header_distance = Mm(10)


def room(section: Section) -> Length:
    """The width between the margins."""
    wide = LONG if section.orientation == WD_ORIENT.LANDSCAPE else SHORT
    return Mm(wide - LEFT - RIGHT)


def _font(style: ParagraphStyle, size: float, bold: bool, italic: bool) -> None:
    font = style.font
    font.name, font.size, font.bold, font.italic = FONT, Pt(size), bold, italic
    font.color.rgb = None
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(kind), FONT)
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)
    colour = style.element.get_or_add_rPr().find(qn("w:color"))
    if colour is not None:  # headings of the built-in template are blue
        style.element.get_or_add_rPr().remove(colour)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    style.element.get_or_add_rPr().append(language)
