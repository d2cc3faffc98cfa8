"""Draw a line of months without axes, small enough to stand beside its figure."""

import pandas as pd

from ui.palette import palette

WIDE, _HIGH, _EDGE = 72, 34, 4


def svg(values: pd.Series, target: float | None) -> str:
    """Draw the line, target dashed, last point marked; without values an empty picture of the same size."""
    known = values.dropna()
    content = _content(values, known, target) if len(known) > 1 else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDE}" height="{_HIGH}" fill="none" '
        f'stroke="{palette().accent}">{content}</svg>'
    )


def _content(values: pd.Series, known: pd.Series, target: float | None) -> str:
    ends = [*known, *([target] if target is not None else [])]
    low, high = min(ends), max(ends)

    def across(place: int) -> float:
        return _EDGE + place * (WIDE - 2 * _EDGE) / (len(values) - 1)

    def down(value: float) -> float:
        return _HIGH - _EDGE - (value - low) / ((high - low) or 1) * (_HIGH - 2 * _EDGE)

    points = [(across(place), down(value)) for place, value in enumerate(values) if value == value]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dashes = 'stroke-dasharray="3 3" opacity=".55"'
    aim = f'<path d="M{_EDGE} {down(target):.1f}H{WIDE - _EDGE}" {dashes}/>' if target is not None else ""
    x, y = points[-1]
    dot = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.6" fill="{palette().accent}" stroke="none"/>'
    return f'{aim}<polyline points="{line}" stroke-width="1.6"/>{dot}'
