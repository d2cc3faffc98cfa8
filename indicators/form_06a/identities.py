"""Check the identities of form II.06a in every line: return each that does not hold, with both numbers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from indicators.catalogue.form_06a import EARLY, NUMBERS, OPENING, SUMS, Identity
from indicators.form_06a.lines import FormLine


@dataclass(frozen=True)
class IdentityBreak:
    """Report that column `identity.whole` of the line says `whole` while its parts add up to `parts`."""

    identity: Identity
    line: FormLine
    whole: int
    parts: int


def broken_sums(lines: Iterable[FormLine]) -> tuple[IdentityBreak, ...]:
    """Return the sums that do not hold within a line. Where a number is not known nothing is said."""
    found = (_compared(one, line, line) for line in lines for one in SUMS)
    return tuple(one for one in found if one)


def opening_breaks(lines: Iterable[FormLine], earlier_lines: Iterable[FormLine]) -> tuple[IdentityBreak, ...]:
    """Return the lines that do not begin with what was open at the end of the period before.

    `earlier_lines` are those of that period.
    """
    then = {line.key: line for line in earlier_lines}
    found = (_compared(OPENING, line, _before(line, then)) for line in lines)
    return tuple(one for one in found if one)


def _before(line: FormLine, earlier_lines: Mapping[str, FormLine]) -> FormLine | None:
    """Return the line of the period before; a field without any case in it left none open."""
    nothing = (
        FormLine("field", line.name, dict.fromkeys(NUMBERS, 0))
        if earlier_lines and line.kind == "field"
        else None
    )
    return earlier_lines.get(line.key, nothing)


def _compared(identity: Identity, line: FormLine, source: FormLine | None) -> IdentityBreak | None:
    if source is None:
        return None
    whole, parts = _told(line, identity.whole), [_told(source, part) for part in identity.parts]
    known = [part for part in parts if part is not None]
    if whole is None or len(known) < len(parts) or whole == sum(known):
        return None
    return IdentityBreak(identity, line, whole, sum(known))


def _told(line: FormLine, column: int) -> int | None:
    """Return the line's number; None where a printed total is silent.

    Printed totals without a column of early cases count them as on time; other silence leaves a gap.
    """
    if column not in line.silent:
        return line.cells[column]
    return line.cells[column] or 0 if column == EARLY else None
