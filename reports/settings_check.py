"""Check that the settings which documents are made with can be read; no data is needed for it."""

from pathlib import Path

from presentation.custom_table.table import FILE as BUILT
from reports.catalogue import KINDS
from reports.forms.layout import LayoutWrong, read_layout
from reports.model.letterheads import LetterheadsWrong, senders
from reports.word.errors import TemplateWrong
from reports.word.template import begin_document
from reports.word.template_files import template_of


def find_settings_error(folder: Path, language: str) -> str | None:
    """Return a sentence on what is wrong and what to do, None where nothing is."""
    try:
        senders(folder)
        read_layout(folder, language)
        for look in {template_of(folder, file) for file in (*(kind.file for kind in KINDS.values()), BUILT)}:
            begin_document(look)
    except (LetterheadsWrong, LayoutWrong, TemplateWrong) as wrong:
        return wrong.sentence(language)
    return None
