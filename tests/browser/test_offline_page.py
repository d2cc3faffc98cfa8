"""The HTML file opens on any laptop: it asks nothing of a network, tables sort, figures are the screen's."""

import pytest
from playwright.sync_api import expect

from indicators.queries.memo import attach_memory
from indicators.scope_from_words import scope_from_words
from presentation.context import Context, answer_from
from reports.catalogue import KINDS
from warehouse.connection import open_reader
from warehouse.snapshots import current_snapshot

pytestmark = pytest.mark.documents


def written(home, name, into, **asked):
    with open_reader(current_snapshot(home)) as connection:
        scope = scope_from_words(connection, period="2021-Q2", **asked)
        made = KINDS[name].formats["html"](
            Context(answer_from(attach_memory(connection, {})), current_snapshot(home), scope, "civil", "vi")
        )
    path = into / f"{name}.html"
    path.write_bytes(made.content)
    return path


@pytest.fixture
def offline(page, context):
    """A page without a network, which remembers what it asked for and what it complained about."""
    asked, wrong = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    context.set_offline(True)
    yield page
    assert not wrong and all(url.startswith("file:") for url in asked)


def test_a_heading_sorts_its_table_by_value_and_the_vietnamese_way(offline, sample_home, tmp_path):
    page = offline
    page.goto(written(sample_home, "ranking", tmp_path).as_uri())
    expect(page.get_by_text("DỮ LIỆU MẪU")).to_be_in_viewport()
    head, cells = page.get_by_role("button", name="Đơn vị"), page.locator("tbody tr td:nth-child(2)")
    head.click()
    names = cells.all_inner_texts()
    assert (
        len(names) == 21
        and names[0] == "Thị trấn Me"
        and names.index("Xã Gia Hòa") < names.index("Xã Gia Hưng")
    )
    received = page.locator("tbody tr td:nth-child(3)")
    page.get_by_role("button", name="Tiếp nhận").click()
    numbers = [int(text.replace(".", "")) for text in received.all_inner_texts()]
    assert numbers == sorted(numbers)
    page.get_by_role("button", name="Tiếp nhận").press("Enter")  # by key as well, the other way round
    assert [int(text.replace(".", "")) for text in received.all_inner_texts()] == numbers[::-1]


def test_it_prints_and_fits_a_phone(offline, sample_home, tmp_path):
    page = offline
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(written(sample_home, "report", tmp_path, unit="14515").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.pdf()[:4] == b"%PDF"


def test_charts_answer_the_pointer_and_paper_has_their_pictures(offline, sample_home, tmp_path):
    page = offline
    path = written(sample_home, "figures", tmp_path, unit="14515")
    assert path.stat().st_size < 8 * 1024 * 1024
    page.goto(path.as_uri())
    first = page.locator("figure").first
    expect(first.locator("img")).to_be_hidden()
    first.locator(".bars .point").first.hover(force=True)  # Plotly listens on a plane above its bars
    tip = first.locator(".hoverlayer")
    expect(tip).to_contain_text("Hồ sơ đúng hạn (CCHC): 80,8% (143/177), chỉ tiêu 95%")
    expect(tip).to_contain_text("Khoảng tin cậy 95%: 74,4% đến 85,9%")
    page.emulate_media(media="print")
    expect(first.locator("img")).to_be_visible()
    expect(first.locator(".chart")).to_be_hidden()
