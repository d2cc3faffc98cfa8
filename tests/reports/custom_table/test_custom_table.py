"""Tables that somebody puts together: figures against plain pandas over the facts, files, links, refusals."""

import csv
import dataclasses
import json
import shutil
from datetime import datetime
from io import BytesIO, StringIO

import docx as python_docx
import fastexcel
import pandas as pd
import pptx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from indicators.catalogue import CATALOGUE
from indicators.queries import Slice, figure
from ledger.saved_tables import (
    MOST,
    StoredTable,
    delete_saved_table,
    list_stored_tables,
    record_use,
    save_table,
)
from presentation.context import Context, answer_from
from presentation.custom_table.record import build_table_record, read_record
from presentation.custom_table.refusals import refusals
from presentation.custom_table.spec import (
    COLUMNS,
    DIMENSIONS,
    GROUPS,
    ROWS,
    SHOWN,
    TableSpec,
    UnknownChoice,
    spec_from_words,
    words_of,
)
from presentation.custom_table.table import build_table
from presentation.passport_check import check_passport
from reports.catalogue import table_type
from reports.cli.tables import app
from reports.passports import hand_out
from tests.ui.test_pages import UNIT, opened
from warehouse.home import Home
from warehouse.snapshots import current_snapshot

pytestmark = pytest.mark.built
ONLINE = Slice("channel", "online")
RATE = ("on_time_06a",)


@pytest.fixture
def about(sample_home, sample_snapshot, ask_scope):
    def of(period="2021-Q2", language="vi", **more):
        scope = ask_scope(period=period, calendar="civil", **more)
        return Context(
            answer_from(sample_snapshot), current_snapshot(sample_home), scope, "civil", language, sample_home
        )

    return of


@pytest.fixture
def cases(sample_snapshot):
    """The facts as they lie there, with nothing of ours between."""
    frame = sample_snapshot.exec_driver_sql("SELECT * FROM case_file").cursor.df()
    return frame[frame["counts_06a"]]


def finished(cases, first, last):
    return cases[cases["finished_on"].between(pd.Timestamp(first), pd.Timestamp(last))]


def rate(rows):
    """How many of them were not late, of a hundred; a dash where there are none."""
    return 100 * (~rows["late"]).sum() / len(rows) if len(rows) else "–"


def cells(made, column):
    """What stands in the column, by what the row is called."""
    return dict(zip(made.table.rows["row"], made.table.rows[column], strict=True))


def agree(told, expected):
    assert told.keys() == expected.keys()
    for name, value in expected.items():
        assert told[name] == (value if isinstance(value, str) else pytest.approx(value)), name


def unit_names(connection):
    return dict(connection.exec_driver_sql("SELECT id, name FROM unit").fetchall())


def test_units_by_indicators_under_two_filters(about, cases, sample_snapshot):
    where = (Slice("field", "Hộ tịch"), ONLINE)
    made = build_table(about(), TableSpec(indicators=(*RATE, "received_cases"), where=where))
    part = cases[(cases["field"] == "Hộ tịch") & (cases["channel"] == "online")]
    ended = finished(part, "2021-04-01", "2021-06-30")
    came = part[part["received_on"].between(pd.Timestamp("2021-04-01"), pd.Timestamp("2021-06-30"))]
    names = unit_names(sample_snapshot)
    units = [line.key for line in made.found.lines]
    assert len(units) > 30
    told = {names[one]: rate(ended[ended["unit_id"] == one]) for one in units}
    agree(cells(made, "on_time_06a"), told | {"Chung (toàn huyện)": rate(ended)})
    counts = {names[one]: (came["unit_id"] == one).sum() for one in units}
    agree(cells(made, "received_cases"), counts | {"Chung (toàn huyện)": len(came)})


