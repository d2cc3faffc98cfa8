"""Report a Word template that cannot be used, in a sentence that says what to do."""

from pathlib import Path

from languages import say


class TemplateWrong(ValueError):
    """Report a fault: `key` of the words under [template_wrong], what was found, the right thing nearest."""

    def __init__(self, template: Path, key: str, detail: str = "", suggestion: str = "") -> None:
        super().__init__(f"{template.name}: {key} {detail}")
        self.file, self.key, self.found, self.nearest = template.name, key, detail, suggestion

    def sentence(self, language: str) -> str:
        return say(
            language, f"template_wrong.{self.key}", file=self.file, found=self.found, nearest=self.nearest
        )
