"""Show the page Hồ sơ: case search, days early or late, open cases, rates by field, procedure, channel."""

import streamlit as st

from indicators.catalogue import CATALOGUE
from ui import large_type
from ui.cases import case, deadlines, durations, procedure, radar
from ui.components import splits
from ui.frame.header import draw_header
from ui.text import say
from ui.view import read_view

now = read_view("unit", "case", extra_parameters=(procedure.PARAMETER,))
opened = case.read_case(now)
asked = procedure.read_procedure(now)
draw_header(now, say("cases.title"), offers_units=opened is None, page="cases")
if opened:
    case.draw_page(now, opened)
    st.stop()
if asked:
    procedure.draw_page(now, asked)
    st.stop()
case.draw_case_search(now)
st.markdown(deadlines.lateness_summary(now))
left, right = large_type.layout_columns([7, 5], gap="medium")
with left:
    deadlines.draw_lateness_chart(now)
with right:
    deadlines.draw_open_cases_by_age(now)
deadlines.draw_overdue_and_due_soon(now)
durations.draw_days_by_procedure(now)
radar.draw_radar(now)
on_time = CATALOGUE["on_time_06a"]
left, right = large_type.layout_columns(2, gap="medium")
with left:
    splits.draw_split(now, on_time, "field")
    splits.draw_split(now, on_time, "channel")
with right:
    splits.draw_split(now, on_time, "procedure")
