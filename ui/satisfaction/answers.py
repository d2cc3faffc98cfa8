"""Show what citizens answered: answers by aspect as diverging bars."""

import pandas as pd

from indicators.catalogue import CATALOGUE
from indicators.queries import Slice, answers_by_level
from languages.writing import word
from presentation.context import Context
from presentation.numbers import file_name
from presentation.table import Column, Table
from ui import answers, messages
from ui.components import charts, selection, tables
from ui.components.table_notes import build_table_notes
from ui.palette import palette
from ui.text import language, number, percent, period, say, section

_LEVELS = (1, 2, 3, 4, 5)


def draw_answers_by_aspect(context: Context) -> None:
    """Draw the dissatisfied left of the line, the satisfied right of it; the middle answer is not drawn."""
    section(say("opinions.title"), say("opinions.note"))
    counted = answers.ask(answers_by_level, context.scope)
    if counted.empty:
        messages.draw_empty_note()
        return
    wide = counted.pivot(index="aspect", columns="score", values="count").reindex(columns=_LEVELS).fillna(0)
    wide = wide.assign(n=wide.sum(axis=1))
    wide = wide.loc[((wide[1] + wide[2]) / wide["n"]).sort_values(ascending=False).index]
    chosen = _draw(wide, f"aspects-{context.period.key}-{context.unit}", lambda: _table(context, wide))
    if chosen:
        selection.open_rows(context, CATALOGUE["satisfied_aspects"], Slice("answered", chosen))


def _draw(answer_counts: pd.DataFrame, key: str, build_table: tables.TableBuilder) -> str | None:
    tokens = palette()
    most = 100 * float(((answer_counts[1] + answer_counts[2]) / answer_counts["n"]).max())
    ticks = [-25, 0, 25, 50, 75, 100] if most > 12 else [0, 25, 50, 75, 100]
    shades = (
        (2, -1, tokens.low, 0.55),
        (1, -1, tokens.low, 1),
        (4, 1, tokens.high, 0.55),
        (5, 1, tokens.high, 1),
    )
    shape = charts.layout(
        48 * len(answer_counts) + 40,
        left=0,
        right=120,
        top=4,
        bottom=26,
        x={"range": [-most - 3, 100], "tickvals": ticks, "ticktext": [f"{abs(tick)}%" for tick in ticks]},
        y={"range": [len(answer_counts) - 0.5, -0.8], "showticklabels": False, "showgrid": False},
        barmode="relative",
        shapes=[charts.line(x=0, width=1.2)],
        annotations=[
            words
            for place, aspect in enumerate(answer_counts.index)
            for words in _words(place, str(word(language(), "aspect", aspect)), answer_counts.loc[aspect])
        ],
    )
    segments = [_bar(answer_counts, *shade) for shade in shades]
    chosen = charts.draw_selectable_chart(segments, shape, key, say("opinions.alt"), build_table)
    return str(chosen[0]) if chosen else None


def _bar(answer_counts: pd.DataFrame, level: int, side: int, colour: str, opacity: float) -> charts.Parts:
    shares = 100 * answer_counts[level] / answer_counts["n"]
    return {
        "type": "bar",
        "y": list(range(len(answer_counts))),
        "x": list(side * shares),
        "orientation": "h",
        "marker": {"color": colour, "opacity": opacity},
        "selected": {"marker": {"opacity": opacity}},
        "unselected": {"marker": {"opacity": opacity}},
        "width": 0.38,
        "customdata": [
            [f"{aspect}-{level}", f"{say(f'value.score.{level}')}: {percent(share)} ({number(count)})"]
            for aspect, share, count in zip(answer_counts.index, shares, answer_counts[level], strict=True)
        ],
        "hovertemplate": "%{customdata[1]}<extra></extra>",
    }


def _words(place: int, aspect: str, row: pd.Series) -> list[charts.Parts]:
    """Return the aspect above its bar; at the right the satisfied, the dissatisfied and n."""
    good = 100 * (row[4] + row[5]) / row["n"]
    bad = 100 * (row[1] + row[2]) / row["n"]
    return [
        charts.bar_label(aspect, place, 20),
        charts.side_label(f"<b>{percent(good)}</b> / {percent(bad)}<br>n = {number(row['n'])}", y=place),
    ]


def _table(context: Context, answer_counts: pd.DataFrame) -> Table:
    rows = answer_counts.reset_index()
    rows["aspect"] = [word(language(), "aspect", aspect) for aspect in rows["aspect"]]
    rows.columns = [str(column) for column in rows.columns]
    columns = (
        Column("aspect", say("column.aspect")),
        *(Column(str(level), say(f"value.score.{level}"), "whole") for level in _LEVELS),
        Column("n", "n", "whole"),
    )
    title = f"{say('opinions.title')}, {period(context.period)}".replace("\u00a0", " ")
    name = file_name("y-kien", context.unit or "tat-ca", context.period.key)
    return Table(name, title, columns, rows, build_table_notes(context))
