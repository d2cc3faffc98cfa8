"""Take the workbook of a commune away, and come back with an id that stands in it."""

import re
import zipfile

import fastexcel
import pytest
from playwright.sync_api import expect

from tests.browser.dashboard import asked, choose, copied, ready, settled, visited
from tests.support import poppler
from tests.support.libreoffice import all_converted
from warehouse.retention import kept_snapshots

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def home(sample_home, tmp_path_factory):
    return copied(sample_home, tmp_path_factory.mktemp("away"))


@pytest.fixture(scope="module")
def server(home):
    yield from visited(home.path)


def test_a_workbook_is_taken_away_and_its_id_typed_into_the_search_opens_the_figure(
    browser_page, server, home, tmp_path
):
    page = browser_page
    page.goto(f"{server}/bao-cao?ky=2021-Q2&lich=civil")
    ready(page, "Báo cáo, tệp mang đi")
    page.get_by_test_id("stPopover").filter(has_text="Toàn huyện").get_by_role("button").click()
    choose(page, "Đơn vị", "Xã Gia Lạc")
    settled(page, "14515")
    page.keyboard.press("Escape")
    with page.expect_download(timeout=60_000) as taken:
        page.get_by_role("button", name="Tải XLSX").first.click()
    assert taken.value.suggested_filename == "so-lieu-xa-gia-lac-2021-q2.xlsx"
    taken.value.save_as(tmp_path / "so-lieu.xlsx")
    sheet = fastexcel.read_excel(tmp_path / "so-lieu.xlsx").load_sheet("Mã số liệu", header_row=4).to_arrow()
    by_name = dict(zip(sheet["Chỉ số"].to_pylist(), sheet.to_pylist(), strict=True))
    told = by_name["Hồ sơ đúng hạn (06a)"]
    assert told["Đơn vị"] == "Xã Gia Lạc" and kept_snapshots(home)

    page.goto(server)
    ready(page, "Cải cách hành chính huyện Gia Viễn")
    settled(page)
    page.keyboard.press("Control+k")
    field = page.get_by_role("dialog").get_by_role("textbox")
    expect(field).to_be_focused()
    field.fill(told["Mã số liệu"].lower())
    page.get_by_role("dialog").get_by_role("link", name=re.compile("^" + told["Mã số liệu"])).click()
    ready(page, re.compile("Hồ sơ đúng hạn"))
    assert asked(page) | {
        "chi_so": "on_time_06a",
        "don_vi": "14515@start",
        "ky": "2021-Q2",
        "ban": "0001",
    } == asked(page)
    shown = page.get_by_test_id("stMetricValue").first.inner_text()
    assert told["Số liệu"].startswith(shown.split("%")[0])

    page.goto(f"{server}/?ma_so_lieu={told['Mã số liệu']}")  # the same as a link
    ready(page, re.compile("Hồ sơ đúng hạn"))
    settled(page, "14515")
    assert asked(page)["ban"] == "0001" and asked(page)["ky"] == "2021-Q2"
    page.goto(f"{server}/?ma_so_lieu=00000-00000")
    expect(page.get_by_test_id("stAlert")).to_contain_text("Không có mã số liệu “00000-00000”")


def test_the_dossier_of_a_commune_is_taken_from_its_page_and_every_file_in_it_opens(
    browser_page, server, tmp_path
):
    """The laptop of the meeting has no network: the page of figures is opened without one."""
    page = browser_page
    page.goto(f"{server}/don-vi?don_vi=14515@start&ky=2021-Q2&lich=civil")
    ready(page, "Xã Gia Lạc")
    settled(page, "14515")
    with page.expect_download(timeout=120_000) as taken:
        page.get_by_role("button", name="Hồ sơ đoàn kiểm tra").click()
    assert taken.value.suggested_filename == "ho-so-doan-kiem-tra-xa-gia-lac-2021-q2.zip"
    with zipfile.ZipFile(taken.value.path()) as packed:
        packed.extractall(tmp_path)
        files = sorted(tmp_path / name for name in packed.namelist())
    by_office = [file for file in files if file.suffix in (".docx", ".xlsx")]
    printed = all_converted(by_office, "pdf", tmp_path)
    printed += [file for file in files if file.suffix == ".pdf"]
    for file in printed:
        text = poppler.text(file)
        assert "Gia Lạc" in text and "DỮ LIỆU MẪU" in text, file.name
    [offline] = [file for file in files if file.suffix == ".html"]
    page.context.set_offline(True)
    page.goto(offline.as_uri())
    expect(page.get_by_text("DỮ LIỆU MẪU").first).to_be_visible()
    expect(page.locator("tbody tr").first).to_contain_text("Hồ sơ đúng hạn (06a)")
    assert len(files) == len(printed) + 1
