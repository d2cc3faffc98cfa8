"""Word a built table: its title, its headings, its rows, its filters."""

from dataclasses import dataclass

from indicators.catalogue import CATALOGUE
from indicators.periods import Period, period_from_key, period_of_days
from indicators.queries import Slice
from indicators.wording import period_name
from languages import say
from languages.writing import word
from presentation.assessments import indicator_name
from presentation.custom_table.figures import ColumnHead, TableFigures, TableRow
from presentation.custom_table.spec import DIMENSIONS, GROUPS, INDICATOR, PERIOD, TableSpec
from presentation.numbers import lower_initial
from presentation.unit_names import Names

_NAMED = 3  # indicators that a title names one by one


@dataclass(frozen=True, eq=False)
class TableWords:
    """Word a table; `closes_on` is the day on which months of the calendar close.

    By it a period is known as whole.
    """

    language: str
    names: Names
    wanted: TableSpec
    closes_on: int | None

    def say(self, key: str, **values: object) -> str:
        return say(self.language, f"built.{key}", **values)

    def title(self, period: Period) -> str:
        """Return the title: Hồ sơ đúng hạn (06a) theo đơn vị (toàn huyện), quý II/2021."""
        by = self.say(f"along.{self.wanted.rows}")
        part = "; ".join(one for one in (lower_initial(self.units), self.filters) if one)
        told = period_name(self.language, period)
        return self.say(
            "title", what=indicator_words(self.language, self.wanted), by=by, units=part, period=told
        )

    @property
    def units(self) -> str:
        """Name the units of the table: Toàn huyện; Xã, thị trấn; up to three by name, more as a count."""
        chosen = self.wanted.units
        if not chosen:
            return self.names.whole
        if len(chosen) > _NAMED:
            return self.say("units", count=len(chosen))
        return ", ".join(
            say(self.language, f"level.{one}") if one in GROUPS else self.names.name_of(one) for one in chosen
        )

    @property
    def filters(self) -> str:
        """Return the filters in words: Lĩnh vực: Đất đai; Hình thức: Trực tuyến."""
        return "; ".join(part_words(self.language, one) for one in self.wanted.where)

    def group_label(self, dimension: str, group: str | None) -> str:
        return group_words(self.language, dimension, group)

    def heading(self, head: ColumnHead, part: str = "") -> str:
        """Return the heading of a column, with the indicator's name where there are several.

        `part` names one of the parts of its figures (numerator, denominator, n).
        """
        named = [indicator_name(self.language, head.indicator)]
        if self.wanted.columns != INDICATOR:
            of_period = self.wanted.columns == PERIOD
            own = (
                self.period_label(head.period)
                if of_period
                else self.group_label(self.wanted.columns, head.part)
            )
            named = [own] if len(self.wanted.indicators) == 1 else [*named, own]
        if part:
            return f"{', '.join(named)}: {self.say(f'part.{part}')}"
        return ", ".join([*named, "%"] if head.indicator.unit == "percent" else named)

    def row_label(self, line: TableRow) -> str:
        if line.period is not None:
            return self.period_label(line.period)
        if self.wanted.rows in DIMENSIONS:
            return self.group_label(self.wanted.rows, line.key)
        assert line.key is not None  # of a unit
        return self.names.name_of(line.key)

    def period_label(self, period: Period) -> str:
        """Name a period; a month that is not complete is called by its days."""
        whole = period if self.is_whole(period) else period_of_days(period.first, period.last)
        return period_name(self.language, whole)

    def is_whole(self, period: Period) -> bool:
        return period.last < period.first or period == period_from_key(period.key, self.closes_on)

    @property
    def total_label(self) -> str:
        return self.say("whole", units=lower_initial(self.units))


def indicator_words(language: str, spec: TableSpec) -> str:
    names = [indicator_name(language, CATALOGUE[one]) for one in spec.indicators]
    if len(names) > _NAMED:
        return say(language, "built.indicators", count=len(names))
    return ", ".join([*names[:1], *map(lower_initial, names[1:])])


def short_title(language: str, spec: TableSpec, period: str) -> str:
    """Return a title for a list of tables, where no snapshot tells the names of units."""
    by = say(language, f"built.along.{spec.rows}")
    kinds = [say(language, f"level.{one}") for one in GROUPS if one in spec.units]
    others = len(spec.units) - len(kinds)
    part = [*kinds, *([say(language, "built.units", count=others)] if others else [])]
    part += [part_words(language, one) for one in spec.where]
    of = f" ({'; '.join(part)})" if part else ""
    return f"{indicator_words(language, spec)} {by}{of}, {period}"


def part_words(language: str, row_filter: Slice) -> str:
    """Return a filter in words: Lĩnh vực: Đất đai."""
    group = group_words(language, row_filter.by, row_filter.group)
    return say(language, "part.named", by=say(language, f"part.{row_filter.by}"), group=group)


def group_words(language: str, dimension: str, group: str | None) -> str:
    return say(language, "split.empty") if group is None else str(word(language, dimension, group))


def explain_empty(words: TableWords, figures: TableFigures) -> str:
    """Say why the table is empty: the least n, a period that has not begun, or filters without rows."""
    if not figures.lines and figures.left_out:
        return words.say("nothing.least", least=words.wanted.least, count=figures.left_out)
    period = period_name(words.language, figures.scope.period)
    if figures.scope.closing < figures.scope.period.first:
        return words.say("nothing.ahead", period=period)
    key = "filtered" if words.wanted.where else "plain"
    values = {
        "what": lower_initial(indicator_words(words.language, words.wanted)),
        "units": lower_initial(words.units),
    }
    return words.say(f"nothing.{key}", period=period, filters=words.filters, **values)
