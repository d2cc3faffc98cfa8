"""List the loads of the served snapshot, the last of which can be undone from here."""

import streamlit as st

from indicators import queries
from languages.writing import word
from reports.table import Column, Table
from ui import data, navigation, tables, take_back
from ui.state import View
from ui.taken import notes_of
from ui.text import language, say, section


def loads(view: View) -> None:
    section(say("load_list.title"), say("load_list.note"))
    rows = (
        data.ask(queries.loads)
        .groupby("load_no")
        .agg(
            at=("loaded_at", "max"),
            by=("loader", "first"),
            files=("name", "count"),
            rows=("loaded", "sum"),
            names=("name", lambda names: ", ".join(names[::-1])),
        )
        .sort_index(ascending=False)
        .reset_index()
    )
    rows["by"] = [word(language(), "loader", one) for one in rows["by"]]
    columns = (
        Column("load_no", say("load_list.number"), "whole"),
        Column("at", say("load_list.at"), "moment"),
        Column("by", say("load_list.by")),
        Column("files", say("load_list.files"), "whole"),
        Column("rows", say("load_list.rows"), "whole"),
        Column("names", say("load_list.names")),
    )
    tables.show(Table("lan-nap", say("load_list.title"), columns, rows, notes_of(view)))
    last = rows.iloc[0]
    with st.container(horizontal=True, vertical_alignment="center"):
        take_back.offer(int(last["load_no"]), str(last["names"]))
        navigation.link(say("load_list.to_upload"), "upload")
