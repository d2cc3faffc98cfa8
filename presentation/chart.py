"""Describe a chart, whatever draws it: bars with their limits, or months with their natural limits."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from languages import say
from presentation.colours import OF_MARK
from presentation.confidence_levels import level_fields


@dataclass(frozen=True)
class Bar:
    """Represent a bar with its figure in words (`text`) and the `mark` of its signal: ▼, ▲ or "".

    `low` and `high`: its 95% limits, if any. `few`: too few cases to judge. `target`: its own,
    where the bars of a chart have several.
    """

    label: str
    value: float | None
    text: str
    mark: str = ""
    low: float | None = None
    high: float | None = None
    target: float | None = None
    few: bool = False


@dataclass(frozen=True)
class Bars:
    """Represent a chart of bars; `unit` says what the axis measures, `target` is drawn as a line."""

    title: str
    unit: str
    bars: tuple[Bar, ...]
    target: float | None = None
    percent: bool = False


@dataclass(frozen=True)
class Point:
    """Represent a month by its first day; `beyond`: outside of its natural limits `low` to `high`."""

    day: date
    value: float | None
    low: float | None = None
    high: float | None = None
    beyond: bool = False


@dataclass(frozen=True)
class Lines:
    """Represent a line of months; `unit` says what the axis measures, `target` is drawn as a line."""

    title: str
    unit: str
    points: tuple[Point, ...]
    target: float | None = None
    percent: bool = False


Chart = Bars | Lines


def finite_values(values: Iterable[float | None]) -> list[float]:
    """Return the values that a chart can draw: None, NaN and infinities are dropped."""
    return [float(value) for value in values if value is not None and math.isfinite(value)]


def spread_labels(marks: list[tuple[float, str, str]], gap: float) -> list[tuple[float, str, str]]:
    """Move labels (place, text, colour) apart, so that none covers another."""
    placed: list[tuple[float, str, str]] = []
    for place, text, colour in sorted(marks):
        placed.append((max(place, placed[-1][0] + gap) if placed else place, text, colour))
    return placed


def escape_text(text: str) -> str:
    """Escape text from data for a chart: Plotly reads tags (<b>, <a href>, <br>) and entities everywhere."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def explain_signs(chart: Chart, language: str) -> str:
    said = _in_bars(chart) if isinstance(chart, Bars) else _in_lines(chart)
    return " ".join(
        say(language, f"picture.{key}", **level_fields(language)) for key, is_so in said.items() if is_so
    )


def _in_bars(chart: Bars) -> dict[str, bool]:
    return {
        "limits": any(len(finite_values((bar.low, bar.high))) == 2 for bar in chart.bars),
        "own_targets": bool(finite_values(bar.target for bar in chart.bars)),
        "marks": any(bar.mark in OF_MARK for bar in chart.bars),
    }


def _in_lines(chart: Lines) -> dict[str, bool]:
    return {
        "band": any(len(finite_values((point.low, point.high))) == 2 for point in chart.points),
        "beyond": any(point.beyond for point in chart.points),
    }
