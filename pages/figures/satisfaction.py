"""Show the page Hài lòng: each survey series apart, answers by aspect, the suggestion box by day."""

from indicators.catalogue import CATALOGUE
from ui import box, cards, judged, large, navigation, opinions, splits
from ui.header import header
from ui.state import view
from ui.text import note, say, section

CARDS = ("satisfied_5", "satisfied_3", "ballots_per_100", "box_opened")

now = view("unit")
header(now, say("satisfaction.title"), unit=True, page="satisfaction")
note(say("satisfaction.apart"))
cards.grid(now, [judged.of_view(now, CATALOGUE[one]) for one in CARDS])
left, right = large.columns(2, gap="medium")
with left:
    opinions.by_aspect(now)
    splits.by(now, CATALOGUE["satisfied_5"], "field")
with right:
    box.calendar(now)
if now.unit is None:
    section(say("satisfaction.by_unit"), say("split.unit_note"))
    chosen = splits.by_unit(now, CATALOGUE["satisfied_5"])
    if chosen:
        navigation.go("unit", don_vi=chosen, chi_so="satisfied_5")
