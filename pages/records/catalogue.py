"""Show the page Giải thích chỉ số: the meaning, formula, legal basis and target of each indicator."""

from ui.components import quality
from ui.frame.header import header
from ui.records import catalogue
from ui.text import say
from ui.view import view

now = view()
header(now, say("catalogue.title"), page="catalogue")
quality.of_targets()
catalogue.search(now)
catalogue.target_table(now)
catalogue.terms()
