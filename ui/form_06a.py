"""Warn, before form II.06a is downloaded, of its identities that do not hold, in the words of the form."""

import streamlit as st

from indicators.form_06a import By, form_06a
from reports.forms.remarks import broken
from reports.subject import Asked, Subject
from ui import data
from ui.built import asked_of
from ui.state import View
from ui.text import plain
from warehouse.connection import Connection

BY: dict[str, By] = {"form_06a": "field", "form_06a_units": "unit"}  # the kinds of file
_MOST = 3  # sentences beside a button; the form has all of them


def warn(view: View, kind: str) -> None:
    for sentence in data.ask(_broken, asked_of(view), BY[kind])[:_MOST]:
        st.warning(plain(sentence), icon=":material/warning:")


def _broken(connection: Connection, asked: Asked, by: By) -> list[str]:
    return broken(Subject(connection, asked), form_06a(connection, asked.scope, by))
