"""Write what the user reads, in the language that the address names."""

import re
from contextvars import ContextVar
from datetime import date, datetime
from typing import Any

import streamlit as st

import languages
from indicators.definition import Indicator
from indicators.figure import Figure
from indicators.periods import Period
from presentation import numbers
from presentation.confidence_levels import level_fields
from ui import glossary

# A thread of Streamlit runs pages for one session only.
_of_run: ContextVar[str | None] = ContextVar("of_run", default=None)
_SIGNS = re.compile(r"[\\`*_\[\]$:<>#|~&]")
_AT_BEGIN = re.compile(r"^(\s*(?:\d+(?=[.)]))?)([-+=.)])(?=[-+=\s]|$)")  # a list, a line
_SOUGHT = re.compile(r"(?<=:)(?=//|[A-Za-z+-][\w+/-]*:)|(?i:(?<=www)(?=\.))|(?<=@)")
_JOINER = "\u2060"
FIGURE_SPACE = "\u2007"  # as wide as a figure: decimals stand under decimals


def language() -> str:
    return _of_run.get() or st.session_state.get("language", languages.LANGUAGES[0])


def set_language(language_code: str) -> None:
    """Set the language, also outside of the session's state, which is slow where a page asks it so often."""
    st.session_state.language = language_code
    _of_run.set(language_code)


def say(key: str, **values: object) -> str:
    return languages.say(language(), key, **values)


def say_with_levels(key: str, **values: object) -> str:
    """Say a phrase that names levels of confidence, `{limit}` or `{interval}`."""
    return say(key, **values, **level_fields(language()))


def number(value: float | None, digits: int = 0, sign: bool = False) -> str:
    return numbers.number(language(), value, digits, sign)


def percent(value: float | None) -> str:
    return number(value, 1) + ("%" if value is not None else "")


def day(value: date | None) -> str:
    return numbers.day(language(), value)


def moment(value: datetime | None) -> str:
    return numbers.moment_text(language(), value)


def period(value: Period) -> str:
    return numbers.period_text(language(), value)


def indicator_name(indicator: Indicator) -> str:
    return say(f"indicator.{indicator.id}.name")


def short_name(indicator: Indicator) -> str:
    return say(f"indicator.{indicator.id}.short")


def figure_text(indicator: Indicator, value: Figure) -> str:
    return numbers.figure_text(language(), indicator, value)


def measure_text(indicator: Indicator, value: float | None) -> str:
    return numbers.measure_text(language(), indicator, value)


def short_measure_text(indicator: Indicator, value: float | None) -> str:
    return numbers.short_measure_text(language(), indicator, value)


def parts_text(value: Figure) -> str:
    return numbers.parts_text(language(), value)


def parts_label(row: Any) -> str:  # noqa: ANN401
    """Return the "(203/235)" of a row with numerator and denominator, shown on pointing at it."""
    if row.denominator is None or row.denominator != row.denominator:
        return ""
    return f" ({number(row.numerator)}/{number(row.denominator)})"


def escape_markdown(text: str) -> str:
    """Escape text from data for Markdown, on one line: its signs stay signs, at its beginning too.

    Addresses, :smile: and :material/home: are looked for after the signs are settled: a joiner, which is
    not seen, parts them.
    """
    parted = _SOUGHT.sub(_JOINER, " ".join(text.splitlines()) if "\n" in text or "\r" in text else text)
    return _AT_BEGIN.sub(r"\1\\\2", _SIGNS.sub(r"\\\g<0>", parted))


def align_figures(texts: list[str]) -> list[str]:
    """Pad figures on the left to one width; words stay as they are."""
    widest = max((len(text) for text in texts if text[-1:].isdigit()), default=0)
    return [text.rjust(widest, FIGURE_SPACE) if text[-1:].isdigit() else text for text in texts]


def note(text: str, width: str = "stretch", help: str | None = None) -> None:
    """Print secondary text. Not st.caption, which fades below the contrast that text needs."""
    st.markdown(f":small[:gray[{text}]]", width=width, help=help)  # type: ignore[arg-type]


def section(title: str, text: str | None = None) -> None:
    """Print a heading, which explains the terms of the trade in it and in the line below."""
    with st.container(gap=None):
        st.subheader(title, anchor=False, help=glossary.explain_terms(language(), title, text))
        if text:
            note(text)
