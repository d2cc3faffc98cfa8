"""Describe what is wrong with a cell, a row or a file as data; the sentence is made where it is shown."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from etl.proposals import HeadingProposal
from languages import say


@dataclass(frozen=True)
class Problem:
    """Describe a fault. `key` names a sentence under [problem]; `expected` is what can be done instead."""

    key: str
    column: str | None = None
    found: str | None = None
    expected: str | None = None


class BadCell(ValueError):
    """Signal a cell that cannot be read: its row is rejected, or flagged where settings say so."""

    def __init__(self, key: str, found: str | None = None, expected: str | None = None) -> None:
        super().__init__(key)
        self.problem = Problem(key, None, found, expected)


class Refusal(Exception):
    """Signal a file that cannot be used. Whoever reads it adds its name, by `name_refusals`."""

    def __init__(self, problem: Problem, file: str = "") -> None:
        super().__init__(problem)
        self.problem, self.file = problem, file

    def __str__(self) -> str:
        return f"{self.file}: {self.problem}"


@contextmanager
def name_refusals(file: str) -> Iterator[None]:
    """Add the name of the file that is being read to a refusal that has none yet."""
    try:
        yield
    except Refusal as refusal:
        refusal.file = refusal.file or file
        raise


class FileRefused(Refusal):
    """Signal a file that cannot be loaded. The other files of the same load go on.

    `proposals`: headings which, once confirmed, may let the file in.
    """

    def __init__(
        self, problem: Problem, sheet: str | None = None, proposals: tuple[HeadingProposal, ...] = ()
    ) -> None:
        super().__init__(problem)
        self.sheet, self.proposals = sheet, proposals


def problem_sentence(
    language: str,
    problem: Problem,
    file: str,
    sheet: str | None,
    row: int | None,
    section: str = "problem",
) -> str:
    """Say in one sentence where the problem is, what was found, what was expected and what to do.

    `section`: the table of sentences, where others fit better than those under [problem].
    """
    return say(
        language,
        f"{section}.{problem.key}",
        file=file,
        sheet=sheet or "–",
        row=row or "–",
        column=problem.column or "–",
        found=problem.found or "–",
        expected=problem.expected or "–",
    )


class SettingsInvalid(Refusal):
    """Signal a fault in a settings file. Row 1 is the headings of a table.

    `problem.key` names a sentence under [settings_problem].
    """

    def __init__(self, problem: Problem, row: int | None = None, file: str = "") -> None:
        super().__init__(problem, file)
        self.row = row

    def sentence(self, language: str) -> str:
        problem = self.problem
        return say(
            language,
            f"settings_problem.{problem.key}",
            file=self.file,
            row=self.row or "–",
            column=problem.column or "–",
            found=problem.found or "–",
            expected=problem.expected or "–",
        )


def heading_question(language: str, proposal: HeadingProposal) -> str:
    """Write the question as a person reads it: is the column “Ngày trả KQ” the “Ngày trả kết quả”?"""
    why = say(language, f"proposal.why_{proposal.why}")
    return say(language, "proposal.heading", heading=proposal.heading, usual=proposal.usual, why=why)
