"""Write a document as one HTML file that needs no network: tables sort, charts answer the pointer."""

from reports.html.write import html

__all__ = ["html"]
