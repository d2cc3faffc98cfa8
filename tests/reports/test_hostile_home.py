"""Hostile names in the settings and files of a home: all that it hands out is harmless and whole."""

import csv
import json
import re
import shutil
import zipfile
from collections import Counter
from datetime import datetime
from io import BytesIO

import pytest
from lxml import etree, html
from openxml_audit import OpenXmlValidator

from etl.loading.load import load
from etl.settings import Settings
from indicators.catalogue import CATALOGUE
from indicators.queries.memo import attach_memory
from indicators.scope_from_words import scope_from_words
from presentation.context import Context, answer_from
from reports.catalogue import KINDS
from reports.chart_file import BY, chart_type
from reports.html.interactive import plotly_script
from reports.model.characters import visible_text
from reports.slides.data import SafeChartData
from tests.reports.spreadsheet.test_hostile_texts import BEGIN, S, unescaped
from tests.reports.test_hostile_texts import FORMATS, W, squeezed
from tests.support.hostile_texts import FAMILIES, storable
from tests.support.source_files import row, table, write_xlsx
from tests.ui.test_hostile_texts import read_as
from tests.ui.test_pages import opened
from ui.components import charts
from warehouse.connection import open_reader
from warehouse.home import PROJECT, Home
from warehouse.snapshots import current_snapshot

pytestmark = pytest.mark.hostile


def joined(*families):
    """In one line, as a database can hold it."""
    texts = [text for family in families for text in FAMILIES[family] if storable(text) and text.strip()]
    return " ¦ ".join(text for text in texts if not re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029]", text))


UNIT, OTHER = "Xã " + joined("markup", "typst", "templates"), "Xã " + joined("markdown", "paths", "numbers")
PROCEDURE, FIELD = joined("formulas", "office"), joined("turning", "unseen", "letters")
FILE = "=cmd 'x' <img src=x> {unit} #panic() $x$ **b** [a](b).xlsx"
SENDER = joined("typst", "templates", "markdown")


