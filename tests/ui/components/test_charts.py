"""No chart without words for who does not see it, and without its numbers as a table that says the same."""

import ast
import math

import pytest

from tests.ui.test_pages import UNIT, open_page  # noqa: F401
from ui.components import charts
from ui.menu import PAGES
from warehouse.home import PROJECT

DRAWING = {
    *("plotly_chart", "altair_chart", "vega_lite_chart", "pyplot", "graphviz_chart", "pydeck_chart", "map"),
    *("line_chart", "area_chart", "bar_chart", "scatter_chart"),
}
VIEWS = [
    *((place, {}) for place in PAGES),
    *((place, {"don_vi": UNIT}) for place in ("unit", "indicator", "cases", "signing", "satisfaction")),
    ("indicator", {"chi_so": "received_cases", "ky": "all"}),
    ("indicator", {"chi_so": "p90_days"}),
]
DRAWN = {"overview": 1, "unit": 2, "indicator": 2, "cases": 5, "signing": 2, "satisfaction": 3}


def calls():
    for path in [*(PROJECT / "ui").rglob("*.py"), *(PROJECT / "pages").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and ast.unparse(node.func).startswith("st.")
                and isinstance(node.func, ast.Attribute)
            ):
                yield path.name, node.func.attr, {given.arg for given in node.keywords}


def test_charts_are_drawn_in_one_place_only_with_an_alt_text():
    drawn = [(file, name, given) for file, name, given in calls() if name in DRAWING]
    assert drawn and {(file, name) for file, name, _ in drawn} == {("charts.py", "plotly_chart")}
    assert all({"alt", "key"} <= given for _, _, given in drawn)
    assert all("alt" in given for file, name, given in calls() if name == "image")


@pytest.fixture
def drawn(monkeypatch):
    """What every chart of a page draws, its words, and the table behind it."""
    found = []
    plotly, numbers = charts.st.plotly_chart, charts._numbers

    def plotly_chart(figure, **given):
        found.append([figure, given["alt"], None])
        return plotly(figure, **given)

    def behind(key, build, *opens):
        found[-1][2] = build()
        numbers(key, build, *opens)

    monkeypatch.setattr(charts.st, "plotly_chart", plotly_chart)
    monkeypatch.setattr(charts, "_numbers", behind)
    return found


def measured(figure):
    """The values of the marks one can choose: along the axis on which something is measured."""
    for trace in figure.data:
        if trace.customdata is None or len(trace.customdata) == 0:
            continue
        if trace.type == "bar" and trace.base is None:
            yield from trace.x if trace.orientation == "h" else trace.y
        elif trace.type == "scatter" and trace.mode in ("markers", "lines+markers"):
            yield from trace.y if "lines" in trace.mode else trace.x


def numbers_of(table):
    """Every number of the table, and a row's parts as shares of its n: diverging bars are drawn so."""
    for row in table.rows[[column.name for column in table.columns]].to_dict("records"):
        plain = [value for value in row.values() if isinstance(value, int | float) and not math.isnan(value)]
        yield from plain
        if row.get("n"):
            yield from (100 * value / row["n"] for value in plain)


@pytest.mark.parametrize(
    ("place", "address"), VIEWS, ids=[f"{p}-{len(a)}-{i}" for i, (p, a) in enumerate(VIEWS)]
)
def test_the_table_behind_a_chart_holds_its_numbers(open_page, drawn, place, address):  # noqa: F811
    app = open_page(place, **address)
    assert not app.exception
    drawn[:] = drawn[-len(app.get("plotly_chart")) :] if app.get("plotly_chart") else []
    assert len(drawn) >= DRAWN.get(place, 0)
    assert sum(box.label == "Số liệu của biểu đồ" for box in app.expander) == len(drawn)
    for figure, alt, table in drawn:
        assert alt.strip() and not table.rows.empty, alt
        known = {round(abs(value), 6) for value in numbers_of(table)}
        texts = {str(cell) for cell in table.rows.to_numpy().ravel()}
        for value in measured(figure):
            written = f"{value:.1f}%".replace(".", ",")  # the table of a whole unit has text
            assert round(abs(value), 6) in known or written in texts, (alt, value)
