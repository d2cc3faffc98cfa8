"""Charts drawn by a large library, which is loaded only where there is one to draw."""

from reports.chart import Chart


def svg(chart: Chart, language: str) -> bytes:
    from reports import picture

    return picture.svg(chart, language)


def png(chart: Chart, language: str) -> bytes:
    from reports import picture

    return picture.png(chart, language)
