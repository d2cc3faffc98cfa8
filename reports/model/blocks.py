"""Define the parts of a document, whatever writes it: head, headings, text, tables, charts, signatures."""

from dataclasses import dataclass, field
from datetime import date

from languages import say
from presentation.chart import Chart
from presentation.table import Notes, Table


@dataclass(frozen=True)
class Letterhead:
    """Describe the head of an official document (Decree 30/2020, appendix I).

    `superior` is None where no body above is named. `number` is given as it begins: "Số:        /BC-UBND".
    `kind` is BÁO CÁO, BIÊN BẢN…; `subject` what it is about. `place` and `day` stand in italics.
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
    """Describe the head of a statistical form: code at the left, reporting unit at the right, title between.

    `periods` are lines below the title; `measure` stands above the table, at the right.
    """

    code: str
    title: str
    periods: tuple[str, ...]
    unit: str
    measure: str


@dataclass(frozen=True)
class Heading:
    """Represent a heading; `level` 1 is numbered I, II…, `level` 2 is numbered 1, 2…"""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """Represent a paragraph; a `draft` is marked as text of the program that whoever signs has to check."""

    text: str
    draft: bool = False


@dataclass(frozen=True)
class Grid:
    """Represent a table with its count of rows.

    `groups` stand above the headings: (text, how many columns). `numbers` is a row that numbers the columns,
    as official forms have. `total`: how many of the last rows are sums. `weights`: relative widths of the
    columns; without them the kinds of the columns decide.
    """

    table: Table
    groups: tuple[tuple[str, int], ...] = ()
    numbers: tuple[str, ...] = ()
    total: int = 0
    weights: tuple[float, ...] = ()
    caption: str = ""


@dataclass(frozen=True)
class ChartBlock:
    """Represent a chart with its caption; `share` is its part of the width between the margins."""

    chart: Chart
    caption: str = ""
    share: float = 1.0


@dataclass(frozen=True)
class Signature:
    """Represent one signature: the lines above the name, room for the hand, then the name.

    Lines are such as TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH, PHÓ CHỦ TỊCH.
    """

    lines: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True)
class Signatures:
    """Represent signatures side by side, left to right; `copies` is what stands under "Nơi nhận"."""

    columns: tuple[Signature, ...]
    copies: tuple[str, ...] = ()


@dataclass(frozen=True)
class BlankLines:
    """Represent room to write by hand: `label`, then dots; `lines` is how many lines of dots."""

    label: str
    lines: int = 1


@dataclass(frozen=True)
class NewPage:
    """Begin a new page, upright or in landscape."""

    landscape: bool = False


Block = Heading | Paragraph | Grid | ChartBlock | Signatures | BlankLines | NewPage


@dataclass(frozen=True)
class PrintedFigure:
    """Represent a figure of the document with its passport, as the list at the end prints it."""

    id: str
    unit: str
    indicator: str
    figure: str

    def line(self, language: str) -> str:
        parts = {"unit": self.unit, "indicator": self.indicator, "figure": self.figure}
        return say(language, "document.figure", id=self.id, **parts)


@dataclass(frozen=True)
class Document:
    """Represent a document; `notes` say where everything comes from, `figures` are listed at the end."""

    title: str
    blocks: tuple[Block, ...]
    notes: Notes
    language: str
    letterhead: Letterhead | FormHead | None = None
    landscape: bool = False
    figures: tuple[PrintedFigure, ...] = field(default=())
