"""Settings folders: what ours say, and how a wrong one is refused."""

import csv
import re
import shutil
from collections.abc import Callable
from dataclasses import fields
from datetime import date, timedelta
from functools import cache
from io import StringIO
from itertools import chain
from pathlib import Path

import pytest

from etl.settings import Organisation, Settings, SettingsInvalid
from etl.settings.sources import COLUMNS, VALUES
from etl.text import fold
from indicators.catalogue import CATALOGUE
from languages import LANGUAGES, load_phrases
from warehouse.tables import dated_event, responsible, target, unit, unit_successor

OURS = Path("settings")
FOLDERS = [OURS, *sorted(Path("tests/settings").iterdir())]


@cache
def ours() -> Settings:
    return Settings.read(OURS)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_settings_folder_can_be_read(folder: Path):
    settings = Settings.read(folder)
    assert settings.units and settings.sources and sorted(settings.statuses) == list(range(1, 11))


@pytest.mark.parametrize(
    ("day", "communes", "offices"),
    [("2021-08-02", 21, 12), ("2024-12-31", 21, 12), ("2025-01-01", 18, 12), ("2025-06-30", 18, 12)]
    + [("2025-07-01", 7, 0)],
)
def test_the_number_of_units_on_a_day(day: str, communes: int, offices: int):
    kinds = [unit.kind for unit in ours().units if unit.is_valid(date.fromisoformat(day))]
    assert (kinds.count("commune"), kinds.count("office")) == (communes, offices)


def test_every_unit_that_ended_has_a_successor_except_offices():
    went = {successor.from_id for successor in ours().successors if successor.kind != "outside"}
    assert went == {unit.id for unit in ours().units if unit.valid_to and unit.kind == "commune"}


def test_only_gia_tan_was_divided():
    divided = {(s.from_id, s.to_id) for s in ours().successors if s.kind == "part"}
    assert divided == {("14503@start", "14488@2025-07-01"), ("14503@start", "14533@2025-07-01")}


def test_every_case_that_counts_is_either_ended_or_open():
    """Form 06a, (3) = (7) + (11): a case that ended has no running clock, and 1 and 3 count nowhere."""
    for status in ours().statuses.values():
        counted = (status.counts_06a, status.counts_766, status.counts_par)
        assert not (status.ends and status.clock_runs)
        assert any(counted) is (status.code not in (1, 3))
    assert {code for code, status in ours().statuses.items() if status.judged == "never_late"} == {3, 7, 8}


def test_targets_are_of_known_indicators():
    assert {entry.indicator for entry in ours().targets} <= set(CATALOGUE)


def test_posts_are_named_and_persons_never_invented():
    themes = {indicator.theme for indicator in CATALOGUE.values()} | {"*"}
    assert {entry.subject for entry in ours().responsible} <= themes
    assert not any(entry.person for entry in ours().responsible)
    assert {entry.unit_id for entry in ours().responsible} == {unit.id for unit in ours().units}


def test_settings_have_the_columns_of_their_tables():
    for table, rows in (
        (unit, ours().units),
        (unit_successor, ours().successors),
        (target, ours().targets),
        (responsible, ours().responsible),
        (dated_event, ours().dated_events),
    ):
        # A text by language has a column for each: `short`, `short_en`.
        columns = [column.name.removesuffix("_en") for column in table.columns]
        assert list(dict.fromkeys(columns)) == [field.name for field in fields(rows[0])]


@pytest.mark.parametrize("source", COLUMNS)
def test_every_column_and_every_word_has_been_seen_somewhere(source: str):
    words = ours().sources[source]
    assert set(words.headings) == COLUMNS[source]
    assert all(words.headings.values())
    for column, values in VALUES[source].items():
        assert set(words.words[column]) == values


def test_the_names_of_the_statuses_are_words_for_them():
    words = ours().sources["cases"].words["status"]
    for code, status in ours().statuses.items():
        assert fold(status.name["vi"]) in {fold(word) for word in words[str(code)]}


def test_the_digest_changes_with_the_content_and_not_with_the_place(copy: Path):
    assert Settings.read(copy).digest == ours().digest
    append(copy, "calendar.csv", "2021-06-07,0,Ngày nghỉ của địa phương\n")
    assert Settings.read(copy).digest != ours().digest
    assert not Settings.read(copy).working_days.is_working_day(date(2021, 6, 7))