def test_fields_by_periods(about, cases):
    made = build_table(about(), TableSpec(rows="field", columns="period", indicators=RATE))
    limits = {
        "this": ("2021-04-01", "2021-06-30"),
        "before": ("2021-01-01", "2021-03-31"),
        "year_before": ("2020-04-01", "2020-06-30"),
    }
    fields = [line.key for line in made.found.lines]
    for part, days in limits.items():
        ended = finished(cases, *days)
        told = {one: rate(ended[ended["field"] == one]) for one in fields}
        agree(cells(made, f"on_time_06a@{part}"), told | {"Chung (toàn huyện)": rate(ended)})
    heads = [column.heading for column in made.table.columns[1:]]
    assert heads == ["quý II/2021, %", "quý I/2021, %", "quý II/2020, %"]


def test_units_by_fields(about, cases, sample_snapshot):
    made = build_table(about(), TableSpec(columns="field", indicators=("finished_cases",), units=("office",)))
    offices = dict(
        sample_snapshot.exec_driver_sql("SELECT id, name FROM unit WHERE kind = 'office'").fetchall()
    )
    ended = finished(cases, "2021-04-01", "2021-06-30")
    ended = ended[ended["unit_id"].isin(offices)]
    assert {head.part for head in made.found.heads} == set(ended["field"])
    for head in made.found.heads:
        of_field = ended[ended["field"] == head.part]
        told = {name: (of_field["unit_id"] == id).sum() for id, name in offices.items()}
        agree(cells(made, head.key), told | {"Chung (phòng, ban)": len(of_field)})


def test_months_with_their_parts_and_a_stock_whose_whole_is_its_end(about, cases):
    made = build_table(
        about("2021-H1"), TableSpec(rows="month", indicators=("on_time_06a", "open_cases"), shown="parts")
    )
    tops, bottoms, opens = {}, {}, {}
    for month in range(1, 7):
        first = pd.Timestamp(2021, month, 1)
        last = first + pd.offsets.MonthEnd()
        ended = finished(cases, first, last)
        name = f"tháng {month:02}/2021"
        tops[name], bottoms[name] = (~ended["late"]).sum(), len(ended)
        still = cases["finished_on"].isna() | (cases["finished_on"] > last)
        opens[name] = ((cases["received_on"] <= last) & still).sum()
    whole = "Chung (toàn huyện)"
    agree(cells(made, "on_time_06a#numerator"), tops | {whole: sum(tops.values())})
    agree(cells(made, "on_time_06a#denominator"), bottoms | {whole: sum(bottoms.values())})
    agree(cells(made, "open_cases"), opens | {whole: opens["tháng 06/2021"]})
    assert "là số cuối kỳ" in dict(made.table.notes.entries)["Ghi chú của bảng"]


@pytest.mark.parametrize("rows", ["unit", "field", "channel", "procedure", "month"])
@pytest.mark.parametrize("where", [(), (ONLINE,)], ids=["all", "online"])
def test_the_whole_is_no_mean_of_rates_and_counts_add_up_to_it(about, rows, where):
    wanted = TableSpec(rows=rows, indicators=("on_time_06a", "finished_cases"), where=where, shown="parts")
    made = build_table(about(), wanted).table.rows
    above, whole = made.iloc[:-1].replace("–", None), made.iloc[-1]
    assert whole["finished_cases"] == above["finished_cases"].sum()
    tops, bottoms = (above[f"on_time_06a#{part}"].sum() for part in ("numerator", "denominator"))
    assert whole["on_time_06a"] == pytest.approx(100 * tops / bottoms)
    if len(above) > 3:
        assert whole["on_time_06a"] != pytest.approx(above["on_time_06a"].dropna().astype(float).mean())


def test_every_figure_without_filter_is_that_of_the_screen(about, sample_snapshot):
    subject = about()
    made = build_table(subject, TableSpec(indicators=tuple(CATALOGUE)))
    for line in made.lines:
        for head, shown in zip(made.found.heads, line.figures, strict=True):
            assert shown == figure(sample_snapshot, head.indicator, subject.scope.with_unit(line.key)), (
                head.key
            )


