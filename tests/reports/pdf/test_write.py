"""Documents as PDF, measured on their pages: margins, faces, sizes, head, numbers of pages, tables, texts."""

import re
from datetime import date, timedelta

import pandas as pd
import pytest
import typst

from presentation.chart import Bars
from presentation.numbers import signed_day
from presentation.table import Column, Notes, Table
from reports.model.blocks import (
    BlankLines,
    ChartBlock,
    Document,
    Grid,
    Heading,
    Letterhead,
    NewPage,
    Paragraph,
    PrintedFigure,
    Signature,
    Signatures,
)
from reports.pdf.write import pdf
from tests.support import poppler

pytestmark = pytest.mark.layout
TOP, BOTTOM, LEFT, RIGHT = 20, 20, 30, 20  # mm
A4 = (210, 297)
HEAD = Letterhead(
    "Ủy ban nhân dân tỉnh Ninh Bình",
    "Ủy ban nhân dân huyện Gia Viễn",
    "Số:        /BC-UBND",
    "Gia Viễn",
    date(2021, 8, 2),
    "Báo cáo",
    "Cải cách hành chính quý II năm 2021",
)
SENTENCE = (
    "Trong quý II năm 2021 các xã, thị trấn đã tiếp nhận và giải quyết hồ sơ thủ tục hành chính đúng hạn. "
)
COLUMNS = (
    Column("n", "STT", "whole"),
    Column("unit", "Đơn vị"),
    Column("cases", "Tiếp nhận", "whole"),
    Column("rate", "Tỷ lệ", "number"),
    Column("day", "Ngày chốt", "day"),
)
DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="600" height="200"><rect width="600" height="200"/></svg>'
)


def table(count: int, columns=COLUMNS) -> Table:
    rows = [(n, f"Xã {n}", 1234 * n, 94.25, date(2021, 6, 30)) for n in range(1, count + 1)]
    whole = (None, "Toàn huyện", 9_876_543, 95.1, None)
    frame = pd.DataFrame([*rows, whole], columns=["n", "unit", "cases", "rate", "day"])
    return Table("bang", "Bảng", columns, frame)


