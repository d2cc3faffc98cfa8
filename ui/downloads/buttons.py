"""Offer files that are built when somebody downloads them, of the view, with passports of their figures."""

from functools import partial

import streamlit as st

from indicators.catalogue import CATALOGUE, MAIN
from indicators.form_06a import By, form_06a
from reports.catalogue import KINDS, slides_kind
from reports.context import Asked, Subject
from reports.forms.remarks import broken
from reports.report_type import Kind
from reports.settings_check import wrong_settings
from reports.templates.fill import own_kind, wrong_template
from reports.word.template_files import OWN_FOLDER, own_of, title
from ui import answers, large_type, navigation
from ui.downloads import batch
from ui.downloads.build import asked_of, built
from ui.text import language, name, note, plain, say
from ui.view import View
from warehouse.connection import Connection
from warehouse.home import Home


def picked() -> Kind | None:
    """Return the report type for the picked indicators; None where none is picked."""
    chosen = st.multiselect(
        say("slides.choose"),
        list(CATALOGUE),
        [one.id for one in MAIN],
        format_func=lambda one: name(CATALOGUE[one]),
        placeholder=say("slides.none"),
        key="slides-indicators",
    )
    if not chosen:
        note(say("slides.none"))
        return None
    return slides_kind(tuple(CATALOGUE[one] for one in chosen))


BY: dict[str, By] = {"form_06a": "field", "form_06a_units": "unit"}  # the kinds of file
_MOST = 3  # sentences beside a button; the form has all of them


def warn(view: View, kind: str) -> None:
    for sentence in answers.ask(_broken, asked_of(view), BY[kind])[:_MOST]:
        st.warning(plain(sentence), icon=":material/warning:")


def _broken(connection: Connection, asked: Asked, by: By) -> list[str]:
    return broken(Subject(connection, asked), form_06a(connection, asked.scope, by))


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
    shown = [key for key, kind in KINDS.items() if not (kind.of_unit if view.unit is None else kind.whole)]
    wrong = wrong_settings(Home.chosen().settings, language())
    if wrong:
        st.error(plain(wrong), icon=":material/error:")
        return
    if view.unit is None:
        batch.dossiers(view)
    for place in range(0, len(shown), 2):
        for column, key in zip(large_type.columns(2, gap="medium"), shown[place : place + 2], strict=False):
            with column.container(border=True, gap="small", height="stretch"):
                st.subheader(say(f"handed.{key}"), anchor=False)
                note(say(f"handed.{key}_about"))
                if key in BY:
                    warn(view, key)
                kind = picked() if key == "slides" else KINDS[key]
                if kind:
                    buttons(view, kind, key)


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
