"""Run the dashboard: choose the snapshot and the language, list the pages, run the chosen page."""

import streamlit as st

from ui import address, menu, pinned_snapshot
from ui.downloads.writers import install_report_writers
from ui.frame import passports, print_sheet
from ui.text import say

install_report_writers()
pinned_snapshot.choose_pinned_snapshot()
# Because our folder is called pages/, the first session of a server starts in Streamlit's old mode and would
# lose that user's first choice. A second run is in the new mode.
new = "opened" not in st.session_state
st.session_state.opened = True
st.set_page_config(page_title=say("app.title"), layout="wide")
address.set_page_language()
page = st.navigation(menu.pages(), position="top")
if new:
    st.rerun()
print_sheet.set_print_sheet()
passports.follow_passport()
page.run()
