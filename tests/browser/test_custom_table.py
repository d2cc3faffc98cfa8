"""Put a table together, save it, take it away, and open its link in another browser."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.dashboard import asked, choose, copied, ready, settled, visited

pytestmark = pytest.mark.journey
TITLE = "Lập bảng"
# What the table holds for those who hear it: a canvas has its cells beside it.
_CELLS = """
() => [...document.querySelectorAll("[data-testid=stDataFrame] [role=row]")].map((row) =>
  [...row.querySelectorAll("[role=gridcell], [role=columnheader]")].map((cell) => cell.textContent))
"""


@pytest.fixture(scope="module")
def server(sample_home, tmp_path_factory):
    yield from visited(copied(sample_home, tmp_path_factory.mktemp("built")).path)


def shown(page) -> list[list[str]]:
    """Heading and rows as they are on screen; the whole first."""
    expect(page.get_by_test_id("stDataFrame").locator("canvas").first).to_be_visible()
    return [[cell.strip("\u2007 ") for cell in row] for row in page.evaluate(_CELLS) if any(row)]


def written(path: Path) -> list[list[str]]:
    """Heading and rows of the file, with one decimal as on screen."""
    lines = list(csv.reader(StringIO(path.read_bytes().decode("utf-8-sig")), delimiter=";"))
    table = lines[lines.index([]) + 1 :]
    return [table[0], *([line[0], *map(rounded, line[1:])] for line in table[1:])]


def rounded(cell: str) -> str:
    return f"{float(cell.replace(',', '.')):.1f}".replace(".", ",") if cell[:1].isdigit() else cell


def test_a_table_is_put_together_saved_taken_away_and_opened_by_its_link(
    browser_page, server, browser, tmp_path
):
    page = browser_page
    page.goto(f"{server}/lap-bang?ky=2021-Q2&lich=civil&cac_chi_so=on_time_06a,online_share&hang=unit")
    ready(page, TITLE)
    settled(page, "hang=unit")
    choose(page, "Hàng", "Lĩnh vực")
    settled(page, "hang=field")
    choose(page, "Sắp xếp theo", "Hồ sơ đúng hạn (06a), %")
    settled(page, "xep=on_time_06a")
    table = shown(page)
    assert table[0] == ["Lĩnh vực", "Hồ sơ đúng hạn (06a), %", "Hồ sơ nộp trực tuyến, %"]
    assert table[1][0] == "Chung (toàn huyện)" and len(table) > 10

    with page.expect_download(timeout=60_000) as taken:
        page.get_by_role("button", name="Tải CSV").click()
    assert taken.value.suggested_filename == "bang-tu-lap-toan-huyen-2021-q2.csv"
    taken.value.save_as(tmp_path / "bang.csv")
    head, *rows, whole = written(tmp_path / "bang.csv")
    assert [head, whole, *rows][: len(table)] == table

    page.get_by_role("button", name="Lưu bảng").click()
    page.get_by_label("Tên bảng").fill("Đúng hạn theo lĩnh vực")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_text("Đã lưu bảng “Đúng hạn theo lĩnh vực”.")).to_be_visible()

    context = browser.new_context(locale="vi-VN", viewport={"width": 1366, "height": 768})
    other = context.new_page()
    other.goto(page.url)
    ready(other, TITLE)
    settled(other, "xep=on_time_06a")
    assert shown(other) == table

    other.goto(f"{server}/lap-bang")
    ready(other, TITLE)
    settled(other)
    assert "hang" not in asked(other)
    other.get_by_role("button", name="Bảng đã lưu (1)").click()
    other.get_by_role("link", name="Đúng hạn theo lĩnh vực").click()
    settled(other, "xep=on_time_06a")
    assert shown(other) == table
    context.close()