def test_chosen_units_have_a_whole_of_their_own(about, cases):
    made = build_table(about(), TableSpec(rows="field", indicators=RATE, units=(UNIT, "14515@start")))
    ended = finished(cases, "2021-04-01", "2021-06-30")
    ended = ended[ended["unit_id"].isin([UNIT, "14515@start"])]
    told = {one: rate(rows) for one, rows in ended.groupby("field")}
    whole = made.table.rows["row"].iloc[-1]
    assert whole.endswith(", Xã Gia Lạc)")
    agree(cells(made, "on_time_06a"), told | {whole: rate(ended)})


def test_rows_with_few_cases_are_left_out_and_counted(about, cases):
    made = build_table(about(), TableSpec(rows="procedure", indicators=RATE, least=100))
    ended = finished(cases, "2021-04-01", "2021-06-30")
    sizes = ended.groupby("procedure").size()
    assert {line.key for line in made.found.lines} == set(sizes[sizes >= 100].index)
    assert made.found.left_out == (sizes < 100).sum() > 0
    assert made.table.rows["on_time_06a"].iloc[-1] == pytest.approx(rate(ended))
    assert f"Không ghi {made.found.left_out} hàng" in dict(made.table.notes.entries)["Ghi chú của bảng"]


@pytest.mark.parametrize("falling", [True, False])
def test_the_order_of_rows_with_those_without_a_value_last(about, falling):
    wanted = TableSpec(indicators=("satisfied_5", *RATE), sort="satisfied_5", falling=falling)
    values = list(build_table(about(), wanted).table.rows["satisfied_5"].iloc[:-1])
    known = [value for value in values if not isinstance(value, str)]
    assert known == sorted(known, reverse=falling) == values[: len(known)] and len(known) > 10


GROUP = st.none() | st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=20)
UNITS = st.lists(st.sampled_from([*GROUPS, UNIT, "14515@start", "pb-noi-vu"]), unique=True)


@settings(max_examples=300, deadline=None)
@given(
    st.builds(
        TableSpec,
        st.sampled_from(ROWS),
        st.lists(st.sampled_from(list(CATALOGUE)), unique=True).map(tuple),
        st.sampled_from(COLUMNS),
        UNITS.map(tuple),
        st.dictionaries(st.sampled_from(DIMENSIONS), GROUP).map(
            lambda chosen: tuple(Slice(by, chosen[by]) for by in DIMENSIONS if by in chosen)
        ),
        st.integers(0, 10**6),
        st.text(max_size=20),
        st.booleans(),
        st.sampled_from(SHOWN),
    )
)
def test_a_link_brings_back_what_was_wanted(wanted):
    assert spec_from_words(words_of(wanted)) == wanted


@pytest.mark.parametrize(
    "part", [{"hang": "x"}, {"cot": "x"}, {"cac_chi_so": "on_time_06a,x"}, {"it_nhat": "-1"}, {"ghi": "x"}]
)
def test_a_link_with_a_part_that_no_table_has_is_refused(part):
    with pytest.raises(UnknownChoice):
        spec_from_words(part)


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (TableSpec(indicators=()), "chưa có chỉ số nào"),
        (
            TableSpec(rows="field", indicators=("ballots_per_100",)),
            "phiếu và hồ sơ chỉ chung nhau đơn vị và kỳ",
        ),
        (
            TableSpec(rows="procedure", indicators=("satisfied_5",)),
            "số liệu phiếu đánh giá không ghi thủ tục",
        ),
        (TableSpec(where=(ONLINE,), indicators=("box_opened",)), "số liệu hòm thư góp ý không ghi hình thức"),
        (TableSpec(columns="signer"), "số liệu hồ sơ không ghi người ký"),
        (TableSpec(rows="channel", indicators=("on_time_06a", "satisfied_5")), "theo nghĩa khác nhau"),
        (TableSpec(rows="month", columns="period"), "Hàng đã là các kỳ"),
        (TableSpec(rows="field", columns="field"), "cùng chia theo lĩnh vực"),
        (TableSpec(rows="year"), "ngắn hơn một năm"),
    ],
    ids=str,
)
def test_what_no_figure_can_answer_is_refused_in_words(about, wanted, said):
    assert any(said in sentence for sentence in refusals("vi", wanted, about().scope.period))


