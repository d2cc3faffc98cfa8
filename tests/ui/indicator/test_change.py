"""Vì sao thay đổi on screen: sentence, bars, table, the rows of a group, and what cannot be split."""

import pytest

from indicators.catalogue import CATALOGUE
from indicators.change.explanation import comparison_period, explain_change
from indicators.queries import Slice, figure, row_count
from languages import LANGUAGES, say
from presentation.change import change_table, sentence
from presentation.table import Notes
from tests.ui.test_pages import UNIT, open_page  # noqa: F401

pytestmark = pytest.mark.change


def texts(app):
    return [one.value for one in [*app.markdown, *app.info]]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("compared", ["ky-truoc", "cung-ky"])
def test_the_page_says_why_and_against_what(open_page, language, compared):  # noqa: F811
    app = open_page("indicator", chi_so="on_time_06a", ky="2021-Q2", so_voi=compared, ngon_ngu=language)
    assert not app.exception and not app.error
    against = {"ky-truoc": "I/2021", "cung-ky": "II/2020"}[compared]
    assert any("→" in text and against in text.replace("\u00a0", " ") for text in texts(app))
    assert app.query_params["so_voi"] == compared


@pytest.mark.parametrize(
    ("address", "key"),
    [({"ky": "all"}, "no_period"), ({"chi_so": "median_days"}, "percentile"), ({"ky": "2019-Q3"}, None)],
)
def test_what_cannot_be_split_says_why(open_page, address, key):  # noqa: F811
    app = open_page("indicator", **({"chi_so": "on_time_06a", "ky": "2021-Q2"} | address))
    assert not app.exception and not app.error
    wanted = say("vi", f"change.{key}") if key else "Không so được"
    assert any(wanted in text for text in texts(app))


def test_a_group_shows_its_rows_alone(open_page, sample_snapshot, ask_scope):  # noqa: F811
    indicator, scope = CATALOGUE["on_time_06a"], ask_scope(period="2021-Q2", unit=UNIT)
    found = explain_change(sample_snapshot, indicator, scope, comparison_period(scope, "previous"))
    one = next(one for one in found.contributions("group") if one.n_after)
    app = open_page(
        "indicator", chi_so=indicator.id, ky="2021-Q2", don_vi=UNIT, theo="procedure", nhom=one.name
    )
    assert not app.exception and not app.error
    assert any(str(one.n_after) + " dòng" in text for text in texts(app))
    assert app.query_params["nhom"] == one.name


@pytest.mark.parametrize("by", ["group", "unit"])
def test_each_contribution_tells_as_many_rows_as_it_opens(sample_snapshot, ask_scope, by):
    indicator, scope = CATALOGUE["on_time_06a"], ask_scope(period="2021-Q2")
    found = explain_change(sample_snapshot, indicator, scope, comparison_period(scope, "previous"))
    assert sum(one.n_after for one in found.contributions(by)) == figure(sample_snapshot, indicator, scope).n
    for one in found.contributions(by)[:5]:
        within = Slice("procedure", one.name) if by == "group" else None
        own = scope.with_unit(one.name) if by == "unit" else scope
        assert one.n_after == row_count(sample_snapshot, indicator, own, within)


def test_a_group_that_does_not_exist_says_so(open_page):  # noqa: F811
    app = open_page(
        "indicator", chi_so="on_time_06a", ky="2021-Q2", theo="procedure", nhom="Không có nhóm này"
    )
    assert not app.exception and any("Không có nhóm này**: 0 dòng" in text for text in texts(app))


def test_a_group_of_nothing_ends_the_page(open_page):  # noqa: F811
    app = open_page("indicator", chi_so="on_time_06a", ky="2021-Q2", nhom="online")
    assert not app.exception and "“online”" in app.error[0].value and not app.metric


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_printed_parts_add_up_and_the_table_holds_everyone(sample_snapshot, ask_scope, language):
    indicator, scope = CATALOGUE["on_time_06a"], ask_scope(period="2021-Q2", unit="14515@start")
    found = explain_change(sample_snapshot, indicator, scope, comparison_period(scope, "previous"))
    taken = change_table(language, indicator, found, {}, "x", "x", Notes())
    assert taken.rows["total"].sum() == pytest.approx(float(found.change))
    assert taken.rows["n_after"].sum() == figure(sample_snapshot, indicator, scope).n
    assert sentence(language, indicator, found, "quý I/2021", {}).endswith(".")


def test_printed_totals_have_no_groups(open_page):  # noqa: F811
    app = open_page("indicator", chi_so="on_time_06a", ky="2021-Q2", theo="totals", nhom="online")
    assert not app.exception and "“online”" in app.error[0].value and not app.metric


def test_a_part_is_shown_in_the_days_that_it_was_compared_with(open_page):  # noqa: F811
    part = {"theo": "procedure", "nhom": "Đăng ký khai sinh"}
    app = open_page("indicator", chi_so="on_time_06a", ky="2021-Q3", **part)
    assert not app.exception and not app.error
    (link,) = [one.proto for one in app.get("page_link") if "01/04/2021" in one.proto.label]
    assert "ky=2021-04-01..2021-05-01" in link.query_string
