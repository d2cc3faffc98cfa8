"""Poppler's tools: what stands on the pages of a PDF, where, in which face and size."""

import shutil
import subprocess
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree, html
from PIL import Image

POINTS = 72 / 25.4  # a millimetre
_LONGEST = 120  # seconds


@dataclass(frozen=True)
class Word:
    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Page:
    """All lengths in mm, from the upper left corner."""

    width: float
    height: float
    words: tuple[Word, ...]


@dataclass(frozen=True)
class Piece:
    """A line of text of one face; `page` counts from 1."""

    page: int
    text: str
    size: int
    bold: bool
    italic: bool


def _run(program: str, *words: str) -> bytes:
    if shutil.which(program) is None:
        pytest.fail("poppler is missing: apt-get install poppler-utils (or run as root)")
    return subprocess.run([program, *words], capture_output=True, check=True, timeout=_LONGEST).stdout


def text(path: Path, order: str = "layout") -> str:
    """`order`: layout, as the eye reads; raw, one text after the other as they were written."""
    return _run("pdftotext", f"-{order}", str(path), "-").decode()


def pages(path: Path) -> list[Page]:
    found = html.fromstring(
        _run("pdftotext", "-bbox", str(path), "-"), parser=html.HTMLParser(encoding="utf-8")
    )
    return [
        Page(*_mm(page, "width", "height"), tuple(map(_word, page.iter("word"))))
        for page in found.iter("page")
    ]


def _word(one: html.HtmlElement) -> Word:
    return Word(one.text or "", *_mm(one, "xmin", "ymin", "xmax", "ymax"))


def _mm(element: html.HtmlElement, *names: str) -> list[float]:
    return [float(element.get(name)) / POINTS for name in names]


def pieces(path: Path) -> list[Piece]:
    found = etree.fromstring(_run("pdftohtml", "-xml", "-i", "-stdout", "-zoom", "1", str(path)))
    sizes = {font.get("id"): int(font.get("size")) for font in found.iter("fontspec")}
    return [
        Piece(
            int(page.get("number")),
            "".join(one.itertext()).strip(),
            sizes[one.get("font")],
            one.find(".//b") is not None,
            one.find(".//i") is not None,
        )
        for page in found.iter("page")
        for one in page.iter("text")
    ]


def fonts(path: Path) -> list[list[str]]:
    """Name, embedded, subset."""
    lines = [line.split() for line in _run("pdffonts", str(path)).decode().splitlines()[2:]]
    return [[line[0], line[-5], line[-4]] for line in lines]


def picture(path: Path, page: int, dpi: int = 150) -> Image.Image:
    """The page in greys."""
    drawn = _run("pdftoppm", "-png", "-gray", "-r", str(dpi), "-f", str(page), "-l", str(page), str(path))
    return Image.open(BytesIO(drawn)).convert("L")
