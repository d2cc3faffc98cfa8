"""Map the units without internet: a tile each at its rough place, or the boundaries of the settings."""

from textwrap import wrap

import streamlit as st

from etl.settings.boundaries import Boundaries
from etl.settings.tiles import Tile
from indicators.assessment import Assessment
from indicators.catalogue import CATALOGUE
from indicators.definition import Indicator
from presentation.assessments import MARKS
from presentation.chart import escape_text
from presentation.context import Context
from ui import navigation
from ui.components import charts, splits, tables, view_assessments
from ui.overview import map_data
from ui.overview.boundary_map import UnitWords, draw_boundary_map
from ui.overview.map_data import MapPlaces
from ui.overview.matrix import SHOWN
from ui.palette import palette, text_colour, tint
from ui.text import (
    escape_markdown,
    figure_text,
    indicator_name,
    language,
    note,
    parts_text,
    period,
    say,
    section,
)

_HIGH, _SIDE, _WIDEST, _LETTERS = 78, 0.92, 780, 8


def draw_unit_map(context: Context) -> None:
    """Draw the section; nothing where the settings know no place of any unit."""
    known, units = map_data.read_places(), map_data.list_drawn_units(context)
    shapes, tiled = known.find_boundaries(units), [unit for unit in units if unit in known.tiles]
    if not (shapes or tiled or known.wrong):
        return
    section(say("place_map.title", period=period(context.period)))
    for wrong in known.wrong:
        st.warning(escape_markdown(wrong.sentence(language())), icon=":material/warning:")
    if shapes or tiled:
        _map(context, known, shapes, tiled)


def _map(context: Context, map_places: MapPlaces, shapes: Boundaries | None, tile_units: list[str]) -> None:
    indicator, by_shape = _choices(shapes is not None, bool(tile_units))
    placed = set(shapes.rings) if shapes and by_shape else set(tile_units)
    measured = context.assess_units((indicator,))[indicator.id]
    shown = [one for one in measured if one.unit_id in placed]
    key = f"map-{by_shape}-{indicator.id}-{context.period.key}-{context.calendar}-{context.scope.map}"
    words, marks = (
        {one.unit_id or "": _words(context, map_places, one) for one in shown},
        say("place_map.marks"),
    )
    alt, behind = _alt(indicator, shown), _behind(context, indicator, measured)
    with st.container(width=_WIDEST, gap="xsmall"):
        if shapes and by_shape:
            note(say("place_map.note_shapes", file=escape_markdown(shapes.file), marks=marks))
            chosen = draw_boundary_map(shown, shapes, words, key, alt, behind)
        else:
            note(say("place_map.note_tiles", marks=marks))
            chosen = _tiles(shown, map_places.tiles, words, key, alt, behind)
        _left_out(context, [one for one in measured if one.unit_id not in placed])
    if chosen:
        navigation.open_page("unit", don_vi=chosen, chi_so=indicator.id)


def _choices(shapes: bool, tiles: bool) -> tuple[Indicator, bool]:
    """Let the user choose the indicator, and tiles or boundaries where there are both."""
    labels = {one.id: indicator_name(one) for one in SHOWN}
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


def _words(context: Context, map_places: MapPlaces, assessment: Assessment) -> tuple[list[str], str, str]:
    """Return a unit's short name in lines, its figure with the mark of a signal, the text on pointing."""
    full = escape_text(context.name_of(assessment.unit_id))
    short = wrap(
        map_places.short_name(str(context.units.at[assessment.unit_id, "name"])),
        _LETTERS,
        break_long_words=False,
    )
    text = figure_text(assessment.indicator, assessment.figure)
    sure = f" {MARKS[assessment.signal]}" if assessment.signal in ("low", "high") else ""
    tip = f"{full}: {text} {parts_text(assessment.figure)}<br>{view_assessments.mark_and_word(assessment)}"
    return list(map(escape_text, short)), text + sure, tip


def _tiles(
    unit_assessments: list[Assessment],
    tiles: dict[str, Tile],
    words: UnitWords,
    key: str,
    alt: str,
    build_table: tables.TableBuilder,
) -> str | None:
    """Draw bars that fill their squares: unlike shapes they can be chosen, unlike markers they scale."""
    own = [tiles[one.unit_id or ""] for one in unit_assessments]
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
    chosen = charts.draw_selectable_chart([_bars(unit_assessments, own, words)], shape, key, alt, build_table)
    return str(chosen[0]) if chosen else None


def _bars(unit_assessments: list[Assessment], unit_tiles: list[Tile], words: UnitWords) -> charts.Parts:
    return {
        "type": "bar",
        "x": [tile.column for tile in unit_tiles],
        "base": [tile.row - _SIDE / 2 for tile in unit_tiles],
        "y": [_SIDE] * len(unit_tiles),
        "width": _SIDE,
        "marker": {
            "color": [tint(one.signal) for one in unit_assessments],
            "line": {"color": palette().mid, "width": 1},
        },
        "text": [_tile_text(*words[tile.unit_id][:2]) for tile in unit_tiles],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "insidetextfont": {"color": [text_colour(one.signal) for one in unit_assessments], "size": 13},
        "textangle": 0,
        "constraintext": "none",
        "customdata": [[tile.unit_id, words[tile.unit_id][2]] for tile in unit_tiles],
        "hovertemplate": "%{customdata[1]}<extra></extra>",
    }


def _tile_text(name_lines: list[str], value: str) -> str:
    return "<br>".join([*name_lines, *(f"<b>{line}</b>" for line in wrap(value, _LETTERS - 1))])


def _alt(indicator: Indicator, unit_assessments: list[Assessment]) -> str:
    low = sum(one.signal == "low" for one in unit_assessments)
    return say("place_map.alt", indicator=indicator_name(indicator), count=len(unit_assessments), low=low)


def _behind(
    context: Context, indicator: Indicator, unit_assessments: list[Assessment]
) -> tables.TableBuilder:
    """Return what builds the table of all units, those without a place on the map too."""
    named = [(context.name_of(one.unit_id), one) for one in unit_assessments]
    return lambda: splits.build_split_table(context, indicator, "unit", named, "ban-do")


def _left_out(context: Context, units_off_map: list[Assessment]) -> None:
    """Name the communes that ought to be there; offices have no place on any map."""
    names = [
        context.name_of(one.unit_id)
        for one in units_off_map
        if context.names.level_of(one.unit_id) != "office"
    ]
    if names:
        note(escape_markdown(say("place_map.off", names=", ".join(names))))
