"""Lập bảng: rows, columns, indicators, filter and order of a table of one's own, and the table at once."""

from ui import builder
from ui.header import header
from ui.state import view
from ui.text import say

builder.resume()
now = view(keeps=builder.PARAMETERS)
wanted = builder.wanted(now)
header(now, say("built.page_title"), page="builder")
builder.page(now, wanted)
