"""Read the words by which rows that are no data are recognised and names of units are cleaned."""

from dataclasses import dataclass
from pathlib import Path

from etl.problem import name_refusals
from etl.settings.toml_file import check_keys, read_toml, required_texts, section, texts

_LISTS = ("totals", "signatures", "export_date", "sample_mark", "ordinals", "unit_prefixes", "unit_suffixes")


@dataclass(frozen=True)
class ReadingWords:
    """Hold the words as people write them; a comparison folds both sides.

    `totals`, `signatures`: how such a row begins. `export_date`: what stands before the date on which a file
    was printed. `sample_mark`: what every sample file says. `ordinals`: headings of the column that only
    numbers the rows. `unit_kinds`: the kind as names have it -> other ways in which files write it.
    """

    totals: tuple[str, ...]
    signatures: tuple[str, ...]
    export_date: tuple[str, ...]
    sample_mark: tuple[str, ...]
    ordinals: tuple[str, ...]
    unit_prefixes: tuple[str, ...]
    unit_suffixes: tuple[str, ...]
    unit_kinds: dict[str, tuple[str, ...]]


def read_reading(path: Path) -> ReadingWords:
    with name_refusals(path.name):
        found = read_toml(path)
        check_keys(found, {*_LISTS, "unit_kinds"})
        lists = {key: required_texts(found, key) for key in _LISTS}
        kinds = section(found, "unit_kinds")
        return ReadingWords(
            **lists,
            unit_kinds={kind: texts(kinds, kind, "unit_kinds.") for kind in kinds},
        )
