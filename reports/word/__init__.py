"""Documents as DOCX that an officer goes on editing: written into a Word template that gives their look."""

from reports.word.write import docx

__all__ = ["docx"]
