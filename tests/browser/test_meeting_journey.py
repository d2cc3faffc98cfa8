"""Show a commune to a room with the keyboard alone, in meeting mode on a projector, and send the link."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.dashboard import asked, copied, ready, visited
from warehouse.retention import kept_snapshots

pytestmark = pytest.mark.journey
GIA_LAC = "14515@start"
OF_MEETING = {"che_do": "hop", "ban": "0001"}


@pytest.fixture(scope="module")
def home(sample_home, tmp_path_factory):
    return copied(sample_home, tmp_path_factory.mktemp("meeting"))


@pytest.fixture(scope="module")
def server(home):
    yield from visited(home.path)


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def tab_to(page, locator):
    """Forward by Tab until the focus is there: whoever has no mouse goes this way."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if locator.evaluate("field => field === document.activeElement"):
            return
    raise AssertionError(f"Tab does not reach {locator}")


def narrow_enough(page):
    main = "document.querySelector('[data-testid=stMain]')"
    assert page.evaluate("document.documentElement.scrollWidth") <= 1024
    assert page.evaluate(f"{main}.scrollWidth <= {main}.clientWidth")


def test_show_it_to_a_room_in_meeting_mode_and_send_the_link(browser_page, server, home, browser):
    page = browser_page
    page.set_viewport_size({"width": 1024, "height": 768})
    page.goto(server)
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=90_000)  # nothing is kept yet
    ready(page, "Cải cách hành chính huyện Gia Viễn")
    small = page.get_by_role("heading", level=1).evaluate(
        "title => parseFloat(getComputedStyle(title).fontSize)"
    )

    tab_to(page, page.get_by_role("button", name=re.compile("Kỳ:")))
    press(page, "Enter")
    begin = page.get_by_role("button", name="Chế độ họp")
    expect(begin).to_be_visible()
    tab_to(page, begin)
    press(page, "Enter")
    expect(page.get_by_text("Cuộc họp đang dùng bản số liệu 0001, ngày chốt 31/07/2021.")).to_be_visible()
    assert list(kept_snapshots(home)) == ["0001"]
    press(page, "Escape")
    large = page.get_by_role("heading", level=1).evaluate(
        "title => parseFloat(getComputedStyle(title).fontSize)"
    )
    assert large > 1.3 * small
    narrow_enough(page)

    press(page, "Control+k")
    field = page.get_by_role("textbox", name=re.compile("Tên đơn vị"))
    expect(field).to_be_focused()
    page.keyboard.type("gia lac")
    hit = page.get_by_role("dialog").get_by_role("link", name="Xã Gia Lạc")
    expect(hit).to_be_visible()
    tab_to(page, hit)
    press(page, "Enter")
    ready(page, "Xã Gia Lạc")
    narrow_enough(page)
    assert asked(page) | OF_MEETING | {"don_vi": GIA_LAC} == asked(page)

    press(page, "Shift+ArrowRight")
    ready(page, "Xã Gia Lập")
    press(page, "Shift+ArrowLeft")
    ready(page, "Xã Gia Lạc")
    press(page, "Shift+ArrowDown")
    ready(page, "Hồ sơ đúng hạn (06a), Xã Gia Lạc")
    narrow_enough(page)
    tab_to(page, page.get_by_role("combobox", name="Mở"))
    press(page, "ArrowDown")
    expect(page.get_by_role("option").first).to_be_visible()
    press(page, "Enter")
    expect(page.get_by_text("Quá trình giải quyết")).to_be_visible()
    narrow_enough(page)

    with browser.new_context(locale="vi-VN", viewport={"width": 1024, "height": 768}) as other:
        fresh = other.new_page()
        fresh.goto(page.url)
        expect(fresh.get_by_text("Cuộc họp đang dùng bản số liệu 0001")).to_be_visible()
        expect(fresh.get_by_text("Quá trình giải quyết")).to_be_visible()
        assert asked(fresh) == asked(page)

    press(page, "Shift+ArrowUp")
    ready(page, "Hồ sơ đúng hạn (06a), Xã Gia Lạc")
    press(page, "Shift+ArrowUp")
    ready(page, "Xã Gia Lạc")
    page.go_back()
    ready(page, "Hồ sơ đúng hạn (06a), Xã Gia Lạc")
    tab_to(page, page.get_by_role("button", name="Kết thúc họp"))
    press(page, "Enter")
    expect(page.get_by_text("Cuộc họp đang dùng")).to_have_count(0)
    assert not OF_MEETING.keys() & asked(page).keys()


def test_what_is_not_found_says_so_and_a_link_to_the_same_page_stands_in_the_address(browser_page, server):
    page = browser_page
    page.goto(f"{server}/don-vi?don_vi={GIA_LAC}")
    ready(page, "Xã Gia Lạc")
    page.get_by_role("button", name="Tìm", exact=False).click()
    field = page.get_by_role("textbox", name=re.compile("Tên đơn vị"))
    field.fill("không có đâu")
    expect(
        page.get_by_text("Không tìm thấy đơn vị, thủ tục, hồ sơ, chỉ số hay mã số liệu nào khớp")
    ).to_be_visible()
    field.fill("gia hoa")
    page.get_by_role("dialog").get_by_role("link", name="Xã Gia Hòa", exact=True).click()
    ready(page, "Xã Gia Hòa")
    expect(page).to_have_url(re.compile("14467%40start"))
    page.reload()
    ready(page, "Xã Gia Hòa")
    page.go_back()
    ready(page, "Xã Gia Lạc")
