"""Show the page Tổng quan: what needs attention, the main figures, the matrix of units by indicators."""

from indicators.catalogue import MAIN
from ui.address import read_context
from ui.components import cards
from ui.frame.header import draw_header
from ui.overview.attention import draw_attention
from ui.overview.matrix import draw_matrix
from ui.overview.tile_map import draw_unit_map
from ui.text import say

context = read_context()
draw_header(
    context, say("overview.title", organisation=context.organisation_setting("name")), page="overview"
)
draw_attention(context)
cards.draw_cards(context, [context.assess_indicator(one) for one in MAIN])
draw_matrix(context)
draw_unit_map(context)
