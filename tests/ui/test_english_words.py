"""No English word on a Vietnamese page, beside data and what docs/strings.md lists."""

import json
import re
import tomllib

import pytest

from tests.languages.test_words import flat
from tests.ui.test_pages import UNIT, opened
from ui.menu import PAGES
from warehouse.home import PROJECT

# Without words that Vietnamese has too: an, no, on, to.
WORDS = """
about above after again all and any are as at average back before below between but button by case cases
change changes choose clear click close closed closing column columns commune communes count data date
day days deadline definition details district document documents download due empty enter error export
expand fail failed false field figure figures file files filter for found from has have header help hide
if indicator indicators input invalid is it last late later less load loaded loading missing month months
more name nan nat new next none not nothing null number of office offices ok old one only open option
options or other overdue page pages period periods press previous quarter rate rates reset rest row rows
run search see select share show signal sort source sources state stop submit table target targets that
the their there these this title total true type unit units unknown unnamed until up value values view
was were when where which with without year years yes you your
"""
ENGLISH = frozenset(WORDS.split())
# Names and formats that Vietnamese offices write like this (docs/strings.md), and the ways into other tools.
OURS = frozenset({"English"})
DATA = re.compile(
    r"`[^`]*`"  # code
    r"|python -m \S+( \S+)*"  # a command to type
    r"|settings/\w+"  # where to change something
    r"|\S+\.(xlsx|csv)\b"  # names of files
    r"|:[a-z_]+/?[a-z_]*(\[|:)"  # colour and icon of Streamlit's Markdown
    r"|\((case_file|document|ballot|answer|box_day)\)"  # names of tables beside their Vietnamese ones
    r"|<style>[\s\S]*?</style>"
    r"|period\.(first|last)_day"
)
FINDING = ("search", "meeting", "hints", "glossary")
TECHNICAL = {
    *("id", "element_id", "url", "spec", "figure", "config", "data", "arrow_data", "tag", "type"),
    *("color", "icon", "styler", "columns", "page_script_hash", "form_id"),
}
WORDED = {
    "Tình trạng",
    "Thời hạn",
    "Nhận định",
    "Cấp",
    "Nguồn",
    "Kiểu dòng",
    "Lý do",
    "Hình thức",
    "Nguy cơ quá hạn",
    "Theo",
    "Cán bộ",
    "Cách ước tính",
}
VIEWS = [
    *((place, {}) for place in PAGES),
    *((place, {"don_vi": UNIT, "ky": "2021-07"}) for place in ("unit", "satisfaction", "signing")),
    ("overview", {"ky": "2030"}),
    ("indicator", {"chi_so": "on_time_766"}),
    ("unit", {"don_vi": "X"}),
]


@pytest.fixture
def open_page(sample_home, monkeypatch):
    monkeypatch.setenv("REFORM_HOME", str(sample_home.path))
    return opened


def english(texts):
    """The words of the list, each with the text that it stands in."""
    found = []
    for text in texts:
        plain = DATA.sub(" ", text)
        words = re.findall(r"(?<![\w&])[A-Za-z]+(?![\w&])", plain)
        found += [(word, text) for word in words if word not in OURS and word.casefold() in ENGLISH]
    return found


def texts_of(message):
    """What the browser is given to print: any text of the element, whatever it is called."""
    for field, value in message.ListFields():
        if field.name in TECHNICAL:
            continue
        parts = value if field.is_repeated else [value]
        if field.type == field.TYPE_STRING:
            yield from parts
        elif field.type == field.TYPE_MESSAGE and not field.message_type.GetOptions().map_entry:
            for part in parts:
                yield from texts_of(part)


def elements(block):
    for child in block.children.values():
        yield child
        if hasattr(child, "children"):
            yield from elements(child)


def heads_helps_and_words(table):
    """Headings, their tooltips and the cells of columns that hold our words; other cells are data."""
    yield from (str(column) for column in table.value.columns)
    for setting in json.loads(table.proto.columns or "{}").values():
        yield from (str(setting[part]) for part in ("label", "help") if setting.get(part))
    for column in set(table.value.columns) & WORDED:
        yield from (str(cell) for cell in table.value[column])


def printed(app):
    for element in elements(app._tree):
        proto = getattr(element, "proto", None)
        if proto is not None and element.type not in ("code", "imgs", "dataframe", "arrow_data_frame"):
            yield from texts_of(proto)
        if element.type == "plotly_chart":
            figure = json.loads(proto.spec)
            yield from (words["text"] for words in figure["layout"].get("annotations", []))
    for table in app.dataframe:
        yield from heads_helps_and_words(table)


@pytest.mark.parametrize(("place", "address"), VIEWS, ids=str)
def test_no_english_word_on_a_vietnamese_page(open_page, place, address):
    texts = list(printed(open_page(place, ngon_ngu="vi", **address)))
    assert len(texts) > 10 or "X" in address.values()
    assert english(texts) == []


def test_no_english_word_among_the_vietnamese_phrases_of_the_screen():
    """Those that the pages above do not happen to show, too."""
    folder = PROJECT / "languages" / "vi"
    for name in ("screen", "places", "indicators", "files", "upload", "radar", "built", *FINDING):
        ours = flat(tomllib.loads((folder / f"{name}.toml").read_text("utf-8")))
        texts = {key: re.sub(r"{\w+}", " ", phrase) for key, phrase in ours if not key.startswith("format.")}
        assert [(key, found) for key, text in texts.items() if (found := english([text]))] == []


def test_the_list_would_notice_what_pandas_and_streamlit_say():
    said = ["None", "nan", "NaT", "True", "Choose an option", "Loading...", "Số liệu of huyện"]
    assert all(english([text]) for text in said)
