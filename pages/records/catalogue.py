"""Show the page Giải thích chỉ số: the meaning, formula, legal basis and target of each indicator."""

from ui.components import quality
from ui.frame.header import draw_header
from ui.records import catalogue
from ui.text import say
from ui.view import read_view

now = read_view()
draw_header(now, say("catalogue.title"), page="catalogue")
quality.draw_target_warnings()
catalogue.draw_indicator_list(now)
catalogue.draw_target_table(now)
catalogue.draw_terms()
