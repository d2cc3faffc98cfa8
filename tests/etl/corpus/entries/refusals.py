"""Files that cannot be read at all: each is refused for its own reason, and the load goes on."""

from tests.etl.corpus.entry import Entry, File, one, refused
from tests.etl.corpus.writers.archives import overwritten, repacked, truncated, zipped
from tests.etl.corpus.writers.case_rows import TWO
from tests.etl.corpus.writers.ods import ods
from tests.etl.corpus.writers.text_bytes import csv, text
from tests.etl.corpus.writers.xls import password_protected, xls
from tests.etl.corpus.writers.xlsx import macros_only, xlsx

WORD = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"}
NUL = csv(TWO)


def _far_away(book):
    book.worksheets()[0].write("XFD1048576", "x")


def bytes_of(content: bytes):
    return lambda: content


ENTRIES = [
    one("password", "a workbook with a password", "password.xlsx", password_protected(), refused("password")),
    one("password xls", "Excel 97–2003 with one", "password.xls", xls(TWO, locked=True), refused("password")),
    one("macros", "sheets of macros alone", "macros.xlsm", macros_only(), refused("no_sheet")),
    one("truncated", "a workbook that breaks off", "cut.xlsx", truncated(xlsx(TWO)), refused("damaged")),
    one(
        "truncated xls",
        "Excel 97–2003 that breaks off",
        "cut.xls",
        truncated(xls(TWO), 0.3),
        refused("damaged"),
    ),
    one("truncated ods", "LibreOffice that breaks off", "cut.ods", truncated(ods(TWO)), refused("damaged")),
    one("corrupt", "a workbook written over", "over.xlsx", overwritten(xlsx(TWO)), refused("damaged")),
    one(
        "corrupt",
        "a sheet whose XML breaks off in a sound ZIP",
        "xml.xlsx",
        repacked(xlsx(TWO), {"xl/worksheets/sheet1.xml": lambda xml: xml[: len(xml) // 2]}, {}),
        refused("damaged"),
    ),
    one(
        "corrupt",
        "a workbook without its sheet",
        "no_sheet.xlsx",
        repacked(xlsx(TWO), {}, {}, rename={"xl/worksheets/sheet1.xml": "xl/lost.xml"}),
        refused("damaged"),
    ),
    one(
        "corrupt",
        "a CSV with NUL in it",
        "nul.csv",
        lambda: NUL().replace(b"H42-1", b"H4\x00-1"),
        refused("damaged", "not_a_table"),
    ),
    one(
        "corrupt",
        "nothing but NUL, as after a power cut",
        "nul_only.xlsx",
        bytes_of(bytes(4096)),
        refused("empty_file", "damaged"),
    ),
    one(
        "not_a_table",
        "a PDF",
        "pdf.xlsx",
        bytes_of(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"),
        refused("not_a_table", "other_kind"),
    ),
    one(
        "not_a_table",
        "a picture",
        "png.xlsx",
        bytes_of(b"\x89PNG\r\n\x1a\n" + bytes(40)),
        refused("not_a_table", "other_kind"),
    ),
    one(
        "not_a_table",
        "a photograph",
        "jpg.csv",
        bytes_of(b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(40)),
        refused("not_a_table", "other_kind"),
    ),
    one(
        "not_a_table",
        "a document of Word",
        "docx.xlsx",
        zipped({n: bytes_of(p) for n, p in WORD.items()}),
        refused("not_a_table", "other_kind"),
    ),
    one(
        "not_a_table",
        "an archive of RAR",
        "rar.xlsx",
        bytes_of(b"Rar!\x1a\x07\x01\x00" + bytes(40)),
        refused("not_a_table", "other_kind"),
    ),
    one("not_a_table", "nothing", "nothing.xlsx", bytes_of(b""), refused("empty_file")),
    one("not_a_table", "nothing but blanks", "blanks.csv", text(" \r\n\t\r\n"), refused("empty_file")),
    one("not_a_table xlsx", "a workbook of an empty sheet", "empty.xlsx", xlsx([]), refused("empty_file")),
    one(
        "no_table",
        "a letter as text",
        "letter.txt",
        text("Kính gửi: UBND xã Gia Hòa\nVề việc báo cáo\n"),
        refused("unrecognised"),
    ),
    one(
        "no_table",
        "a menu",
        "menu.xlsx",
        xlsx([["Thực đơn"], ["Thứ", "Món chính", "Giá"], ["Hai", "Cá kho", 30000]]),
        refused("unrecognised"),
    ),
    one(
        "too_large",
        "a cell in the last corner",
        "corner.xlsx",
        xlsx(TWO, adorn=_far_away),
        refused("too_wide"),
    ),
    Entry(
        ("too_large",),
        "2 GB",
        (File("2gb.csv", csv(TWO), refused("too_large"), size=2 << 30),),
    ),
]
