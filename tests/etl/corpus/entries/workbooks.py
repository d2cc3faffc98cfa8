"""Workbooks of every format that can be read: the same two cases come out of each."""

from datetime import date, datetime

from tests.etl.corpus.entry import Taken, cases, one, refused
from tests.etl.corpus.writers.case_rows import TWO, TWO_SAY, case, table
from tests.etl.corpus.writers.ods import ods
from tests.etl.corpus.writers.xls import xls
from tests.etl.corpus.writers.xlsx import formulas, hidden_rows, hidden_sheet, xlsm, xlsx

REAL_DAYS = table(
    case("H42-1", "Xã Gia Hòa", date(2021, 8, 2), date(2021, 8, 16), date(2021, 8, 13), number=1),
    case("H42-2", "Thị trấn Me", date(2021, 8, 3), date(2021, 8, 17), date(2021, 8, 20), number=2),
)
TIMED = table(case("H42-1", "Xã Gia Hòa", datetime(2021, 8, 2, 8, 30), date(2021, 8, 16), number=1))
TIMED_SAY = {"received_at": ["2021-08-02 08:30:00"], "due_on": ["2021-08-16"]}
GUIDE = [["Hướng dẫn"], ["Không sửa tên cột"]]
MORE = table(case("H42-3"), case("H42-4"))
TWO_MORE = Taken(loaded=4, aside=2, facts={"code": ["H42-1", "H42-2", "H42-3", "H42-4"]})
TWO_IN_TWO = Taken(loaded=2, aside=2, facts=TWO_SAY)  # the headings, and a row of the guide
BOX = [["Ngày", "Đơn vị", "Số lần mở hòm"], ["02/08/2021", "Xã Gia Hòa", "1"]]


def two(**more):
    return cases(2, facts=TWO_SAY, **more)


def _charted(book):
    book.add_chartsheet("Biểu đồ").set_chart(_chart(book))


def _chart(book):
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Sheet1!$A$2:$A$3"})
    return chart


ENTRIES = [
    one("xlsx", "a plain workbook", "xlsx.xlsx", xlsx(TWO), two()),
    one("xlsx day_excel", "days that are days", "xlsx_days.xlsx", xlsx(REAL_DAYS), two()),
    one("xlsx day_excel day_time", "with a time", "xlsx_times.xlsx", xlsx(TIMED), cases(1, facts=TIMED_SAY)),
    one("xlsx", "texts beside their cells", "xlsx_inline.xlsx", xlsx(TWO, constant_memory=True), two()),
    one("xlsx", "a workbook called .xls", "xlsx_called.xls", xlsx(TWO), two()),
    one("xlsm", "a workbook with macros", "xlsm.xlsm", xlsm(TWO), two()),
    one("xls", "Excel 97–2003", "xls.xls", xls(TWO), two()),
    one("xls day_excel", "its days", "xls_days.xls", xls(REAL_DAYS), two()),
    one("xls day_excel day_time", "its times", "xls_times.xls", xls(TIMED), cases(1, facts=TIMED_SAY)),
    one("xls epoch_1904", "from 1904", "xls_1904.xls", xls(REAL_DAYS, from_1904=True), two()),
    one("xls", "called .xlsx", "xls_called.xlsx", xls(TWO), two()),
    one("xls several_sheets", "two sheets", "xls_sheets.xls", xls(TWO, MORE), TWO_MORE),
    one("ods", "LibreOffice", "ods.ods", ods(TWO), two()),
    one("ods day_excel", "its days", "ods_days.ods", ods(REAL_DAYS), two()),
    one("ods day_time", "its times", "ods_times.ods", ods(TIMED), cases(1, facts=TIMED_SAY)),
    one("ods several_sheets", "two sheets and an empty one", "ods_sheets.ods", ods(TWO, [], MORE), TWO_MORE),
    one("epoch_1904", "days from 1904", "xlsx_1904.xlsx", xlsx(REAL_DAYS, date_1904=True), two()),
    one("several_sheets", "two sheets of one source", "sheets.xlsx", xlsx(TWO, MORE), TWO_MORE),
    one("several_sheets", "empty sheets around", "sheets_empty.xlsx", xlsx([], TWO, []), two()),
    one(
        "several_sheets",
        "a guide of two lines beside the table: its rows are read and set aside",
        "sheets_guide.xlsx",
        xlsx(GUIDE, TWO, names=["Hướng dẫn", "Hồ sơ"]),
        Taken(loaded=2, aside=3, facts=TWO_SAY),
    ),
    one("several_sheets", "a chart in a sheet", "sheets_chart.xlsx", xlsx(TWO, adorn=_charted), two()),
    one("two_sources", "cases and tallies", "two_sources.xlsx", xlsx(TWO, BOX), refused("two_sources")),
    one(
        "hidden",
        "a filter hides a row: it is data, and it is said",
        "hidden_row.xlsx",
        xlsx(TWO, adorn=hidden_rows(3)),
        two(says=("hidden_rows",)),
    ),
    one(
        "hidden",
        "a hidden sheet of the same source: it is data, and it is said",
        "hidden_sheet.xlsx",
        xlsx(TWO, MORE, names=["Hồ sơ", "Ẩn"], adorn=hidden_sheet("Ẩn")),
        Taken(loaded=4, aside=2, says=("hidden_sheet",)),
    ),
    one(
        "hidden",
        "a sheet that only a macro could show",
        "hidden_deep.xlsx",
        xlsx(TWO, MORE, names=["Hồ sơ", "Ẩn"], adorn=hidden_sheet("Ẩn", very=True)),
        Taken(loaded=4, aside=2, says=("hidden_sheet",)),
    ),
    one(
        "hidden xls",
        "a hidden sheet of Excel 97–2003",
        "hidden_sheet.xls",
        xls(TWO, MORE, names=["Hồ sơ", "Ẩn"], hidden=["Ẩn"]),
        Taken(loaded=4, aside=2, says=("hidden_sheet",)),
    ),
    one(
        "hidden ods",
        "a hidden sheet of LibreOffice",
        "hidden_sheet.ods",
        ods(TWO, MORE, names=["Hồ sơ", "Ẩn"], hidden=["Ẩn"]),
        Taken(loaded=4, aside=2, says=("hidden_sheet",)),
    ),
    one(
        "formula",
        "a unit looked up by a formula",
        "formula.xlsx",
        xlsx(TWO, adorn=formulas({"C2": ("=VLOOKUP(1,Z1:Z9,1)", "Xã Gia Hòa")})),
        two(),
    ),
    one(
        "formula day_excel",
        "a due day counted by a formula: Excel kept its number",
        "formula_day.xlsx",
        xlsx(TWO, adorn=formulas({"E2": ("=WORKDAY(D2,10)", 44424)})),
        two(),
    ),
    one(
        "formula",
        "a formula that failed",
        "formula_failed.xlsx",
        xlsx(TWO, adorn=formulas({"C2": ("=VLOOKUP(1,Z1:Z9,1)", "#N/A")})),
        cases(1, rejects={2: "formula"}, facts={"code": ["H42-2"]}),
    ),
    one(
        "formula total",
        "a total that a formula counts",
        "formula_total.xlsx",
        xlsx([*TWO, ["Tổng cộng"]], adorn=formulas({"B4": ("=COUNTA(B2:B3)", 2)})),
        Taken(loaded=2, aside=2, kinds={1: "heading", 4: "total"}),
    ),
]
