"""Show the page Tổng quan: what needs attention, the main figures, the matrix of units by indicators."""

from indicators.catalogue import MAIN
from ui.components import cards, view_assessments
from ui.frame.header import draw_header
from ui.overview.attention import draw_attention
from ui.overview.matrix import draw_matrix
from ui.overview.tile_map import draw_unit_map
from ui.text import say
from ui.view import read_view

now = read_view()
draw_header(now, say("overview.title", organisation=now.organisation_setting("name")), page="overview")
draw_attention(now)
cards.draw_cards(now, [view_assessments.assess_in_view(now, one) for one in MAIN])
draw_matrix(now)
draw_unit_map(now)
