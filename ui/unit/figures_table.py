"""Show every figure of a unit as a table: assessed, ranked, compared, changing or not; a cell opens it."""

import pandas as pd

from indicators.assessment import Assessment
from presentation import assessments
from presentation.numbers import file_name
from presentation.table import Column, Table
from ui import navigation
from ui.components import control_chart, tables, view_assessments
from ui.components.cards import change_text
from ui.components.table_notes import build_table_notes
from ui.text import escape_markdown, period, say, section, short_measure_text
from ui.text import figure_text as figure_text
from ui.unit import ranking
from ui.view import WHOLE, View

# What a period is compared with: nine months and years have their year before as the one before.
_BEFORE = {"all": (), "nine": ("previous",), "year": ("previous",), "others": ("previous", "year_before")}


def draw_figures_table(view: View, unit_assessments: list[Assessment]) -> None:
    like = ranking.similar_unit_ids(view) if view.unit else ()
    names = escape_markdown(", ".join(view.name_of(unit) for unit in like))
    hint = say("unit.open_hint") + (f" {say('standing.similar_note', names=names)}" if like else "")
    section(say("unit.all_figures"), hint)
    chosen = tables.draw_table(
        build_figures_table(view, unit_assessments), is_selectable=True, visible_rows=len(unit_assessments)
    )
    if chosen is not None:
        navigation.open_page(
            "indicator", don_vi=view.unit or WHOLE, chi_so=unit_assessments[chosen].indicator.id
        )


def build_figures_table(view: View, unit_assessments: list[Assessment]) -> Table:
    like = ranking.similar_unit_ids(view) if view.unit else ()
    rows = pd.DataFrame([_row(view, one, like) for one in unit_assessments])
    title = f"{view.name_of(view.unit)}, {period(view.period)}".replace("\u00a0", " ")
    file = file_name("don-vi", view.unit or "tat-ca", view.period.key)
    return Table(file, title, _columns(view), rows, build_table_notes(view))


def _row(view: View, assessment: Assessment, similar_ids: tuple[str, ...]) -> dict[str, object]:
    variation, assurance = _icons(view, assessment)
    return {
        "indicator": view_assessments.indicator_label(assessment),
        "signal": view_assessments.mark_and_word(assessment),
        "value": _value(assessment),
        "n": assessment.figure.n,
        "rank": assessments.rank_words(ranking.find_rank(view, assessment.indicator)),
        "whole": short_measure_text(assessment.indicator, view_assessments.overall_value(view, assessment)),
        "similar": short_measure_text(
            assessment.indicator, ranking.rate_of_similar_units(view, assessment.indicator, similar_ids)
        ),
        "target": view_assessments.target_text(assessment),
        "variation": variation,
        "assurance": assurance,
        "previous": change_text(assessment, assessment.previous),
        "year_before": change_text(assessment, assessment.year_before),
    }


def _columns(view: View) -> tuple[Column, ...]:
    """Return the columns; `rank`, `whole` and `similar` only where one unit is shown, not all of them."""
    beside = (
        Column("rank", say("column.rank"), note=say("standing.rank_help")),
        Column("whole", view.organisation_setting("short")),
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


def _icons(view: View, assessment: Assessment) -> tuple[str, str]:
    """Tell in words whether the figure is changing, and whether it will meet its target."""
    found = control_chart.limits(view, assessment.indicator)
    changing, meeting = control_chart.icons(
        assessment.indicator, found, assessment.target.value if assessment.target else None
    )
    return control_chart.icon_text(changing), control_chart.icon_text(meeting)


def _value(assessment: Assessment) -> str:
    if assessment.figure.state == "value":
        return short_measure_text(assessment.indicator, assessment.figure.value)
    return figure_text(assessment.indicator, assessment.figure)
