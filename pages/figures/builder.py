"""Show the page Lập bảng: choose rows, columns, indicators, filter and order, and see the table at once."""

from ui.address import read_context
from ui.custom_table import page
from ui.frame.header import draw_header
from ui.text import say

page.resume_table()
context = read_context(extra_parameters=page.PARAMETERS)
wanted = page.read_table_spec(context)
draw_header(context, say("built.page_title"), page="builder")
page.draw_page(context, wanted)
