"""Explain a change (Vì sao thay đổi) against an earlier period: its parts, and the way to their rows."""

import streamlit as st

from indicators.change.explanation import AGAINST, By, Contribution, Why, compared_period, why
from indicators.definition import Count, Indicator, Percentile
from indicators.periods import Period
from indicators.queries import Within
from indicators.queries.change_cells import TOTAL, mix_of
from indicators.queries.slices import PRINTED
from presentation import change
from presentation.chart import literal
from presentation.numbers import file_name
from presentation.table import Table
from ui import answers, large_type, navigation
from ui.components import charts, selection, tables
from ui.components.table_notes import notes_of
from ui.palette import palette
from ui.text import language, name, note, number, period, plain, say, section
from ui.view import View

COMPARED = "so_voi"
_IN_ADDRESS = {"ky-truoc": "previous", "cung-ky": "year_before"}
_MOST = 6  # bars; the table holds all
_HIGH = 38


def section_of(view: View, indicator: Indicator) -> None:
    against = _choice(view)
    earlier = compared_period(view.scope, against)
    if earlier is None:
        note(say("change.no_period"))
        return
    found = answers.ask(why, indicator, view.scope, earlier)
    if found.parts is None:
        note(_reason(view, indicator, found, earlier))
        return
    names = {one: view.name_of(one) for one in {part.unit for part in found.parts}}
    _say(indicator, found, period(earlier), names)
    table = _table(view, indicator, found, names, against, earlier)
    if table.rows.empty:
        note(say("change.undivided"))
        return
    note(say("change.about_count" if isinstance(indicator, Count) else "change.about_ratio"))
    _bars(view, indicator, found, names, table)


def _say(indicator: Indicator, found: Why, earlier: str, names: dict[str, str]) -> None:
    """Print the change first, then one line a cause."""
    causes = change.causes_of(language(), indicator, found, names)
    with st.container(gap="xxsmall"):
        st.markdown(
            plain(change.head(language(), indicator, found, earlier, names)) + (":" if causes else ".")
        )
        for cause in causes:
            st.markdown(f"- {plain(cause)}")


def _choice(view: View) -> str:
    """Let the user choose the previous period or a year before (nine months: only a year); in the address."""
    section(say("change.title"))
    key = {against: parameter for parameter, against in _IN_ADDRESS.items()}
    options = list(AGAINST) if view.period.kind not in ("nine", "year") else ["previous"]
    asked = _IN_ADDRESS.get(st.query_params.get(COMPARED, ""), options[0])
    asked = asked if asked in options else options[0]
    st.session_state.choice_so_voi = asked

    def changed() -> None:
        navigation.choose(COMPARED, key[st.session_state.choice_so_voi or asked])

    labels = {one: say(f"change.compared.{one}") for one in options}
    if len(options) > 1:
        st.segmented_control(
            say("change.against"),
            options,
            format_func=labels.__getitem__,
            key="choice_so_voi",
            on_change=changed,
        )
    return asked


def _reason(view: View, indicator: Indicator, found: Why, earlier: Period) -> str:
    if isinstance(indicator, Percentile):
        return say("change.percentile")
    if found.after.state != "value":
        return say("change.no_figure_now")
    return say("change.no_figure", period=period(earlier))


def _bars(view: View, indicator: Indicator, found: Why, names: dict[str, str], table: Table) -> None:
    """Draw groups and units side by side, the largest parts first; a bar opens its rows."""
    kinds: list[By] = [by for by in ("group", "unit") if len(found.contributions(by)) > 1]
    for by, place in zip(kinds, large_type.columns(len(kinds), gap="medium"), strict=True):
        with place:
            st.markdown(f"**{change.heading_of(language(), indicator, by)}**")
            most = [one for one in found.contributions(by) if one.part.total][:_MOST]
            own = _of_kind(indicator, table, by)
            if most:
                _draw(view, indicator, by, most, names, own)
            else:
                tables.show(own)


