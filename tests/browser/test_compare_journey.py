"""Two snapshots in a real browser: read the sentence of a restated month, open the rows behind it."""

import re
from datetime import datetime
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from etl.loading.load import load
from tests.browser.dashboard import asked, ready, serve
from tests.support.source_files import row, table, write_xlsx
from warehouse.home import Home

pytestmark = pytest.mark.journey
FIRST = {"Mã_hồ_sơ": "A1", "Ngày_tiếp_nhận": "05/07/2021", "Ngày_hẹn_trả": "20/07/2021"}
LATER = FIRST | {"Mã_hồ_sơ": "A2"}
AUGUST = FIRST | {"Mã_hồ_sơ": "A3", "Ngày_tiếp_nhận": "02/08/2021", "Ngày_hẹn_trả": "20/08/2021"}


@pytest.fixture
def two_snapshots(tmp_path, settings):
    """July is reported with one case, then with two."""
    home = Home(tmp_path / "home")
    for number, rows in enumerate(([FIRST, AUGUST], [FIRST, AUGUST, LATER]), start=1):
        path = write_xlsx(tmp_path / f"lan-{number}.xlsx", table("cases", *(row(**one) for one in rows)))
        load([path], home, settings, loaded_at=datetime(2021, 9, number))
    for address in serve(home.path, "ui"):
        urlopen(f"{address}/_stcore/script-health-check", timeout=120).close()  # the first visit is over
        yield address


def test_a_restated_month_is_read_and_opened_to_its_rows(page, two_snapshots):
    page.set_default_timeout(20_000)
    page.goto(f"{two_snapshots}/so-sanh")
    ready(page, "So sánh hai bản số liệu")
    page.locator("summary").filter(has_text="Hồ sơ tiếp nhận: 2 con số đã chốt").click()
    page.get_by_role("link", name="Toàn huyện, tháng 07/2021: đã báo cáo 1, nay 2: thêm 1 hồ sơ").click()
    expect(page.get_by_text("Các dòng làm con số đổi")).to_be_visible()
    expect(page).to_have_url(re.compile("thang=2021-07"))
    assert asked(page) | {"ban_cu": "0001", "ban_moi": "0002", "thang": "2021-07"} == asked(page)
    expect(page.get_by_role("button", name=re.compile("Tải CSV"))).to_have_count(2)  # of the rows, of all
    ready(page, "So sánh hai bản số liệu")
    with page.expect_download() as started:
        page.get_by_role("button", name=re.compile("Tải CSV")).first.click()
    text = Path(started.value.path()).read_text("utf-8-sig")
    assert "A2;" in text and "lan-2.xlsx" in text and "A1;" not in text


def test_a_snapshot_that_does_not_exist_says_so(page, two_snapshots):
    page.set_default_timeout(20_000)
    page.goto(f"{two_snapshots}/so-sanh?ban_cu=0009")
    expect(page.get_by_text("Không có bản số liệu “0009”")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("đã báo cáo"))).to_have_count(0)
