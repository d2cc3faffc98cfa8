"""Set the sheet for printing as wide as a window; the print dialog makes it fit the paper.

Charts and tables are painted for the window and do not follow a narrower sheet.
"""

import streamlit as st

# 508 mm are 1920 pixels; sides as those of A4, lying, so that nothing is left empty when it is made smaller.
# Colours stay: without them the white letters of a dark screen would come on white paper.
_SHEET = """<style>
@page { size: 508mm 359mm; margin: 8mm; }
@media print { :root { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
</style>"""


def set_print_sheet() -> None:
    st.html(_SHEET)
