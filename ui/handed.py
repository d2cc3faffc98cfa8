"""Offer files that are built when somebody downloads them, of the view, with passports of their figures."""

from functools import partial

import streamlit as st

from reports.checked import wrong_settings
from reports.kind import Kind
from reports.kinds import KINDS
from reports.templates.fill import own_kind, wrong_template
from reports.templates.places import OWN_FOLDER, own_of, title
from ui import batch, form_06a, large, navigation, slides
from ui.built import asked_of, built
from ui.state import View
from ui.text import language, note, plain, say
from warehouse.home import Home

_OFFICE = "application/vnd.openxmlformats-officedocument"
_MIME = {
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "pptx": f"{_OFFICE}.presentationml.presentation",
    "pdf": "application/pdf",
    "csv": "text/csv",
    "zip": "application/zip",
    "html": "text/html",
    "png": "image/png",
    "svg": "image/svg+xml",
}


def kinds(view: View) -> None:
    """List each report type, what it is for, and a button a format."""
    shown = [name for name, kind in KINDS.items() if not (kind.of_unit if view.unit is None else kind.whole)]
    wrong = wrong_settings(Home.chosen().settings, language())
    if wrong:
        st.error(plain(wrong), icon=":material/error:")
        return
    if view.unit is None:
        batch.dossiers(view)
    for place in range(0, len(shown), 2):
        for column, name in zip(large.columns(2, gap="medium"), shown[place : place + 2], strict=False):
            with column.container(border=True, gap="small", height="stretch"):
                st.subheader(say(f"handed.{name}"), anchor=False)
                note(say(f"handed.{name}_about"))
                if name in form_06a.BY:
                    form_06a.warn(view, name)
                kind = slides.picked() if name == "slides" else KINDS[name]
                if kind:
                    buttons(view, kind, name)


def own(view: View) -> None:
    """Offer the office's own templates; a faulty one is reported and leaves the others usable."""
    settings = Home.chosen().settings
    with st.container(border=True, gap="small"):
        st.subheader(say("templates.title"), anchor=False)
        templates = own_of(settings)
        note(say("templates.about" if templates else "templates.none", folder=OWN_FOLDER))
        for template in templates:
            wrong = wrong_template(template, language())
            if wrong:
                st.error(plain(wrong), icon=":material/error:")
                continue
            with st.container(horizontal=True, gap="small", vertical_alignment="center"):
                st.text(title(template))
                take(view, own_kind(template), f"own-{title(template)}")


def buttons(view: View, kind: Kind, key: str) -> None:
    with st.container(horizontal=True, gap="small"):
        take(view, kind, key)


def dossier(view: View) -> None:
    """Offer what an inspection at the unit needs in one file; other reports are a link away."""
    if view.unit is None:
        return
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        take(view, KINDS["dossier"], "dossier", label=say("handed.dossier"))
        navigation.link(say("handed.more"), "reports", don_vi=view.unit)


def take(view: View, kind: Kind, key: str, quiet: bool = False, label: str | None = None) -> None:
    """Draw a button a format; nothing is built before one of them is pressed."""
    asked = asked_of(view)
    for ending, build in kind.formats.items():
        st.download_button(
            label or say("handed.take", ending=ending.upper()),
            partial(built, build, asked),
            file_name=kind.name(view.name_of(view.unit), view.period.key, ending),
            mime=_MIME[ending],
            key=f"handed-{key}-{ending}-{asked.serving.id}",
            on_click="ignore",
            type="tertiary" if quiet else "secondary",
            icon=":material/download:",
        )
