"""Show the page Ký số: three rates, by unit and by signer, and the documents that lack a signature."""

from indicators.catalogue import CATALOGUE
from ui import cards, judged, large, navigation, rows, splits
from ui.header import header
from ui.state import view
from ui.text import say, section

CARDS = ("signed_full", "signed_leader", "signed_agency", "sent_electronically")

now = view("unit")
full = CATALOGUE["signed_full"]
header(now, say("signing.title"), unit=True, page="signing")
cards.grid(now, [judged.of_view(now, CATALOGUE[one]) for one in CARDS])
left, right = large.columns(2, gap="medium")
with left:
    if now.unit is None:
        section(say("signing.by_unit"), say("split.unit_note"))
        chosen = splits.by_unit(now, full)
        if chosen:
            navigation.go("unit", don_vi=chosen, chi_so=full.id)
    splits.by(now, full, "kind")
with right:
    splits.by(now, CATALOGUE["signed_leader"], "signer")
rows.lacking(now, CATALOGUE["signed_full"], say("signing.unsigned"))
