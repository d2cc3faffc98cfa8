"""Define the styles of documents as in the Word files of settings/templates, for files that lack some."""

from typing import Any

from docx.document import Document as File
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt
from docx.styles.style import CharacterStyle, ParagraphStyle

FONT = "Times New Roman"
TABLE, DRAFT_MARK = "Table Grid", "Draft mark"
_DRAFT_COLOUR = "7A5000"
# name -> size, bold, italic, alignment, first line (mm), space before, space after (pt)
_STYLES: dict[str, tuple[float, bool, bool, ALIGN, float, float, float]] = {
    "Normal": (14, False, False, ALIGN.JUSTIFY, 10, 0, 6),
    "Heading 1": (14, True, False, ALIGN.LEFT, 10, 12, 6),
    "Heading 2": (14, True, False, ALIGN.LEFT, 10, 12, 6),
    "Caption": (13, False, True, ALIGN.CENTER, 0, 3, 9),
    "Header": (13, False, False, ALIGN.CENTER, 0, 0, 0),
    "Body above": (13, False, False, ALIGN.CENTER, 0, 0, 0),
    "Body": (13, True, False, ALIGN.CENTER, 0, 0, 0),
    "Motto": (14, True, False, ALIGN.CENTER, 0, 0, 0),
    "Number": (13, False, False, ALIGN.CENTER, 0, 6, 0),
    "Place and date": (14, False, True, ALIGN.CENTER, 0, 6, 0),
    "Kind": (14, True, False, ALIGN.CENTER, 0, 18, 0),
    "Rule": (8, False, False, ALIGN.CENTER, 0, 0, 0),
    "Subject": (14, True, False, ALIGN.CENTER, 0, 0, 0),
    "Form": (13, False, False, ALIGN.LEFT, 0, 0, 0),
    "Form title": (14, True, False, ALIGN.CENTER, 0, 0, 0),
    "Form period": (13, False, True, ALIGN.CENTER, 0, 0, 0),
    "Form measure": (13, False, True, ALIGN.RIGHT, 0, 6, 3),
    "Line": (14, False, False, ALIGN.LEFT, 0, 0, 6),
    "Draft": (14, False, False, ALIGN.JUSTIFY, 10, 0, 6),
    "Cell": (11, False, False, ALIGN.LEFT, 0, 2, 2),
    "Signature": (14, True, False, ALIGN.CENTER, 0, 0, 0),
    "Copies head": (12, True, True, ALIGN.LEFT, 0, 0, 0),
    "Copies": (11, False, False, ALIGN.LEFT, 0, 0, 0),
    "Small": (10, False, False, ALIGN.LEFT, 0, 0, 2),
}
_BUILT_IN = {"Normal", "Heading 1", "Heading 2", "Caption", "Header", "Signature"}
_TIGHT = {
    "Rule",
    "Form",
    "Form title",
    "Form period",
    "Subject",
    "Body above",
    "Body",
    "Motto",
    "Cell",
    "Signature",
    "Copies head",
    "Copies",
    "Small",
    "Header",
}


def add_missing_styles(file: File) -> None:
    """Add the styles that documents use and the file lacks; those that it has stay as they are."""
    known = {style.name for style in file.styles}
    for name in _STYLES:
        if name not in known:
            added = file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name in _BUILT_IN)
            assert isinstance(added, ParagraphStyle)
            _shape(file, added, name)
    if DRAFT_MARK not in known:
        mark = file.styles.add_style(DRAFT_MARK, WD_STYLE_TYPE.CHARACTER)
        assert isinstance(mark, CharacterStyle)
        mark.font.italic = True
    if TABLE not in known:
        file.styles.add_style(TABLE, WD_STYLE_TYPE.TABLE, builtin=True).element.append(_grid())


def reset_styles(file: File) -> None:
    """Set all styles as they are above, whatever the file had."""
    add_missing_styles(file)
    for name in _STYLES:
        style = file.styles[name]
        assert isinstance(style, ParagraphStyle)
        _shape(file, style, name)


def _shape(file: File, style: ParagraphStyle, name: str) -> None:
    """Set a style; its font is that of Normal, so that an officer changes it in one place."""
    size, bold, italic, align, first, before, after = _STYLES[name]
    look = style.element.get_or_add_rPr()
    for one in look.xpath("w:rFonts | w:color | w:lang"):  # the built-in headings are blue, in another font
        look.remove(one)
    if name == "Normal":
        _font(style)
    else:
        style.base_style = file.styles["Normal"]
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, italic
    style.quick_style = True
    shape = style.paragraph_format
    shape.alignment, shape.first_line_indent = align, Mm(first)
    shape.space_before, shape.space_after = Pt(before), Pt(after)
    shape.line_spacing = 1.0 if name in _TIGHT else 1.15
    if name.startswith("Heading"):
        shape.keep_with_next = True
    if name == "Draft":
        _rule_beside(style)


def _font(style: ParagraphStyle) -> None:
    style.font.name = FONT
    look = style.element.get_or_add_rPr()
    for kind in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        look.get_or_add_rFonts().set(qn(kind), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    look.append(language)


def _rule_beside(style: ParagraphStyle) -> None:
    """Draw a rule at the side, by which a drafted paragraph is seen at once."""
    borders, side = OxmlElement("w:pBdr"), OxmlElement("w:left")
    for name, value in (("val", "single"), ("sz", "18"), ("space", "6"), ("color", _DRAFT_COLOUR)):
        side.set(qn(f"w:{name}"), value)
    borders.append(side)
    look = style.element.get_or_add_pPr()
    for one in look.findall(qn("w:pBdr")):
        look.remove(one)
    look.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


def _grid() -> Any:  # noqa: ANN401
    """Draw thin lines round every cell."""
    look, borders = OxmlElement("w:tblPr"), OxmlElement("w:tblBorders")
    for name in ("top", "left", "bottom", "right", "insideH", "insideV"):
        side = OxmlElement(f"w:{name}")
        for key, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "auto")):
            side.set(qn(f"w:{key}"), value)
        borders.append(side)
    look.append(borders)
    return look
