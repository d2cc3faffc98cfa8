"""Describe the table that somebody wants, as plain values that a link can hold."""

from collections.abc import Mapping
from dataclasses import dataclass

from indicators.catalogue import CATALOGUE
from indicators.queries import Slice
from warehouse.tables import DIMENSIONS as BY_TABLE

UNIT, PERIOD, INDICATOR = "unit", "period", "indicator"
PERIODS = ("month", "quarter", "year")
DIMENSIONS = tuple(dict.fromkeys(name for names in BY_TABLE.values() for name in names))
ROWS = (UNIT, *PERIODS, *DIMENSIONS)
COLUMNS = (INDICATOR, PERIOD, *DIMENSIONS)
GROUPS = ("commune", "office")
SHOWN = ("value", "parts")
_RISING = "tang"
# What stands in a link, by the dimension that is filtered.
_FILTERS = {
    "field": "linh_vuc",
    "procedure": "thu_tuc",
    "channel": "hinh_thuc",
    "signer": "nguoi_ky",
    "kind": "loai_van_ban",
    "aspect": "yeu_to",
}
PARAMETERS = (
    *("hang", "cac_chi_so", "cot", "pham_vi", "it_nhat", "xep", "chieu", "ghi"),
    *_FILTERS.values(),
)


class UnknownChoice(ValueError):
    """Report a part of a link that no table has: the `parameter` and what it says."""

    def __init__(self, parameter: str, value: str) -> None:
        super().__init__(f"{parameter}: {value}")
        self.parameter, self.asked = parameter, value


@dataclass(frozen=True)
class TableSpec:
    """Describe a table: `rows` is one of ROWS, `columns` one of COLUMNS.

    Columns are the indicators alone, or each of them by periods (this one, the one before, that of the year
    before) or by groups. `units`: ids, and GROUPS for all units of a kind; none for all. `where`: filters in
    the order of DIMENSIONS, each once. `least`: rows of which no figure rests on as many cases are left out.
    `sort`: the key of a column (figures.ColumnHead), empty for the usual order. `shown` is one of SHOWN.
    """

    rows: str = UNIT
    indicators: tuple[str, ...] = ("on_time_06a", "overdue_open", "online_share")
    columns: str = INDICATOR
    units: tuple[str, ...] = ()
    where: tuple[Slice, ...] = ()
    least: int = 0
    sort: str = ""
    falling: bool = True
    shown: str = "value"

    @property
    def split_dimensions(self) -> tuple[str, ...]:
        """Return the dimensions that the figures have to know."""
        asked = (self.rows, self.columns, *(one.by for one in self.where))
        return tuple(name for name in DIMENSIONS if name in asked)


def words_of(spec: TableSpec) -> dict[str, str]:
    """Write the spec as parts of a link, by their names; a filter for rows without a group stays empty."""
    told = {
        "hang": spec.rows,
        "cac_chi_so": ",".join(spec.indicators),
        "cot": spec.columns,
        "pham_vi": ",".join(spec.units),
        "it_nhat": str(spec.least or ""),
        "xep": spec.sort,
        "chieu": "" if spec.falling else _RISING,
        "ghi": spec.shown,
    }
    filters = {_FILTERS[one.by]: one.group or "" for one in spec.where}
    # An empty list of indicators has to be told: without it the usual ones would come.
    return {name: text for name, text in told.items() if text or name == "cac_chi_so"} | filters


def spec_from_words(words: Mapping[str, str]) -> TableSpec:
    """Read the spec from the parts of a link; what is absent takes the default.

    Units are checked by the caller, who has a snapshot. Raises UnknownChoice.
    """
    usual = TableSpec()
    listed = words.get("cac_chi_so", ",".join(usual.indicators))
    indicators = tuple(dict.fromkeys(one for one in listed.split(",") if one))
    for one in indicators:
        if one not in CATALOGUE:
            raise UnknownChoice("cac_chi_so", one)
    return TableSpec(
        _one_of(words, "hang", ROWS, usual.rows),
        indicators,
        _one_of(words, "cot", COLUMNS, usual.columns),
        tuple(dict.fromkeys(one for one in words.get("pham_vi", "").split(",") if one)),
        tuple(Slice(by, words[_FILTERS[by]] or None) for by in DIMENSIONS if _FILTERS[by] in words),
        _number(words, "it_nhat"),
        words.get("xep", ""),
        not _one_of(words, "chieu", ("", _RISING), ""),
        _one_of(words, "ghi", SHOWN, usual.shown),
    )


def _one_of(words: Mapping[str, str], parameter: str, choices: tuple[str, ...], default: str) -> str:
    asked = words.get(parameter, default)
    if asked not in choices:
        raise UnknownChoice(parameter, asked)
    return asked


def _number(words: Mapping[str, str], parameter: str) -> int:
    asked = words.get(parameter, "0")
    if not (asked.isascii() and asked.isdecimal()):
        raise UnknownChoice(parameter, asked)
    return int(asked)
