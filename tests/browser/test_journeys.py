"""What people do with the dashboard, in a real browser in Vietnamese. No request leaves the machine."""

import csv
import re
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from indicators.catalogue import CATALOGUE
from indicators.queries import figure, rows
from tests.browser.dashboard import asked, choose, click_cell, ready, serve, settled

pytestmark = pytest.mark.journey
GIA_LAC = "14515@start"


def test_from_the_overview_to_a_commune_an_indicator_its_rows_and_a_file(
    browser_page, server, sample_snapshot, ask_scope
):
    page = browser_page
    page.goto(server)
    ready(page, "Cải cách hành chính huyện Gia Viễn")
    expect(page.get_by_text("Cần chú ý:")).to_be_visible()
    expect(page.get_by_text("DỮ LIỆU MẪU")).to_be_visible()
    line = page.get_by_test_id("stHorizontalBlock").filter(has_text="Xã Gia Lạc").filter(has_text="đúng hạn")
    line.get_by_role("link", name=re.compile("Xem")).last.click()
    ready(page, "Xã Gia Lạc")
    page.get_by_role("link", name=re.compile("Xem từng dòng")).click()
    ready(page, re.compile("Hồ sơ đúng hạn .06a., Xã Gia Lạc"))
    assert asked(page) | {"don_vi": GIA_LAC, "chi_so": "on_time_06a"} == asked(page)
    with page.expect_download() as started:
        page.get_by_role("button", name=re.compile("Tải CSV")).first.click()
    text = Path(started.value.path()).read_text("utf-8-sig")
    assert "DỮ LIỆU MẪU" in text
    scope = ask_scope(period="2021-Q2", unit=GIA_LAC)
    shown = figure(sample_snapshot, CATALOGUE["on_time_06a"], scope)
    codes = {row[0] for row in csv.reader(text.splitlines(), delimiter=";") if row}
    assert set(rows(sample_snapshot, CATALOGUE["on_time_06a"], scope)["code"]) <= codes
    expect(page.get_by_test_id("stMetricValue").first).to_have_text(f"{shown.value:.1f}%".replace(".", ","))


def test_a_cell_of_the_matrix_opens_its_unit(browser_page, server):
    page = browser_page
    page.goto(server)
    ready(page, "Cải cách hành chính huyện Gia Viễn")
    expect(page.get_by_test_id("stDataFrame").nth(1)).to_be_visible()
    click_cell(page, row=2)
    expect(page).to_have_url(re.compile(r"don_vi=\d{5}%40start"))


def test_a_case_is_found_by_a_part_of_its_code(browser_page, server, sample_snapshot, ask_scope):
    some = rows(sample_snapshot, CATALOGUE["finished_cases"], ask_scope(period="2021-06"), 1)["code"].iloc[0]
    page = browser_page
    page.goto(f"{server}/ho-so")
    ready(page, "Hồ sơ thủ tục hành chính")
    search = page.get_by_role("textbox").first
    search.fill(some)
    search.press("Enter")
    expect(page.get_by_text("Quá trình giải quyết")).to_be_visible()
    assert asked(page)["ma"] == some


def test_the_first_choice_after_a_server_start_is_kept(page: Page, sample_home):
    """Even where the server was started plainly: no visit was paid before this one."""
    page.set_default_timeout(20_000)
    for address in serve(sample_home.path, "streamlit", "run", "dashboard.py"):
        page.goto(address)
        ready(page, "Cải cách hành chính huyện Gia Viễn")
        page.get_by_role("button", name=re.compile("Kỳ:")).click()
        choose(page, "Ngôn ngữ", "English")
        ready(page, re.compile("Gia Viễn district"))
        page.get_by_role("link", name="Cases").click()
        ready(page, "Administrative cases")
        assert asked(page)["ngon_ngu"] == "en"


def test_an_address_of_a_page_works_as_the_very_first_visit(page: Page, sample_home):
    page.set_default_timeout(20_000)
    for address in serve(sample_home.path, "ui"):
        urlopen(f"{address}/_stcore/script-health-check", timeout=120).close()
        page.goto(f"{address}/don-vi?don_vi={GIA_LAC}")
        ready(page, "Xã Gia Lạc")
        expect(page.get_by_text("Page not found")).to_have_count(0)


def test_period_and_language_go_along_and_an_address_can_be_shared(browser_page, server, browser):
    page = browser_page
    page.goto(f"{server}/don-vi?don_vi={GIA_LAC}")
    ready(page, "Xã Gia Lạc")
    page.get_by_role("button", name=re.compile("Kỳ:")).click()
    choose(page, "Loại kỳ", "Tháng")
    expect(page).to_have_url(re.compile("ky=2021-0"))
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Chỉ số", exact=True).click()
    ready(page, re.compile("Xã Gia Lạc"))
    assert asked(page)["ky"].startswith("2021-0")
    value = page.get_by_test_id("stMetricValue").first.inner_text()
    with browser.new_context(locale="vi-VN") as other:
        fresh = other.new_page()
        fresh.goto(page.url)
        expect(fresh.get_by_test_id("stMetricValue").first).to_have_text(value, timeout=30_000)
        assert asked(fresh) == asked(page)


@pytest.mark.parametrize(
    ("path", "wrong"),
    [("don-vi?don_vi=99999", "99999"), ("chi-so?chi_so=nothing", "nothing"), ("?ky=2021-Q9", "2021-Q9")],
)
def test_a_wrong_id_says_so_and_shows_no_figure(browser_page, server, path, wrong):
    page = browser_page
    page.goto(f"{server}/{path}")
    expect(page.get_by_text(re.compile(f"Không (tìm thấy|có).*{wrong}"))).to_be_visible()
    expect(page.get_by_test_id("stMetric")).to_have_count(0)


@pytest.mark.parametrize(
    "place", ["", "don-vi", "chi-so", "ho-so", "ky-so", "hai-long", "du-lieu", "nap-tep", "giai-thich"]
)
def test_no_page_is_wider_than_its_screen_or_shows_an_error(browser_page, server, place):
    page = browser_page
    page.goto(f"{server}/{place}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_test_id("stException")).to_have_count(0)
    for width in (1366, 1024, 390):
        page.set_viewport_size({"width": width, "height": 768})
        settled(page, "")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
