"""Show the page Hài lòng: each survey series apart, answers by aspect, the suggestion box by day."""

from indicators.catalogue import CATALOGUE
from ui import large_type, navigation
from ui.address import read_context
from ui.components import cards, splits
from ui.frame.header import draw_header
from ui.satisfaction import answers, suggestion_box
from ui.text import note, say, section

CARDS = ("satisfied_5", "satisfied_3", "ballots_per_100", "box_opened")

context = read_context("unit")
draw_header(context, say("satisfaction.title"), offers_units=True, page="satisfaction")
note(say("satisfaction.apart"))
cards.draw_cards(context, [context.assess_indicator(CATALOGUE[one]) for one in CARDS])
left, right = large_type.layout_columns(2, gap="medium")
with left:
    answers.draw_answers_by_aspect(context)
    splits.draw_split(context, CATALOGUE["satisfied_5"], "field")
with right:
    suggestion_box.draw_box_calendar(context)
if context.unit is None:
    section(say("satisfaction.by_unit"), say("split.unit_note"))
    chosen = splits.draw_units(context, CATALOGUE["satisfied_5"])
    if chosen:
        navigation.open_page("unit", don_vi=chosen, chi_so="satisfied_5")
