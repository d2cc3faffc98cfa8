"""Form II.06a as a document, and beside what was handed out before."""

import shutil
from dataclasses import replace
from datetime import date, datetime

import pytest

from etl.settings import hash_settings
from indicators.catalogue.form_06a import OPENING, SUMS
from indicators.form_06a import IdentityBreak, build_form_06a
from indicators.queries.memo import attach_memory
from ledger.sent_forms import ChangedCell, SentForm, compare_forms, record_form, rows_to_json, sent_forms
from presentation.context import Context, answer_from
from reports.forms.form_06a import form_document
from reports.forms.layout import LayoutWrong, read_layout
from reports.forms.sent_form import EarlierForms, compare_with_sent, rows_of, sent_record
from reports.model.blocks import Grid, Paragraph, Signatures
from reports.passports import hand_out
from reports.report_type import BuiltFile
from warehouse.home import PROJECT, Home
from warehouse.retention import kept_snapshots
from warehouse.snapshots import current_snapshot

pytestmark = pytest.mark.forms
GIA_LAC = "14515@start"
WHEN = datetime(2021, 7, 5, 8, 30)
OURS = PROJECT / "settings"


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path)


@pytest.fixture
def made(sample_home, sample_snapshot, ask_scope):
    """The subject and the form of a scope of the sample."""

    def make(by="field", calendar="civil", language="vi", **asked):
        scope = ask_scope(calendar=calendar, **asked)
        subject = Context(
            answer_from(attach_memory(sample_snapshot, {})),
            current_snapshot(sample_home),
            scope,
            calendar,
            language,
        )
        return subject, build_form_06a(sample_snapshot, scope, by)

    return make


@pytest.fixture
def told(made):
    """Its blocks; `wrong`: what its form says otherwise."""

    def tell(before=EarlierForms(), wrong=None, **asked):  # noqa: B008
        subject, form = made(**asked)
        form = replace(form, **(wrong(form) if wrong else {}))
        return form_document(subject, read_layout(OURS, subject.language), form, before)

    return tell


def texts(document):
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


# --- remembered forms


def sent(rows, **other):
    form = SentForm(
        "form_06a_field", "2021-Q2", "civil", date(2021, 6, 30), "", "", "1", "1.duckdb", "", WHEN
    )
    return replace(form, rows=rows_to_json(rows), **other)


THEN = {"field:X": {"3": 5, "4": 2}, "field:Y": {"3": 1, "4": 0}, "total": {"3": 6, "4": 2}}


def test_every_cell_that_differs_is_told_from_what_to_what():
    now = {"field:X": {"3": 5, "4": 3}, "field:Z": {"3": 2, "4": None}, "total": {"3": 7, "4": 2}}
    assert compare_forms(THEN, now, {"3": "3", "4": "4"}) == (
        ChangedCell("field:X", "4", 2, 3),
        ChangedCell("field:Z", "3", 0, 2),
        ChangedCell("field:Z", "4", 0, None),
        ChangedCell("total", "3", 6, 7),
        ChangedCell("field:Y", "3", 1, 0),
    )
    assert compare_forms(THEN, THEN, {"3": "3", "4": "4"}) == ()


def test_forms_come_back_the_newest_first_and_by_kind_period_unit_and_map(home):
    assert (sent_forms(home), compare_with_sent(home, sent(THEN), date(2021, 4, 1))) == ([], EarlierForms())
    first, second = sent(THEN), sent(THEN, sent_at=datetime(2021, 7, 9), snapshot="2")
    for one in (first, second):
        record_form(home, one)
    assert sent_forms(home) == [second, first] and second.numbers == THEN
    assert compare_with_sent(home, sent(THEN), date(2021, 4, 1)).same.sent == second
    for other in (
        {"kind": "form_06a_unit"},
        {"period": "2021-Q1"},
        {"calendar": "admin"},
        {"unit": GIA_LAC},
        {"map": "2025-07-01"},
    ):
        assert compare_with_sent(home, sent(THEN, **other), date(2021, 4, 1)).same is None


