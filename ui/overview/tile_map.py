"""Map the units without internet: a tile each at its rough place, or the boundaries of the settings."""

from textwrap import wrap

import streamlit as st

from etl.settings.boundaries import Boundaries
from etl.settings.tiles import Tile
from indicators.assessment import Measured
from indicators.catalogue import CATALOGUE
from indicators.definition import Indicator
from presentation.assessments import MARKS
from presentation.chart import literal
from ui import navigation
from ui.components import charts, splits, tables, view_assessments
from ui.overview import map_data
from ui.overview.boundary_map import Words, boundary_map
from ui.overview.map_data import Places
from ui.overview.matrix import SHOWN
from ui.palette import palette, text_colour, tint
from ui.text import figure, language, name, note, parts, period, plain, say, section
from ui.view import View

_HIGH, _SIDE, _WIDEST, _LETTERS = 78, 0.92, 780, 8


def tile_map(view: View) -> None:
    """Draw the section; nothing where the settings know no place of any unit."""
    known, units = map_data.known(), map_data.drawn(view)
    shapes, tiled = known.shapes_of(units), [unit for unit in units if unit in known.tiles]
    if not (shapes or tiled or known.wrong):
        return
    section(say("place_map.title", period=period(view.period)))
    for wrong in known.wrong:
        st.warning(plain(wrong.sentence(language())), icon=":material/warning:")
    if shapes or tiled:
        _map(view, known, shapes, tiled)


def _map(view: View, known: Places, shapes: Boundaries | None, tiled: list[str]) -> None:
    indicator, by_shape = _choices(shapes is not None, bool(tiled))
    placed = set(shapes.rings) if shapes and by_shape else set(tiled)
    measured = view_assessments.units(view, indicator)
    shown = [one for one in measured if one.unit_id in placed]
    key = f"map-{by_shape}-{indicator.id}-{view.period.key}-{view.calendar}-{view.scope.map}"
    words, marks = {one.unit_id or "": _words(view, known, one) for one in shown}, say("place_map.marks")
    alt, behind = _alt(indicator, shown), _behind(view, indicator, measured)
    with st.container(width=_WIDEST, gap="xsmall"):
        if shapes and by_shape:
            note(say("place_map.note_shapes", file=plain(shapes.file), marks=marks))
            chosen = boundary_map(shown, shapes, words, key, alt, behind)
        else:
            note(say("place_map.note_tiles", marks=marks))
            chosen = _tiles(shown, known.tiles, words, key, alt, behind)
        _left_out(view, [one for one in measured if one.unit_id not in placed])
    if chosen:
        navigation.go("unit", don_vi=chosen, chi_so=indicator.id)


def _choices(shapes: bool, tiles: bool) -> tuple[Indicator, bool]:
    """Let the user choose the indicator, and tiles or boundaries where there are both."""
    labels = {one.id: name(one) for one in SHOWN}
    ways = {"shapes": say("place_map.shapes"), "tiles": say("place_map.tiles")}
    with st.container(horizontal=True, gap="small"):
        asked = st.selectbox(
            say("place_map.indicator"),
            list(labels),
            format_func=labels.__getitem__,
            placeholder="",
            key="map_indicator",
            label_visibility="collapsed",
            width=380,
        )
        if shapes and tiles:
            way = st.segmented_control(
                say("place_map.kind"),
                list(ways),
                default="shapes",
                format_func=ways.__getitem__,
                key="map_way",
                label_visibility="collapsed",
                required=True,
            )
            shapes = way == "shapes"
    return CATALOGUE[str(asked)], shapes


def _words(view: View, known: Places, one: Measured) -> tuple[list[str], str, str]:
    """Return a unit's short name in lines, its figure with the mark of a signal, the text on pointing."""
    full = literal(view.name_of(one.unit_id))
    short = wrap(known.short(str(view.units.at[one.unit_id, "name"])), _LETTERS, break_long_words=False)
    text = figure(one.indicator, one.figure)
    sure = f" {MARKS[one.signal]}" if one.signal in ("low", "high") else ""
    tip = f"{full}: {text} {parts(one.figure)}<br>{view_assessments.mark_and_word(one)}"
    return list(map(literal, short)), text + sure, tip


def _tiles(
    shown: list[Measured],
    tiles: dict[str, Tile],
    words: Words,
    key: str,
    alt: str,
    behind: tables.Build,
) -> str | None:
    """Draw bars that fill their squares: unlike shapes they can be chosen, unlike markers they scale."""
    own = [tiles[one.unit_id or ""] for one in shown]
    across, down = [tile.column for tile in own], [tile.row for tile in own]
    shape = charts.layout(
        _HIGH * (max(down) - min(down) + 1) + 8,
        left=0,
        right=0,
        top=4,
        bottom=4,
        x={"visible": False, "range": [min(across) - 0.5, max(across) + 0.5]},
        y={"visible": False, "range": [max(down) + 0.5, min(down) - 0.5]},
    )
    chosen = charts.draw_to_choose([_bars(shown, own, words)], shape, key, alt, behind)
    return str(chosen[0]) if chosen else None


def _bars(shown: list[Measured], own: list[Tile], words: Words) -> charts.Parts:
    return {
        "type": "bar",
        "x": [tile.column for tile in own],
        "base": [tile.row - _SIDE / 2 for tile in own],
        "y": [_SIDE] * len(own),
        "width": _SIDE,
        "marker": {
            "color": [tint(one.signal) for one in shown],
            "line": {"color": palette().mid, "width": 1},
        },
        "text": [_tile_text(*words[tile.unit_id][:2]) for tile in own],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "insidetextfont": {"color": [text_colour(one.signal) for one in shown], "size": 13},
        "textangle": 0,
        "constraintext": "none",
        "customdata": [[tile.unit_id, words[tile.unit_id][2]] for tile in own],
        "hovertemplate": "%{customdata[1]}<extra></extra>",
    }


def _tile_text(short: list[str], value: str) -> str:
    return "<br>".join([*short, *(f"<b>{line}</b>" for line in wrap(value, _LETTERS - 1))])


def _alt(indicator: Indicator, shown: list[Measured]) -> str:
    low = sum(one.signal == "low" for one in shown)
    return say("place_map.alt", indicator=name(indicator), count=len(shown), low=low)


def _behind(view: View, indicator: Indicator, measured: list[Measured]) -> tables.Build:
    """Return what builds the table of all units, those without a place on the map too."""
    named = [(view.name_of(one.unit_id), one) for one in measured]
    return lambda: splits.split_table(view, indicator, "unit", named, "ban-do")


def _left_out(view: View, others: list[Measured]) -> None:
    """Name the communes that ought to be there; offices have no place on any map."""
    names = [view.name_of(one.unit_id) for one in others if view.level_of(one.unit_id) != "office"]
    if names:
        note(plain(say("place_map.off", names=", ".join(names))))
