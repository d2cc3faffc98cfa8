"""List the names by which each column can be known under a header of one to three rows."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

import pandas as pd

from etl.text import fold

_LOOKED_AT = 40  # rows with something in them, from the top
_HIGHEST = 3
# What stands in rows of data and numbering, never in a heading.
_DATUM = re.compile(
    r"\s*(\d+([.,]\d+)*|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}.*|\d{4}-\d{1,2}-\d{1,2}.*)\s*", re.DOTALL
)
_Storey = Mapping[int, str]


@dataclass(frozen=True)
class HeaderRows:
    """Hold the rows of a possible header and the names of its columns.

    `names`: by column number, the most telling name first; the last one is what stands in the lowest row.
    """

    rows: tuple[int, ...]
    names: Mapping[int, tuple[str, ...]]


def candidate_header_rows(cells: pd.DataFrame) -> Iterator[HeaderRows]:
    """Yield each of the first rows as a header, alone and together with the next one or two."""
    top = cells.iloc[:_LOOKED_AT]
    rows = [
        (int(row), _words(top.columns, line)) for row, line in zip(top.index, top.to_numpy(), strict=True)
    ]
    for row, words in rows:
        yield HeaderRows((row,), {column: (text,) for column, text in words.items()})
    worded = [not any(_DATUM.fullmatch(text) for text in words.values()) for _, words in rows]
    for height in range(2, _HIGHEST + 1):
        for first in range(len(rows) - height + 1):
            if all(worded[first : first + height]):
                chosen = rows[first : first + height]
                yield HeaderRows(tuple(row for row, _ in chosen), _names([words for _, words in chosen]))


def _names(levels: Sequence[_Storey]) -> dict[int, tuple[str, ...]]:
    paths = _paths(levels)
    lowest = Counter(fold(path[-1]) for path in paths.values())
    return {column: _joined(path, lowest[fold(path[-1])] > 1) for column, path in paths.items()}


def _paths(levels: Sequence[_Storey]) -> dict[int, list[str]]:
    """Return the texts over each column, from the top; the heading of a group stands over all its columns."""
    columns = sorted({column for storey in levels for column in storey})
    paths: dict[int, list[str]] = {column: [] for column in columns}
    for height, storey in enumerate(levels):
        below = {column for lower in levels[height + 1 :] for column in lower}
        above = {column for upper in levels[:height] for column in upper}
        group: str | None = None
        for column in columns:
            own = storey.get(column)
            if own or column in above:
                # Merged cells have their text in the first column, and only a group has names below it.
                group = own if column in below else None
            text = own or (group if column in below else None)
            if text and (not paths[column] or fold(paths[column][-1]) != fold(text)):
                paths[column].append(text)
    return paths


def _joined(path: Sequence[str], is_ambiguous: bool) -> tuple[str, ...]:
    """Join the texts: 'Ngày' under 'Tiếp nhận' is 'Ngày Tiếp nhận', and 'Ngày' where no other column is."""
    *upper, lowest = path
    names = [
        " ".join(order)
        for size in range(len(upper), 0, -1)
        for chosen in combinations(upper, size)
        for order in permutations((*chosen, lowest))
    ]
    whole = " ".join(path)
    return tuple(dict.fromkeys([*names, whole if is_ambiguous else lowest]))


def _words(columns: "pd.Index", cells: Sequence[str]) -> dict[int, str]:
    return {
        int(column): " ".join(text.split())
        for column, text in zip(columns, cells, strict=True)
        if not pd.isna(text)
    }
