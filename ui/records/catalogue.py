"""Explain each indicator: its definition, formula, legal basis, targets by level and date."""

import streamlit as st

from indicators.catalogue import CATALOGUE
from indicators.definition import Indicator
from indicators.handbook import definition_parts, render_sql
from indicators.queries import targets
from presentation.context import Context
from presentation.numbers import file_name
from presentation.table import Column, Table
from ui import answers, glossary, messages, navigation
from ui.address import WHOLE
from ui.components import tables
from ui.components.table_notes import build_table_notes
from ui.text import day, escape_markdown, indicator_name, language, note, number, say, section


def draw_indicator_list(context: Context) -> None:
    """Draw a field that narrows the list, then the indicators by theme."""
    text = st.text_input(
        say("catalogue.search"),
        key="catalogue_search",
        placeholder=say("catalogue.search_hint"),
        icon=":material/search:",
    ).strip()
    found = [one for one in CATALOGUE.values() if _matches(one, text)]
    if not found:
        messages.draw_empty_note("catalogue.none_found")
    for theme in dict.fromkeys(one.theme for one in found):
        section(say(f"theme.{theme}"))
        for indicator in (one for one in found if one.theme == theme):
            with st.expander(indicator_name(indicator)):
                _entry(context, indicator)


def draw_target_table(context: Context) -> None:
    """List all targets, with the decision that set each."""
    section(say("catalogue.targets"))
    rows = answers.ask(targets)
    rows["name"] = [indicator_name(CATALOGUE[one]) if one in CATALOGUE else one for one in rows["indicator"]]
    rows["words"] = [say(f"level.{level}") for level in rows["level"]]
    columns = (
        Column("name", say("column.indicator")),
        Column("words", say("catalogue.level")),
        Column("value", say("column.target"), "number"),
        Column("valid_from", say("catalogue.from"), "day"),
        Column("valid_to", say("catalogue.to"), "day"),
        Column("basis", say("column.basis")),
    )
    tables.draw_table(
        Table(file_name("chi-tieu"), say("catalogue.targets"), columns, rows, build_table_notes(context))
    )


def draw_terms() -> None:
    """List the terms of the trade, as they are explained where they stand."""
    section(say("catalogue.terms"), say("catalogue.terms_note"))
    with st.container(gap="xxsmall"):
        for word, about in glossary.list_terms(language()):
            st.markdown(f"**{word}**: {escape_markdown(about)}")


def _matches(indicator: Indicator, text: str) -> bool:
    words = " ".join(
        [indicator_name(indicator), say(f"indicator.{indicator.id}.about"), indicator.basis, indicator.id]
    )
    return text.casefold() in words.casefold()


def _entry(context: Context, indicator: Indicator) -> None:
    st.markdown(escape_markdown(say(f"indicator.{indicator.id}.about")))
    better = say("catalogue.more" if indicator.higher_is_better else "catalogue.less")
    note(f"{say(f'kind.{indicator.kind}')}. {better}")
    st.markdown(f"**{say('column.basis')}:** {escape_markdown(indicator.basis)}")
    if indicator.since:
        note(say("indicator_page.not_in_force", day=day(indicator.since)))
    for line in _targets(indicator):
        note(line)
    note(say("catalogue.formula", table=say(f"table_name.{indicator.table.name}")))
    formula = "\n".join(
        f"{say(f'catalogue.part.{part.split()[0].lower()}')}: {render_sql(expression)}"
        for part, expression in definition_parts(indicator)
    )
    st.code(formula, language=None, wrap_lines=True)
    note(say("catalogue.checked"))
    navigation.draw_link(say("catalogue.open"), "indicator", don_vi=WHOLE, chi_so=indicator.id)


def _targets(indicator: Indicator) -> list[str]:
    rows = answers.ask(targets)
    rows = rows[rows["indicator"] == indicator.id]
    sign = "≥" if indicator.higher_is_better else "≤"
    if rows.empty:
        return [say("signal.none")]
    return [
        say(
            "catalogue.target_line",
            level=say(f"level.{row.level}"),
            sign=sign,
            value=number(row.value, 0 if row.value == int(row.value) else 1),
            first=day(row.valid_from),
            last=day(row.valid_to) if row.valid_to == row.valid_to else "–",
        )
        for row in rows.itertuples()
    ]
