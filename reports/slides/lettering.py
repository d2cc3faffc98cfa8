"""Measure text in Arial, so that what does not fit is continued on another slide."""

import unicodedata

_WIDTHS = {  # thousandths of the size, by letter: the measures that Arial shares with Helvetica
    222: "ijl'",
    278: " \u00a0.,:;/\\!I[]ft|",
    333: "r()-`“”•",
    389: "*",
    500: "Jcksvxyz",
    556: "0123456789abdeghnopquL?_$#–",
    584: "+<=>~−",
    604: "○",
    611: "FTZ",
    667: "ABEKPSVXY&",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
}
_OF_LETTER = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_WIDEST, _HORN, _BOLD, _SPARE = 1000, 90, 1.08, 1.03
_LEADING = 1.2  # from line to line, a point of the letters' size


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Measure the text in inches, rather more than less."""
    letters = unicodedata.normalize("NFD", text.translate({ord("đ"): "d", ord("Đ"): "D"}))
    wide = sum(_of(letter) for letter in letters)
    return wide / 1000 * size / 72 * (_BOLD if bold else 1) * _SPARE


def _of(letter: str) -> int:
    if unicodedata.combining(letter):
        return _HORN if letter == "\u031b" else 0  # ơ, ư are wider than o, u
    return _OF_LETTER.get(letter, _WIDEST)


def lines_height(lines: float, size: float) -> float:
    """Return the height of the lines in inches."""
    return lines * size * _LEADING / 72


def wrap_text(text: str, room: float, size: float, bold: bool = False) -> list[str]:
    """Break the text into lines for a room so wide; a word that is wider is broken."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, bold) <= room:
            lines[-1] = longer
            continue
        while text_width(word, size, bold) > room:
            fits = next(
                n for n in range(len(word) - 1, 0, -1) if n == 1 or text_width(word[:n], size, bold) <= room
            )
            lines.append(word[:fits])
            word = word[fits:]
        lines.append(word)
    return lines


def split_into_pages(texts: list[str], room: float, size: float, line_limit: int) -> list[list[str]]:
    """Split texts into pages of at most `line_limit` lines; only a text longer than a page is parted."""
    pages: list[list[str]] = [[]]
    left = line_limit
    for text in texts:
        lines = wrap_text(text, room, size)
        if left < len(lines) <= line_limit:
            pages.append([])
            left = line_limit
        while lines:
            if not left:
                pages.append([])
                left = line_limit
            part, lines = lines[:left], lines[left:]
            pages[-1].append(" ".join(part))
            left -= len(part)
    return pages
