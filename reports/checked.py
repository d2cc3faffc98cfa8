"""Whether the settings that documents are made with can be read; no data is needed to know."""

from pathlib import Path

from reports.forms.layout import LayoutWrong, read_layout
from reports.letterheads import LetterheadsWrong, senders


def wrong_settings(folder: Path, language: str) -> str | None:
    """What is wrong and what to do, in a sentence; None where nothing is."""
    try:
        senders(folder)
        read_layout(folder, language)
    except (LetterheadsWrong, LayoutWrong) as wrong:
        return wrong.sentence(language)
    return None
