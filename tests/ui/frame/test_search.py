"""One field finds units, procedures, cases and indicators; nobody is found by a person's name."""

import time
from dataclasses import replace

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from indicators.catalogue import CATALOGUE
from indicators.queries import find_cases, procedure_cases, procedure_counts, procedures, split
from tests.indicators.conftest import Q2, given, warehouse  # noqa: F401
from tests.ui.test_pages import opened
from ui.frame.search import matches_query
from warehouse.tables import case_file

GIA_LAC, GIA_HOA, LIEN_SON = "14515@start", "14467@start", "14473@start"


@pytest.fixture
def open_page(sample_home, monkeypatch):
    monkeypatch.setenv("REFORM_HOME", str(sample_home.path))
    return opened


@pytest.fixture
def find(sample_home, monkeypatch):
    """Label, page and ids of all that is found, as a reader who may see `allowed` finds it."""
    monkeypatch.setenv("REFORM_HOME", str(sample_home.path))

    def script(text, allowed):
        from dataclasses import replace

        import streamlit as st

        from ui import address, answers
        from ui.frame import search

        answers.choose_snapshot()
        address.set_page_language()
        now = address.read_context()
        now = replace(now, scope=replace(now.scope, allowed=allowed))
        hits = search.find_hits(now, text)
        st.session_state.hits = {
            kind: [(one.label, one.page, one.ids) for one in some] for kind, some in hits
        }

    def found(text, allowed=None):
        app = AppTest.from_function(script, default_timeout=60, args=(text, allowed)).run()
        assert not app.exception
        return app.session_state.hits

    return found


@pytest.mark.parametrize(
    ("asked", "name", "fits"),
    [
        ("gia hoa", "Xã Gia Hòa", True),
        ("GIA HOÀ", "Xã Gia Hòa", True),
        ("hoa gia", "Xã Gia Hòa", True),
        ("dat dai", "Đất đai", True),
        ("gia hoa lac", "Xã Gia Hòa", False),
        ("oa", "Xã Gia Hòa", False),
        ("1193", "Đăng ký khai sinh 1.001193", True),
        ("p90", "Số ngày giải quyết (P90)", True),
        ("  ", "Xã Gia Hòa", False),
    ],
)
def test_words_fit_without_diacritics_and_in_any_order(asked, name, fits):
    assert matches_query(asked, name) is fits


def test_a_unit_is_found_without_diacritics_and_by_another_name(find):
    assert GIA_LAC in [ids["don_vi"] for _, _, ids in find("gia lac")["units"]]
    aliases = find("Liễn Sơn")["units"]  # written so in files, not in the list of units
    assert [ids["don_vi"] for _, _, ids in aliases] == [LIEN_SON]


def test_what_was_written_with_its_diacritics_comes_first(find):
    label, page, _ = find("Gia Hòa")["units"][0]
    assert label == "Xã Gia Hòa" and page == "unit"


def test_a_procedure_is_found_by_name_and_by_code(find):
    for asked in ("dang ky khai sinh", "1.001193"):
        (label, page, ids), *_ = [one for one in find(asked)["procedures"] if one[2]["thu_tuc"] == "1.001193"]
        assert "Đăng ký khai sinh" in label and page == "cases"


def test_an_indicator_is_found_by_name_id_and_abbreviation(find):
    for asked in ("P90", "p90_days", "so ngay giai quyet"):
        assert "p90_days" in [ids["chi_so"] for _, _, ids in find(asked)["indicators"]]


def test_a_case_is_found_by_a_part_of_its_code(find, sample_snapshot):
    code = sample_snapshot.scalar(select(case_file.c.code).order_by(case_file.c.code))
    assert code in [ids["ma"] for _, _, ids in find(code[3:])["cases"]]


def test_nobody_is_found_by_name_or_telephone(find, sample_snapshot):
    people = select(case_file.c.applicant, case_file.c.phone).where(case_file.c.phone.is_not(None))
    for text in sample_snapshot.execute(people).first():
        assert find(text) == {}


def test_who_may_see_one_unit_finds_only_its_cases_and_procedures(find, sample_snapshot, ask_scope):
    only = frozenset({GIA_HOA})
    code = select(case_file.c.code).where(case_file.c.unit_id == GIA_LAC)
    assert "cases" not in find(sample_snapshot.scalar(code), only)
    assert [ids["don_vi"] for _, _, ids in find("xã", only)["units"]] == [GIA_HOA]
    whole = ask_scope()
    assert len(procedures(sample_snapshot, replace(whole, allowed=only))) < len(
        procedures(sample_snapshot, whole)
    )
    seen = procedure_cases(sample_snapshot, replace(whole, allowed=only), "1.001193")
    assert set(seen["unit_id"]) <= only


def test_signs_of_patterns_are_plain_signs(sample_snapshot, ask_scope):
    assert find_cases(sample_snapshot, ask_scope(), "%", 5).empty


def test_searching_is_quick(find):
    find("khai sinh")  # what is kept for all sessions is kept now
    begun = time.perf_counter()
    find("khai tu")
    assert time.perf_counter() - begun < 2  # a whole run of a session, on a busy machine


def test_a_procedure_opens_the_cases_page_on_its_cases(open_page):
    app = open_page("cases", thu_tuc="1.001193")
    assert not app.exception and not app.error
    assert "Đăng ký khai sinh" in app.subheader[0].value
    assert app.query_params["thu_tuc"] == "1.001193" and len(app.dataframe) == 1


def test_a_procedures_page_counts_what_the_figure_counts(sample_snapshot, ask_scope):
    scope, name = ask_scope(period="2021-Q2", unit=GIA_LAC), "Đăng ký khai sinh"
    groups = split(sample_snapshot, CATALOGUE["on_time_06a"], scope, "procedure").set_index("group")
    ended, late, _ = procedure_counts(sample_snapshot, scope, "1.001193")
    assert ended == groups.at[name, "denominator"] and ended - late == groups.at[name, "numerator"]


def test_a_procedure_that_nobody_knows_says_so(open_page):
    app = open_page("cases", thu_tuc="9.999999")
    assert "9.999999" in app.error[0].value and not app.dataframe and not app.title


def test_a_procedure_of_which_files_tell_only_the_code_is_called_by_it(warehouse, given):  # noqa: F811
    given(
        case_file,
        """
        code | unit_id | procedure_code | received_on | procedure | field
        1    | a       | 1.001193       | 2021-04-01  |           |
        2    | a       | 2.000815       | 2021-04-01  | Chứng thực | Tư pháp
        """,
    )
    told = procedures(warehouse, Q2).set_index("id")[["name", "field"]]
    assert list(told.loc["1.001193"]) == ["1.001193", ""]
