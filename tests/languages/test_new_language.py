"""A further language is files under languages/ and settings/: no line of code knows which there are."""

import csv
import os
import shutil
import subprocess
import sys
from io import StringIO

import pytest

from warehouse.home import PROJECT

ROOMS = ("pages", "ui", "reports", "presentation", "indicators", "ledger", "warehouse", "etl", "languages")
OPEN_PAGE = """
from streamlit.testing.v1 import AppTest
app = AppTest.from_file("dashboard.py", default_timeout=120)
app.query_params["ngon_ngu"] = "fr"
app.run()
assert not app.exception, app.exception
print(app.title[0].value)
"""
CASE = """\
Mã hồ sơ,Tên thủ tục,Đơn vị giải quyết,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý,Trạng thái hồ sơ
H1,Đăng ký khai sinh,Xã Gia Lạc,01/06/2021,08/06/2021,04/06/2021,Đã trả kết quả
"""


def in_french(text):
    """A stand-in for a translation that can be told from the English words."""
    return text.replace("Administrative reform", "Réforme administrative").replace("Whole", "Ensemble")


@pytest.fixture(scope="module")
def product(tmp_path_factory):
    """A copy of the product with French; of its code not a line is another."""
    place = tmp_path_factory.mktemp("product")
    for room in (*ROOMS, "settings"):
        shutil.copytree(PROJECT / room, place / room, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("dashboard.py", ".streamlit/config.toml"):
        (place / file).parent.mkdir(exist_ok=True)
        shutil.copy(PROJECT / file, place / file)
    for path in (place / "languages" / "en").glob("*.toml"):
        folder = place / "languages" / "fr"
        folder.mkdir(exist_ok=True)
        words = in_french(path.read_text("utf-8")).replace('name = "English"', 'name = "Français"')
        (folder / path.name).write_text(words, "utf-8")
    organisation = place / "settings" / "organisation.toml"
    lines = organisation.read_text("utf-8").splitlines()
    french = [line.replace("_en =", "_fr =", 1) for line in lines if "_en =" in line]
    organisation.write_text(in_french("\n".join([*french, *lines])), "utf-8")
    for table in ("statuses.csv", "events.csv"):
        add_french_columns(place / "settings" / table)
    form = place / "settings" / "forms" / "form_06a.toml"
    before, _, english = form.read_text("utf-8").partition("[en]")
    form.write_text(f"{before}[en]{english}\n[fr]{english}", "utf-8")
    return place


def add_french_columns(path):
    rows = list(csv.DictReader(StringIO(path.read_text("utf-8-sig"))))
    for row in rows:
        row |= {
            key.removesuffix("_en") + "_fr": f"{text} (fr)"
            for key, text in row.items()
            if key.endswith("_en")
        }
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def run(product, *words, **more):
    where = os.environ | {"REFORM_LANGUAGE": "fr", "REFORM_HOME": str(product / "home"), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, *words], cwd=product, env=where, capture_output=True, text=True, timeout=300, **more
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_language_is_a_folder_of_words_and_its_columns_in_settings(product):
    (product / "cases.csv").write_text(CASE, "utf-8")
    run(product, "-m", "etl", "load", "cases.csv", "--home", "home")
    assert "Réforme administrative" in run(product, "-c", OPEN_PAGE)
    for kind, ending in (("figures", "csv"), ("unit", "html")):
        out = f"{kind}.{ending}"
        run(product, "-m", "reports", kind, "--format", ending, "--language", "fr", "--out", out)
    assert "Ensemble" in (product / "unit.html").read_text("utf-8")
    stored = "from warehouse.connection import open_reader\nfrom warehouse.home import Home\n"
    stored += "from warehouse.snapshots import current_snapshot\nfrom indicators.queries import settings_of\n"
    stored += "with open_reader(current_snapshot(Home.locate())) as connection:\n"
    stored += "    print(settings_of(connection)['status.5.fr'], settings_of(connection)['short_fr'])"
    assert "(fr) Ensemble" in run(product, "-c", stored)
