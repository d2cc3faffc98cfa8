"""Draw charts with a large library that is imported only where there is a chart to draw."""

from collections.abc import Sequence

from presentation.chart import Chart


def svg(chart: Chart, language: str, foot: Sequence[str] = ()) -> bytes:
    from reports import picture

    return picture.svg(chart, language, foot=foot)


def png(chart: Chart, language: str, foot: Sequence[str] = ()) -> bytes:
    from reports import picture

    return picture.png(chart, language, foot=foot)
