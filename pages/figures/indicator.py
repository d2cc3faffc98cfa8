"""Chỉ số: one figure of one unit and period, opened down to its rows."""

import streamlit as st

from ui import judged, one, part, rows
from ui.header import header
from ui.state import view
from ui.text import name

now = view("unit", "indicator", keeps=part.PARAMETERS)
shown = judged.of_view(now, now.indicator)
title = f"{name(now.indicator)}, {now.name_of(now.unit)}"
header(now, title, unit=True, named=True, more=lambda: one.choice(now))
part.told(now)
left, right = st.columns([5, 7], gap="medium")
with left:
    one.figure_block(now, shown)
with right:
    one.history(now, shown)
rows.behind(now, now.indicator)
one.divided(now, now.indicator)
