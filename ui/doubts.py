"""Warn, where settings are looked at, of targets that no figure can be assessed by."""

import streamlit as st

from indicators.doubts import doubts
from ui import data
from ui.text import language, plain


def of_targets() -> None:
    for sentence in data.ask(doubts, language()):
        st.warning(plain(sentence), icon=":material/rule:")