EVERYTHING = Document(
    "Báo cáo cải cách hành chính",
    (
        Heading("I. KẾT QUẢ"),
        Paragraph(SENTENCE * 4),
        Paragraph("Nhận xét viết sẵn. " + SENTENCE * 2, draft=True),
        Heading("1. Hồ sơ", 2),
        ChartBlock(Bars("Biểu đồ", "%", ()), "Hình 1. Đúng hạn"),
        Grid(table(40), total=1, caption="Bảng 1. Kết quả"),
        BlankLines("Ý kiến của đoàn:", 3),
        Signatures(
            (Signature(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Nguyễn Văn Mẫu"),),
            ("UBND tỉnh (báo cáo)", "Lưu: VT"),
        ),
        NewPage(landscape=True),
        Grid(
            table(30),
            groups=(("", 2), ("Số liệu", 2), ("", 1)),
            numbers=("(1)", "(2)", "(3)", "(4)", "(5)"),
            total=1,
        ),
        NewPage(),
        Signatures((Signature(("ĐOÀN KIỂM TRA",), "Mẫu A"), Signature(("ĐƠN VỊ",), "Mẫu B"))),
    ),
    Notes((("Kỳ số liệu", "quý II/2021"), ("Ngày chốt số liệu", "31/07/2021")), sample=True),
    "vi",
    HEAD,
    figures=(PrintedFigure("W1B2C-M4W5W", "Xã Gia Lạc", "Đúng hạn", "86,4% (203/235)"),),
)


def set_in(folder, document, **measures):
    path = folder / "van-ban.pdf"
    path.write_bytes(pdf(document, lambda chart, language: DRAWING, measures))
    return path


@pytest.fixture(scope="module")
def everything(tmp_path_factory):
    return set_in(tmp_path_factory.mktemp("pdf"), EVERYTHING)


@pytest.fixture(scope="module")
def pages(everything):
    return poppler.pages(everything)


@pytest.fixture(scope="module")
def pieces(everything):
    return poppler.pieces(everything)


def simple(*blocks, **rest):
    return Document(**({"title": "Thử", "blocks": blocks, "notes": Notes(), "language": "vi"} | rest))


def body(page, top=TOP):
    return [word for word in page.words if word.top > top - 1]


def top_margin(page):
    return [word for word in page.words if word.top <= TOP - 1]


def test_text_fills_the_room_between_the_margins_and_never_leaves_it(pages):
    for page in pages:
        for word in body(page):
            assert word.left >= LEFT - 0.2 and word.right <= page.width - RIGHT + 0.2, word
            assert word.top >= TOP - 0.2 and word.bottom <= page.height - BOTTOM + 0.2, word
    first = body(pages[0])
    assert min(word.left for word in first) == pytest.approx(LEFT, abs=0.3)
    assert max(word.right for word in first) == pytest.approx(A4[0] - RIGHT, abs=0.3)
    assert min(word.top for word in first) == pytest.approx(TOP, abs=1.5)


def test_the_first_line_of_a_paragraph_is_indented_by_a_centimetre(pages):
    lines = [word for word in pages[0].words if word.text == "Trong"]
    assert lines[0].left == pytest.approx(LEFT + 10, abs=0.3)


def test_measures_are_replaced_by_name(tmp_path):
    path = set_in(tmp_path, simple(Paragraph(SENTENCE * 3)), left=35, top=25, body=13)
    words = body(poppler.pages(path)[0], 25)
    assert min(word.left for word in words) == pytest.approx(35, abs=0.3)
    assert min(word.top for word in words) == pytest.approx(25, abs=1.5)
    assert {one.size for one in poppler.pieces(path) if "thị trấn" in one.text} == {13}
    with pytest.raises(typst.TypstError, match="no such measure: gauche"):
        set_in(tmp_path, simple(), gauche=35)


def test_every_letter_is_of_tinos_and_comes_along(everything):
    found = poppler.fonts(everything)
    faces = {name.partition("+")[2] for name, _, _ in found}
    assert faces == {"Tinos", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic"}
    assert all((embedded, subset) == ("yes", "yes") for _, embedded, subset in found)


@pytest.mark.parametrize(
    ("text", "size", "bold", "italic"),
    [
        ("TỈNH NINH BÌNH", 13, False, False),
        ("HUYỆN GIA VIỄN", 13, True, False),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, True, False),
        ("Độc lập - Tự do - Hạnh phúc", 14, True, False),
        ("Số:        /BC-UBND", 13, False, False),
        ("Gia Viễn, ngày 02 tháng 8 năm 2021", 14, False, True),
        ("BÁO CÁO", 14, True, False),
        ("Cải cách hành chính quý II năm 2021", 14, True, False),
        ("I. KẾT QUẢ", 14, True, False),
        ("dự thảo", 9, False, True),
        ("Bảng 1. Kết quả", 13, False, True),
        ("TM. ỦY BAN NHÂN DÂN", 14, True, False),
        ("Nguyễn Văn Mẫu", 14, True, False),
        ("Nơi nhận:", 12, True, True),
        ("- UBND tỉnh (báo cáo);", 11, False, False),
        ("- Lưu: VT.", 11, False, False),
        ("Toàn huyện", 13, True, False),
        ("1 Xã 1", 13, False, False),
        ("40 dòng", 11, False, True),
        ("W1B2C-M4W5W", 10, False, False),
    ],
)
def test_each_part_has_its_size_and_face(pieces, text, size, bold, italic):
    found = next(one for one in pieces if one.text.startswith(text))
    assert (found.size, found.bold, found.italic) == (size, bold, italic)


def test_the_body_is_set_in_14(pieces):
    assert {one.size for one in pieces if "giải quyết hồ sơ" in one.text} == {14}


def test_pages_are_numbered_from_the_second_in_the_middle_of_the_top_margin(pages):
    assert len(pages) >= 5
    for number, page in enumerate(pages, start=1):
        numbers = [word for word in top_margin(page) if word.text.isdigit()]
        assert [word.text for word in numbers] == ([] if number == 1 else [str(number)])
        for word in numbers:
            middle = LEFT + (page.width - LEFT - RIGHT) / 2
            assert (word.left + word.right) / 2 == pytest.approx(middle, abs=0.3)
            assert word.top > 5 and word.bottom < TOP


def test_sample_data_say_so_on_every_page_and_real_ones_on_none(pages, tmp_path):
    for page in pages:
        assert [word.text for word in top_margin(page) if not word.text.isdigit()] == ["DỮ", "LIỆU", "MẪU"]
    assert "DỮ LIỆU MẪU" not in poppler.text(set_in(tmp_path, simple(Paragraph(SENTENCE))))


def test_pages_lie_where_the_document_says_so(pages, tmp_path):
    wide = [page.width > page.height for page in pages]
    first, count = wide.index(True), wide.count(True)
    assert wide == [False] * first + [True] * count + [False] * (len(wide) - first - count)
    assert first > 0 and not wide[-1]
    for page in pages:
        assert sorted((page.width, page.height)) == pytest.approx(A4, abs=0.2)
    lying = simple(Paragraph(SENTENCE), NewPage(), Paragraph(SENTENCE), landscape=True)
    assert [page.width > page.height for page in poppler.pages(set_in(tmp_path, lying))] == [True, False]


def place_of(page, text):
    return next(word for word in page.words if word.text == text)


def test_the_head_has_two_blocks_side_by_side(pages):
    page = pages[0]
    state, issuer, number, place = (place_of(page, one) for one in ("CỘNG", "HUYỆN", "/BC-UBND", "ngày"))
    assert issuer.right < state.left and number.right < place.left
    assert state.top == pytest.approx(TOP, abs=1.5)
    assert number.bottom == pytest.approx(place.bottom, abs=1.5)  # 13 and 14 pt begin at one height
    assert place_of(page, "phúc").bottom < place.top


def rules(path, page, dpi=150):
    """Thin horizontal strokes longer than 8 mm: (top, left, length)."""
    drawn, mm = poppler.picture(path, page, dpi), 25.4 / dpi
    dots, wide = drawn.tobytes(), drawn.width
    dark = re.compile(rb"[\x00-\x8b]{%d,}" % (8 / mm))
    return [
        (y * mm, found.start() * mm, len(found[0]) * mm)
        for y in range(drawn.height)
        for found in dark.finditer(dots[y * wide : (y + 1) * wide])
    ]


def rule_below(strokes, words):
    bottom, left = max(word.bottom for word in words), min(word.left for word in words)
    right = max(word.right for word in words)
    near = [one for one in strokes if 0 <= one[0] - bottom < 3 and left - 1 < one[1] < right]
    return near[0][2] / (right - left), near[0][1] + near[0][2] / 2 - (left + right) / 2


def test_rules_stand_below_issuer_motto_and_subject(everything, pages):
    strokes = rules(everything, 1)

    def line(text, left, right):
        top = place_of(pages[0], text).top
        return [one for one in pages[0].words if abs(one.top - top) < 1 and left < one.left < right]

    issuer, motto, subject = line("HUYỆN", 0, 90), line("phúc", 90, 210), line("hành", 0, 210)
    for words, low, high in ((issuer, 0.33, 0.5), (motto, 0.97, 1.03), (subject, 0.33, 0.5)):
        share, aside = rule_below(strokes, words)
        assert low <= share <= high and aside == pytest.approx(0, abs=0.5)


DAYS = ["01", "02", "03", "04", "05", "06", "07", "08", "09", *map(str, range(10, 32))]
MONTHS = ["01", "02", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"]


@pytest.mark.parametrize("year", [2021, 2024])
def test_days_have_zeros_below_10_and_months_in_january_and_february(year):
    day = date(year, 1, 1)
    while day.year == year:
        expected = f"Gia Viễn, ngày {DAYS[day.day - 1]} tháng {MONTHS[day.month - 1]} năm {year}"
        assert signed_day("vi", "Gia Viễn", day) == expected
        day += timedelta(days=1)


def test_the_head_of_a_table_comes_again_with_its_groups_and_numbers(pages):
    tables = [page for page in pages if any(word.text == "Tiếp" for word in page.words)]
    assert len(tables) >= 4
    wide = [page for page in tables if page.width > page.height]
    assert len(wide) == 2
    for page in wide:
        texts = [word.text for word in page.words]
        assert [one for one in texts if one.startswith("(")] == ["(1)", "(2)", "(3)", "(4)", "(5)"]
        group, below, beside = (place_of(page, one) for one in ("Số", "Tiếp", "STT"))
        assert group.bottom < below.top + 0.5 and group.top < beside.top < below.top


def test_numbers_are_written_as_the_language_writes_them_and_end_at_one_line(pages, tmp_path):
    texts = [word.text for page in pages for word in page.words]
    assert {"1.234", "49.360", "9.876.543", "94,2", "95,1", "30/06/2021"} <= set(texts)
    ends = {
        word.right
        for page in pages[:-1]
        if page.width < page.height
        for word in page.words
        if word.text.replace(".", "").isdigit()
        and int(word.text.replace(".", "")) in range(1234, 50_000, 1234)
    }
    assert max(ends) - min(ends) < 0.1
    english = poppler.text(set_in(tmp_path, simple(Grid(table(3), total=1), language="en")))
    assert "1,234" in english and "2021-06-30" in english and "3 rows" in english


@pytest.mark.parametrize("count", range(30, 44))
def test_the_count_of_rows_and_the_sums_stand_beside_the_last_row(tmp_path, count):
    for page in poppler.pages(set_in(tmp_path, simple(Grid(table(count), total=1)))):
        texts = [word.text for word in body(page)]
        assert ("dòng" in texts) == ("Toàn" in texts) == (str(count) in texts)
        if "dòng" in texts:
            assert texts[texts.index("dòng") - 1] == str(count)


def test_an_empty_table_says_so(tmp_path):
    empty = table(1)
    empty = Table("bang", "Bảng", COLUMNS, empty.rows.iloc[:0])
    assert "0 dòng" in poppler.text(set_in(tmp_path, simple(Grid(empty))))


def test_a_long_word_stays_in_its_cell(tmp_path):
    columns = (Column("code", "Mã"), Column("cases", "Số", "whole"), Column("rest", "Ghi chú"))
    long = "H42." + "W" * 400
    rows = pd.DataFrame([(long, 7, "x"), ("H42.1", 8, "y")], columns=["code", "cases", "rest"])
    path = set_in(tmp_path, simple(Grid(Table("t", "", columns, rows)), Paragraph(long)))
    page, *more = poppler.pages(path)
    words = [word for one in (page, *more) for word in one.words]
    assert all(word.right <= 190.2 for word in words)
    border = place_of(page, "7").left
    codes = [word for word in page.words if "WW" in word.text and word.top < place_of(page, "H42.1").top]
    assert len(codes) > 5 and all(word.right < border for word in codes)
    assert sum(word.text.count("W") for word in words) == 800


def test_a_code_is_broken_where_its_column_is_narrow(tmp_path):
    columns = tuple(Column(f"c{n}", f"M{n}") for n in range(12))
    rows = pd.DataFrame([["H42.210405-0012"] * 12], columns=[one.name for one in columns])
    page = poppler.pages(set_in(tmp_path, simple(Grid(Table("t", "", columns, rows)))))[0]
    heads = [place_of(page, f"M{n}") for n in range(12)]
    step = heads[1].left - heads[0].left
    codes = [word for word in page.words if word.text.startswith("H42")]
    assert len(codes) == 12 and all(word.right - word.left < step for word in codes)


def test_a_tall_drawing_stays_on_one_page_with_its_caption(tmp_path):
    path = tmp_path / "cao.pdf"
    tall = DRAWING.replace(b'width="600" height="200"', b'width="600" height="3000"')
    path.write_bytes(pdf(simple(ChartBlock(Bars("Cao", "%", ()), "Hình 1")), lambda chart, language: tall))
    (page,) = poppler.pages(path)
    assert place_of(page, "Hình").bottom < A4[1] - BOTTOM


HOSTILE = (
    "#panic()",
    "$x^2$",
    "[a] *b* _c_ `d`",
    "@nguon <nhan>",
    "// a /* b */",
    "\\u{41} \\# \\",
    '#read("/etc/passwd")',
    "a -- b ... 'c' \"d\"",
    "= 1 + - / 2 ~ 3",
    "{{x}} {0} %s &amp; <b>",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_texts_of_data_are_printed_and_never_understood(tmp_path, text):
    columns = (Column("a", text), Column("b", "Số", "number"))
    rows = pd.DataFrame([(text, text)], columns=["a", "b"], dtype=object)
    document = Document(
        text,
        (
            Heading(text),
            Paragraph(text),
            Paragraph(text, draft=True),
            Grid(Table("t", text, columns, rows), ((text, 2),), (text, text), 0, (), text),
            ChartBlock(Bars(text, "%", ()), text),
            BlankLines(text),
            Signatures((Signature((text,), text),), (text,)),
        ),
        Notes(((text, text),)),
        "vi",
        Letterhead(None, "UBND", text, text, None, "Báo cáo", text),
        figures=(PrintedFigure(text, text, text, text),),
    )
    found = "".join(poppler.text(set_in(tmp_path, document), "raw").split())
    assert found.count("".join(text.split())) == 24


def test_letters_that_the_font_lacks_are_written_by_their_numbers(tmp_path):
    text = "a😀b 漢 c\x00d\u202ee\ud800f\tg"
    found = " ".join(poppler.text(set_in(tmp_path, simple(Paragraph(text), Heading(text)))).split())
    assert found.count("a‹U+1F600›b ‹U+6F22› c‹U+0000›d‹U+202E›e�f g") == 2


def test_all_of_vietnamese_is_in_the_font(tmp_path):
    letters = "aăâbcdđeêghiklmnoôơpqrstuưvxy" + "áàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
    found = poppler.text(set_in(tmp_path, simple(Paragraph(" ".join(letters + letters.upper())))))
    assert "".join(found.split())[3:] == letters + letters.upper()


def test_a_document_without_a_head_begins_with_its_title(tmp_path):
    first = poppler.pieces(set_in(tmp_path, simple(Paragraph(SENTENCE))))[0]
    assert (first.text, first.size, first.bold) == ("Thử", 14, True)


def test_drafts_are_marked_at_their_side(everything, pages):
    mark = place_of(pages[0], "thảo")
    drawn = poppler.picture(everything, 1, 100)
    mm = 100 / 25.4
    strip = [
        drawn.getpixel((x, round((mark.bottom + 6) * mm))) for x in range(round(29 * mm), round(32 * mm))
    ]
    assert min(strip) < 140
    beside_plain = round((place_of(pages[0], "Trong").bottom - 1) * mm)
    assert min(drawn.getpixel((x, beside_plain)) for x in range(round(28 * mm), round(29.8 * mm))) > 200


def test_signatures_stand_side_by_side_and_copies_left_of_them(pages):
    last = pages[-1]
    left, right = place_of(last, "ĐOÀN"), place_of(last, "VỊ")
    assert left.right < right.left and left.top == pytest.approx(right.top, abs=0.1)
    page = next(page for page in pages if any(word.text == "Nơi" for word in page.words))
    copies, signing = place_of(page, "Nơi"), place_of(page, "TM.")
    assert copies.left == pytest.approx(LEFT, abs=0.5) and copies.right < signing.left
    assert place_of(page, "Nguyễn").top - place_of(page, "TỊCH").bottom > 20


def test_lines_to_fill_in_reach_the_margin(everything):
    dotted = [line for line in poppler.text(everything).splitlines() if "......" in line]
    assert len(dotted) == 3 and dotted[0].strip().startswith("Ý kiến của đoàn: ...")


def test_the_end_lists_the_passports_and_where_everything_comes_from(everything, pages):
    end = " ".join(poppler.text(everything).split("\f")[len(pages) - 1].split())
    passports, notes = end.index("Mã số liệu trong văn bản"), end.index("Kỳ số liệu: quý II/2021")
    assert "W1B2C-M4W5W Xã Gia Lạc Đúng hạn 86,4% (203/235)" in end[passports:notes]
    assert "Ngày chốt số liệu: 31/07/2021" in end[notes:]


def test_the_same_document_gives_the_same_bytes(everything):
    again = pdf(EVERYTHING, lambda chart, language: DRAWING)
    assert again == everything.read_bytes()
    assert b"CreationDate" not in again