def test_all_time_has_no_period_before(about):
    period = about("all").scope.period
    assert refusals("vi", TableSpec(columns="period"), period) and not refusals("vi", TableSpec(), period)


@pytest.mark.parametrize(
    ("wanted", "period", "said"),
    [
        (TableSpec(where=(Slice("field", "Không có lĩnh vực này"),)), "2021-Q2", "Không có lĩnh vực này"),
        (TableSpec(), "2018-01", "tháng 01/2018"),
        (TableSpec(), "2022-01", "nằm sau ngày chốt"),
        (TableSpec(rows="field", least=10**6), "2021-Q2", "ít nhất 1000000 trường hợp"),
    ],
    ids=str,
)
def test_an_empty_table_says_why(about, wanted, period, said):
    made = build_table(about(period), wanted)
    assert said in made.nothing and made.nothing in dict(made.table.notes.entries).values()
    for build in table_type(wanted).formats.values():
        assert build(about(period)).content


def test_the_file_says_what_it_is(about):
    wanted = TableSpec(units=("commune",), where=(ONLINE,))
    made = build_table(about(), wanted)
    told = dict(made.table.notes.entries)
    assert told["Bộ lọc"] == "Hình thức: Trực tuyến" and told["Phạm vi"] == "Xã, thị trấn"
    assert told["Số hàng"] == "21, không kể dòng chung" and made.table.notes.sample
    assert told["Ngày chốt số liệu"] == "31/07/2021" and "không có mã số liệu" in told["Ghi chú của bảng"]
    assert CATALOGUE["on_time_06a"].basis in told["Hồ sơ đúng hạn (06a)"]


def test_a_csv_is_read_back_as_the_table(about):
    wanted = TableSpec(
        rows="field", columns="period", indicators=RATE, shown="parts", sort="on_time_06a@this"
    )
    content = table_type(wanted).formats["csv"](about()).content
    assert content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";"))
    table = build_table(about(), wanted).table
    head = lines.index([column.heading for column in table.columns])
    read = [
        [cell.replace(",", ".") if cell[:1].isdigit() else cell for cell in line]
        for line in lines[head + 1 :]
    ]
    assert len(read) == len(table.rows)
    for line, row in zip(read, table.rows.itertuples(index=False), strict=True):
        expected = [cell if isinstance(cell, str) else pytest.approx(cell, abs=1e-6) for cell in row]
        assert [line[0], *(one if one == "–" else float(one) for one in line[1:])] == expected


def test_a_sheet_lists_the_passports_and_each_leads_back_to_its_figure(sample_home, tmp_path, about):
    shutil.copytree(sample_home.path, tmp_path / "home")
    home, subject = Home(tmp_path / "home"), about()
    made = table_type(TableSpec(columns="period", indicators=RATE)).formats["xlsx"](subject)
    hand_out(dataclasses.replace(about(), home=home), made, datetime(2021, 8, 2))
    assert len({one.id for one in made.passports}) == len(made.passports) == 34 * 3
    listed = fastexcel.read_excel(made.content).load_sheet("Mã số liệu", header_row=None, dtypes="string")
    cells = {cell for row in listed.to_arrow().to_pylist() for cell in row.values()}
    assert {one.id for one in made.passports} <= cells
    for one in made.passports[::10]:
        assert check_passport(home, one.id, "vi").is_same


@pytest.mark.parametrize(
    "wanted",
    [
        TableSpec(where=(ONLINE,)),
        TableSpec(rows="field"),
        TableSpec(columns="field"),
        TableSpec(rows="month", units=(UNIT, "pb-noi-vu")),
    ],
)
def test_figures_of_a_part_have_no_passports(about, wanted):
    assert table_type(wanted).formats["docx"](about()).passports == ()


