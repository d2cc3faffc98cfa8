"""Dated events: kept in the snapshot, asked by period and unit, drawn on a figure over time."""

import json
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from indicators.monthly import chart_months
from indicators.queries import dated_events
from languages import LANGUAGES
from tests.indicators.conftest import Q2, warehouse  # noqa: F401
from tests.support.fact_drawing import draw
from tests.ui.test_pages import open_page  # noqa: F401
from ui.indicator import event_lines
from warehouse.tables import dated_event

DRAWN = """
    day        | short  | short_en | title | title_en | kind   | unit_id | basis
    2021-04-01 | NĐ     | Decree   | Nghị  | Law      | decree |         | NĐ 1
    2021-05-01 | Hệ mới | System   | Mới   | New      | system | a       | CV 2
    2021-07-01 | Sau    | Later    | Sau   | Later    | other  |         | CV 3
"""


@pytest.mark.parametrize(
    ("unit", "shown"), [(None, ["NĐ"]), ("a", ["NĐ", "Hệ mới"]), ("b", ["NĐ"])], ids=["whole", "own", "other"]
)
def test_events_are_those_of_all_and_of_the_unit(warehouse, unit, shown):  # noqa: F811
    draw(warehouse, dated_event, DRAWN)
    found = dated_events(warehouse, Q2.with_unit(unit), Q2.period.first, Q2.period.last)
    assert list(found["short"]) == shown


def test_an_event_of_a_unit_that_the_asker_may_not_see_is_not_told(warehouse):  # noqa: F811
    draw(warehouse, dated_event, DRAWN)
    scope = Q2.__class__(Q2.period, Q2.closing, unit="a", allowed=frozenset({"b"}))
    assert list(dated_events(warehouse, scope, Q2.period.first, Q2.period.last)["short"]) == ["NĐ"]


def test_the_snapshot_keeps_those_of_the_settings(sample_snapshot, settings, ask_scope):
    kept = dated_events(sample_snapshot, ask_scope(), date.min, date.max)
    assert sorted(kept["title"]) == sorted(event.title["vi"] for event in settings.dated_events)


def test_events_of_one_day_share_a_line_and_stand_in_their_month():
    day = date(2025, 7, 1)
    both = pd.DataFrame({"day": [day, day], "short": ["A", "B"], "title": ["a", "b"], "basis": ["1", "2"]})
    assert len(event_lines.line_shapes(both)) == 1
    assert event_lines.label_shapes(both)[0]["text"] == "A; B"
    assert event_lines.month_text(both, day, date(2025, 7, 31)) == "01/07/2025: a (1); 01/07/2025: b (2)"
    assert event_lines.month_text(both, date(2025, 8, 1), date(2025, 8, 31)) == ""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", ["indicator", "unit"])
def test_a_figure_over_time_names_the_events(open_page, place, language):  # noqa: F811
    app = open_page(place, ky="2021-Q2", chi_so="on_time_06a", ngon_ngu=language)
    assert not app.exception
    charts = [json.loads(one.proto.spec) for one in app.get("plotly_chart")]
    words = {words["text"] for chart in charts for words in chart["layout"].get("annotations", [])}
    assert {"vi": "Chỉ số CCHC", "en": "PAR index"}[language] in words


@pytest.mark.parametrize("closing", [date(2024, 2, 29), date(2026, 6, 30)])
def test_the_months_of_a_figure_end_with_its_period_however_long_ago(ask_scope, closing):
    asked = chart_months(replace(ask_scope(period="2021-Q2"), closing=closing))
    assert len(asked) == 24 and asked[-1].key == "2021-06"
