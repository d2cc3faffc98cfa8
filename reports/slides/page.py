"""Hold the deck that is being written: wide slides with a title, text in boxes, a foot and a number."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO

import pptx
from pptx.dml.color import RGBColor
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.shapes.base import BaseShape
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Inches, Pt

from languages import say
from presentation.colours import LIGHT
from reports.model.characters import visible_text

FONT = "Arial"  # what every office has
TITLE, TEXT, SMALL = 28.0, 18.0, 12.0  # points
_WIDE, _HIGH = 13.333, 7.5  # inches, 16:9
_TITLE_ONLY = 5  # the layout
_THEME = (("Calibri", FONT), ("4F81BD", LIGHT.accent[1:]), ("1F497D", LIGHT.accent[1:]))
_LONGEST = 255  # letters of a property of a file


@dataclass(frozen=True)
class Box:
    """Describe a box in inches from the upper left corner."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height


BODY = Box(0.55, 1.2, _WIDE - 1.1, 5.6)  # between title and foot
_HEAD = Box(BODY.left, 0.35, BODY.width, 0.75)
_FOOT = Box(BODY.left, 6.98, BODY.width - 1.0, 0.3)
_NUMBER = Box(_FOOT.right, _FOOT.top, 1.0, _FOOT.height)


@dataclass(frozen=True)
class SlideText:
    """Represent a paragraph; `after` is the room below it, in points."""

    text: str
    size: float = TEXT
    bold: bool = False
    colour: str = LIGHT.text
    after: float = 0


class Deck:
    """Write a deck of slides; `foot` stands below on all of them."""

    def __init__(self, language: str, foot: str) -> None:
        self.language, self._foot = language, foot
        self._written: dict[str, int] = {}  # each text once, with how many of its letters were replaced
        self._file: Presentation = pptx.Presentation()
        about = self._file.core_properties
        about.title = visible_text(foot)[0][:_LONGEST]
        about.author, about.comments, about.last_modified_by = "", "", ""
        _dress(self._file)

    def say(self, key: str) -> str:
        return say(self.language, key)

    def count_replaced(self, *texts: str) -> None:
        self._written |= {text: visible_text(text)[1] for text in texts}

    @property
    def replaced_count(self) -> int:
        """Return how many letters the file could not hold, however often they stand in it."""
        return sum(self._written.values())

    def add_slide(self, title: str, place: Box = _HEAD, size: float = TITLE) -> Slide:
        slide = self._file.slides.add_slide(self._file.slide_layouts[_TITLE_ONLY])
        head = slide.shapes.title
        assert head is not None
        _put(head, place)
        self.write(
            head.text_frame, [SlideText(title, size, bold=True, colour=LIGHT.accent)], MSO_ANCHOR.MIDDLE
        )
        self._add_foot(slide)
        return slide

    def add_text(self, slide: Slide, box: Box, words: Sequence[SlideText]) -> None:
        added = slide.shapes.add_textbox(*_inches(box))
        self.write(added.text_frame, words)

    def write(
        self,
        frame: TextFrame,
        words: Sequence[SlideText],
        anchor: MSO_ANCHOR = MSO_ANCHOR.TOP,
        margin: float = 0,
    ) -> None:
        frame.word_wrap, frame.auto_size, frame.vertical_anchor = True, MSO_AUTO_SIZE.NONE, anchor
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Inches(margin)
        for place, one in enumerate(words):
            self.write_paragraph(frame, place, one)

    def write_paragraph(self, frame: TextFrame, place: int, words: SlideText) -> None:
        """Write a paragraph; the first one of a frame is there already."""
        paragraph = frame.add_paragraph() if place else frame.paragraphs[0]
        paragraph.space_after = Pt(words.after)
        paragraph.alignment = PP_ALIGN.LEFT
        self.count_replaced(words.text)
        run = paragraph.add_run()
        run.text = visible_text(words.text)[0].replace("\n", " ")
        run.font.size, run.font.bold = Pt(words.size), words.bold
        run.font.color.rgb = RGBColor.from_string(words.colour[1:])
        run.font._element.set("lang", self.say("slides.tag"))  # else all is marked as misspelt

    def _add_foot(self, slide: Slide) -> None:
        """Copy foot and number from the layout, so that PowerPoint knows them as such."""
        for one in slide.slide_layout.shapes:
            if one.is_placeholder and one.placeholder_format.type in (
                PP_PLACEHOLDER.FOOTER,
                PP_PLACEHOLDER.SLIDE_NUMBER,
            ):
                slide.shapes._spTree.append(deepcopy(one._element))
        foot, number = list(slide.placeholders)[-2:]
        _put(foot, _FOOT)
        _put(number, _NUMBER)
        self.write(foot.text_frame, [SlideText(self._foot, SMALL, colour=LIGHT.muted)], MSO_ANCHOR.MIDDLE)
        for shown in number._element.iter(qn("a:fld")):
            shown.find(qn("a:t")).text = str(len(self._file.slides))

    def content(self) -> bytes:
        file = BytesIO()
        self._file.save(file)
        return file.getvalue()


def _inches(box: Box) -> tuple[Inches, Inches, Inches, Inches]:
    return Inches(box.left), Inches(box.top), Inches(box.width), Inches(box.height)


def _put(shape: BaseShape, box: Box) -> None:
    shape.left, shape.top, shape.width, shape.height = _inches(box)


def _dress(file: Presentation) -> None:
    """Widen the library's own template, which is narrow, and change its font and its colours."""
    wide = Inches(_WIDE)
    stretch = wide / file.slide_width
    file.slide_width, file.slide_height = wide, Inches(_HIGH)
    for page in (file.slide_master, *file.slide_layouts):
        for part in page.element.iter(qn("a:off"), qn("a:ext")):
            for name in ("x", "cx"):
                if name in part.attrib:
                    part.set(name, str(int(int(part.get(name)) * stretch)))
    theme = file.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    for old, new in _THEME:
        theme._blob = theme.blob.replace(old.encode(), new.encode())
