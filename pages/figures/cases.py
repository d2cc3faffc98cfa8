"""Show the page Hồ sơ: case search, days early or late, open cases, rates by field, procedure, channel."""

import streamlit as st

from indicators.catalogue import CATALOGUE
from ui import large_type
from ui.cases import case, deadlines, durations, procedure, radar
from ui.components import splits
from ui.frame.header import header
from ui.text import say
from ui.view import view

now = view("unit", "case", keeps=(procedure.PARAMETER,))
opened = case.named(now)
asked = procedure.named(now)
header(now, say("cases.title"), unit=opened is None, page="cases")
if opened:
    case.page(now, opened)
    st.stop()
if asked:
    procedure.page(now, asked)
    st.stop()
case.search(now)
st.markdown(deadlines.summary(now))
left, right = large_type.columns([7, 5], gap="medium")
with left:
    deadlines.early_or_late(now)
with right:
    deadlines.open_by_age(now)
deadlines.late_and_soon(now)
durations.days_by_procedure(now)
radar.radar(now)
on_time = CATALOGUE["on_time_06a"]
left, right = large_type.columns(2, gap="medium")
with left:
    splits.by(now, on_time, "field")
    splits.by(now, on_time, "channel")
with right:
    splits.by(now, on_time, "procedure")
