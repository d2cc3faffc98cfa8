"""Describe the questions that a file raises: unknown headings and names of units. Nothing is applied."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from languages import say


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


def heading_question(language: str, proposal: HeadingProposal) -> str:
    """Write the question as a person reads it: is the column “Ngày trả KQ” the “Ngày trả kết quả”?"""
    why = say(language, f"proposal.why_{proposal.why}")
    return say(language, "proposal.heading", heading=proposal.heading, usual=proposal.usual, why=why)
