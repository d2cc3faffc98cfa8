"""Report a settings file that cannot be used, and where in it the fault is."""

from etl.problem import Problem
from languages import say


class SettingsInvalid(Exception):
    """Signal a fault in a settings file. Row 1 is the headings of a table.

    `problem.key` names a sentence under [settings_problem].
    """

    def __init__(self, file: str, problem: Problem, row: int | None = None) -> None:
        super().__init__(f"{file}: row {row}: {problem}")
        self.file, self.problem, self.row = file, problem, row

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
