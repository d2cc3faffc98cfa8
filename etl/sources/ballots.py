"""Read ballots of both kinds: a row is a ballot, identified by its code or by everything it says."""

import hashlib
from typing import Any

import pandas as pd
from sqlalchemy import Select, exists, select

from etl.parsing.cells import CHOICE, DAY, SCORE, TEXT
from etl.parsing.columns import ParsedRows
from etl.parsing.unit_names import unit_ids
from etl.settings import Settings
from etl.sources.definition import NUMBER_SIGN, Facts, Field, RowNumbering, Source
from warehouse.tables import ballot, case_file

_NUMBERED = rf"^(\d+#[0-9a-f]+){NUMBER_SIGN}\d+$"  # the key of a ballot without a code
_SAID = ["day", "channel", "field", "case_code", "overall", "comment"]
FIELDS = (
    Field("day", DAY, required=True, filled="usually"),
    Field("unit", TEXT, required=True, filled="always"),
    Field("overall", SCORE, required=True),
    Field("code", TEXT),
    Field("channel", CHOICE),
    Field("field", TEXT),
    Field("case_code", TEXT),
    Field("comment", TEXT),
)


def build_ballot_source(name: str, levels: int, satisfied_from: int) -> Source:
    """Define ballots on a scale of so many levels; satisfied are the upper ones, from `satisfied_from` on."""
    return Source(
        name=name,
        table=ballot,
        fields=FIELDS,
        key="unit",
        events=("day",),
        complete=lambda body, settings: _complete(body, settings, levels, satisfied_from),
        numbering=_Numbering,
        scale=levels,
        case_column="case_code",
        cross_checks={"ballot_case_unknown": _unknown_cases()},
    )


def _complete(body: ParsedRows, settings: Settings, scale: int, satisfied_from: int) -> Facts:
    usual = {field.column for field in FIELDS}
    aspects = [str(column) for column in body.values if column not in usual]
    units = unit_ids(body, body["day"], settings)
    overall = body["overall"]
    rows = body.values[_SAID].assign(unit_id=units, scale=scale, valid=overall.notna())
    rows["satisfied"] = overall.ge(satisfied_from).fillna(False).astype(bool)
    rows["answers"] = _in_one_line(body, aspects)
    rows["key"] = _keys(body["code"], pd.concat([units, body.values[_SAID + aspects]], axis=1), scale)
    return Facts(rows, _answers(body, units, aspects, satisfied_from))


def _in_one_line(body: ParsedRows, aspects: list[str]) -> "pd.Series":
    lines = pd.Series("", index=body.values.index, dtype="str")
    for aspect in sorted(aspects):
        answered = body.values[aspect].notna()
        lines = lines.where(~answered, lines + f"{aspect}=" + body.values[aspect].astype("str") + ";")
    return lines.where(lines != "")


def _keys(codes: "pd.Series", contents: pd.DataFrame, scale: int) -> "pd.Series":
    """Build the keys. The scale stands first, since two systems may both begin at 1."""
    keys = f"{scale}|" + codes
    bare = contents[codes.isna()]
    # A separator that nobody types keeps the texts of neighbouring cells from running into each other.
    told = bare.astype("str").fillna("").agg("\x1f".join, axis=1) if len(bare) else pd.Series(dtype="str")
    digests = told.map(lambda text: f"{scale}#{hashlib.sha256(text.encode()).hexdigest()}")
    return keys.fillna(digests.astype("str"))


class _Numbering(RowNumbering):
    """Number ballots without a code that say the same: each is one of its own, told apart by its place."""

    def number_rows(self, rows: pd.DataFrame) -> pd.DataFrame:
        keys = rows["key"]
        bare = keys[keys.str.match(r"\d+#").astype(bool)]
        before = bare.groupby(bare).cumcount() + bare.map(self.times).fillna(0).astype(int)
        self.times |= (before.groupby(bare).max() + 1).to_dict()
        numbered = bare + NUMBER_SIGN + before.astype("str")
        return rows.assign(key=keys.where(~keys.index.isin(bare.index), numbered.reindex(keys.index)))

    def base_keys(self, keys: "pd.Series") -> "pd.Series":
        return keys.str.extract(_NUMBERED)[0].dropna()


def _answers(body: ParsedRows, units: "pd.Series", aspects: list[str], satisfied_from: int) -> pd.DataFrame:
    if not aspects:
        return pd.DataFrame()
    scores = body.values[aspects].melt(var_name="aspect", value_name="score", ignore_index=False)
    answers = scores.dropna(subset=["score"]).astype({"aspect": "str"})
    return answers.assign(
        unit_id=units.reindex(answers.index),
        day=body["day"].reindex(answers.index),
        satisfied=answers["score"].ge(satisfied_from).astype(bool),
    )


def _unknown_cases() -> Select[*tuple[Any, ...]]:
    """Select the ballots that name a case of which no file tells, where files tell of cases."""
    own = ballot.c
    at = (
        own.unit_id,
        own.day.label("first_day"),
        own.day.label("last_day"),
        own.file_id,
        own.sheet,
        own.row_no,
    )
    # Ballots name few of all cases: only those are held in memory, not the codes of millions.
    named = select(own.case_code).distinct().subquery()
    known = select(case_file.c.code).join(named, named.c.case_code == case_file.c.code)
    there = exists(select(case_file.c.code))
    return select(*at).where(own.case_code.not_in(known), there)


BALLOTS_3 = build_ballot_source("ballots_3", levels=3, satisfied_from=2)


BALLOTS_5 = build_ballot_source("ballots_5", levels=5, satisfied_from=4)
