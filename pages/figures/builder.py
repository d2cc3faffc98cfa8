"""Show the page Lập bảng: choose rows, columns, indicators, filter and order, and see the table at once."""

from ui.custom_table import page
from ui.frame.header import header
from ui.text import say
from ui.view import view

page.resume()
now = view(keeps=page.PARAMETERS)
wanted = page.wanted(now)
header(now, say("built.page_title"), page="builder")
page.page(now, wanted)
