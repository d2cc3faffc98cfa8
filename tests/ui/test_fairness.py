"""Ranks, icons, limits and what got worse, as pages show them."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from indicators.attention import Worsening
from indicators.catalogue import CATALOGUE
from indicators.fairness.chart import control_chart as build_chart
from indicators.fairness.icons import Assurance, Variation
from indicators.fairness.ranks import Rank
from indicators.fairness.run_rules import RunRule
from indicators.figure import Figure
from languages import LANGUAGES, load_phrases
from presentation.assessments import rank_words
from tests.ui.test_pages import open_page  # noqa: F401
from ui.components import control_chart

pytestmark = pytest.mark.fairness
ON_TIME = CATALOGUE["on_time_06a"]


@pytest.fixture
def vietnamese(monkeypatch):
    monkeypatch.setattr("ui.components.control_chart.say", lambda key, **values: phrase(key).format(**values))


def phrase(key):
    found = load_phrases("vi")
    for part in key.split("."):
        found = found[part]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_icon_has_its_mark_and_words(language):
    for kind, icons in (("variation", Variation), ("assurance", Assurance)):
        for icon in icons:
            assert load_phrases(language)["control"][f"{kind}_{icon}"] and control_chart.ICONS[icon]


@pytest.mark.parametrize(
    ("rank", "told"), [(Rank(4, 11, 20), "4–11/20"), (Rank(20, 20, 20), "20/20"), (None, "–")]
)
def test_a_rank_is_told_with_its_interval(rank, told):
    assert rank_words(rank) == told


def test_the_unit_page_tells_rank_change_outlook_and_similar_units(open_page):  # noqa: F811
    app = open_page("unit", don_vi="14515@start", ky="2021-Q2")
    figures = next(one.value for one in app.dataframe if "Hạng" in one.value.columns).set_index("Chỉ số")
    row = figures.loc["Hồ sơ đúng hạn (06a)"]
    assert row["Hạng"] == "16–20/20" and row["Nhận định"] == "▼ Dưới chỉ tiêu"
    assert row["Diễn biến"] == "○ Chưa thay đổi" and row["Khả năng đạt"] == "○ Tháng đạt, tháng không"
    assert figures.loc["Văn bản ký số đầy đủ", "Hạng"] == "–"  # 20 documents
    words = "\n".join(one.value for one in app.markdown)
    assert "Hạng 16–20 trong 20 xã, thị trấn." in words
    assert "Đơn vị tương tự (số hồ sơ gần bằng): " in words


def test_a_flat_series_has_no_change_and_a_fall_is_marked_with_its_month(vietnamese):
    def months(rates):
        rows = [
            {"day": date(2019 + n // 12, n % 12 + 1, 1), "key": f"{2019 + n // 12}-{n % 12 + 1:02}",
             "numerator": 2 * rate, "denominator": 200, "value": rate, "n": 200, "state": "value"}
            for n, rate in enumerate(rates)
        ]  # fmt: skip
        return pd.DataFrame(rows)

    flat, fallen = months([95, 94, 96] * 6), months([95, 94, 96] * 6 + [70])
    for rows, told in ((flat, "Mọi tháng nằm trong giới hạn"), (fallen, "◆ Có thay đổi ngoài dao động")):
        found = build_chart(ON_TIME, rows, (), 30)
        assert control_chart.caption(found, rows, None).startswith(told)
        assert len(control_chart.marks(found, list(rows["day"]))["x"]) == np.count_nonzero(found.marks)
    assert "07/2020" in control_chart.caption(build_chart(ON_TIME, fallen, (), 30), fallen, None)


def test_what_got_worse_is_a_sentence_with_both_figures(open_page, monkeypatch):  # noqa: F811
    now, before = (
        Figure(203, 235, 86.4, 235, "ratio", "value"),
        Figure(952, 1000, 95.2, 1000, "ratio", "value"),
    )
    one = Worsening("14515@start", ON_TIME, now, before, next(iter(RunRule)), "2021-05", 1e-5)
    monkeypatch.setattr("ui.overview.attention.entries_of", lambda *_: [one])
    app = open_page("overview", ky="2021-Q2")
    assert any(
        "**Xã Gia Lạc**: hồ sơ đúng hạn (06a) **86,4% (203/235)** từ tháng\u00a005/2021, "
        "trước đó 95,2% (952/1.000): kém đi rõ rệt." in line.value
        for line in app.markdown
    )


def test_a_unit_is_told_its_rate_with_the_mix_of_all(open_page):  # noqa: F811
    app = open_page("indicator", don_vi="14515@start", ky="2021-Q2", chi_so="on_time_06a")
    words = [one.value for one in app.markdown if "Nếu có cơ cấu thủ tục" in one.value]
    assert len(words) == 1 and "khoảng tin cậy 95%" in words[0]


def test_units_are_shown_with_the_same_mix_where_it_is_chosen(open_page):  # noqa: F811
    app = open_page("indicator", ky="2021-Q2", chi_so="on_time_06a")
    next(one for one in app.button_group if "Khi cùng cơ cấu" in one.options).set_value("same_mix").run()
    assert not app.exception
    assert any("Chấm: tỷ lệ nếu mọi đơn vị cùng loại" in one.value for one in app.markdown)


def test_one_unit_alone_is_told_to_have_nothing_to_compare(sample_home, monkeypatch):
    monkeypatch.setenv("REFORM_HOME", str(sample_home.path))

    def script():
        from dataclasses import replace

        from indicators.catalogue import CATALOGUE
        from ui import address, answers
        from ui.indicator import same_mix

        answers.choose_snapshot()
        address.set_page_language()
        now = address.read_context()
        alone = replace(now, scope=replace(now.scope, allowed=frozenset({"14515@start"})))
        same_mix.draw_rates_by_unit(alone, CATALOGUE["on_time_06a"])

    app = AppTest.from_function(script, default_timeout=60).run()
    assert not app.exception and app.info and not app.get("plotly_chart")
