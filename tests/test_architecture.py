"""The rules of the house, checked: imports look down, files and functions stay small."""

import ast
from collections import Counter
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
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
MOST_FILES = 16
MOST_FILES_OF = {HOUSE / "indicators" / "queries": 24}
FEW_LINES = 40
SMALL_FILES = {  # a small file with a single caller is part of it, but for these
    "indicators/fairness/similar.py": "the mathematics of fairness, which no page may hold",
    "indicators/fairness/standardisation.py": "the mathematics of fairness, with its sources",
    "reports/documents/form_06a.py": "a document, a file as every other",
    "reports/slides/data.py": "what PowerPoint opens must hold no formula: the boundary to its library",
    "ui/frame/passports.py": "a part of the frame, called by the dashboard alone",
    "ui/frame/print_sheet.py": "the boundary to the browser's print dialog",
    "ui/downloads/writers.py": "the only door from components to the writers of files",
}
LONGEST_WAY = 22
# Bare participles and pronouns; a regular participle is known by its -ed.
BARE_WORDS = """
    above after again all alone also any anybody apart asked away before begun behind below beneath
    beside besides between beyond both bought bound broken brought built caught chosen cut dealt done
    drawn driven each earlier eaten either every everything fallen felt forgotten fought found frozen
    further given gone got grown he heard held here hidden how hung hurt into it its kept known laid
    lain later led lent lost made many meant met most much named neither nobody none nothing now off
    once one onto other others out over own paid proven rest ridden risen said same seen sent several
    sewn shaken she shown shut slept sold some somebody something spent spoken stolen stood struck stuck
    such sung sunk swept sworn swum taken taught that them then there these they this those thought
    thrown thus told too torn under understood undone unknown unmade unseen upon wanted what when where
    which who whole whom whose why within without woken won worn wound written
"""
NO_NAME = set(BARE_WORDS.split())
NOUNS = {"bed", "embed", "feed", "need", "red", "seed", "speed"}


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


def module_of(path: Path) -> str:
    parts = path.relative_to(HOUSE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_of(path): path for path in PRODUCT}


def modules_imported_by(path: Path) -> set[str]:
    """Return the product's modules that a file imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= inner & set(MODULES) or {node.module}
    return (found & set(MODULES)) - {module_of(path)}


IMPORTS = {module: modules_imported_by(path) for module, path in MODULES.items()}


def modules_reached_from(module: str) -> set[str]:
    reached, waiting = set(), [module]
    while waiting:
        further = IMPORTS[waiting.pop()] - reached
        reached |= further
        waiting += further
    return reached


@cache
def longest_way_from(module: str) -> tuple[str, ...]:
    return (module, *max((longest_way_from(one) for one in IMPORTS[module]), key=len, default=()))


@pytest.mark.parametrize("folder", sorted({path.parent for path in FILES}), ids=name_of)
def test_a_folder_can_be_read_at_a_glance(folder):
    assert len(list(folder.glob("*.py"))) <= MOST_FILES_OF.get(folder, MOST_FILES)


def test_a_small_file_with_one_caller_is_part_of_it():
    callers = Counter(module for imported_modules in IMPORTS.values() for module in imported_modules)
    small = {
        name_of(path)
        for module, path in MODULES.items()
        if callers[module] == 1
        and not path.name.startswith("__")
        and len(path.read_text("utf-8").splitlines()) < FEW_LINES
    }
    assert small - set(SMALL_FILES) == set()
    assert {name for name in SMALL_FILES if not (HOUSE / name).exists()} == set()


def public_names(path: Path) -> Iterator[str]:
    """Yield the file's own name and those of its public functions, classes and parameters."""
    yield path.stem
    top = ast.parse(path.read_text("utf-8")).body
    inner = [part for node in top if isinstance(node, ast.ClassDef) for part in node.body]
    for node in [*top, *inner]:
        if not isinstance(node, ast.ClassDef | ast.FunctionDef) or node.name.startswith("_"):
            continue
        yield node.name
        # The parameters of a command are the options that people type.
        if isinstance(node, ast.FunctionDef) and "register_command" not in ast.unparse(node):
            yield from (one.arg for one in [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs])


def is_bare(name: str) -> bool:
    return name in NO_NAME or (
        name.islower() and name.isalpha() and name.endswith("ed") and name not in NOUNS
    )


@pytest.mark.parametrize("path", PRODUCT, ids=name_of)
def test_no_name_is_a_bare_participle_or_pronoun(path):
    assert [name for name in public_names(path) if is_bare(name)] == []


def test_no_two_classes_share_a_name():
    names = Counter(
        node.name
        for path in PRODUCT
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert [name for name, count in names.items() if count > 1] == []


def test_sub_rooms_of_a_room_do_not_import_each_other_in_a_circle():
    """A sub-room is its folder; a file at the top of a room stands for itself."""
    sub_room = {module: ".".join(module.split(".")[:2]) for module in MODULES}
    below = {}
    for module, imported_modules in IMPORTS.items():
        below.setdefault(sub_room[module], set()).update(sub_room[one] for one in imported_modules)
    for name, others in below.items():
        others.discard(name)
    TopologicalSorter(below).prepare()  # raises CycleError, which names the circle


def test_the_longest_way_of_imports_is_short():
    way = max(map(longest_way_from, MODULES), key=len)
    assert len(way) <= LONGEST_WAY, " -> ".join(way)


def test_a_trend_on_screen_imports_no_writer_of_files():
    assert {one for one in modules_reached_from("ui.indicator.trend") if one.startswith("reports")} == set()


def test_the_screen_imports_reports_only_to_build_files():
    importers = {
        module
        for module, imported_modules in IMPORTS.items()
        if module.startswith(("ui.", "pages."))
        and any(one.startswith("reports.") for one in imported_modules)
    }
    assert {one for one in importers if not one.startswith("ui.downloads.")} == set()
