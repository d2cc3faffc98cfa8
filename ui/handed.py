"""Files that are built when somebody takes them: of the view, with the passports of their figures."""

from datetime import datetime
from functools import partial

import streamlit as st

from reports.checked import wrong_settings
from reports.kind import Build, Kind
from reports.kinds import KINDS
from reports.passports import hand_out
from reports.subject import Asked, subject
from reports.templates.fill import own_kind, wrong_template
from reports.templates.places import OWN_FOLDER, own_of, title
from ui import data, large
from ui.state import View
from ui.text import language, note, say
from warehouse.home import Home

_OFFICE = "application/vnd.openxmlformats-officedocument"
_MIME = {
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "pdf": "application/pdf",
    "zip": "application/zip",
    "html": "text/html",
    "png": "image/png",
    "svg": "image/svg+xml",
}


def kinds(view: View) -> None:
    """Every kind of file, what it is for, and a button a format."""
    shown = [name for name, kind in KINDS.items() if not (kind.of_unit if view.unit is None else kind.whole)]
    wrong = wrong_settings(Home.chosen().settings, language())
    if wrong:
        st.error(wrong, icon=":material/error:")
        return
    for place in range(0, len(shown), 2):
        for column, name in zip(large.columns(2, gap="medium"), shown[place : place + 2], strict=False):
            with column.container(border=True, gap="small", height="stretch"):
                st.subheader(say(f"handed.{name}"), anchor=False)
                note(say(f"handed.{name}_about"))
                buttons(view, name)


def own(view: View) -> None:
    """The documents that the office laid out itself; a wrong one is told and keeps none of the others."""
    settings = Home.chosen().settings
    with st.container(border=True, gap="small"):
        st.subheader(say("templates.title"), anchor=False)
        templates = own_of(settings)
        note(say("templates.about" if templates else "templates.none", folder=OWN_FOLDER))
        for template in templates:
            wrong = wrong_template(template, language())
            if wrong:
                st.error(wrong, icon=":material/error:")
                continue
            with st.container(horizontal=True, gap="small", vertical_alignment="center"):
                st.text(title(template))
                take(view, own_kind(template), f"own-{title(template)}")


def buttons(view: View, name: str) -> None:
    with st.container(horizontal=True, gap="small"):
        take(view, KINDS[name], name)


def take(view: View, kind: Kind, key: str, quiet: bool = False) -> None:
    """A button a format; nothing is built before one of them is pressed."""
    serving = data.snapshot()
    assert serving is not None
    asked = Asked(serving, view.scope, view.calendar, language(), Home.chosen())
    for ending, build in kind.formats.items():
        st.download_button(
            say("handed.take", ending=ending.upper()),
            partial(_built, build, asked),
            file_name=kind.name(view.name_of(view.unit), view.period.key, ending),
            mime=_MIME[ending],
            key=f"handed-{key}-{ending}-{serving.id}",
            on_click="ignore",
            type="tertiary" if quiet else "secondary",
            icon=":material/download:",
        )


def _built(build: Build, asked: Asked) -> bytes:
    with subject(asked) as about:
        made = build(about)
    hand_out(asked.home, asked.serving, made, asked.language, datetime.now())
    return made.content
