"""Check the identities of form II.06a in every line: return each that does not hold, with both numbers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from indicators.catalogue.form_06a import EARLY, NUMBERS, OPENING, SUMS, Identity
from indicators.form_06a.lines import Line


@dataclass(frozen=True)
class Finding:
    """Report that column `identity.whole` of the line says `whole` while its parts add up to `parts`."""

    identity: Identity
    line: Line
    whole: int
    parts: int


def broken(lines: Iterable[Line]) -> tuple[Finding, ...]:
    """Return the sums that do not hold within a line. Where a number is not known nothing is said."""
    found = (_compared(one, line, line) for line in lines for one in SUMS)
    return tuple(one for one in found if one)


def not_carried(lines: Iterable[Line], earlier: Iterable[Line]) -> tuple[Finding, ...]:
    """Return the lines that do not begin with what was open at the end of the period before.

    `earlier_lines` are those of that period.
    """
    then = {line.key: line for line in earlier}
    found = (_compared(OPENING, line, _before(line, then)) for line in lines)
    return tuple(one for one in found if one)


def _before(line: Line, then: Mapping[str, Line]) -> Line | None:
    """Return the line of the period before; a field without any case in it left none open."""
    nothing = Line("field", line.name, dict.fromkeys(NUMBERS, 0)) if then and line.kind == "field" else None
    return then.get(line.key, nothing)


def _compared(one: Identity, line: Line, source: Line | None) -> Finding | None:
    if source is None:
        return None
    whole, parts = _told(line, one.whole), [_told(source, part) for part in one.parts]
    known = [part for part in parts if part is not None]
    if whole is None or len(known) < len(parts) or whole == sum(known):
        return None
    return Finding(one, line, whole, sum(known))


def _told(line: Line, column: int) -> int | None:
    """Return the line's number; None where a printed total is silent.

    Printed totals without a column of early cases count them as on time; other silence leaves a gap.
    """
    if column not in line.silent:
        return line.cells[column]
    return line.cells[column] or 0 if column == EARLY else None
