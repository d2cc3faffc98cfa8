"""The workbook proves itself: LibreOffice recomputes what the screen shows, and a changed row is seen."""

import re
import zipfile
from pathlib import Path

import fastexcel
import pytest
from xlsxwriter.utility import xl_col_to_name

from indicators.catalogue import CATALOGUE
from indicators.figure import figure_from_row
from indicators.queries import figure, split
from indicators.queries.memo import attach_memory
from indicators.scope_from_words import scope_from_words
from languages import say
from presentation.context import Context, answer_from
from reports.proof.book import proof
from reports.proof.layout import HEAD
from tests.support.libreoffice import converted
from warehouse.connection import open_reader
from warehouse.snapshots import current_snapshot

pytestmark = pytest.mark.workbook
GIA_LAC = "14515@start"


def made(home, into: Path, longest: int | None = None, language="vi", **asked) -> Path:
    with open_reader(current_snapshot(home)) as connection:
        scope = scope_from_words(connection, **asked)
        subject = Context(
            answer_from(attach_memory(connection, {})), current_snapshot(home), scope, "civil", language
        )
        book = proof(subject, row_limit=longest) if longest else proof(subject)
    path = into / "so-lieu.xlsx"
    path.write_bytes(book.content)
    return path


@pytest.fixture(scope="module")
def whole(tmp_path_factory, sample_home):
    """The workbook of all units."""
    return made(sample_home, tmp_path_factory.mktemp("whole"), period="2021-Q2")


@pytest.fixture(scope="module")
def recomputed(whole):
    return converted(whole, "xlsx", whole.parent)


def read(path: Path, sheet: str, last: str):
    """Rows above the headings, and those below as dicts; `last`: the last heading."""
    found = fastexcel.read_excel(path).load_sheet(sheet, header_row=None, dtypes="string")
    lines = [list(row.values()) for row in found.to_arrow().to_pylist()]
    head = next(place for place, row in enumerate(lines) if last in row)
    return lines[:head], [dict(zip(lines[head], row, strict=False)) for row in lines[head + 1 :]]


def figures(path: Path):
    return read(path, "Số liệu", "Mã số liệu")


def in_order(lines):
    """Each line with its indicator: of every unit the whole catalogue, one after the other."""
    return [(list(CATALOGUE)[place % len(CATALOGUE)], line) for place, line in enumerate(lines)]


def test_every_figure_is_recomputed_from_its_rows(recomputed, sample_snapshot, ask_scope):
    above, lines = figures(recomputed)
    assert ["Đối chiếu toàn tệp", "khớp"] in [row[:2] for row in above]
    scope, expected = ask_scope(period="2021-Q2"), {}
    for id, one in CATALOGUE.items():
        expected["*", id] = figure(sample_snapshot, one, scope)
        for _, row in split(sample_snapshot, one, scope, "unit").iterrows():
            expected[row["group"], id] = figure_from_row(one, row)
    assert len(lines) == len(expected) > 700
    for id, line in in_order(lines):
        shown = expected[line["Mã đơn vị"], id]
        if shown.state == "value":
            assert float(line["Kết quả"]) == pytest.approx(shown.value, abs=1e-6), line
            assert line["Đối chiếu"] == "khớp"
        else:
            assert line["Kết quả"] in ("–", "chưa báo cáo") and line["Đối chiếu"] in ("–", "khớp")
        if shown.state == "value" and shown.numerator is not None:
            assert float(line["Tử số"]) == shown.numerator


def test_the_sheet_of_units_and_the_charts_follow_the_figures(recomputed):
    _, lines = figures(recomputed)
    _, table = read(recomputed, "Bảng theo đơn vị", "Đơn vị")
    flat = [value for row in table for value in list(row.values())[1 : 1 + len(CATALOGUE)]]
    assert flat == [line["Kết quả"] for line in lines]
    with zipfile.ZipFile(recomputed) as book:
        assert len([name for name in book.namelist() if re.fullmatch(r"xl/charts/chart\d+\.xml", name)]) == 5


def shares(path: Path, sheet: str, id: str, unit: str) -> list[str]:
    """The cells that hold what the unit's rows add to the figure."""
    found = fastexcel.read_excel(path).load_sheet(sheet, header_row=None, dtypes="string")
    lines = [list(row.values()) for row in found.to_arrow().to_pylist()]
    column = lines[HEAD].index(say("vi", f"indicator.{id}.name"))
    return [
        f"{xl_col_to_name(column)}{place}"
        for place, line in enumerate(lines, start=1)
        if place > HEAD + 1 and line[0] == unit and line[column] is not None
    ]


