"""A document as one HTML file that needs no network: tables that sort, charts that answer to pointing."""

from reports.page.write import html

__all__ = ["html"]
