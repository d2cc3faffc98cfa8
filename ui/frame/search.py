"""Search units, procedures, cases and indicators in one field, reached from each page; a hit is a link."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import streamlit as st

from etl.settings import SettingsInvalid
from etl.settings.confirmed_words import UNIT_NAMES, confirmed_files
from etl.settings.units import read_aliases, read_units
from etl.text import fold
from indicators.catalogue import CATALOGUE
from indicators.periods import period_from_key
from indicators.queries import find_cases, procedures
from ledger.passports import find_passport
from presentation.context import Context
from ui import answers, navigation
from ui.address import WHOLE
from ui.frame import passports
from ui.text import escape_markdown, indicator_name, note, number, period, say, short_name
from warehouse.home import Home

_WORD, _FIGURE = re.compile(r"\w+"), re.compile(r"\d")


def fold_for_search(text: str) -> str:
    """Return lower case without diacritics: "Xã Gia Hòa" and "xa gia hoa" are the same."""
    apart = unicodedata.normalize("NFD", fold(text).replace("đ", "d"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def matches_query(query: str, *names: str) -> bool:
    """Tell whether the words of `query` begin words of the names; one with a digit may be inside (a code)."""
    words, known = fold_for_search(query).split(), fold_for_search(" ".join(names))
    begun = [known[found.start() :] for found in _WORD.finditer(known)]
    return bool(words) and all(
        word in known if _FIGURE.search(word) else any(rest.startswith(word) for rest in begun)
        for word in words
    )


def has_same_diacritics(query: str, name: str) -> bool:
    """Tell whether the name holds the query with the same diacritics: the surer answer."""
    return fold(query) in fold(name)


KEY = "Ctrl+K"
_MOST = 6  # of a kind; whoever sees more types on
_LEAST = 2  # letters
# The dialog takes the focus a moment after it is there; from it, and from nothing else that a user may have
# gone to meanwhile, into the field. Where this fails, Tab goes there as well.
_INTO_FIELD = """<script>{
let ticks = 0
const waiting = setInterval(() => {
  const now = document.activeElement
  const nowhere = !now || now === document.body || now.getAttribute("role") === "dialog"
  if (nowhere) document.querySelector("[role=dialog] input")?.focus()
  if (++ticks > 25) clearInterval(waiting)
}, 80)
}</script>"""


@dataclass(frozen=True)
class Hit:
    """Describe a hit; `page` is None where there is nothing to go to, and the label says why."""

    label: str
    page: str | None
    ids: dict[str, str]


def draw_search_button(context: Context) -> None:
    if st.button(say("search.open"), key="search", type="tertiary", icon=":material/search:", shortcut=KEY):
        st.session_state.searches = st.session_state.get("searches", 0) + 1
        st.dialog(say("search.title"), width="medium")(_dialog)(context, st.session_state.searches)


def _dialog(context: Context, search_number: int) -> None:
    """Draw the search; `search_number` gives each search an empty field."""
    label, icon = say("search.field"), ":material/search:"
    text = st.text_input(label, key=f"search_{search_number}", live=True, icon=icon).strip()
    st.html(_INTO_FIELD, unsafe_allow_javascript=True)
    if len(text) < _LEAST:
        note(say("search.hint"))
        return
    hits = find_hits(context, text)
    if not hits:
        st.markdown(escape_markdown(say("search.nothing", asked=text)))
    for kind, some in hits:
        with st.container(gap="xxsmall"):
            st.markdown(f"**{say(f'search.{kind}')}**")
            for hit in some[:_MOST]:
                if hit.page:
                    navigation.draw_link(hit.label, hit.page, **hit.ids)
                else:
                    st.markdown(hit.label)
            if len(some) > _MOST:
                note(say("search.more", count=_MOST))


def find_hits(context: Context, text: str) -> list[tuple[str, list[Hit]]]:
    """Return the kinds that have a hit, each with one more than is shown where there are more."""
    kinds = {
        "passports": _passports,
        "units": _units,
        "procedures": _procedures,
        "cases": _cases,
        "indicators": _indicators,
    }
    hits = ((kind, list(look(context, text))) for kind, look in kinds.items())
    return [(kind, some) for kind, some in hits if some]


def _units(context: Context, text: str) -> Iterable[Hit]:
    """Find versions of units by name, code or another name under which files mention them."""
    names, allowed = _other_names(), context.scope.allowed
    for unit in context.units.sort_values(
        "name", key=lambda one: ~one.map(lambda name: has_same_diacritics(text, name))
    ).itertuples():
        others = names.get(unit.id, ())
        if (allowed is None or unit.id in allowed) and matches_query(text, unit.name, unit.code, *others):
            yield Hit(escape_markdown(context.names.unique_name_of(unit.id)), "unit", {"don_vi": unit.id})


def _procedures(context: Context, text: str) -> Iterable[Hit]:
    for one in answers.ask(procedures, context.scope.with_unit(None)).itertuples():
        if matches_query(text, str(one.name), str(one.id)):
            label = say("search.procedure", name=one.name, code=one.id, count=number(one.count))
            yield Hit(escape_markdown(label), "cases", {"thu_tuc": one.id, "don_vi": WHOLE})


def _cases(context: Context, text: str) -> Iterable[Hit]:
    serving = answers.snapshot()
    assert serving is not None
    # Not kept: each letter typed asks anew, and would push out answers that took long.
    for one in answers.ask_uncached(
        serving, find_cases, context.scope.with_unit(None), text, _MOST + 1
    ).itertuples():
        label = say("search.case", code=one.code, unit=context.names.unique_name_of(one.unit_id))
        yield Hit(escape_markdown(label), "cases", {"ma": one.code})


def _indicators(context: Context, text: str) -> Iterable[Hit]:
    for one in CATALOGUE.values():
        if matches_query(text, indicator_name(one), short_name(one), one.id):
            yield Hit(indicator_name(one), "indicator", {"chi_so": one.id, "don_vi": context.unit or WHOLE})


def _passports(context: Context, text: str) -> Iterable[Hit]:
    """Find the figure of an id on paper, on the snapshot that it was asked of."""
    found = find_passport(Home.locate(), text)
    if found is None:
        return
    ids = passports.passport_parameters(found)
    if ids is None:
        yield Hit(say("search.passport_gone", id=found.id, snapshot=found.snapshot), None, {})
        return
    known = found.unit in context.units.index
    closes_on = int(context.settings["admin_closes_on"]) if found.calendar == "admin" else None
    label = say(
        "search.passport",
        id=found.id,
        indicator=indicator_name(CATALOGUE[found.indicator]),
        unit=context.names.unique_name_of(found.unit) if known else context.organisation_setting("short"),
        period=period(period_from_key(found.period, closes_on)),
        snapshot=found.snapshot,
    )
    yield Hit(escape_markdown(label), "indicator", ids)


def _other_names() -> Mapping[str, tuple[str, ...]]:
    home, serving = Home.locate(), answers.snapshot()
    return _read_names(str(home.path), serving.id if serving else "")


@st.cache_resource(max_entries=8, show_spinner=False)
def _read_names(place: str, snapshot: str) -> Mapping[str, tuple[str, ...]]:
    """Read other names by unit; what a user confirms comes with the snapshot of that load."""
    home = Home.locate()
    try:
        units = read_units(home.settings / "units.csv")
        aliases = read_aliases(
            [home.settings / "unit_aliases.csv", *confirmed_files(home.confirmations, UNIT_NAMES)], units
        )
    except (SettingsInvalid, OSError):  # settings that are being changed: the names of the snapshot remain
        return {}
    names: dict[str, tuple[str, ...]] = {}
    for one in aliases:
        names[one.unit_id] = (*names.get(one.unit_id, ()), one.alias)
    return names
