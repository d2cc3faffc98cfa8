"""What citizens say: answers by aspect as diverging bars."""

import pandas as pd
import plotly.graph_objects as go

from indicators.queries import answers_by_level
from reports.evidence import word
from reports.formats import file_name
from reports.table import Column, Table
from ui import charts, data, empty, tables
from ui.palette import palette
from ui.state import View
from ui.taken import notes_of
from ui.text import language, number, percent, period, say, section

_LEVELS = (1, 2, 3, 4, 5)


def by_aspect(view: View) -> None:
    """Left of the line the dissatisfied, right of it the satisfied; the middle answer stands apart."""
    section(say("opinions.title"), say("opinions.note"))
    counted = data.ask(answers_by_level, view.scope)
    if counted.empty:
        empty.nothing()
        return
    wide = counted.pivot(index="aspect", columns="score", values="count").reindex(columns=_LEVELS).fillna(0)
    wide = wide.assign(n=wide.sum(axis=1))
    wide = wide.loc[((wide[1] + wide[2]) / wide["n"]).sort_values(ascending=False).index]
    _draw(wide, f"aspects-{view.period.key}-{view.unit}")
    table = _table(view, wide)
    tables.downloads(table.name, lambda: table)


def _draw(wide: pd.DataFrame, key: str) -> None:
    tokens = palette()
    names = [str(word(language(), "aspect", aspect)) for aspect in wide.index]
    figure = charts.template(42 * len(wide) + 40, left=0, right=120, top=4, bottom=26)
    shades = (
        (2, -1, tokens.low, 0.55),
        (1, -1, tokens.low, 1),
        (4, 1, tokens.high, 0.55),
        (5, 1, tokens.high, 1),
    )
    for level, side, colour, opacity in shades:
        shares = 100 * wide[level] / wide["n"]
        figure.add_bar(
            y=list(range(len(wide))),
            x=side * shares,
            orientation="h",
            marker={"color": colour, "opacity": opacity},
            width=0.42,
            customdata=[
                f"{say(f'value.score.{level}')}: {percent(share)} ({number(count)})"
                for share, count in zip(shares, wide[level], strict=True)
            ],
            hovertemplate="%{customdata}<extra></extra>",
        )
    for place, (aspect, row) in enumerate(zip(names, wide.itertuples(), strict=True)):
        _words(figure, place, aspect, wide.loc[row.Index])
    figure.add_vline(x=0, line={"color": tokens.text, "width": 1.2})
    figure.update_layout(barmode="relative")
    figure.update_yaxes(range=[len(wide) - 0.5, -0.8], showticklabels=False, showgrid=False)
    most = 100 * float(((wide[1] + wide[2]) / wide["n"]).max())
    ticks = [-25, 0, 25, 50, 75, 100] if most > 12 else [0, 25, 50, 75, 100]
    labels = [f"{abs(tick)}%" for tick in ticks]
    figure.update_xaxes(range=[-most - 3, 100], tickvals=ticks, ticktext=labels)
    charts.draw(figure, key, say("opinions.alt"))


def _words(figure: go.Figure, place: int, aspect: str, row: pd.Series) -> None:
    good = 100 * (row[4] + row[5]) / row["n"]
    bad = 100 * (row[1] + row[2]) / row["n"]
    figure.add_annotation(
        x=0,
        xref="paper",
        xanchor="left",
        y=place,
        yshift=18,
        bgcolor=palette().bg,
        borderpad=0,
        showarrow=False,
        text=aspect,
    )
    figure.add_annotation(
        x=1,
        xref="paper",
        xanchor="left",
        xshift=8,
        y=place,
        showarrow=False,
        align="left",
        text=f"<b>{percent(good)}</b> / {percent(bad)}<br>n = {number(row['n'])}",
    )


def _table(view: View, wide: pd.DataFrame) -> Table:
    rows = wide.reset_index()
    rows["aspect"] = [word(language(), "aspect", aspect) for aspect in rows["aspect"]]
    rows.columns = [str(column) for column in rows.columns]
    columns = (
        Column("aspect", say("column.aspect")),
        *(Column(str(level), say(f"value.score.{level}"), "whole") for level in _LEVELS),
        Column("n", "n", "whole"),
    )
    title = f"{say('opinions.title')}, {period(view.period)}".replace("\u00a0", " ")
    name = file_name("y-kien", view.unit or "tat-ca", view.period.key)
    return Table(name, title, columns, rows, notes_of(view))
