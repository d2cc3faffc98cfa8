"""Draw charts with a large library that is imported only where there is a chart to draw."""

from presentation.chart import Chart


def svg(chart: Chart, language: str) -> bytes:
    from reports import picture

    return picture.svg(chart, language)


def png(chart: Chart, language: str) -> bytes:
    from reports import picture

    return picture.png(chart, language)
