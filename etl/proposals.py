"""Describe the questions that a file raises: unknown headings and names of units. Nothing is applied."""

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True)
class HeadingProposal:
    """Propose that `heading` of the file is `column` of the source, whose usual heading is `usual`.

    `why`: the words are close, the cells are of the kind that the column has, or both.
    """

    source: str
    column: str
    usual: str
    heading: str
    sheet: str
    why: Literal["words", "cells", "both"]


@dataclass(frozen=True)
class UnitProposal:
    """Propose the closest units (ids) for a name that means none, in `rows` rejected rows of these days."""

    name: str
    rows: int
    first_day: date | None
    last_day: date | None
    candidates: tuple[str, ...]
