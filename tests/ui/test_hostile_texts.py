"""Hostile names on screen: Markdown and Plotly read nothing into them, and they are there whole."""

import html
import re

import pytest
from markdown_it import MarkdownIt

from presentation.chart import escape_text
from tests.support.hostile_texts import SHORT
from ui.components.charts import bar_label
from ui.text import escape_markdown

pytestmark = pytest.mark.hostile
JOINER = "\u2060"
# What Streamlit looks for in texts when Markdown has been read.
SOUGHT = re.compile(r":[A-Za-z+-][\w+/-]*:|https?://|(?i:www\.)|[\w.+-]@[\w-]+\.")


def read_as(text):
    """The paragraph that a reader of Markdown makes of it: kinds of what it holds, and its text."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text)
    inline = [one for token in tokens for one in token.children or ()]
    kinds = {token.type for token in tokens} | {one.type for one in inline}
    return kinds, "".join(one.content for one in inline)


@pytest.mark.parametrize("before", ["", "Xem ", "**▼** "])
def test_markdown_reads_nothing_into_a_name(before):
    allowed = read_as(f"{before}x")[0] | {"text_special"}
    for text in SHORT:
        name = " ".join(text.replace("\0", "").split())  # white space is of no account in Markdown
        if name:
            kinds, shown = read_as(before + escape_markdown(name))
            assert kinds <= allowed, (name, kinds)
            assert shown.replace(JOINER, "").endswith(name.replace(JOINER, "")), name
            assert not SOUGHT.search(shown), name
            assert not re.search(r"(?<!\\)(?:\\\\)*:", escape_markdown(name)), name  # :red[…] begins with it


def test_a_name_stays_on_its_line_and_at_peace():
    assert escape_markdown("a\nb\r\nc") == "a b c"
    assert escape_markdown("Xã Gia Lạc (đến 30/06/2025) - 12,5%") == "Xã Gia Lạc (đến 30/06/2025) - 12,5%"
    assert (
        escape_markdown("- mục") == "\\- mục"
        and escape_markdown("1. mục") == "1\\. mục"
        and escape_markdown("-5") == "-5"
    )


def as_plotly_reads(text):
    """Tags taken out, then entities read: plotly.js, svg_text_utils."""
    return html.unescape(re.sub("<[^<>]*>", "", text))


def test_plotly_reads_nothing_into_a_name():
    for text in SHORT:
        assert not re.search("<[^<>]*>", escape_text(text))
        assert escape_text(text).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == text
    assert (
        as_plotly_reads(escape_text("<b>đậm</b> &amp; <a href='x'>y</a>"))
        == "<b>đậm</b> &amp; <a href='x'>y</a>"
    )


def test_names_above_bars_are_taken_literally(monkeypatch):
    monkeypatch.setattr("ui.components.charts.scale_size", lambda size: size)
    assert bar_label("Xã <b>Mẫu</b> & con", 1, 15)["text"] == "Xã &lt;b&gt;Mẫu&lt;/b&gt; &amp; con"
