"""Show what changed between two snapshots: sentences by indicator, the rows behind one, files of both."""

import streamlit as st

from indicators.catalogue import CATALOGUE
from indicators.compare import sentences
from indicators.compare.figures import Comparison, ComparisonRequest, Difference, compare_snapshots
from indicators.compare.rows import rows_behind
from indicators.definition import Indicator
from indicators.queries.compare import WHOLE
from indicators.wording import period_name
from presentation import restatement as files
from presentation.context import Context
from presentation.numbers import file_name
from ui import answers, messages, navigation
from ui.address import WHOLE as ALL_UNITS
from ui.components import rows, tables
from ui.components.table_notes import build_table_notes
from ui.records.snapshot_pair import PARAMETERS, SnapshotPair
from ui.text import escape_markdown, indicator_name, language, note, number, say, section

_MOST = 20  # sentences of one indicator on screen; the file has all


def draw_summary(context: Context, pair: SnapshotPair) -> None:
    """Say how many figures differ, and what else matters: other settings, sources of one side only."""
    found = _comparison(context, pair)
    closed = sum(one.closed for one in found.differences)
    key = "restated.summary" if found.differences else "restated.nothing"
    counts = {"closed": number(closed), "open": number(len(found.differences) - closed)}
    st.markdown(say(key, older=pair.older.id, newer=pair.newer.id, **counts))
    for remark in sentences.comparison_remarks(language(), found):
        note(escape_markdown(remark))


def draw_rows_behind(context: Context, pair: SnapshotPair) -> None:
    """Show the rows behind the sentence that the address names."""
    indicator = st.query_params.get("chi_so")
    if indicator is None:
        return
    if indicator not in CATALOGUE:
        messages.stop_not_found("indicator", indicator)
    unit, month = st.query_params.get("don_vi"), st.query_params.get("thang")
    if unit not in (None, ALL_UNITS) and unit not in context.units.index:
        messages.stop_not_found("unit", unit)
    chosen = next(
        (
            one
            for one in _comparison(context, pair).differences
            if (one.indicator.id, one.unit_id or ALL_UNITS, one.period.key) == (indicator, unit, month)
        ),
        None,
    )
    if chosen is None:
        messages.draw_empty_note("compare.not_there")
        return
    sentence = sentences.difference_sentence(language(), chosen, context.name_of(chosen.unit_id))
    period = period_name(language(), chosen.period)
    title = f"{indicator_name(chosen.indicator)}, {context.name_of(chosen.unit_id)}, {period}"
    section(
        say("compare.rows"),
        say("compare.rows_note", sentence=escape_markdown(f"{indicator_name(chosen.indicator)}. {sentence}")),
    )
    _rows(context, pair, chosen, title)


def _rows(context: Context, pair: SnapshotPair, difference: Difference, title: str) -> None:
    asked = difference.indicator, _asked(context), difference.unit_id, difference.period
    found = answers.ask_snapshot_pair(pair.older, pair.newer, rows_behind, *asked)
    if found.empty:
        messages.draw_empty_note("compare.no_rows")
        return
    names, notes = (
        context.units["name"].to_dict(),
        build_table_notes(context, difference.indicator, _filters(pair)),
    )
    table = files.rows(found, language(), title, names, rows.statuses(context.settings), notes)
    tables.draw_table(
        table, hidden_columns=("unit",) if difference.unit_id else (), wide_columns=("changes",)
    )


def draw_differences_by_indicator(context: Context, pair: SnapshotPair) -> None:
    """Draw an expander an indicator; opened, it lists its sentences, each leading to its rows."""
    found = _comparison(context, pair).differences
    if not found:
        return
    section(say("compare.by_indicator"), say("compare.by_indicator_note"))
    by_id = {one: [told for told in found if told.indicator.id == one] for one in CATALOGUE}
    # What was reported for good and is now otherwise matters more than what had not been closed.
    for one in sorted(by_id, key=lambda one: not any(told.closed for told in by_id[one])):
        if by_id[one]:
            _sentences(context, CATALOGUE[one], by_id[one])


def _sentences(context: Context, indicator: Indicator, differences: list[Difference]) -> None:
    closed = sum(one.closed for one in differences)
    label = say(
        "compare.counts" if closed else "compare.counts_open",
        name=indicator_name(indicator),
        closed=number(closed),
        open=number(len(differences) - closed),
    )
    opened = st.expander(
        label,
        expanded=st.query_params.get("chi_so") == indicator.id,
        key=f"told-{indicator.id}",
        on_change="rerun",
    )
    if not opened.open:
        return
    ordered = sorted(differences, key=lambda one: (not one.closed, one.unit_id is not None, -one.size))
    with opened:
        if len(ordered) > _MOST:
            note(say("compare.first", shown=_MOST, count=number(len(ordered))))
        for one in ordered[:_MOST]:
            sentence = sentences.difference_sentence(language(), one, context.name_of(one.unit_id))
            ids = {"chi_so": indicator.id, "don_vi": one.unit_id or ALL_UNITS, "thang": one.period.key}
            both = {each: st.query_params[each] for each in PARAMETERS[:2]}
            navigation.draw_link(escape_markdown(sentence), "compare", **both, **ids)


def draw_difference_downloads(context: Context, pair: SnapshotPair) -> None:
    """Offer all differences as one table, only as files."""
    found = _comparison(context, pair).differences
    if not found:
        return
    title = file_name("so-sanh", pair.older.id, pair.newer.id)
    names = context.units["name"].to_dict() | {WHOLE: context.organisation_setting("short")}
    told, notes, chosen = found, build_table_notes(context, filters=_filters(pair)), language()
    note(say("compare.all"))
    tables.draw_downloads(title, lambda: files.figures(told, chosen, title, names, notes))


def _comparison(context: Context, pair: SnapshotPair) -> Comparison:
    return answers.ask_snapshot_pair(pair.older, pair.newer, compare_snapshots, _asked(context))


def _asked(context: Context) -> ComparisonRequest:
    return ComparisonRequest(context.scope.closes_on, context.scope.allowed)


def _filters(pair: SnapshotPair) -> str:
    return say("compare.filters", older=pair.older.id, newer=pair.newer.id)