def test_the_opening_is_held_against_the_form_that_was_sent_for_the_period_before(home):
    """Whatever period ended on the day before: a half year follows a year."""
    record_form(home, sent({"total": {"11": 9}}, period="2020", last_day=date(2020, 12, 31)))
    record_form(
        home, sent({"total": {"11": 4}}, period="2021-Q1", last_day=date(2021, 3, 28))
    )  # not closed then
    now = {"total": {"6": 8, "11": 3}}
    half = sent(now, period="2021-H1")
    assert compare_with_sent(home, half, date(2021, 1, 1)).opening.changed == (
        ChangedCell("total", "6", 9, 8),
    )
    assert compare_with_sent(home, sent(now), date(2021, 4, 1)).opening is None
    record_form(home, sent({"total": {"11": 8}}, period="2021-Q1", last_day=date(2021, 3, 31)))
    assert compare_with_sent(home, sent(now), date(2021, 4, 1)).opening.changed == ()


def test_a_form_that_was_handed_out_keeps_its_snapshot(sample_home, tmp_path, made):
    shutil.copytree(sample_home.path, tmp_path / "home")
    home = Home(tmp_path / "home")
    subject, form = made(period="2021-Q2", unit=GIA_LAC)
    one = sent_record(subject, form, WHEN)
    hand_out(replace(subject, home=home), BuiltFile(b"", sent=one), one.sent_at)
    assert current_snapshot(home).id in kept_snapshots(home)
    assert sent_forms(home) == [one]
    assert (one.unit, one.last_day, one.sent_at) == (GIA_LAC, date(2021, 6, 30), WHEN)
    assert one.numbers == rows_of(form)
    again = compare_with_sent(home, one, date(2021, 4, 1))
    assert again.same.changed == () and again.opening is None


# --- the document


def test_the_grid_has_the_thirteen_columns_of_the_circular(told, made):
    made_of = told(period="2021-Q2", unit=GIA_LAC)
    [grid] = [block for block in made_of.blocks if isinstance(block, Grid)]
    assert made_of.landscape and grid.total == 1
    assert grid.numbers == tuple(f"({n})" for n in range(1, 14))
    assert [columns for _, columns in grid.groups] == [2, 4, 4, 3]
    assert [column.heading for column in grid.table.columns][6:10] == [
        "Tổng số",
        "Trước hạn",
        "Đúng hạn",
        "Quá hạn",
    ]
    rows = grid.table.rows
    assert list(rows["name"])[-1] == "Tổng cộng" and list(rows["ordinal"])[-2:] == [str(len(rows) - 1), ""]
    _, form = made(period="2021-Q2", unit=GIA_LAC)
    assert [list(row) for row in rows[[str(n) for n in range(3, 14)]].itertuples(index=False)] == [
        list(line.cells.values()) for line in form.lines
    ]


def test_head_signatures_and_notes(told):
    made_of = told(period="2021-Q2", unit=GIA_LAC)
    head = made_of.letterhead
    assert (head.code, head.unit, head.measure) == (
        "Biểu số II.06a/VPCP/KSTT",
        "Đơn vị báo cáo: Xã Gia Lạc",
        "Đơn vị tính: Số hồ sơ TTHC",
    )
    [period] = head.periods
    assert period.replace("\u00a0", " ") == "Kỳ báo cáo: quý II/2021 (từ 01/04/2021 đến hết 30/06/2021)"
    assert "không thấy dòng nào lệch" in texts(made_of)[0]
    assert isinstance(made_of.blocks[-1], Signatures)
    assert [one.lines[0] for one in made_of.blocks[-1].columns] == ["NGƯỜI LẬP BIỂU", "THỦ TRƯỞNG ĐƠN VỊ"]
    assert made_of.notes.sample and "Hồ sơ đang chờ công dân bổ sung" in made_of.notes.entries[-1][1]


def test_by_unit_communes_and_offices_have_their_groups_and_english_its_words(told):
    made_of = told(period="2021-Q2", by="unit", language="en")
    [grid] = [block for block in made_of.blocks if isinstance(block, Grid)]
    named = dict(zip(grid.table.rows["name"], grid.table.rows["ordinal"], strict=True))
    assert (named["Communes and towns"], named["Offices"], named["Total"]) == ("I", "II", "")
    assert made_of.letterhead.unit == "Reporting unit: Gia Viễn district"


def test_an_unfinished_period_says_so(told):
    head = told(period="2021-07", as_of=date(2021, 7, 12)).letterhead
    assert head.periods[1] == "Kỳ chưa chốt: số liệu đến hết ngày 12/07/2021."


