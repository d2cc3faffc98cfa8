"""Show the page Ký số: three rates, by unit and by signer, and the documents that lack a signature."""

from indicators.catalogue import CATALOGUE
from ui import large_type, navigation
from ui.address import read_context
from ui.components import cards, rows, splits
from ui.frame.header import draw_header
from ui.text import say, section

CARDS = ("signed_full", "signed_leader", "signed_agency", "sent_electronically")

context = read_context("unit")
full = CATALOGUE["signed_full"]
draw_header(context, say("signing.title"), offers_units=True, page="signing")
cards.draw_cards(context, [context.assess_indicator(CATALOGUE[one]) for one in CARDS])
left, right = large_type.layout_columns(2, gap="medium")
with left:
    if context.unit is None:
        section(say("signing.by_unit"), say("split.unit_note"))
        chosen = splits.draw_units(context, full)
        if chosen:
            navigation.open_page("unit", don_vi=chosen, chi_so=full.id)
    splits.draw_split(context, full, "kind")
with right:
    splits.draw_split(context, CATALOGUE["signed_leader"], "signer")
rows.draw_unmet_rows(context, CATALOGUE["signed_full"], say("signing.unsigned"))