def write_settings(folder):
    shutil.copytree(PROJECT / "settings", folder)
    with (folder / "units.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    for cells in rows:
        cells[2] = {"Xã Gia Hòa": UNIT, "Xã Gia Hưng": OTHER}.get(cells[2], cells[2])
    with (folder / "units.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    words = json.dumps(SENDER, ensure_ascii=False)
    (folder / "letterheads.toml").write_text(
        "".join(
            f'[[letterhead]]\nlevel = "{level}"\nsuperior = {words}\nbody = {words}\ncode = {words}\n'
            f"place = {words}\nsignature = [{words}]\ncopies = [{words}]\n\n"
            for level in ("parent", "commune", "office")
        ),
        "utf-8",
    )
    return Settings.read(folder)


def write_files(folder):
    folder.mkdir()
    hostile = {"Tên_thủ_tục_hành_chính": PROCEDURE, "Tên_lĩnh_vực": FIELD, "Cán_bộ_xử_lý_hiện_tại": PROCEDURE}
    late = {"Ngày_hẹn_trả": "03/08/2021", "Ngày_kết_thúc_xử_lý": None, "Ngày_trả_kết_quả": None}
    late |= {"Trạng_thái_hồ_sơ": "Đang xử lý"}
    cases = [
        row(Mã_hồ_sơ=f"{'=+-@'[number % 4]}H42-{number}", Đơn_vị_giải_quyết=unit, **hostile, **more)
        for number, (unit, more) in enumerate([(UNIT, {}), (UNIT, late), (OTHER, {}), (OTHER, late)] * 3)
    ]
    ballots = [
        row("ballots_5", Mã_phiếu=f"P{n}", Đơn_vị=UNIT, Lĩnh_vực=FIELD, Ý_kiến_khác=PROCEDURE) for n in "12"
    ]
    documents = [row("documents", Số_ký_hiệu=f"=1+{n}", Đơn_vị=UNIT, Người_ký=PROCEDURE) for n in "12"]
    return [
        write_xlsx(folder / FILE, table("cases", *cases), names=["=1+1 <b>&amp;"]),
        write_xlsx(folder / f"b {FILE}", table("ballots_5", *ballots)),
        write_xlsx(folder / f"c {FILE}", table("documents", *documents)),
    ]


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    place = tmp_path_factory.mktemp("hostile")
    made = Home(place / "home")
    settings = write_settings(made.path / "settings")
    outcome = load(write_files(place / "files"), made, settings, loaded_at=datetime(2021, 8, 31, 6))
    assert outcome.snapshot is not None
    return made


@pytest.fixture(scope="module")
def about(home):
    with open_reader(current_snapshot(home)) as connection:

        def of(unit):
            scope = scope_from_words(connection, period="2021-08", unit=unit)
            return Context(
                answer_from(attach_memory(connection, {})), current_snapshot(home), scope, "civil", "vi", home
            )

        yield of


MADE = [
    (name, ending, unit)
    for name, kind in KINDS.items()
    for ending in kind.formats
    for unit in [None if kind.whole else "14467@start"]
    if name != "dossier"  # made of the others
]


@pytest.mark.parametrize(("name", "ending", "unit"), MADE)
def test_every_file_is_harmless_and_keeps_the_names(about, tmp_path, name, ending, unit):
    content = KINDS[name].formats[ending](about(unit)).content
    path = tmp_path / f"thu.{ending}"
    path.write_bytes(content)
    found = squeezed(READ[ending](path)).upper()
    font = FORMATS[ending].font if ending in FORMATS else None
    shown = squeezed(visible_text(UNIT, font)[0]).upper()
    if ending == "pdf" and unit is None:  # in a table, whose cells are mixed by a page's end
        assert not Counter(shown) - Counter(found)
    else:
        assert shown in found


def of_xlsx(path):
    """All texts; formulas are ours alone, and none has a word of theirs."""
    texts = []
    assert [
        one for one in map(str, OpenXmlValidator().validate(path).errors) if "inline-string" not in one
    ] == []
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if name.startswith("xl/worksheets/sheet"):
                tree = etree.fromstring(package.read(name))
                assert not [one for one in tree.iter(f"{S}f") if re.search("cmd|DDE|LINK|IMPORT", one.text)]
                assert not list(tree.iter(f"{S}hyperlink"))
                texts += [unescaped(one.text or "") for one in tree.iter(f"{S}t")]
        assert not [name for name in package.namelist() if "externalLink" in name]
    return "\n".join(texts)


def of_docx(path):
    assert [str(one) for one in OpenXmlValidator().validate(path).errors] == []
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if name.startswith("word/") and name.endswith(".xml"):
                tree = etree.fromstring(package.read(name))
                assert {one.text for one in tree.iter(f"{W}instrText")} <= {"PAGE"}
                assert not list(tree.iter(f"{W}hyperlink"))
            if name.endswith(".rels"):
                assert b'TargetMode="External"' not in package.read(name)
    return FORMATS["docx"].read(path)


OUR_SCRIPTS = [path.read_text("utf-8") for path in (PROJECT / "reports" / "html").glob("*.js")]
OURS = {"a": 0, "style": 1, "iframe": 0, "svg": 0, "form": 0, "base": 0, "link": 0, "object": 0}


def of_html(path):
    tree = html.document_fromstring(path.read_bytes().decode())
    assert {tag: len(list(tree.iter(tag))) for tag in OURS} == OURS
    # As a browser reads them, who turns every end of line into one.
    ours = {one.replace("\r\n", "\n").strip() for one in (*OUR_SCRIPTS, plotly_script())}
    assert {one.text.strip() for one in tree.iter("script")} <= ours
    for chart in tree.xpath("//@data-chart"):
        assert set(re.findall("<[^>]*>", chart)) <= {"<br>", "<extra>", "</extra>"}
    assert not tree.xpath("//@href | //@*[starts-with(name(), 'on')]")
    assert all(one.get("src").startswith("data:image/svg+xml;base64,") for one in tree.iter("img"))
    return FORMATS["html"].read(path)


def of_pptx(path):
    """All texts of the slides; the workbooks behind their charts hold no formula."""
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
        for name in (one for one in names if one.endswith(".xlsx")):
            with zipfile.ZipFile(BytesIO(package.read(name))) as book:
                assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
        assert not [one for one in names if one.endswith(".rels") and b"External" in package.read(one)]
        slides = [one for one in names if re.fullmatch(r"ppt/slides/slide\d+\.xml", one)]
        texts = [one for name in slides for one in etree.fromstring(package.read(name)).itertext()]
    return "\n".join(texts)


def of_csv(path):
    """All cells; none begins like a formula."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for one in csv.reader(file, delimiter=";", strict=True) for cell in one]
    numbers = re.compile(r"-?[\d,]+")
    assert not [cell for cell in cells if cell.startswith(BEGIN) and not numbers.fullmatch(cell)]
    return "\n".join(cells)


READ = {
    "xlsx": of_xlsx,
    "docx": of_docx,
    "html": of_html,
    "pdf": FORMATS["pdf"].read,
    "pptx": of_pptx,
    "csv": of_csv,
}


def test_the_workbook_behind_a_chart_of_a_slide_has_names_for_text():
    data = SafeChartData()
    data.categories = ["=1+1", "http://mau.example/", "@x"]
    data.add_series("=2+2", [1.0, -2.0, 3.0])
    with zipfile.ZipFile(BytesIO(data.xlsx_blob)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml")
        assert b"<f>" not in sheet and b"hyperlink" not in sheet
        texts = [one.text for one in etree.fromstring(book.read("xl/sharedStrings.xml")).iter(f"{S}t")]
    assert sorted(texts) == ["=1+1", "=2+2", "@x", "http://mau.example/"]


@pytest.mark.parametrize("by", BY)
@pytest.mark.parametrize("ending", ["png", "svg"])
def test_a_chart_of_hostile_names_is_drawn_and_counts_what_it_replaced(about, by, ending):
    content = chart_type(CATALOGUE["on_time_06a"], by).formats[ending](about("14467@start")).content
    if ending == "svg":
        tags = {etree.QName(one).localname for one in etree.fromstring(content).iter("*")}
        assert tags <= {"svg", "title", "defs", "style", "g", "path", "use", "clipPath", "rect"}
    else:
        assert content.startswith(b"\x89PNG")


TAG = re.compile("<[^<>]*>")
PLOTLYS = {"<b>", "</b>", "<br>", "<extra>", "</extra>"}
PAGES = {"overview": {}, "unit": {"don_vi": "14467@start"}, "indicator": {"don_vi": "14467@start"}}


@pytest.mark.parametrize("place", PAGES)
def test_no_page_reads_anything_into_a_name(home, monkeypatch, place):
    drawn, plotly = [], charts.st.plotly_chart

    def plotly_chart(figure, **given):
        drawn.append(figure)
        return plotly(figure, **given)

    monkeypatch.setenv("REFORM_HOME", str(home.path))
    monkeypatch.setattr(charts.st, "plotly_chart", plotly_chart)
    app = opened(place, ky="2021-08", **PAGES[place])
    assert not app.exception
    for figure in drawn:
        shown = json.dumps(json.loads(figure.to_json()))
        assert set(TAG.findall(shown)) <= PLOTLYS
    said = [one.value for one in (*app.title, *app.subheader, *app.markdown, *app.info, *app.warning)]
    assert any("Xã" in one for one in said)
    for one in said:
        kinds, _ = read_as(one)
        assert not kinds & {"link_open", "image", "html_inline", "html_block", "code_inline", "fence"}, one