def test_each_broken_identity_is_a_sentence_with_line_and_both_numbers(told):
    def wrong(form):
        first, total = form.lines[0], form.lines[-1]
        return {"findings": (IdentityBreak(SUMS[3], first, 1120, 1119), IdentityBreak(OPENING, total, 3, 4))}

    said = texts(told(period="2021-Q2", unit=GIA_LAC, wrong=wrong))
    assert [text for text in said if text.startswith("Đẳng thức")] == [
        "Đẳng thức (3) = (7) + (11) không khớp ở dòng “Bảo trợ xã hội”: 1.120 khác 1.119. "
        "Cần kiểm tra trước khi ký.",
        "Đẳng thức (6) = (11) của kỳ trước không khớp ở dòng “Tổng cộng”: 3 khác 4. "
        "Cần kiểm tra trước khi ký.",
    ]
    assert not any("không thấy dòng nào lệch" in text for text in said)


def test_what_is_not_known_is_a_dash_and_said(told):
    def wrong(form):
        first, second, *rest = form.lines
        partial = replace(first, cells=first.cells | {4: None}, silent=frozenset({4, 5}))
        return {
            "lines": (partial, replace(second, cells=dict.fromkeys(second.cells), state="missing"), *rest)
        }

    made_of = told(period="2021-Q2", unit=GIA_LAC, wrong=wrong)
    rows = next(block for block in made_of.blocks if isinstance(block, Grid)).table.rows
    assert rows.at[0, "4"] == rows.at[1, "3"] == "–"
    assert any("không có cột (4), (5)" in text and "Bảo trợ xã hội" in text for text in texts(made_of))
    assert "Chưa báo cáo: Chứng thực." in texts(made_of)


def test_what_was_sent_otherwise_is_listed_cell_by_cell(told, made, home):
    subject, form = made(period="2021-Q2", unit=GIA_LAC)
    now = sent_record(subject, form, WHEN)
    rows = {key: dict(cells) for key, cells in now.numbers.items()}
    total = rows["total"]["7"]
    rows["total"]["7"] = total - 1
    rows["field:Lĩnh vực cũ"] = {"3": 1}
    record_form(home, replace(now, rows=rows_to_json(rows)))
    record_form(
        home,
        replace(now, period="2021-Q1", last_day=date(2021, 3, 31), rows=rows_to_json({"total": {"11": 1}})),
    )
    made_of = told(before=compare_with_sent(home, now, date(2021, 4, 1)), period="2021-Q2", unit=GIA_LAC)
    _, cells, opening = [block.table.rows for block in made_of.blocks if isinstance(block, Grid)]
    assert cells.to_numpy().tolist() == [
        ["Tổng cộng", "(7)", total - 1, total],
        ["Lĩnh vực cũ", "(3)", 1, 0],
    ]
    assert any(
        "So với biểu đã gửi lúc 05/07/2021 08:30" in text and "2 ô khác" in text for text in texts(made_of)
    )
    assert opening.to_numpy().tolist()[-1] == ["Tổng cộng", "(6)", 1, form.lines[-1].cells[6]]


# --- the layout


def test_the_layout_is_the_home_s_own_where_it_has_one(tmp_path):
    folder = shutil.copytree(OURS, tmp_path / "settings")
    path = folder / "forms" / "form_06a.toml"
    path.write_text(path.read_text("utf-8").replace("NGƯỜI LẬP BIỂU", "KẾ TOÁN"), "utf-8")
    assert read_layout(folder, "vi").signatures[0][0] == "KẾ TOÁN"
    assert hash_settings(folder) == hash_settings(OURS)  # no figure moves
    shutil.rmtree(folder / "forms")
    assert read_layout(folder, "vi") == read_layout(OURS, "vi")


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("[vi]", "[vi", ""),
        ("[vi]", "[fr]", "vi"),
        ('code = "Biểu', 'coda = "Biểu', "code"),
        ('["", 2]', '["", 3]', "groups"),
        ('["", 2]', '["", "x"]', "groups"),
        ('"Trước hạn", "Đúng hạn"', '"Đúng hạn"', "headings"),
    ],
)
def test_a_layout_that_cannot_be_used_says_where(tmp_path, old, new, place):
    folder = shutil.copytree(OURS, tmp_path / "settings")
    path = folder / "forms" / "form_06a.toml"
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(LayoutWrong) as wrong:
        read_layout(folder, "vi")
    assert wrong.value.key == place
    assert "form_06a.toml" in wrong.value.sentence("vi")
