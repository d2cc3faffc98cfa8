"""Documents as DOCX that an officer goes on editing: real styles, the layout of Decree 30/2020."""

from reports.word.write import docx

__all__ = ["docx"]
