"""An officer loads five files alone: one is corrupt, one has a heading and a unit that nobody knows."""

import re
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from tests.browser.dashboard import ready, serve
from tests.support.reject_correction import cell, changed, sheets_of
from tests.support.source_files import BALLOTS_5, CASES, row, table, write_csv, write_xlsx
from warehouse.connection import open_reader
from warehouse.home import Home
from warehouse.snapshots import current_snapshot, list_snapshots
from warehouse.tables import case_file

pytestmark = pytest.mark.journey


@pytest.fixture
def five(tmp_path):
    headings = ["Ngày hẹn trả KQ" if one == "Ngày hẹn trả" else one for one in CASES]
    unknown = [row(Mã_hồ_sơ=code, Đơn_vị_giải_quyết="Xã Gia Hoa") for code in ("H1", "H2")]
    (tmp_path / "hỏng.xlsx").write_bytes(b"PK\x03\x04 cut off")
    return [
        write_xlsx(tmp_path / "hồ sơ.xlsx", table("cases", row(), row(Mã_hồ_sơ=None))),
        write_xlsx(tmp_path / "hồ sơ Gia Hòa.xlsx", [headings, *unknown]),
        write_csv(tmp_path / "văn bản.csv", table("documents", row("documents"))),
        write_xlsx(tmp_path / "phiếu.xlsx", [BALLOTS_5, row("ballots_5")]),
        tmp_path / "hỏng.xlsx",
    ]


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home")


@pytest.fixture
def server(home):
    """A server of its own for a home in which nothing was ever loaded."""
    for address in serve(home.path, "ui"):
        urlopen(f"{address}/_stcore/script-health-check", timeout=120).close()  # the first visit is over
        yield address


def test_five_files_are_looked_at_resolved_published_and_taken_back(browser_page, server, home, five):
    page = browser_page
    page.goto(server)
    page.get_by_role("link", name="Nạp tệp →").click()
    ready(page, "Nạp tệp")
    page.locator("input[type=file]").set_input_files(five)
    page.get_by_role("button", name="Xem trước 5 tệp").click()
    summary = page.get_by_text("3 tệp nạp được; 1 tệp chờ xác nhận; 1 tệp không nạp được")
    expect(summary).to_be_visible(timeout=60_000)  # the first load of a server
    expect(page.get_by_text("hỏng.xlsx: tệp bị hỏng hoặc bị cắt ngang")).to_be_visible()
    expect(page.get_by_text("nạp 1 + thay 0 + trùng 0 + bỏ qua 1 + loại 1")).to_be_visible()
    assert list_snapshots(home) == []

    expect(page.get_by_text("Cột “Ngày hẹn trả KQ” có phải là “Ngày hẹn trả” không?")).to_be_visible()
    page.get_by_role("radiogroup").get_by_text("Đúng", exact=True).click()
    page.get_by_role("button", name="Xác nhận và xem lại").click()
    expect(page.get_by_text("1 tệp không có dòng nào nạp được")).to_be_visible()
    page.get_by_role("combobox", name=re.compile("“Xã Gia Hoa” là đơn vị nào")).click()
    page.get_by_role("option", name="Xã Gia Hòa", exact=True).click()
    page.get_by_role("button", name="Xác nhận và xem lại").click()
    expect(page.get_by_text("4 tệp nạp được; 1 tệp không nạp được")).to_be_visible()

    page.get_by_role("button", name="Nạp và công bố 4 tệp").click()
    expect(page.get_by_text("Đã công bố bản số liệu 0001, ngày chốt 03/08/2021")).to_be_visible()
    expect(page.get_by_text("hỏng.xlsx: tệp bị hỏng")).to_be_visible()
    page.get_by_role("link", name="Xem trang Tổng quan").click()
    ready(page, "Cải cách hành chính huyện Gia Viễn")
    page.goto(f"{server}/don-vi?don_vi=14467%40start&ky=2021-08")
    ready(page, "Xã Gia Hòa")
    page.goto(f"{server}/chi-so?chi_so=finished_cases&ky=2021-08")
    expect(page.get_by_test_id("stMetricValue").first).to_have_text("3 hồ sơ")

    page.get_by_role("link", name="Dữ liệu", exact=True).click()
    page.get_by_role("button", name="Hoàn tác lần nạp 1").click()
    page.get_by_role("button", name="Hoàn tác", exact=True).click()
    expect(page.get_by_text("Đã hoàn tác lần nạp 1 (4 tệp)")).to_be_visible()
    expect(page.get_by_text("Không còn tệp nào")).to_be_visible()
    page.get_by_role("link", name="Tổng quan").click()
    expect(page.get_by_text("Chưa nạp số liệu nào")).to_be_visible()
    assert [snapshot.id for snapshot in list_snapshots(home)] == ["0001", "0002"]


def test_rejected_rows_are_corrected_in_the_browser_and_the_account_closes(
    browser_page, server, home, tmp_path
):
    page = browser_page
    named = row(Chủ_hồ_sơ="Đinh Thị Na", Ngày_hẹn_trả="31/02/2021")
    page.goto(f"{server}/nap-tep")
    put_in(page, write_xlsx(tmp_path / "hồ sơ.xlsx", table("cases", named, row(Mã_hồ_sơ="khác"))))
    page.get_by_role("link", name="Dữ liệu", exact=True).click()
    expect(page.get_by_text("Dòng bị loại: 1")).to_be_visible()
    with page.expect_download() as started:
        page.get_by_role("button", name="Tải để sửa: Hồ sơ").click()
    out = tmp_path / started.value.suggested_filename
    started.value.save_as(out)
    assert out.name == "bi-loai-ho-so.xlsx" and "Đinh Thị Na" not in str(sheets_of(out))
    page.get_by_role("link", name="Nạp tệp", exact=True).click()
    page.get_by_role("button", name="Nạp tệp khác").click()
    put_in(page, changed(out, cell("Ngày hẹn trả", "04/08/2021")))
    page.get_by_role("link", name="Dữ liệu", exact=True).click()
    expect(page.get_by_text("Dòng bị loại: 0")).to_be_visible()
    with open_reader(current_snapshot(home)) as connection:
        people = connection.execute(select(case_file.c.applicant).order_by(case_file.c.code)).scalars().all()
    assert people[0] == "Đinh Thị Na"


def put_in(page, *files):
    page.locator("input[type=file]").set_input_files(files)
    page.get_by_role("button", name="Xem trước 1 tệp").click()
    page.get_by_role("button", name="Nạp và công bố 1 tệp").click(timeout=60_000)  # a server's first load
    expect(page.get_by_text("Đã công bố bản số liệu")).to_be_visible()
