"""What a document is made of, whatever writes it: letterhead, headings, text, tables, charts, signatures."""

from dataclasses import dataclass, field
from datetime import date

from languages import say
from reports.chart import Chart
from reports.table import Notes, Table


@dataclass(frozen=True)
class Letterhead:
    """The head of an official document (Decree 30/2020, appendix I).

    `superior` None: the head names no body above. `number` as it begins: "Số:        /BC-UBND". `kind` is
    BÁO CÁO, BIÊN BẢN…; `subject` what it is about. `place` and `day` stand in italics.
    """

    superior: str | None
    body: str
    number: str | None
    place: str
    day: date | None
    kind: str
    subject: str


@dataclass(frozen=True)
class FormHead:
    """The head of a statistical form: its code at the left, who reports at the right, the title between them.

    `periods`: lines below the title; `measure` stands above the table, at the right.
    """

    code: str
    title: str
    periods: tuple[str, ...]
    unit: str
    measure: str


@dataclass(frozen=True)
class Heading:
    """`level` 1: I, II…; 2: 1, 2…"""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """`draft`: drafted by the program, to be checked and changed by whoever signs; it is marked as such."""

    text: str
    draft: bool = False


@dataclass(frozen=True)
class Grid:
    """A table with its count of rows. `groups` stand above the headings: (text, how many columns).

    `numbers`: a row that numbers the columns, as official forms have. `total`: how many of the last rows are
    sums. `weights`: the columns' widths beside each other; none: by their kinds.
    """

    table: Table
    groups: tuple[tuple[str, int], ...] = ()
    numbers: tuple[str, ...] = ()
    total: int = 0
    weights: tuple[float, ...] = ()
    caption: str = ""


@dataclass(frozen=True)
class Figure:
    """A chart with what is said below it; `share`: its part of the width between the margins."""

    chart: Chart
    caption: str = ""
    share: float = 1.0


@dataclass(frozen=True)
class Signature:
    """Lines above the name (TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH, PHÓ CHỦ TỊCH); room for the hand between."""

    lines: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True)
class Signatures:
    """Side by side, the left one first; `copies` is what stands under "Nơi nhận"."""

    columns: tuple[Signature, ...]
    copies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """To be filled in by hand: `label`, then dots; `lines` of them."""

    label: str
    lines: int = 1


@dataclass(frozen=True)
class NewPage:
    landscape: bool = False


Block = Heading | Paragraph | Grid | Figure | Signatures | Line | NewPage


@dataclass(frozen=True)
class Told:
    """A figure that stands in the document with its passport, as the list at the end tells it."""

    id: str
    unit: str
    indicator: str
    figure: str

    def line(self, language: str) -> str:
        parts = {"unit": self.unit, "indicator": self.indicator, "figure": self.figure}
        return say(language, "document.figure", id=self.id, **parts)


@dataclass(frozen=True)
class Document:
    """`notes` say where everything comes from; `figures` are listed at the end with their passports."""

    title: str
    blocks: tuple[Block, ...]
    notes: Notes
    language: str
    letterhead: Letterhead | FormHead | None = None
    landscape: bool = False
    figures: tuple[Told, ...] = field(default=())
