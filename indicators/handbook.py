"""Write docs/indicators.md from the catalogue: python -m indicators.handbook."""

from pathlib import Path

from sqlalchemy import ColumnElement

from indicators.catalogue import CATALOGUE
from indicators.definition import Count, Indicator, Percentile, PerHundred, Ratio
from languages import say

PATH = Path(__file__).parent.parent / "docs" / "indicators.md"
_HEAD = """# Indicators

Written by `python -m indicators.handbook` from `indicators/catalogue/`; a test keeps it current.
`period.first_day` and `period.last_day` are the limits of the measured period, the last one no later than the
closing date. A condition counts 1 or 0, a number counts itself.
"""


def handbook_text() -> str:
    return "\n".join([_HEAD, *(handbook_entry(indicator) for indicator in CATALOGUE.values())])


def handbook_entry(indicator: Indicator) -> str:
    names = [say(language, f"indicator.{indicator.id}.name") for language in ("en", "vi")]
    lines = [f"## {names[0]} · {names[1]} (`{indicator.id}`)", ""]
    lines += [say("en", f"indicator.{indicator.id}.about"), ""]
    lines += [f"- {label}: {text}" for label, text in definition_lines(indicator)]
    return "\n".join(lines) + "\n"


def definition_lines(indicator: Indicator) -> list[tuple[str, str]]:
    """Return label and text of each part of the definition, in English.

    The catalogue page has its own words.
    """
    better = "more is better" if indicator.higher_is_better else "less is better"
    return [
        ("Kind", f"{indicator.kind}, {better}"),
        ("Table", f"`{indicator.table.name}`"),
        *((label, f"`{render_sql(part)}`") for label, part in definition_parts(indicator)),
        ("Basis", indicator.basis),
    ]


def definition_parts(indicator: Indicator) -> list[tuple[str, ColumnElement]]:
    """Return the column expressions of the definition, by the name of the part."""
    found: list[tuple[str, ColumnElement]] = [("Rows", indicator.belongs)]
    match indicator:
        case Ratio():
            found += [("Numerator", indicator.numerator), ("Denominator", indicator.denominator)]
        case Count():
            found += [("Adds", indicator.numerator)]
        case Percentile():
            found += [(f"Percentile {indicator.share:.0%} of", indicator.days)]
        case PerHundred():
            found += [("Per hundred rows of " + indicator.other.name, indicator.other_belongs)]
    if indicator.totals:
        top, bottom = indicator.totals.numerator, indicator.totals.denominator
        when = ", of its last day" if indicator.totals.at_end else ""
        adds = top if bottom is None else top.self_group().op("/")(bottom.self_group())
        found.append((f"Total of {indicator.totals.table.name} adds{when}", adds))
    return found


def render_sql(expression: ColumnElement) -> str:
    """Render the expression as SQL, values written in."""
    return " ".join(str(expression.compile(compile_kwargs={"literal_binds": True})).split())


if __name__ == "__main__":
    PATH.write_text(handbook_text(), "utf-8")
