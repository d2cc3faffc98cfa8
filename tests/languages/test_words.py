"""The words of the product: complete in both languages, short where a place is short, colours said once."""

import ast
import string
import tomllib
import unicodedata

import pytest

from etl.assumptions import Assumption, assumption_sentence
from indicators.catalogue import CATALOGUE
from languages import LANGUAGES, has_phrase, load_phrases, say
from ui.palette import DARK, LIGHT
from warehouse.home import PROJECT

ROOMS = ("dashboard.py", "pages", "ui", "reports", "presentation")
CONFIG_NAMES = {
    "bg": "backgroundColor",
    "text": "textColor",
    "grid": "dataframeBorderColor",
    "low": "redTextColor",
    "low_bg": "redBackgroundColor",
    "high": "blueTextColor",
    "high_bg": "blueBackgroundColor",
    "soon": "yellowTextColor",
    "muted": "grayTextColor",
}


def flat(table, path=""):
    for key, value in table.items():
        if isinstance(value, dict):
            yield from flat(value, f"{path}{key}.")
        else:
            yield path + key, value


def blanks(phrase):
    return {name for _, name, _, _ in string.Formatter().parse(phrase) if name is not None}


def test_both_languages_have_the_same_keys_with_the_same_blanks():
    vi, en = (dict(flat(load_phrases(language))) for language in LANGUAGES)
    assert vi.keys() == en.keys()
    assert [key for key in vi if blanks(vi[key]) != blanks(en[key])] == []


def test_vietnamese_words_are_composed():
    assert [key for key, word in flat(load_phrases("vi")) if not unicodedata.is_normalized("NFC", word)] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("indicator", CATALOGUE.values(), ids=CATALOGUE)
def test_every_indicator_has_its_words_and_they_fit(indicator, language):
    name, short, about, reading = (
        say(language, f"indicator.{indicator.id}.{part}", value="1")
        for part in ("name", "short", "about", "reading")
    )
    assert len(name) <= 24 and len(short) <= 11 and about.endswith(".") and reading
    for key in (f"theme.{indicator.theme}", f"measure.{indicator.unit}", f"kind.{indicator.kind}"):
        assert has_phrase(language, key)
    assert has_phrase(language, f"indicator_page.made_{indicator.kind}")
    assert has_phrase(language, f"rows.{indicator.kind}")


def addresses():
    """Every plain text in a call of say, section and the like that looks like an address of a phrase."""
    paths = [path for room in ROOMS for path in ((PROJECT / room).rglob("*.py") or [PROJECT / room])]
    for path in [*paths, PROJECT / "dashboard.py"]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
                yield from (
                    part.value
                    for part in node.args
                    if isinstance(part, ast.Constant) and "." in str(part.value)
                )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_that_the_screen_says_is_there(language):
    assert [key for key in addresses() if not has_phrase(language, key)] == []


@pytest.mark.parametrize(("theme", "palette"), [("light", LIGHT), ("dark", DARK)])
def test_charts_and_theme_have_the_same_colours(theme, palette):
    config = tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text("utf-8"))
    for token, name in CONFIG_NAMES.items():
        assert config["theme"][theme][name] == getattr(palette, token), name


def test_the_server_listens_on_this_machine_only_and_tells_nobody():
    config = tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text("utf-8"))
    assert config["server"]["address"] == "127.0.0.1"
    assert config["browser"]["gatherUsageStats"] is False
    assert config["client"]["showErrorDetails"] == "none"
    assert config["client"]["disableDataExport"] is True


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ("CP1252, ;", "đọc là tệp kiểu CSV, bảng mã CP1252, ngăn cột bằng dấu chấm phẩy"),
        ("UTF-8-SIG, ,", "đọc là tệp kiểu CSV, bảng mã UTF-8, ngăn cột bằng dấu phẩy"),
        ("UTF-16, Tab", "đọc là tệp kiểu CSV, bảng mã UTF-16, ngăn cột bằng dấu tab"),
    ],
)
def test_a_text_file_is_told_without_signs(found, said):
    assert assumption_sentence("vi", Assumption("delimited", found)) == said


def test_one_word_for_settings():
    assert [key for key, phrase in flat(load_phrases("vi")) if "thiết đặt" in phrase] == []
