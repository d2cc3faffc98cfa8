"""What is still to be built: entries of the corpus that nobody can expect to pass yet.

An entry that has begun to pass fails the test, so that the list only gets shorter.
"""

from collections.abc import Iterable

import pytest

NOT_YET = {
    "days/two_digits.xlsx",
    "days/two_digits_short.xlsx",
    "days/month_first.csv",
    "days/month_first.xlsx",
    "days/both_orders.csv",
    "days/swapped_in_part.xlsx",
    "days/placeholders.xlsx",
    "days/placeholder_numbers.xlsx",
    "days/placeholder_received.xlsx",
    "numbers/phone.xlsx",
    "numbers/phone.csv",
}
_NOT_EVEN_TRIED = {"unreadable/2gb.csv"}  # all of it would be read into memory


def marked(names: Iterable[str], kind: str = "") -> list[object]:
    """The names as parameters of a test; those that are still to be built are expected to fail."""
    return [pytest.param(name, marks=_late(kind + name)) for name in names]


def _late(name: str) -> list[pytest.MarkDecorator]:
    if name not in NOT_YET:
        return []
    tried = name not in _NOT_EVEN_TRIED
    return [pytest.mark.xfail(strict=True, run=tried, reason="still to be built")]
