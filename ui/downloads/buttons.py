"""Offer files that are built when somebody downloads them, of the view, with passports of their figures."""

from functools import partial

import streamlit as st

from indicators.catalogue import CATALOGUE, MAIN
from indicators.form_06a import Breakdown, build_form_06a
from presentation.context import Context
from presentation.custom_table.spec import TableSpec
from reports.catalogue import KINDS, slides_type, table_type
from reports.file_formats import FORMATS
from reports.forms.remarks import list_broken_identities
from reports.report_type import ReportType
from reports.settings_check import find_settings_error
from reports.templates.fill import find_template_error, template_type
from reports.word.template_files import OWN_FOLDER, own_templates, title
from ui import large_type, navigation
from ui.downloads import batch
from ui.downloads.build import build_file
from ui.text import escape_markdown, indicator_name, language, note, say
from warehouse.home import Home


def pick_slides() -> ReportType | None:
    """Return the report type for the picked indicators; None where none is picked."""
    chosen = st.multiselect(
        say("slides.choose"),
        list(CATALOGUE),
        [one.id for one in MAIN],
        format_func=lambda one: indicator_name(CATALOGUE[one]),
        placeholder=say("slides.none"),
        key="slides-indicators",
    )
    if not chosen:
        note(say("slides.none"))
        return None
    return slides_type(tuple(CATALOGUE[one] for one in chosen))


BY: dict[str, Breakdown] = {"form_06a": "field", "form_06a_units": "unit"}  # the kinds of file
_MOST = 3  # sentences beside a button; the form has all of them


def warn_of_identity_breaks(context: Context, kind: str) -> None:
    form = context.ask(build_form_06a, context.scope, BY[kind])
    for sentence in list_broken_identities(context, form)[:_MOST]:
        st.warning(escape_markdown(sentence), icon=":material/warning:")


def draw_report_types(context: Context) -> None:
    """List each report type, what it is for, and a button a format."""
    shown = [key for key, kind in KINDS.items() if not (kind.of_unit if context.unit is None else kind.whole)]
    wrong = find_settings_error(Home.locate().settings, language())
    if wrong:
        st.error(escape_markdown(wrong), icon=":material/error:")
        return
    if context.unit is None:
        batch.draw_dossier_batch(context)
    for place in range(0, len(shown), 2):
        for column, key in zip(
            large_type.layout_columns(2, gap="medium"), shown[place : place + 2], strict=False
        ):
            with column.container(border=True, gap="small", height="stretch"):
                st.subheader(say(f"handed.{key}"), anchor=False)
                note(say(f"handed.{key}_about"))
                if key in BY:
                    warn_of_identity_breaks(context, key)
                kind = pick_slides() if key == "slides" else KINDS[key]
                if kind:
                    draw_button_row(context, kind, key)


def draw_own_templates(context: Context) -> None:
    """Offer the office's own templates; a faulty one is reported and leaves the others usable."""
    settings = Home.locate().settings
    with st.container(border=True, gap="small"):
        st.subheader(say("templates.title"), anchor=False)
        templates = own_templates(settings)
        note(say("templates.about" if templates else "templates.none", folder=OWN_FOLDER))
        for template in templates:
            wrong = find_template_error(template, language())
            if wrong:
                st.error(escape_markdown(wrong), icon=":material/error:")
                continue
            with st.container(horizontal=True, gap="small", vertical_alignment="center"):
                st.text(title(template))
                draw_download_buttons(context, template_type(template), f"own-{title(template)}")


def draw_button_row(context: Context, report_type: ReportType, key: str) -> None:
    with st.container(horizontal=True, gap="small"):
        draw_download_buttons(context, report_type, key)


def draw_dossier_button(context: Context) -> None:
    """Offer what an inspection at the unit needs in one file; other reports are a link away."""
    if context.unit is None:
        return
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        draw_download_buttons(context, KINDS["dossier"], "dossier", label=say("handed.dossier"))
        navigation.draw_link(say("handed.more"), "reports", don_vi=context.unit)


def draw_table_buttons(context: Context, spec: TableSpec) -> None:
    """Offer the table that somebody put together."""
    draw_download_buttons(context, table_type(spec), "built", is_quiet=True)


def draw_download_buttons(
    context: Context, report_type: ReportType, key: str, is_quiet: bool = False, label: str | None = None
) -> None:
    """Draw a button a format; nothing is built before one of them is pressed."""
    for ending, build in report_type.formats.items():
        st.download_button(
            label or say("handed.take", ending=ending.upper()),
            partial(build_file, build, context),
            file_name=report_type.name(context.unit_name, context.period.key, ending),
            mime=FORMATS[ending].mime_type,
            key=f"handed-{key}-{ending}-{context.snapshot.id}",
            on_click="ignore",
            type="tertiary" if is_quiet else "secondary",
            icon=":material/download:",
        )
