"""Name the lines and columns of a form."""

from collections.abc import Iterable

from indicators.catalogue.form_06a import Identity
from indicators.form_06a import FormLine
from presentation.context import Context


def line_name(context: Context, line: FormLine) -> str:
    return key_name(context, line.key)


def key_name(context: Context, key: str) -> str:
    """Name a line by its key: a form of another day may have had lines that today's has not."""
    kind, _, name = key.partition(":")
    if kind == "unit":
        return context.name_of(name) if name in context.units.index else name
    if kind == "group":
        return context.say(f"form_06a.group.{name}")
    return name or context.say(f"form_06a.line.{kind}")


def column_names(numbers: Iterable[int]) -> str:
    return ", ".join(f"({number})" for number in numbers)


def identity_name(context: Context, identity: Identity) -> str:
    """Write the identity by its columns: (3) = (4) + (5) + (6)."""
    text = f"({identity.whole}) = " + " + ".join(f"({part})" for part in identity.parts)
    return context.say("form_06a.of_before", identity=text) if identity.before else text
