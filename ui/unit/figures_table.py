"""Show every figure of a unit as a table: assessed, ranked, compared, changing or not; a cell opens it."""

import pandas as pd

from indicators.assessment import Assessment
from presentation import assessments
from presentation.context import Context
from presentation.numbers import file_name
from presentation.table import Column, Table
from ui import navigation
from ui.address import WHOLE
from ui.components import control_chart, tables, view_assessments
from ui.components.cards import change_text
from ui.components.table_notes import build_table_notes
from ui.text import escape_markdown, period, say, section, short_measure_text
from ui.text import figure_text as figure_text
from ui.unit import ranking

# What a period is compared with: nine months and years have their year before as the one before.
_BEFORE = {"all": (), "nine": ("previous",), "year": ("previous",), "others": ("previous", "year_before")}


def draw_figures_table(context: Context, unit_assessments: list[Assessment]) -> None:
    like = ranking.similar_unit_ids(context) if context.unit else ()
    names = escape_markdown(", ".join(context.name_of(unit) for unit in like))
    hint = say("unit.open_hint") + (f" {say('standing.similar_note', names=names)}" if like else "")
    section(say("unit.all_figures"), hint)
    chosen = tables.draw_table(
        build_figures_table(context, unit_assessments), is_selectable=True, visible_rows=len(unit_assessments)
    )
    if chosen is not None:
        navigation.open_page(
            "indicator", don_vi=context.unit or WHOLE, chi_so=unit_assessments[chosen].indicator.id
        )


def build_figures_table(context: Context, unit_assessments: list[Assessment]) -> Table:
    like = ranking.similar_unit_ids(context) if context.unit else ()
    rows = pd.DataFrame([_row(context, one, like) for one in unit_assessments])
    title = f"{context.unit_name}, {period(context.period)}".replace("\u00a0", " ")
    file = file_name("don-vi", context.unit or "tat-ca", context.period.key)
    return Table(file, title, _columns(context), rows, build_table_notes(context))


def _row(context: Context, assessment: Assessment, similar_ids: tuple[str, ...]) -> dict[str, object]:
    variation, assurance = _icons(context, assessment)
    return {
        "indicator": view_assessments.indicator_label(assessment),
        "signal": view_assessments.mark_and_word(assessment),
        "value": _value(assessment),
        "n": assessment.figure.n,
        "rank": assessments.rank_words(ranking.find_rank(context, assessment.indicator)),
        "whole": short_measure_text(
            assessment.indicator, view_assessments.overall_value(context, assessment)
        ),
        "similar": short_measure_text(
            assessment.indicator, ranking.rate_of_similar_units(context, assessment.indicator, similar_ids)
        ),
        "target": view_assessments.target_text(assessment),
        "variation": variation,
        "assurance": assurance,
        "previous": change_text(assessment, assessment.previous),
        "year_before": change_text(assessment, assessment.year_before),
    }


def _columns(context: Context) -> tuple[Column, ...]:
    """Return the columns; `rank`, `whole` and `similar` only where one unit is shown, not all of them."""
    beside = (
        Column("rank", say("column.rank"), note=say("standing.rank_help")),
        Column("whole", context.organisation_setting("short")),
        Column("similar", say("column.similar"), note=say("standing.similar_help")),
    )
    kind = context.period.kind if context.period.kind in _BEFORE else "others"
    return (
        Column("indicator", say("column.indicator")),
        Column("signal", say("column.signal")),
        Column("value", say("column.figure")),
        Column("n", "n", "whole"),
        *(beside if context.unit else ()),
        Column("target", say("column.target")),
        Column("variation", say("column.variation"), note=say("control.variation_help")),
        Column("assurance", say("column.assurance"), note=say("control.assurance_help")),
        *(Column(name, say(f"column.{name}"), note=say("column.change_help")) for name in _BEFORE[kind]),
    )


def _icons(context: Context, assessment: Assessment) -> tuple[str, str]:
    """Tell in words whether the figure is changing, and whether it will meet its target."""
    found = control_chart.limits(context, assessment.indicator)
    changing, meeting = control_chart.icons(
        assessment.indicator, found, assessment.target.value if assessment.target else None
    )
    return control_chart.icon_text(changing), control_chart.icon_text(meeting)


def _value(assessment: Assessment) -> str:
    if assessment.figure.state == "value":
        return short_measure_text(assessment.indicator, assessment.figure.value)
    return figure_text(assessment.indicator, assessment.figure)
