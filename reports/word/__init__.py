"""Write documents as DOCX for officers to go on editing, into a Word template that gives their look."""

from reports.word.document import docx

__all__ = ["docx"]
