"""Open the template that gives a document its look: a Word file with one mark, where the document goes."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from docx.document import Document as File
from docx.text.paragraph import Paragraph

from reports.word.errors import TemplateWrong
from reports.word.safe_template import open_template
from reports.word.styles import add_missing_styles

MARK = "{{noi_dung}}"


def begin_document(template: Path) -> tuple[File, Paragraph]:
    """Open the file with all styles, and find the paragraph in whose place the document is written.

    Raises TemplateWrong where there is not exactly one mark, or more than one section.
    """
    file = open_template(template)
    marks = [one for one in file.paragraphs if "".join(one.text.split()) == MARK]
    if len(marks) != 1:
        raise TemplateWrong(template, "no_mark" if not marks else "marks", MARK)
    if len(file.sections) != 1:
        raise TemplateWrong(template, "sections")
    add_missing_styles(file)
    return file, marks[0]


@contextmanager
def replace_mark(file: File, mark: Paragraph) -> Iterator[None]:
    """Move what is added to the end of the file meanwhile to where the paragraph was."""
    body = file.element.body
    count = len(body) - 1  # the last one is the page
    yield
    for one in list(body)[count:-1]:
        mark._p.addprevious(one)
    body.remove(mark._p)
