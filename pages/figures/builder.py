"""Show the page Lập bảng: choose rows, columns, indicators, filter and order, and see the table at once."""

from ui.custom_table import page
from ui.frame.header import draw_header
from ui.text import say
from ui.view import read_view

page.resume_table()
now = read_view(extra_parameters=page.PARAMETERS)
wanted = page.read_table_spec(now)
draw_header(now, say("built.page_title"), page="builder")
page.draw_page(now, wanted)