def test_line_ends_of_windows_and_a_byte_order_mark_do_no_harm(copy: Path):
    text = (copy / "units.csv").read_text("utf-8")
    (copy / "units.csv").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert Settings.read(copy).units == ours().units


Change = Callable[[Path], object]


def append(folder: Path, file: str, text: str) -> None:
    with (folder / file).open("a", encoding="utf-8", newline="") as lines:
        lines.write(text)


def replace(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8", newline="")


def added(file: str, text: str) -> Change:
    return lambda folder: append(folder, file, text)


def changed(file: str, old: str, new: str) -> Change:
    return lambda folder: replace(folder, file, old, new)


WRONG = [
    ("units.csv", "column_unknown", changed("units.csv", "box_from", "hòm thư")),
    ("units.csv", "column_missing", changed("units.csv", ",box_from", "")),
    ("units.csv", "column_twice", changed("units.csv", "box_from", "box_from,box_from")),
    ("units.csv", "cells_uneven", added("units.csv", "x,1,Xã X\n")),
    ("units.csv", "cell_empty", added("units.csv", "x,,Xã X,commune,huyen:373,,,\n")),
    ("units.csv", "word_unknown", added("units.csv", "x,1,Xã X,xã,huyen:373,,,\n")),
    ("units.csv", "day_wrong", added("units.csv", "x,1,Xã X,commune,huyen:373,30/06/2025,,\n")),
    ("units.csv", "value_twice", added("units.csv", "14464@start,1,Xã X,commune,huyen:373,,,\n")),
    ("units.csv", "ends_before_it_begins", added("units.csv", "x,1,X,other,p,2025-02-01,2025-01-01,\n")),
    ("units.csv", "validity_overlaps", added("units.csv", "x,1,xã gia hoà,commune,huyen:373,,,\n")),
    ("units.csv", "validity_overlaps", added("units.csv", "x,14467,Xã X,commune,huyen:373,,,\n")),
    ("unit_successors.csv", "unit_id_unknown", added("unit_successors.csv", "x,y,2025-07-01,full,NQ\n")),
    (
        "unit_successors.csv",
        "effective_wrong",
        changed("unit_successors.csv", "2025-07-01,full", "2025-08-01,full"),
    ),
    (
        "unit_successors.csv",
        "full_and_part",
        added("unit_successors.csv", "14467@start,14524@2025-07-01,2025-07-01,full,NQ\n"),
    ),
    (
        "unit_successors.csv",
        "outside_is_ours",
        added("unit_successors.csv", "14467@start,14533@2025-07-01,2025-07-01,outside,NQ\n"),
    ),
    ("unit_aliases.csv", "unit_id_unknown", added("unit_aliases.csv", "Xã X,14999@start,,\n")),
    ("unit_aliases.csv", "validity_overlaps", added("unit_aliases.csv", "XÃ LIỄN SƠN,14467@start,,\n")),
    ("calendar.csv", "value_twice", added("calendar.csv", "2019-01-01,0,\n")),
    ("calendar.csv", "word_unknown", added("calendar.csv", "2021-06-07,có,\n")),
    ("calendar.csv", "day_outside_calendar", added("calendar.csv", "2031-01-01,0,\n")),
    ("statuses.csv", "number_beyond", added("statuses.csv", "11,A,A,1,1,1,0,by_due,1\n")),
    ("statuses.csv", "clock_of_ended", changed("statuses.csv", "1,1,1,1,by_due,0", "1,1,1,1,by_due,1")),
    ("targets.csv", "number_wrong", added("targets.csv", "median_days,parent,2021-01-01,,nhiều,Căn cứ\n")),
    ("targets.csv", "validity_overlaps", added("targets.csv", "on_time_06a,parent,2021-01-01,,98,Căn cứ\n")),
    ("responsible.csv", "unit_id_unknown", added("responsible.csv", "x,*,2021-01-01,,Chủ tịch,\n")),
    ("events.csv", "day_wrong", added("events.csv", "01/07/2025,a,b,c,d,decree,,NĐ\n")),
    ("events.csv", "word_unknown", added("events.csv", "2025-07-01,a,b,c,d,luật,,NĐ\n")),
    ("events.csv", "cell_empty", added("events.csv", "2025-07-01,,b,c,d,decree,,NĐ\n")),
    ("events.csv", "unit_id_unknown", added("events.csv", "2025-07-01,a,b,c,d,other,x,NĐ\n")),
    ("events.csv", "column_missing", changed("events.csv", ",basis", "")),
    ("rules.csv", "word_unknown", added("rules.csv", "no_such_rule,flag,row\n")),
    ("rules.csv", "word_unknown", changed("rules.csv", "status_blank,flag", "status_blank,off")),
    ("rules.csv", "word_unknown", changed("rules.csv", "status_blank,flag,row", "status_blank,flag,file")),
    ("rules.csv", "word_unknown", changed("rules.csv", "printed_total,flag", "printed_total,reject")),
    ("rules.csv", "value_twice", added("rules.csv", "status_blank,flag,row\n")),
    ("organisation.toml", "key_unknown", changed("organisation.toml", "min_n", "min_m")),
    ("organisation.toml", "key_missing", changed("organisation.toml", "min_n", "# min_n")),
    ("organisation.toml", "choice_unknown", changed("organisation.toml", '"quarter"', '"week"')),
    ("organisation.toml", "number_outside", changed("organisation.toml", "= 14", "= 31")),
    ("organisation.toml", "not_a_text", changed("organisation.toml", '"Toàn huyện"', "1")),
    ("organisation.toml", "not_toml", changed("organisation.toml", '"Toàn huyện"', "Toàn huyện")),
    ("organisation.toml", "not_utf8", lambda copy: (copy / "organisation.toml").write_bytes(b"\xff\xfe")),
    ("reading.toml", "not_a_list", changed("reading.toml", '["DỮ LIỆU MẪU"]', '"DỮ LIỆU MẪU"')),
    ("reading.toml", "key_missing", changed("reading.toml", "sample_mark", "# sample_mark")),
    ("reading.toml", "key_missing", lambda copy: (copy / "reading.toml").write_text("")),
    ("targets.csv", "number_wrong", added("targets.csv", "median_days,parent,2021-01-01,,nan,Căn cứ\n")),
    ("reading.toml", "file_missing", lambda copy: (copy / "reading.toml").unlink()),
    ("sources", "file_missing", lambda copy: shutil.rmtree(copy / "sources")),
    ("cases.toml", "key_unknown", changed("sources/cases.toml", "officer =", "official =")),
    ("cases.toml", "key_unknown", changed("sources/cases.toml", "counter =", "desk =")),
    ("cases.toml", "word_twice", changed("sources/cases.toml", '"Tại quầy"', '"Trực  Tuyến"')),
    ("cases.toml", "word_twice", changed("sources/cases.toml", '"Hẹn trả"', '"Ngày nhận"')),
    ("box.toml", "not_a_section", lambda copy: (copy / "sources/box.toml").write_text("headings = 1")),
    ("box.toml", "choice_unknown", added("sources/box.toml", '\n[unreadable]\nday = "skip"\n')),
    ("petitions.toml", "source_unknown", added("sources/petitions.toml", "")),
]


@pytest.mark.parametrize(("file", "key", "change"), WRONG, ids=[f"{file}-{key}" for file, key, _ in WRONG])
def test_a_wrong_folder_is_refused_by_file_and_fault(copy: Path, file: str, key: str, change: Change):
    change(copy)
    with pytest.raises(SettingsInvalid) as refused:
        Settings.read(copy)
    assert (refused.value.file, refused.value.problem.key) == (file, key)
    for language in LANGUAGES:
        assert file in refused.value.sentence(language)


def test_settings_made_before_there_were_dated_events_have_none(copy: Path):
    (copy / "events.csv").unlink()
    assert Settings.read(copy).dated_events == ()


def test_dated_events_are_those_of_the_law_in_order():
    days = [event.day.isoformat() for event in ours().dated_events]
    assert days == sorted(days) and {"2021-12-06", "2025-01-01", "2025-07-01"} <= set(days)


def test_the_refusal_names_the_row_as_a_spreadsheet_does(copy: Path):
    append(copy, "units.csv", "x,1,Xã X,commune,huyen:373,30/06/2025,,\n")
    with pytest.raises(SettingsInvalid) as refused:
        Settings.read(copy)
    assert refused.value.row == len(ours().units) + 2
    assert refused.value.sentence("vi") == (
        f"Tệp units.csv, dòng {refused.value.row}, cột “valid_from”: “30/06/2025” không phải ngày dạng "
        "năm-tháng-ngày. Hãy sửa ô này, ví dụ 2025-06-30."
    )


def said(folder: Path) -> str:
    with pytest.raises(SettingsInvalid) as refused:
        Settings.read(folder)
    return refused.value.sentence("vi")


def test_a_fault_is_told_with_its_column_and_what_to_do(copy: Path):
    append(copy, "unit_aliases.csv", "XÃ LIỄN SƠN,14467@start,,\n")
    line = len((copy / "unit_aliases.csv").read_text("utf-8").splitlines())
    first = ["Xã Liễn Sơn" in one for one in (copy / "unit_aliases.csv").read_text("utf-8").splitlines()]
    assert said(copy) == (
        f"Tệp unit_aliases.csv, dòng {line}, cột “alias”: “XÃ LIỄN SƠN” đã có ở dòng {first.index(True) + 1} "
        "trong cùng thời gian hiệu lực. Hãy xóa một dòng, hoặc sửa các ngày valid_from, valid_to."
    )


def test_a_number_with_a_comma_is_told_how_to_write_it(copy: Path):
    append(copy, "targets.csv", 'median_days,parent,2021-01-01,,"97,5",Căn cứ\n')
    assert "cột “value”: “97,5” không phải số. Hãy ghi số, dấu thập phân là dấu chấm, ví dụ 97.5." in said(
        copy
    )


def test_a_fault_of_syntax_is_told_by_its_line_and_without_english(copy: Path):
    replace(copy, "organisation.toml", '"Toàn huyện"', "Toàn huyện")
    lines = (copy / "organisation.toml").read_text("utf-8").splitlines()
    line = ["= Toàn huyện" in one for one in lines].index(True) + 1
    assert said(copy).startswith(f"Tệp organisation.toml, dòng {line}: sai cú pháp.")
    assert "Invalid" not in said(copy) and "line" not in said(copy)
    (copy / "organisation.toml").write_text("name = [", "utf-8")
    assert said(copy).startswith("Tệp organisation.toml, dòng 1: sai cú pháp.")


def test_a_table_that_excel_saved_under_vietnamese_settings_is_the_same_table(copy: Path):
    for file in copy.glob("*.csv"):
        rows = list(csv.reader(StringIO(file.read_text("utf-8"), newline="")))
        with file.open("w", encoding="utf-8-sig", newline="") as out:
            csv.writer(out, delimiter=";").writerows(rows)
    again = Settings.read(copy)
    assert (again.units, again.targets, again.statuses) == (ours().units, ours().targets, ours().statuses)


def test_every_sentence_about_settings_says_where_and_what_to_do():
    for key, phrase in load_phrases("vi")["settings_problem"].items():
        assert "thiết đặt" not in phrase
        assert re.search(r"(Hãy|Chọn một trong|Cần ghi)", phrase), key
        assert "dòng {row}, “" not in phrase and "{file}, “" not in phrase, key


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path):
    with pytest.raises(SettingsInvalid) as refused:
        Settings.read(tmp_path / "none")
    assert refused.value.problem.key == "folder_missing"