def test_a_wide_table_goes_on_below_in_a_document(about):
    made = table_type(TableSpec(indicators=tuple(CATALOGUE))).formats["docx"](about())
    tables = [table for table in python_docx.Document(BytesIO(made.content)).tables if len(table.rows) > 30]
    assert [len(table.columns) for table in tables] == [9, 9, 7]
    names = [[row.cells[0].text for row in table.rows] for table in tables]
    assert names[0] == names[1] == names[2] and names[0][-1] == "Chung (toàn huyện)"


def test_a_wide_table_goes_on_over_more_slides(about):
    """As the CSV has it, five columns at a time."""
    kind = table_type(TableSpec(indicators=tuple(CATALOGUE)[:7]))
    lines = kind.formats["csv"](about()).content.decode("utf-8-sig").split("\r\n")
    first = next(place for place, line in enumerate(lines) if line.startswith("Đơn vị;"))
    names = [line.partition(";")[0] for line in lines[first + 1 :] if line]
    shown: dict[int, list[str]] = {}
    for slide in pptx.Presentation(BytesIO(kind.formats["pptx"](about()).content)).slides:
        for shape in slide.shapes:
            if shape.has_table:
                rows = [[cell.text for cell in row.cells] for row in shape.table.rows]
                shown.setdefault(len(rows[0]), []).extend(row[0] for row in rows[1:])
    assert shown == {6: names, 3: names}


def test_it_speaks_english(about):
    made = build_table(about(language="en"), TableSpec(rows="month", columns="indicator"))
    assert made.table.title.endswith("by month (whole district), quarter II/2021")


def test_saved_tables_and_the_last_ones(tmp_path, about):
    home, scope, day = Home(tmp_path), about().scope, datetime(2021, 8, 2)
    assert list_stored_tables(home) == ([], [])
    wanted = TableSpec(rows="field", where=(ONLINE, Slice("aspect", None)))
    save_table(home, build_table_record(wanted, scope, "civil", day, "Theo lĩnh vực"))
    save_table(home, build_table_record(TableSpec(), scope, "civil", day, "Bảng khác", is_fixed_period=False))
    save_table(
        home, build_table_record(dataclasses.replace(wanted, least=5), scope, "civil", day, "Theo lĩnh vực")
    )
    delete_saved_table(home, "Bảng khác")
    (one,), _ = list_stored_tables(home)
    assert one.name == "Theo lĩnh vực" and spec_from_words(read_record(one)) == dataclasses.replace(
        wanted, least=5
    )
    assert read_record(one)["ky"] == "2021-Q2" and read_record(one)["lich"] == "civil"
    for minute in range(MOST + 3):
        record_use(home, StoredTable(f"bảng {minute % 12}", datetime(2021, 8, 2, 8, minute)))
    _, used = list_stored_tables(home)
    assert [table.asked for table in used] == [f"bảng {one}" for one in (0, *range(11, 2, -1))]


def test_what_is_taken_away_is_among_the_last_ones(tmp_path, sample_home, about):
    shutil.copytree(sample_home.path, tmp_path / "home")
    home, wanted = Home(tmp_path / "home"), TableSpec(rows="channel", indicators=RATE)
    for ending in ("csv", "html"):
        made = table_type(wanted).formats[ending](about())
        hand_out(dataclasses.replace(about(), home=home), made, datetime(2021, 8, 2))
    _, (used,) = list_stored_tables(home)
    assert spec_from_words(read_record(used)) == wanted and used.moment == datetime(2021, 8, 2)


def call(home, *words):
    return CliRunner().invoke(app, [*words, "--home", str(home.path)])


