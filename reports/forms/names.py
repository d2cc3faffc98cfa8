"""Name the lines and columns of a form."""

from collections.abc import Iterable

from indicators.catalogue.form_06a import Identity
from indicators.form_06a import FormLine
from reports.context import Subject


def line_name(subject: Subject, line: FormLine) -> str:
    return key_name(subject, line.key)


def key_name(subject: Subject, key: str) -> str:
    """Name a line by its key: a form of another day may have had lines that today's has not."""
    kind, _, name = key.partition(":")
    if kind == "unit":
        return subject.names.name_of(name) if name in subject.names.every.index else name
    if kind == "group":
        return subject.say(f"form_06a.group.{name}")
    return name or subject.say(f"form_06a.line.{kind}")


def column_names(numbers: Iterable[int]) -> str:
    return ", ".join(f"({number})" for number in numbers)


def identity_name(subject: Subject, identity: Identity) -> str:
    """Write the identity by its columns: (3) = (4) + (5) + (6)."""
    text = f"({identity.whole}) = " + " + ".join(f"({part})" for part in identity.parts)
    return subject.say("form_06a.of_before", identity=text) if identity.before else text
