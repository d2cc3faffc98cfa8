"""Show the page Giải thích chỉ số: the meaning, formula, legal basis and target of each indicator."""

from ui.address import read_context
from ui.components import quality
from ui.frame.header import draw_header
from ui.records import catalogue
from ui.text import say

context = read_context()
draw_header(context, say("catalogue.title"), page="catalogue")
quality.draw_target_warnings()
catalogue.draw_indicator_list(context)
catalogue.draw_target_table(context)
catalogue.draw_terms()
