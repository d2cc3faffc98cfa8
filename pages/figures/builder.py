"""Show the page Lập bảng: choose rows, columns, indicators, filter and order, and see the table at once."""

from ui import builder
from ui.header import header
from ui.state import view
from ui.text import say

builder.resume()
now = view(keeps=builder.PARAMETERS)
wanted = builder.wanted(now)
header(now, say("built.page_title"), page="builder")
builder.page(now, wanted)
