"""Write the program's Word templates again (Decree 30/2020): python -m reports.word.write_templates."""

from pathlib import Path

import docx as python_docx
from docx.document import Document as File
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from reports.word.styles import TABLE, reset_styles
from reports.word.template import MARK
from reports.word.template_files import OWN, PROGRAMS, USUAL

TOP, BOTTOM, LEFT, RIGHT, HEADER = 20, 20, 30, 20, 10  # mm
_KEPT = {"Normal", "Heading 1", "Heading 2", "Caption", "Header"}
_KEPT |= {"Default Paragraph Font", "Normal Table", "No List", TABLE}
# Kinds of parts of python-docx's own sheet: the styles of Word 2007 would contradict ours.
_DROPPED = ("stylesWithEffects", "customXml", "thumbnail")
# (style, text) of the example that shows what an officer's own template can be.
_EXAMPLE = (
    ("Normal", "{{dau_van_ban}}"),
    ("Kind", "BÁO CÁO NHANH"),
    ("Subject", "Giải quyết thủ tục hành chính {{ky}} của {{don_vi}}"),
    (
        "Normal",
        "Tính đến ngày {{ngay_chot}}, {{don_vi}} đã tiếp nhận {{received_cases}}, giải quyết xong "
        "{{finished_cases}}. Tỷ lệ đúng hạn đạt {{on_time_06a}} "
        "({{on_time_06a.tu_so}}/{{on_time_06a.mau_so}} hồ sơ), chỉ tiêu {{on_time_06a.chi_tieu}}, "
        "kỳ trước {{on_time_06a.ky_truoc}}, cùng kỳ năm trước {{on_time_06a.cung_ky}}.",
    ),
    ("Normal", "Hiện còn {{overdue_open}} quá hạn chưa giải quyết xong."),
    ("Heading 1", "1. Đánh giá"),
    ("Normal", "{{nhan_xet}}"),
    ("Heading 1", "2. Kết quả theo đơn vị"),
    ("Normal", "{{bieu_do_don_vi}}"),
    ("Normal", "{{noi_nhan_ky}}"),
)


def blank_document() -> File:
    """Make an empty sheet with our styles, and the page number in the top margin from page two on."""
    file = python_docx.Document()
    for style in list(file.styles):
        if style.name not in _KEPT:
            style.delete()
    for style in file.styles:
        for link in style.element.xpath("w:link"):  # to a style of letters that went
            style.element.remove(link)
    for rels in (file.part.rels, file.part.package.rels):
        for id, relation in list(rels.items()):
            if relation.reltype.endswith(_DROPPED):
                del rels[id]
    reset_styles(file)
    about = file.core_properties
    about.author = about.comments = about.title = about.keywords = ""
    _page(file)
    return file


def _page(file: File) -> None:
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.header_distance = section.footer_distance = Mm(HEADER)
    section.different_first_page_header_footer = True
    for header in (section.first_page_header, section.header):
        header.is_linked_to_previous = False
        header.paragraphs[0].style = file.styles["Header"]
    _number(section.header.paragraphs[0])


def _number(paragraph: Paragraph) -> None:
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        piece = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            piece.set(qn("w:fldCharType"), kind)
        else:
            piece.text = text
        paragraph.add_run()._r.append(piece)


def write_templates(folder: Path) -> None:
    (folder / OWN).mkdir(parents=True, exist_ok=True)
    look = blank_document()
    look.add_paragraph(MARK)
    look.save(str(folder / f"{USUAL}.docx"))
    example = blank_document()
    for style, text in _EXAMPLE:
        example.add_paragraph(text, style=style)
    example.save(str(folder / OWN / "Báo cáo nhanh.docx"))


if __name__ == "__main__":
    write_templates(PROGRAMS)