def _of_kind(indicator: Indicator, table: Table, by: By) -> Table:
    """Keep the lines of the table that are about groups, or about units."""
    rows = table.rows[table.rows["by"] == by].reset_index(drop=True)
    columns = tuple(column for column in table.columns if column.name != "who")
    title = f"{table.title}, {change.heading_of(language(), indicator, by)}"
    return Table(file_name(table.name, by), title, columns, rows, table.notes)


def _draw(
    view: View, indicator: Indicator, by: By, most: list[Contribution], names: dict[str, str], table: Table
) -> None:
    labels = [change.name_of(language(), indicator, by, one, names) for one in most]
    chosen = charts.draw_to_choose(
        [_bar(indicator, most, labels)],
        _shape(indicator, most, labels),
        f"{table.name}-{selection.key()}",
        say("change.alt", who=change.heading_of(language(), indicator, by)),
        lambda: table,
        opens=lambda row: _open(view, indicator, by, str(table.rows["id"].iloc[row])),
    )
    if chosen:
        _open(view, indicator, by, str(chosen[0]))


def _sizes(indicator: Indicator, most: list[Contribution]) -> tuple[list[float], list[str]]:
    sizes = [float(one.part.total) for one in most]
    return sizes, [number(size, indicator.digits, sign=True) for size in sizes]


def _bar(indicator: Indicator, most: list[Contribution], labels: list[str]) -> charts.Parts:
    sizes, texts = _sizes(indicator, most)
    return {
        "type": "bar",
        "orientation": "h",
        "y": list(range(len(most))),
        "x": sizes,
        "width": 0.3,
        "marker": {"color": palette().mid},
        "customdata": [
            [one.name, f"{literal(label)}: {text}, n {number(one.n_before)} → {number(one.n_after)}"]
            for one, label, text in zip(most, labels, texts, strict=True)
        ],
        "hovertemplate": "%{customdata[1]}<extra></extra>",
    }


def _shape(indicator: Indicator, most: list[Contribution], labels: list[str]) -> charts.Parts:
    sizes, texts = _sizes(indicator, most)
    return charts.layout(
        _HIGH * len(most) + 12,
        left=0,
        right=64,
        top=4,
        bottom=4,
        x={"visible": False, "range": [min(0, *sizes), max(0, *sizes)]},
        y={"range": [len(most) - 0.5, -0.95], "showticklabels": False, "showgrid": False},
        shapes=[charts.line(x=0, width=1)],
        annotations=[
            words
            for place, (label, text) in enumerate(zip(labels, texts, strict=True))
            for words in (charts.above(label, place, 15), charts.beside(f"<b>{text}</b>", y=place))
        ],
    )


def _open(view: View, indicator: Indicator, by: str, one: str) -> None:
    """Open a unit's own figure, or the rows of a group."""
    mix = mix_of(indicator)
    if by == "unit" or mix is None:
        # This call does not return: a switch of page ends the run.
        navigation.go("indicator", don_vi=one, chi_so=indicator.id, **_compared())
    selection.open_rows(view, indicator, PRINTED if one == TOTAL else Within(mix, one or None), **_compared())


def _compared() -> dict[str, str | None]:
    return {COMPARED: st.query_params.get(COMPARED)}


def _table(
    view: View, indicator: Indicator, found: Why, names: dict[str, str], against: str, earlier: Period
) -> Table:
    title = f"{say('change.title')}: {name(indicator)}, {view.name_of(view.unit)}, {period(view.period)}"
    file = file_name(say("change.file"), indicator.id, view.unit or "tat-ca", view.period.key, against)
    filters = f"{say('change.against')} {period(earlier)}".replace("\u00a0", " ")
    notes = notes_of(view, indicator, filters)
    return change.table(language(), indicator, found, names, file, title.replace("\u00a0", " "), notes)


def same_part_before(view: View, within: Within) -> None:
    """Draw a link from the note on listed rows to the same rows of the compared period."""
    if within.by not in (mix_of(view.indicator), PRINTED):
        return
    earlier = compared_period(view.scope, _IN_ADDRESS.get(st.query_params.get(COMPARED, ""), AGAINST[0]))
    if earlier:
        way = say("change.other_period", period=period(earlier))
        ids = selection.address(view, view.indicator, within)
        navigation.link(way, "indicator", **ids, **_compared(), ky=earlier.key)
