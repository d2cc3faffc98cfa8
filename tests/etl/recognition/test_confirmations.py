"""What users confirm is remembered in the home of the data and is part of its settings."""

from datetime import date, datetime

import pytest

from etl.loading.load import load
from etl.parsing.unit_names import UnitNames
from etl.recognition.confirmations import remember_heading, remember_unit_name
from etl.settings import Settings, SettingsInvalid
from languages import LANGUAGES
from tests.support.source_files import row, table, write_xlsx
from warehouse.home import PROJECT, Home

OURS = PROJECT / "settings"
IN_2021 = date(2021, 8, 2)


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home")


def with_learned(home):
    return Settings.read(OURS, home.confirmations)


def lines(path):
    return path.read_text("utf-8").splitlines()


def refused(act):
    with pytest.raises(SettingsInvalid) as wrong:
        act()
    assert all(wrong.value.file in wrong.value.sentence(language) for language in LANGUAGES)
    return wrong.value


def test_a_confirmed_heading_is_read_from_then_on(home, settings, tmp_path):
    remember_heading(home, settings, "cases", "finished", "Ngày  xong việc")
    headings = [h if h != "Ngày kết thúc xử lý" else "Ngày xong việc" for h in table("cases")[0]]
    path = write_xlsx(tmp_path / "a.xlsx", [headings, row()])
    outcome = load([path], home, with_learned(home), loaded_at=datetime(2021, 8, 10))
    assert outcome.files[0].account.loaded == 1


def test_a_home_in_which_nothing_was_confirmed_has_the_settings_of_the_folder(home, settings):
    assert with_learned(home) == settings
    assert not home.path.exists()


def test_the_digest_changes_with_what_was_learned(home, settings):
    remember_heading(home, settings, "cases", "finished", "Ngày xong việc")
    first = with_learned(home).digest
    remember_unit_name(home, settings, "Gia Hoa", "14467@start")
    assert len({settings.digest, first, with_learned(home).digest}) == 3


def test_headings_are_kept_sorted_and_once(home, settings):
    for heading in ("Xong việc", "Ngày xong việc", "Xong  việc"):
        remember_heading(home, settings, "cases", "finished", heading)
    assert lines(home.confirmations / "headings.csv") == [
        "source,column,heading", "cases,finished,Ngày xong việc", "cases,finished,Xong việc",
    ]  # fmt: skip
    assert with_learned(home).sources["cases"].headings["finished"][-2:] == ("Ngày xong việc", "Xong việc")


def test_an_aspect_of_a_ballot_can_be_learned(home, settings):
    remember_heading(home, settings, "ballots_5", "staff", "Cán bộ phục vụ")
    assert "Cán bộ phục vụ" in with_learned(home).sources["ballots_5"].aspects["staff"]


def test_a_heading_has_one_meaning(home, settings):
    wrong = refused(lambda: remember_heading(home, settings, "cases", "finished", "HẸN TRẢ"))
    assert (wrong.problem.key, wrong.problem.found, wrong.problem.expected) == (
        "heading_taken",
        "HẸN TRẢ",
        "due",
    )
    remember_heading(home, settings, "cases", "finished", "Xong việc")
    wrong = refused(lambda: remember_heading(home, settings, "cases", "due", "xong việc"))
    assert (wrong.problem.key, wrong.problem.expected) == ("heading_taken", "finished")
    assert len(lines(home.confirmations / "headings.csv")) == 2


@pytest.mark.parametrize(("source", "column"), [("petitions", "day"), ("cases", "signer")])
def test_a_heading_of_nothing_is_refused(home, settings, source, column):
    wrong = refused(lambda: remember_heading(home, settings, source, column, "Xong việc"))
    assert wrong.problem.key == "word_unknown"
    assert not (home.confirmations / "headings.csv").exists()


def test_a_confirmed_name_means_its_unit(home, settings):
    remember_unit_name(home, settings, "Gia Hoa", "14467@start")
    assert UnitNames(with_learned(home)).resolve("UBND Gia Hoa", IN_2021) == "14467@start"
    remember_unit_name(home, with_learned(home), "Gia Hoa", "14467@start")
    assert lines(home.confirmations / "unit_names.csv") == [
        "alias,unit_id,valid_from,valid_to",
        "Gia Hoa,14467@start,,",
    ]


def test_a_name_may_mean_two_units_at_two_times(home, settings):
    last, first = date(2025, 6, 30), date(2025, 7, 1)
    remember_unit_name(home, settings, "Gia Hung", "14470@start", None, last)
    remember_unit_name(home, with_learned(home), "Gia Hung", "14482@2025-07-01", first)
    names = UnitNames(with_learned(home))
    assert [names.resolve("Gia Hung", day) for day in (last, first)] == ["14470@start", "14482@2025-07-01"]


def test_a_name_means_one_unit_at_a_time(home, settings):
    remember_unit_name(home, settings, "Gia Th", "14476@start")
    wrong = refused(lambda: remember_unit_name(home, settings, "gia th", "14506@start"))
    assert (wrong.file, wrong.problem.key) == ("unit_names.csv", "validity_overlaps")
    wrong = refused(lambda: remember_unit_name(home, settings, "Phòng TCKH", "pb-noi-vu"))
    assert (wrong.problem.key, wrong.problem.expected[:17]) == ("validity_overlaps_file", "unit_aliases.csv,")


def test_the_name_of_another_unit_is_taken(home, settings):
    wrong = refused(lambda: remember_unit_name(home, settings, "UBND xã Gia Thanh", "14506@start"))
    assert (wrong.problem.key, wrong.problem.expected) == ("name_taken", "Xã Gia Thanh (… – 30/06/2025)")
    remember_unit_name(home, settings, "Xã Gia Viễn", "14464@2025-01-01", date(2025, 1, 1), date(2025, 6, 30))


def test_an_unknown_unit_is_refused(home, settings):
    assert refused(lambda: remember_unit_name(home, settings, "X", "x")).problem.key == "unit_id_unknown"


def test_what_a_later_version_of_the_program_knows_too_does_no_harm(home, settings):
    home.confirmations.mkdir(parents=True)
    text = "alias,unit_id,valid_from,valid_to\nphòng tckh,pb-tai-chinh-ke-hoach,2021-01-01,\n"
    (home.confirmations / "unit_names.csv").write_text(text, "utf-8")
    (home.confirmations / "headings.csv").write_text("source,column,heading\ncases,due,Hẹn trả\n", "utf-8")
    assert with_learned(home).aliases == settings.aliases


def test_a_wrong_file_is_named_with_its_row(home):
    home.confirmations.mkdir(parents=True)
    (home.confirmations / "headings.csv").write_text(
        "source,column,heading\ncases,due,Xong\ncases,x,Y\n", "utf-8"
    )
    wrong = refused(lambda: with_learned(home))
    assert (wrong.file, wrong.row) == ("headings.csv", 3)