def test_the_command_line_makes_saves_and_makes_again(tmp_path, sample_home, about):
    shutil.copytree(sample_home.path, tmp_path / "home")
    home = Home(tmp_path / "home")
    first, again = tmp_path / "a.csv", tmp_path / "b.csv"
    options = "--rows unit --indicators on_time_06a,online_share --units 14515,14470 --where channel=online"
    order = "--sort on_time_06a --rising --format csv --period 2021-Q2 --calendar civil"
    done = call(home, "table", *options.split(), *order.split(), "--save", "Hai xã", "--out", str(first))
    assert done.exit_code == 0, done.output
    wanted = TableSpec(
        indicators=("on_time_06a", "online_share"),
        units=("14515@start", UNIT),
        where=(ONLINE,),
        sort="on_time_06a",
        falling=False,
    )
    assert first.read_bytes() == table_type(wanted).formats["csv"](about()).content
    assert call(home, "table", "--saved", "Hai xã", "--format", "csv", "--out", str(again)).exit_code == 0
    assert again.read_bytes() == first.read_bytes()
    assert "Hai xã: Hồ sơ đúng hạn (06a)" in call(home, "tables").output


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--rows", "field", "--indicators", "box_opened"), "hòm thư góp ý không ghi lĩnh vực"),
        (("--saved", "Không có"), "Không có bảng đã lưu nào tên “Không có”"),
        (("--where", "field"), "Không lọc được theo “field”"),
        (("--indicators", "x"), "Không có chỉ số “x”"),
        (("--units", "99999"), "Không tìm thấy đơn vị “99999”"),
    ],
)
def test_the_command_line_says_what_it_cannot_make(sample_home, options, said):
    done = call(sample_home, "table", *options)
    assert done.exit_code == 2 and said in done.output


@pytest.fixture
def open_page(sample_home, monkeypatch):
    monkeypatch.setenv("REFORM_HOME", str(sample_home.path))
    return opened


def test_the_page_shows_the_table_of_its_address(open_page, about):
    wanted = TableSpec(rows="field", indicators=RATE, where=(ONLINE,), sort="on_time_06a", shown="parts")
    app = open_page("builder", **words_of(wanted), ky="2021-Q2", lich="civil")
    assert not app.exception and not app.error
    shown, rows = app.dataframe[0].value, build_table(about(), wanted).table.rows
    assert list(shown["Lĩnh vực"]) == [rows["row"].iloc[-1], *rows["row"].iloc[:-1]]
    figures = [text.strip("\u2007 ") for text in shown["Hồ sơ đúng hạn (06a), %"]]
    assert figures[1] == f"{rows['on_time_06a'].iloc[0]:.1f}".replace(".", ",")


def test_a_choice_changes_the_table_and_its_address(open_page):
    app = open_page("builder", ky="2021-Q2", lich="civil")
    app.selectbox(key="built_rows").set_value("field").run()
    app.multiselect(key="built_indicators").set_value(["on_time_06a"]).run()
    assert not app.exception
    assert app.query_params["hang"] == "field" and app.query_params["cac_chi_so"] == "on_time_06a"
    assert "Hộ tịch" in list(app.dataframe[0].value["Lĩnh vực"])


@pytest.mark.parametrize(
    ("name", "asked"),
    [("hang", "x"), ("cac_chi_so", "x"), ("cot", "x"), ("pham_vi", "x"), ("it_nhat", "x"), ("ghi", "x")],
)
def test_a_wrong_part_of_the_address_says_so_and_shows_nothing_else(open_page, name, asked):
    app = open_page("builder", **{name: asked})
    assert asked in app.error[0].value and not app.title and not app.dataframe


def test_the_page_refuses_in_words_and_offers_no_file(open_page):
    app = open_page("builder", hang="field", cac_chi_so="ballots_per_100")
    assert "phiếu và hồ sơ chỉ chung nhau" in app.warning[0].value
    assert not app.dataframe and not app.get("download_button")


def test_words_of_a_kept_table_are_plain_text(about):
    kept = build_table_record(TableSpec(), about().scope, "civil", datetime(2021, 8, 2))
    assert json.loads(kept.asked)["cac_chi_so"] == "on_time_06a,overdue_open,online_share"
