"""Show every figure of a unit as a table: assessed, ranked, compared, changing or not; a cell opens it."""

import pandas as pd

from indicators.assessment import Measured
from presentation import assessments
from presentation.numbers import file_name
from presentation.table import Column, Table
from ui import navigation
from ui.components import control_chart, tables, view_assessments
from ui.components.cards import change
from ui.components.table_notes import notes_of
from ui.text import brief, period, plain, say, section
from ui.text import figure as figure_text
from ui.unit import ranking
from ui.view import WHOLE, View

# What a period is compared with: nine months and years have their year before as the one before.
_BEFORE = {"all": (), "nine": ("previous",), "year": ("previous",), "others": ("previous", "year_before")}


def all_figures(view: View, shown: list[Measured]) -> None:
    like = ranking.similar(view) if view.unit else ()
    names = plain(", ".join(view.name_of(unit) for unit in like))
    hint = say("unit.open_hint") + (f" {say('standing.similar_note', names=names)}" if like else "")
    section(say("unit.all_figures"), hint)
    chosen = tables.show(table_of(view, shown), opens=True, rows_high=len(shown))
    if chosen is not None:
        navigation.go("indicator", don_vi=view.unit or WHOLE, chi_so=shown[chosen].indicator.id)


def table_of(view: View, shown: list[Measured]) -> Table:
    like = ranking.similar(view) if view.unit else ()
    rows = pd.DataFrame([_row(view, one, like) for one in shown])
    title = f"{view.name_of(view.unit)}, {period(view.period)}".replace("\u00a0", " ")
    file = file_name("don-vi", view.unit or "tat-ca", view.period.key)
    return Table(file, title, _columns(view), rows, notes_of(view))


def _row(view: View, one: Measured, like: tuple[str, ...]) -> dict[str, object]:
    variation, assurance = _icons(view, one)
    return {
        "indicator": view_assessments.named(one),
        "signal": view_assessments.mark_and_word(one),
        "value": _value(one),
        "n": one.figure.n,
        "rank": assessments.rank_words(ranking.rank(view, one.indicator)),
        "whole": brief(one.indicator, view_assessments.whole(view, one)),
        "similar": brief(one.indicator, ranking.of_similar(view, one.indicator, like)),
        "target": view_assessments.aim(one),
        "variation": variation,
        "assurance": assurance,
        "previous": change(one, one.previous),
        "year_before": change(one, one.year_before),
    }


def _columns(view: View) -> tuple[Column, ...]:
    """Return the columns; `rank`, `whole` and `similar` only where one unit is shown, not all of them."""
    beside = (
        Column("rank", say("column.rank"), note=say("standing.rank_help")),
        Column("whole", view.own("short")),
        Column("similar", say("column.similar"), note=say("standing.similar_help")),
    )
    kind = view.period.kind if view.period.kind in _BEFORE else "others"
    return (
        Column("indicator", say("column.indicator")),
        Column("signal", say("column.signal")),
        Column("value", say("column.figure")),
        Column("n", "n", "whole"),
        *(beside if view.unit else ()),
        Column("target", say("column.target")),
        Column("variation", say("column.variation"), note=say("control.variation_help")),
        Column("assurance", say("column.assurance"), note=say("control.assurance_help")),
        *(Column(name, say(f"column.{name}"), note=say("column.change_help")) for name in _BEFORE[kind]),
    )


def _icons(view: View, one: Measured) -> tuple[str, str]:
    """Tell in words whether the figure is changing, and whether it will meet its target."""
    found = control_chart.limits(view, one.indicator)
    changing, meeting = control_chart.icons(one.indicator, found, one.target.value if one.target else None)
    return control_chart.words(changing), control_chart.words(meeting)


def _value(one: Measured) -> str:
    if one.figure.state == "value":
        return brief(one.indicator, one.figure.value)
    return figure_text(one.indicator, one.figure)
