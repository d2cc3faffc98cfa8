"""The rules of the house, checked: imports look down, files and functions stay small."""

import ast
from pathlib import Path

import pytest

from deploy.rooms import list_needed_rooms, read_imports

HOUSE = Path(__file__).parent.parent
MAY_IMPORT = read_imports()
ONLY_IN = {
    "streamlit": {"ui", "pages"},
    "plotly": {"ui", "reports"},
    "matplotlib": {"reports"},
    "sqlalchemy": {"warehouse", "indicators", "etl", "ledger"},
    "duckdb": {"warehouse", "etl"},
}
FILES = [path for room in MAY_IMPORT for path in sorted((HOUSE / room).rglob("*.py"))]
PRODUCT = [*FILES, HOUSE / "dashboard.py"]
MOST_LINES = 250
MOST_LINES_OF_A_FUNCTION = 40


def imported(path: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    taken = {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    return {name.partition(".")[0] for name in plain | taken}


def name_of(path: Path) -> str:
    return str(path.relative_to(HOUSE))


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_imports_only_look_down(path):
    room = path.relative_to(HOUSE).parts[0]
    assert imported(path) & set(MAY_IMPORT) <= MAY_IMPORT[room] | {room}
    for package, rooms in ONLY_IN.items():
        assert package not in imported(path) or room in rooms


def test_the_picture_of_the_rooms_draws_what_files_import():
    drawn: dict[str, set[str]] = {room: set() for room in MAY_IMPORT}
    for path in FILES:
        room = path.relative_to(HOUSE).parts[0]
        drawn[room] |= imported(path) & set(MAY_IMPORT) - {room}
    assert drawn == MAY_IMPORT


def test_arrows_of_the_picture_lead_down():
    rooms = list(MAY_IMPORT)
    for place, room in enumerate(rooms):
        assert MAY_IMPORT[room] <= set(rooms[place + 1 :]), room


def test_no_folder_of_code_lacks_its_room():
    folders = {path.parent.name for path in HOUSE.glob("*/__init__.py")} | {"pages"}
    assert folders - {"tests", "benchmarks"} == set(MAY_IMPORT)
    assert list_needed_rooms(MAY_IMPORT) == list(MAY_IMPORT)


@pytest.mark.parametrize("path", PRODUCT, ids=name_of)
def test_files_and_functions_stay_small(path):
    source = path.read_text("utf-8")
    assert len(source.splitlines()) <= MOST_LINES
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            assert node.end_lineno - node.lineno < MOST_LINES_OF_A_FUNCTION, node.name


@pytest.mark.parametrize("path", PRODUCT, ids=name_of)
def test_a_file_says_its_job_in_its_first_line(path):
    tree = ast.parse(path.read_text("utf-8"))
    assert not tree.body or ast.get_docstring(tree)


@pytest.mark.parametrize("path", PRODUCT, ids=name_of)
def test_nothing_catches_everything(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ExceptHandler):
            caught = ast.unparse(node.type) if node.type else ""
            assert caught not in ("", "Exception", "BaseException"), node.lineno


@pytest.mark.parametrize("path", [*(HOUSE / "languages").rglob("*.toml")], ids=name_of)
def test_words_and_settings_stay_readable(path):
    assert len(path.read_text("utf-8").splitlines()) <= MOST_LINES
