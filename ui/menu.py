"""List the pages: each one's script, its path in the address, its name in the menu."""

import streamlit as st
from streamlit.navigation.page import Page

from ui.text import say

PAGES = {  # id -> script, path in the address
    "overview": ("pages/figures/overview.py", "tong-quan"),
    "unit": ("pages/figures/unit.py", "don-vi"),
    "indicator": ("pages/figures/indicator.py", "chi-so"),
    "cases": ("pages/figures/cases.py", "ho-so"),
    "signing": ("pages/figures/signing.py", "ky-so"),
    "satisfaction": ("pages/figures/satisfaction.py", "hai-long"),
    "reports": ("pages/figures/reports.py", "bao-cao"),
    "builder": ("pages/figures/builder.py", "lap-bang"),
    "data": ("pages/records/data.py", "du-lieu"),
    "integrity": ("pages/records/integrity.py", "can-kiem-tra"),
    "upload": ("pages/records/upload.py", "nap-tep"),
    "compare": ("pages/records/compare.py", "so-sanh"),
    "catalogue": ("pages/records/catalogue.py", "giai-thich"),
}


def script_path(page: str) -> str:
    return PAGES[page][0]


def pages() -> list[Page]:
    return [
        st.Page(path, title=say(f"page.{page}"), url_path=address, default=page == "overview")
        for page, (path, address) in PAGES.items()
    ]