def changed(path: Path, into: Path, sheet: str, cells: list[str], value: str) -> Path:
    """The workbook with another number in these cells."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as new:
        listed = re.findall(r'<sheet name="([^"]*)"', old.read("xl/workbook.xml").decode())
        for name in old.namelist():
            text = old.read(name)
            if name == f"xl/worksheets/sheet{listed.index(sheet) + 1}.xml":
                for cell in cells:
                    found = f'(<c r="{cell}"[^>]*><v>)[^<]*(</v>)'.encode()
                    text, count = re.subn(found, rf"\g<1>{value}\g<2>".encode(), text)
                    assert count == 1
            new.writestr(name, text)
    return into


SPOILT = [  # indicator, sheet, whether every row of the unit, the number that is written over
    ("on_time_06a", "Hồ sơ", False, "3"),
    ("overdue_open", "Hồ sơ", False, "0"),
    ("median_days", "Hồ sơ", True, "99"),  # one case moves no median, one unit not that of all
    ("signed_full", "Văn bản", False, "2"),
    ("ballots_per_100", "Phiếu", False, "2"),
]


def test_a_changed_row_changes_the_figure_and_the_check(whole, recomputed, tmp_path):
    """Of each indicator the rows of its own column: no other figure may move."""
    spoilt = whole
    for number, (id, sheet, every, value) in enumerate(SPOILT):
        cells = shares(whole, sheet, id, GIA_LAC)
        into = tmp_path / f"spoilt-{number}.xlsx"
        spoilt = changed(spoilt, into, sheet, cells if every else cells[:1], value)
    above, after = figures(converted(spoilt, "xlsx", tmp_path))
    assert ["Đối chiếu toàn tệp", "lệch"] in [row[:2] for row in above]
    off = {(line["Mã đơn vị"], one) for one, line in in_order(after) if line["Đối chiếu"] == "lệch"}
    hit = {(unit, id) for id, _, every, _ in SPOILT for unit in ([GIA_LAC] if every else ["*", GIA_LAC])}
    assert off == hit
    _, before = figures(recomputed)
    moved = {
        (now["Mã đơn vị"], id)
        for (id, now), then in zip(in_order(after), before, strict=True)
        if now["Kết quả"] != then["Kết quả"]
    }
    assert moved == hit


def test_rows_beyond_a_sheet_go_on_in_the_next_and_formulas_follow(sample_home, tmp_path):
    """A sheet that holds 100 rows stands for Excel's that holds a million."""
    path = converted(
        made(sample_home, tmp_path, longest=105, period="2021-Q2", unit=GIA_LAC), "xlsx", tmp_path
    )
    above, lines = figures(path)
    assert ["Đối chiếu toàn tệp", "khớp"] in [row[:2] for row in above]
    assert "Hồ sơ (2)" in fastexcel.read_excel(path).sheet_names
    told = {id: line["Đối chiếu"] for id, line in in_order(lines)}
    assert told["on_time_06a"] == told["overdue_open"] == "khớp"
    assert told["median_days"] == "dòng nằm ở nhiều trang, không tính lại bằng công thức"


def test_a_unit_has_its_own_rows_and_no_others(sample_home, tmp_path):
    path = made(sample_home, tmp_path, period="2021-Q2", unit=GIA_LAC)
    assert "Bảng theo đơn vị" not in fastexcel.read_excel(path).sheet_names
    _, cases = read(path, "Hồ sơ", "Dòng")
    assert {line["Mã đơn vị tính vào"] for line in cases} == {GIA_LAC}
    assert not {"Chủ hồ sơ", "Số điện thoại", "Địa chỉ"} & set(cases[0])


def test_every_sheet_names_the_sample_and_counts_its_rows(whole):
    book = fastexcel.read_excel(whole)
    for name in book.sheet_names:
        found = book.load_sheet(name, header_row=None, dtypes="string").to_arrow().to_pylist()
        assert next(iter(found[1].values())) == "DỮ LIỆU MẪU", name
    above, lines = read(whole, "Hồ sơ", "Dòng")
    counted = f"{len(lines):,} dòng".replace(",", ".")
    assert [counted] in [row[:1] for row in above]


def test_it_speaks_english(sample_home, tmp_path):
    path = made(sample_home, tmp_path, language="en", period="2021-Q2", unit=GIA_LAC)
    _, lines = read(path, "Figures", "Passport")
    assert {line["Check"] for line in lines} <= {"agrees", "–"}
