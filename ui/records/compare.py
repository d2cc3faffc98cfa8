"""Show what changed between two snapshots: sentences by indicator, the rows behind one, files of both."""

import streamlit as st

from indicators.catalogue import CATALOGUE
from indicators.compare import sentences
from indicators.compare.figures import Asked, Comparison, Difference, compared
from indicators.compare.rows import rows_behind
from indicators.definition import Indicator
from indicators.queries.compare import WHOLE
from indicators.wording import period_name
from presentation import restated as files
from presentation.numbers import file_name
from ui import answers, messages, navigation
from ui.components import rows, tables
from ui.components.table_notes import notes_of
from ui.records.snapshot_pair import PARAMETERS, Pair
from ui.text import language, name, note, number, plain, say, section
from ui.view import WHOLE as ALL_UNITS
from ui.view import View

_MOST = 20  # sentences of one indicator on screen; the file has all


def summary(view: View, pair: Pair) -> None:
    """Say how many figures differ, and what else matters: other settings, sources of one side only."""
    found = _comparison(view, pair)
    closed = sum(one.closed for one in found.differences)
    key = "restated.summary" if found.differences else "restated.nothing"
    counts = {"closed": number(closed), "open": number(len(found.differences) - closed)}
    st.markdown(say(key, older=pair.older.id, newer=pair.newer.id, **counts))
    for remark in sentences.remarks(language(), found):
        note(plain(remark))


def behind(view: View, pair: Pair) -> None:
    """Show the rows behind the sentence that the address names."""
    indicator = st.query_params.get("chi_so")
    if indicator is None:
        return
    if indicator not in CATALOGUE:
        messages.not_found("indicator", indicator)
    unit, month = st.query_params.get("don_vi"), st.query_params.get("thang")
    if unit not in (None, ALL_UNITS) and unit not in view.units.index:
        messages.not_found("unit", unit)
    chosen = next(
        (
            one
            for one in _comparison(view, pair).differences
            if (one.indicator.id, one.unit_id or ALL_UNITS, one.period.key) == (indicator, unit, month)
        ),
        None,
    )
    if chosen is None:
        messages.nothing("compare.not_there")
        return
    sentence = sentences.sentence(language(), chosen, view.name_of(chosen.unit_id))
    period = period_name(language(), chosen.period)
    title = f"{name(chosen.indicator)}, {view.name_of(chosen.unit_id)}, {period}"
    section(
        say("compare.rows"), say("compare.rows_note", sentence=plain(f"{name(chosen.indicator)}. {sentence}"))
    )
    _rows(view, pair, chosen, title)


def _rows(view: View, pair: Pair, chosen: Difference, title: str) -> None:
    asked = chosen.indicator, _asked(view), chosen.unit_id, chosen.period
    found = answers.ask_both(pair.older, pair.newer, rows_behind, *asked)
    if found.empty:
        messages.nothing("compare.no_rows")
        return
    names, notes = view.units["name"].to_dict(), notes_of(view, chosen.indicator, _filters(pair))
    table = files.rows(found, language(), title, names, rows.statuses(view.settings), notes)
    tables.show(table, hidden=("unit",) if chosen.unit_id else (), wide=("changes",))


def by_indicator(view: View, pair: Pair) -> None:
    """Draw an expander an indicator; opened, it lists its sentences, each leading to its rows."""
    found = _comparison(view, pair).differences
    if not found:
        return
    section(say("compare.by_indicator"), say("compare.by_indicator_note"))
    by_id = {one: [told for told in found if told.indicator.id == one] for one in CATALOGUE}
    # What was reported for good and is now otherwise matters more than what had not been closed.
    for one in sorted(by_id, key=lambda one: not any(told.closed for told in by_id[one])):
        if by_id[one]:
            _sentences(view, CATALOGUE[one], by_id[one])


def _sentences(view: View, indicator: Indicator, told: list[Difference]) -> None:
    closed = sum(one.closed for one in told)
    label = say(
        "compare.counts" if closed else "compare.counts_open",
        name=name(indicator),
        closed=number(closed),
        open=number(len(told) - closed),
    )
    opened = st.expander(
        label,
        expanded=st.query_params.get("chi_so") == indicator.id,
        key=f"told-{indicator.id}",
        on_change="rerun",
    )
    if not opened.open:
        return
    ordered = sorted(told, key=lambda one: (not one.closed, one.unit_id is not None, -one.size))
    with opened:
        if len(ordered) > _MOST:
            note(say("compare.first", shown=_MOST, count=number(len(ordered))))
        for one in ordered[:_MOST]:
            sentence = sentences.sentence(language(), one, view.name_of(one.unit_id))
            ids = {"chi_so": indicator.id, "don_vi": one.unit_id or ALL_UNITS, "thang": one.period.key}
            both = {each: st.query_params[each] for each in PARAMETERS[:2]}
            navigation.link(plain(sentence), "compare", **both, **ids)


def everything(view: View, pair: Pair) -> None:
    """Offer all differences as one table, only as files."""
    found = _comparison(view, pair).differences
    if not found:
        return
    title = file_name("so-sanh", pair.older.id, pair.newer.id)
    names = view.units["name"].to_dict() | {WHOLE: view.own("short")}
    told, notes, chosen = found, notes_of(view, filters=_filters(pair)), language()
    note(say("compare.all"))
    tables.downloads(title, lambda: files.figures(told, chosen, title, names, notes))


def _comparison(view: View, pair: Pair) -> Comparison:
    return answers.ask_both(pair.older, pair.newer, compared, _asked(view))


def _asked(view: View) -> Asked:
    return Asked(view.scope.closes_on, view.scope.allowed)


def _filters(pair: Pair) -> str:
    return say("compare.filters", older=pair.older.id, newer=pair.newer.id)