def test_every_fault_that_the_code_knows_has_a_sentence():
    code = chain(Path("etl/settings").glob("*.py"), [Path("etl/recognition/confirmations.py")])
    raising = re.compile(r'(?:Problem|BadCell|make_error|_wrong)\(\s*"(\w+)"')
    raised = {key for path in code for key in raising.findall(path.read_text("utf-8"))}
    for language in LANGUAGES:
        assert set(load_phrases(language)["settings_problem"]) == raised


def test_another_organisation_needs_only_its_own_words():
    receipt = Settings.read(Path("tests/settings/receipt"))
    assert receipt.sources["cases"].headings["field"] == ("department", "case:department")
    assert receipt.sources["cases"].events.take == {"received": "first"}
    assert len(receipt.units) == 39
    assert receipt.working_days.add_working_days(date(2010, 12, 24), 1) == date(2010, 12, 27)
    ballots = Settings.read(Path("tests/settings/nhs_ballots")).sources["ballots_5"]
    assert ballots.unreadable == {"day": "empty"} and not ballots.aspects


def test_the_calendar_covers_the_years_that_settings_name():
    organisation: Organisation = ours().organisation
    days = ours().working_days
    assert days.covers(date(organisation.first_year, 1, 1))
    assert not days.covers(date(organisation.last_year, 12, 31) + timedelta(days=1))


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(OURS, tmp_path / "settings"))
