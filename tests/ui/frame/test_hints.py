"""The line for those who see a page first, and words of the trade that explain themselves."""

import pytest

from languages import LANGUAGES, has_phrase, load_phrases
from tests.ui.test_pages import opened
from ui.glossary import explain_terms, list_terms
from ui.menu import PAGES

ASKED = {"CCHC", "TTHC", "PAKN", "Một cửa", "Toàn trình", "Ngày chốt", "Kỳ chưa chốt", "Trung vị", "P90", "n"}


@pytest.fixture
def open_page(sample_home, monkeypatch):
    monkeypatch.setenv("REFORM_HOME", str(sample_home.path))
    return opened


def lines(app):
    return [one.value for one in app.markdown if ":material/lightbulb:" in one.value]


@pytest.mark.parametrize("place", PAGES)
def test_every_page_has_its_hint(open_page, place):
    assert len(lines(open_page(place))) == 1
    assert all(has_phrase(language, f"hint.{place}") for language in LANGUAGES)


def test_a_hint_that_was_put_away_stays_away_and_can_be_had_again(open_page):
    app = open_page("overview")
    app.button(key="hint_overview").click().run()
    assert not lines(app)
    app.run()
    assert not lines(app)
    app.button(key="hint_overview").click().run()
    assert len(lines(app)) == 1


def test_the_glossary_has_the_words_that_officials_ask_about():
    words = {word for word, _ in list_terms("vi")}
    assert ASKED | {"Giới hạn 99,8%", "Bản số liệu"} <= words


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_meaning_is_a_sentence(language):
    for one in load_phrases(language)["glossary"].values():
        assert one["about"].endswith(".") and one.keys() == {"word", "seen", "about"}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Hồ sơ đúng hạn (CCHC)", "CCHC"),
        ("Kỳ: quý III/2021, kỳ\u00a0chưa\u00a0chốt", "Kỳ chưa chốt"),
        ("n", "n"),
        ("Trung vị số ngày", "Trung vị"),
    ],
)
def test_a_word_is_recognised_where_it_stands(text, word):
    assert f"**{word}**" in explain_terms("vi", text)


@pytest.mark.parametrize("text", ["Tên đơn vị", "Nơi nhận", "", None])
def test_other_words_are_left_alone(text):
    assert explain_terms("vi", text) is None


def test_headings_carry_the_meaning_and_the_catalogue_lists_all(open_page):
    app = open_page("signing")
    assert any("**Ký số**" in (one.proto.help or "") for one in app.subheader)
    listed = [one.value for one in open_page("catalogue").markdown]
    for word, _ in list_terms("vi"):
        assert any(line.startswith(f"**{word}**") for line in listed)
