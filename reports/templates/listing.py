"""List all fields of templates in Markdown: for the command line, and for docs/mau-van-ban.md."""

from collections.abc import Iterable

from indicators.catalogue import CATALOGUE
from languages import say
from reports.templates.fields import GENERAL, PARTS
from reports.templates.sections import SECTIONS


def field_list(language: str) -> str:
    """Return the list, with a table for each kind of field."""

    def meant(table: str, names: Iterable[str]) -> list[tuple[str, str]]:
        return [(name, say(language, f"{table}.{name}")) for name in names]

    indicators = [(id, say(language, f"indicator.{id}.name")) for id in CATALOGUE]
    tables = {
        "general": [(f"{{{{{name}}}}}", told) for name, told in meant("template_field", GENERAL)],
        "indicator": [(f"{{{{{id}}}}}", told) for id, told in indicators],
        "part": [(f".{name}", told) for name, told in meant("template_part", PARTS)],
        "section": [(f"{{{{{name}}}}}", told) for name, told in meant("template_section", SECTIONS)],
    }
    meaning = say(language, "templates.head_meaning")
    return "\n\n".join(
        _table(say(language, f"templates.head_{kind}"), meaning, rows) for kind, rows in tables.items()
    )


def _table(head: str, meaning: str, rows: list[tuple[str, str]]) -> str:
    lines = [f"| {head} | {meaning} |", "|---|---|", *(f"| `{name}` | {told} |" for name, told in rows)]
    return "\n".join(lines)
