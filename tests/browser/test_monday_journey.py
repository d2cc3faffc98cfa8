"""Monday at the screen without a network: whom to visit and why, what will be late there, why May changed."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import text

from indicators.catalogue import CATALOGUE
from indicators.queries import figure
from tests.browser.dashboard import asked, choose, ready, settled

pytestmark = pytest.mark.journey
ON_TIME = CATALOGUE["on_time_06a"]


@pytest.fixture
def page(browser_page):
    """Nothing but this machine can be reached: what would go out is cut, and told by `browser_page`."""
    browser_page.route(re.compile(r"^https?://(?!127\.0\.0\.1)"), lambda route: route.abort())
    return browser_page


def test_whom_to_visit_next_and_what_will_be_late_there_this_week(page, server, sample_snapshot, ask_scope):
    page.goto(server)
    ready(page, "Cải cách hành chính huyện Gia Viễn")
    first = page.locator(".st-key-attention").get_by_test_id("stHorizontalBlock").filter(has_text="Xem").first
    told = re.search(
        r"(Xã Gia \w+|Thị trấn Me): hồ sơ đúng hạn \(06a\) .*dưới chỉ tiêu 95%", first.inner_text()
    )
    assert told and "Chủ tịch UBND" in first.inner_text()
    first.get_by_role("link", name=re.compile("Xem")).last.click()
    ready(page, told[1])
    expect(page.get_by_text(re.compile(r"chỉ số dưới chỉ tiêu rõ rệt"))).to_be_visible()

    page.get_by_role("link", name="Hồ sơ", exact=True).click()
    ready(page, "Hồ sơ thủ tục hành chính")
    settled(page)
    unit = asked(page)["don_vi"]
    page.get_by_text("Đến hạn trong 7 ngày").click()
    sentence = page.get_by_text(re.compile(r"đến hạn trong 7 ngày tới"))
    expect(sentence).to_be_visible()
    counted = re.search(r"Trong ([\d.]+) hồ sơ", sentence.inner_text())
    assert (int(counted[1]) if counted else 0) == due_within(sample_snapshot, unit, ask_scope().closing, 7)
    if counted:
        expect(page.get_by_text("Xếp theo ngày chậm nhất phải xong")).to_be_visible()


def due_within(connection, unit, closing, days):
    statement = text(
        "select count(*) from case_file where unit_id = :unit and finished_on is null and clock_runs"
        " and counts_06a and due_on > :closing and due_on <= :last"
    )
    return connection.scalar(
        statement, {"unit": unit, "closing": closing, "last": closing + timedelta(days=days)}
    )


def test_why_may_changed(page, server, sample_snapshot, ask_scope):
    page.goto(f"{server}/chi-so?don_vi=toan-bo&chi_so=on_time_06a")
    ready(page, "Hồ sơ đúng hạn (06a), Toàn huyện")
    settled(page)
    page.get_by_role("button", name=re.compile("Kỳ:")).click()
    choose(page, "Loại kỳ", "Tháng")
    expect(page).to_have_url(re.compile("ky=2021-07"))
    settled(page)
    page.get_by_role("combobox", name=re.compile("Kỳ số liệu")).click()
    page.keyboard.type("05/2021")
    page.get_by_role("option", name=re.compile("05.2021")).click()
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile("ky=2021-05"))
    settled(page)
    april, may = (
        figure(sample_snapshot, ON_TIME, ask_scope(period=month)).value for month in ("2021-04", "2021-05")
    )
    moved = f"{abs(may - april):.1f}".replace(".", ",")
    head = page.get_by_text(re.compile(r"so với tháng.04/2021"))
    expect(head).to_contain_text(f"{'giảm' if may < april else 'tăng'} {moved} điểm %")
    lines = page.get_by_text(re.compile(r"điểm\s%\sdo")).all_inner_texts()
    parts = [float(line.split()[0].replace("−", "-").replace(",", ".")) for line in lines]
    assert len(parts) >= 2 and sum(parts) == pytest.approx(may - april, abs=0.05 * (len(parts) + 1))
