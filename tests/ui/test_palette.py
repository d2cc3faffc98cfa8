"""The palette for everybody: contrast by WCAG 2.2 AA, and pairs that stay apart for the colour-blind."""

import tomllib
from itertools import product

import numpy as np
import pytest

from ui.palette import DARK, LIGHT
from warehouse.home import PROJECT

pytestmark = pytest.mark.a11y
PALETTES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
THEMES = tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
READ = [  # text, ground: 4.5 to 1
    *((text, "bg") for text in ("text", "muted", "accent", "low", "high", "soon")),
    ("low", "low_bg"),
    ("high", "high_bg"),
    ("text", "grid"),  # the rows of reference of the matrix
]
SEEN = [(mark, "bg") for mark in ("mid", "accent", "low", "high", "soon_fill")]  # 3 to 1
# Severe loss of one kind of cone (Machado, Oliveira, Fernandes 2009, severity 1.0), on linear RGB.
MACHADO = {
    "protan": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deutan": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritan": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
    "nobody": np.eye(3),
}
# Pairs that mean different things beside each other. Difference in CIELAB; 2.3 is just noticeable.
APART = {
    ("low", "high"): 20,
    ("low", "mid"): 20,
    ("high", "mid"): 15,
    ("accent", "low"): 20,
    ("soon_fill", "mid"): 20,
    ("low", "soon_fill"): 15,
    ("low_bg", "high_bg"): 8,
    ("low_bg", "bg"): 5,
    ("high_bg", "bg"): 5,
}


def linear(colour):
    channels = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def contrast(one, other):
    bright = sorted(float(linear(colour) @ [0.2126, 0.7152, 0.0722]) for colour in (one, other))
    return (bright[1] + 0.05) / (bright[0] + 0.05)


def lab(rgb):
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ rgb
    ratio = xyz / [0.9505, 1.0, 1.089]
    x, y, z = np.where(ratio > 0.008856, np.cbrt(ratio), 7.787 * ratio + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def difference(one, other, matrix):
    seen = [lab(np.clip(np.array(matrix) @ linear(colour), 0, 1)) for colour in (one, other)]
    return float(np.linalg.norm(seen[0] - seen[1]))


def test_the_measure_is_that_of_wcag():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@PALETTES
@pytest.mark.parametrize(("text", "ground"), READ)
def test_text_can_be_read_on_its_ground(palette, text, ground):
    assert contrast(getattr(palette, text), getattr(palette, ground)) >= 4.5


@PALETTES
@pytest.mark.parametrize(("mark", "ground"), SEEN)
def test_marks_and_bars_stand_out(palette, mark, ground):
    assert contrast(getattr(palette, mark), getattr(palette, ground)) >= 3


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("colour", ["red", "blue", "yellow", "gray"])
def test_badges_can_be_read(theme, colour):
    words = THEMES[theme]
    for ground in (words[f"{colour}BackgroundColor"], words["backgroundColor"]):
        assert contrast(words[f"{colour}TextColor"], ground) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_links_and_heads_of_tables_can_be_read(theme):
    words = THEMES[theme]
    assert contrast(words["linkColor"], words["backgroundColor"]) >= 4.5
    assert contrast(words["dataframeHeaderTextColor"], words["dataframeHeaderBackgroundColor"]) >= 4.5
    assert contrast(words["textColor"], words["secondaryBackgroundColor"]) >= 4.5


@PALETTES
@pytest.mark.parametrize(("kind", "pair"), [*product(MACHADO, APART)])
def test_what_means_different_things_looks_different_to_everybody(palette, kind, pair):
    one, other = (getattr(palette, token) for token in pair)
    assert difference(one, other, MACHADO[kind]) >= APART[pair]


def test_red_and_green_would_not_have_passed():
    """Why the palette has none of them."""
    assert difference("#C62828", "#558B2F", MACHADO["nobody"]) > 60
    assert difference("#A05A2C", "#6B7A1F", MACHADO["deutan"]) < 15
