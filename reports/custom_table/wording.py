"""Word a built table: its title, its headings, its rows, its filters."""

from dataclasses import dataclass

from indicators.catalogue import CATALOGUE
from indicators.periods import Period, days, named
from indicators.queries import Within
from indicators.wording import period_name
from languages import say
from languages.writing import word
from presentation.assessments import indicator_name
from presentation.numbers import initial
from presentation.unit_names import Names
from reports.custom_table.figures import Found, Head, Line
from reports.custom_table.spec import DIMENSIONS, GROUPS, INDICATOR, PERIOD, Wanted

_NAMED = 3  # indicators that a title names one by one


@dataclass(frozen=True, eq=False)
class Words:
    """Word a table; `closes_on` is the day on which months of the calendar close.

    By it a period is known as whole.
    """

    language: str
    names: Names
    wanted: Wanted
    closes_on: int | None

    def say(self, key: str, **values: object) -> str:
        return say(self.language, f"built.{key}", **values)

    def title(self, period: Period) -> str:
        """Return the title: Hồ sơ đúng hạn (06a) theo đơn vị (toàn huyện), quý II/2021."""
        by = self.say(f"along.{self.wanted.rows}")
        part = "; ".join(one for one in (initial(self.units), self.filters) if one)
        told = period_name(self.language, period)
        return self.say("title", what=what(self.language, self.wanted), by=by, units=part, period=told)

    @property
    def units(self) -> str:
        """Name the units of the table: Toàn huyện; Xã, thị trấn; up to three by name, more as a count."""
        chosen = self.wanted.units
        if not chosen:
            return self.names.whole
        if len(chosen) > _NAMED:
            return self.say("units", count=len(chosen))
        return ", ".join(
            say(self.language, f"level.{one}") if one in GROUPS else self.names.of(one) for one in chosen
        )

    @property
    def filters(self) -> str:
        """Return the filters in words: Lĩnh vực: Đất đai; Hình thức: Trực tuyến."""
        return "; ".join(part_words(self.language, one) for one in self.wanted.where)

    def group(self, by: str, group: str | None) -> str:
        return group_words(self.language, by, group)

    def head(self, head: Head, part: str = "") -> str:
        """Return the heading of a column, with the indicator's name where there are several.

        `part` names one of the parts of its figures (numerator, denominator, n).
        """
        named = [indicator_name(self.language, head.indicator)]
        if self.wanted.columns != INDICATOR:
            of_period = self.wanted.columns == PERIOD
            own = self.span(head.period) if of_period else self.group(self.wanted.columns, head.part)
            named = [own] if len(self.wanted.indicators) == 1 else [*named, own]
        if part:
            return f"{', '.join(named)}: {self.say(f'part.{part}')}"
        return ", ".join([*named, "%"] if head.indicator.unit == "percent" else named)

    def row(self, line: Line) -> str:
        if line.period is not None:
            return self.span(line.period)
        if self.wanted.rows in DIMENSIONS:
            return self.group(self.wanted.rows, line.key)
        assert line.key is not None  # of a unit
        return self.names.of(line.key)

    def span(self, period: Period) -> str:
        """Name a period; a month that is not complete is called by its days."""
        whole = period if self.is_whole(period) else days(period.first, period.last)
        return period_name(self.language, whole)

    def is_whole(self, period: Period) -> bool:
        return period.last < period.first or period == named(period.key, self.closes_on)

    @property
    def whole(self) -> str:
        return self.say("whole", units=initial(self.units))


def what(language: str, wanted: Wanted) -> str:
    names = [indicator_name(language, CATALOGUE[one]) for one in wanted.indicators]
    if len(names) > _NAMED:
        return say(language, "built.indicators", count=len(names))
    return ", ".join([*names[:1], *map(initial, names[1:])])


def short(language: str, wanted: Wanted, period: str) -> str:
    """Return a title for a list of tables, where no snapshot tells the names of units."""
    by = say(language, f"built.along.{wanted.rows}")
    kinds = [say(language, f"level.{one}") for one in GROUPS if one in wanted.units]
    others = len(wanted.units) - len(kinds)
    part = [*kinds, *([say(language, "built.units", count=others)] if others else [])]
    part += [part_words(language, one) for one in wanted.where]
    of = f" ({'; '.join(part)})" if part else ""
    return f"{what(language, wanted)} {by}{of}, {period}"


def part_words(language: str, within: Within) -> str:
    """Return a filter in words: Lĩnh vực: Đất đai."""
    group = group_words(language, within.by, within.group)
    return say(language, "part.named", by=say(language, f"part.{within.by}"), group=group)


def group_words(language: str, by: str, group: str | None) -> str:
    return say(language, "split.empty") if group is None else str(word(language, by, group))


def why_nothing(words: Words, found: Found) -> str:
    """Say why the table is empty: the least n, a period that has not begun, or filters without rows."""
    if not found.lines and found.left_out:
        return words.say("nothing.least", least=words.wanted.least, count=found.left_out)
    period = period_name(words.language, found.scope.period)
    if found.scope.closing < found.scope.period.first:
        return words.say("nothing.ahead", period=period)
    key = "filtered" if words.wanted.where else "plain"
    values = {"what": initial(what(words.language, words.wanted)), "units": initial(words.units)}
    return words.say(f"nothing.{key}", period=period, filters=words.filters, **values)
