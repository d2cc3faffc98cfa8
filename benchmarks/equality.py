"""Compare what two checkouts say of one home: every figure, the text of every document, every page.

    (cd OLD && python NEW/benchmarks/equality.py take --home HOME --out before)
    (cd NEW && python benchmarks/equality.py take --home HOME --out after)
    python benchmarks/equality.py compare before after

A take goes by what both checkouts have in common: their commands, `dashboard.py` and the scripts of `pages/`.
It runs in the checkout that it is started in. The moment of printing and random names are masked. The exit
code of `compare` is 1 where anything differs, is missing or was added.
"""

import argparse
import contextlib
import difflib
import io
import json
import logging
import os
import re
import runpy
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree, html

SPLITS = ("unit", "month", "field", "procedure", "channel", "signer", "kind", "aspect")
MASKS = (  # what differs from one take to the next by itself
    (re.compile(r"\d{1,2}[:h]\d\d(?::\d\d)?"), "<time>"),
    (re.compile(r"\$\$ID-[0-9a-f]+-"), "<id>-"),
    (re.compile(r"/media/[0-9a-f]+\.\w+"), "<media>"),
    (re.compile(r"0x[0-9a-f]{8,}"), "<address>"),
)
SAME_MOMENT = re.compile(r"docProps/core\.xml$")


def mask(text: str) -> str:
    for pattern, word in MASKS:
        text = pattern.sub(word, text)
    return text


def run_command(module: str, *words: str) -> str:
    """Run `python -m module` in this process and return what it printed, with its exit code."""
    printed, arguments = io.StringIO(), sys.argv
    sys.argv = [module, *words]
    code: object = 0
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        try:
            runpy.run_module(module, run_name="__main__", alter_sys=True)
        except SystemExit as end:
            code = end.code
    sys.argv = arguments
    return f"{printed.getvalue()}exit {code or 0}\n"


# Figures


def list_indicators() -> list[str]:
    rows = run_command("indicators", "list", "--format", "csv").splitlines()
    return [row.partition(",")[0] for row in rows if re.match(r"[a-z][a-z0-9_]+,", row)][1:]


def list_quarters() -> list[str]:
    return [f"{year}-Q{quarter}" for year in (2019, 2020, 2021) for quarter in range(1, 5)]


def take_figures(home: str) -> Iterator[tuple[str, str]]:
    """Yield every indicator in every quarter: all units together, each unit, and each split."""
    for indicator in list_indicators():
        answers = []
        for period in list_quarters():
            asked = ["measure", indicator, "--home", home, "--format", "csv", "--period", period]
            answers.append(f"# {period}\n" + run_command("indicators", *asked))
            answers += [
                f"# {period} {split}\n" + run_command("indicators", *asked, "--by", split) for split in SPLITS
            ]
        yield f"figures/{indicator}.txt", "".join(answers)


# Documents


def text_of(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    """Yield the text of a file, part by part; a packed file is opened, also in a packed file."""
    ending = name.rpartition(".")[2]
    if content[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for part in sorted(packed.namelist()):
                if not SAME_MOMENT.search(part):
                    yield from text_of(f"{name}!{part}", packed.read(part))
    elif ending in ("xml", "rels", "svg"):
        root = etree.fromstring(content)
        texts = (text.strip() for text in root.itertext())
        yield name, "\n".join(text for text in texts if text)
    elif ending == "html":
        page = html.fromstring(content)
        for script in page.xpath("//script[string-length(.) > 100000]"):
            script.text = ""  # the chart library itself
        yield name, "\n".join(text.strip() for text in page.itertext() if text.strip())
    elif ending == "pdf":
        told = subprocess.run(["pdftotext", "-layout", "-", "-"], input=content, capture_output=True)
        yield name, told.stdout.decode()
    elif ending in ("csv", "json", "txt"):
        yield name, content.decode("utf-8-sig")
    else:
        yield name, f"{len(content) > 0}"


def choose_units(home: str) -> tuple[str, str]:
    """Return the code of one commune and the id of one office that have cases."""
    asked = ["measure", "on_time_06a", "--by", "unit", "--period", "2021", "--format", "csv", "--home", home]
    rows = run_command("indicators", *asked).splitlines()[1:-1]
    ids = [row.partition(",")[0].partition("@")[0] for row in rows]
    return next(one for one in ids if one.isdigit()), next(one for one in ids if one.startswith("pb-"))


def list_documents() -> dict[str, list[str]]:
    """Return each kind of report with its formats, read from the help of the commands."""
    kinds = re.findall(r"^  ([a-z_0-9]+) ", run_command("reports", "--help"), re.MULTILINE)
    formats = {}
    for kind in kinds:
        told = re.search(r"--format ([a-z|]+)", run_command("reports", kind, "--help"))
        formats[kind] = told[1].split("|") if told else []
    return formats


def take_documents(home: str, units: list[str]) -> Iterator[tuple[str, str]]:
    for kind, formats in list_documents().items():
        for ending in formats:
            for unit in units:
                asked = ["reports", kind, "--home", home, "--period", "2021-Q2", "--format", ending]
                asked += ["--unit", unit] if unit and kind != "table" else []
                asked[2:2] = ["on_time_06a"] if kind == "chart" else []
                place = f"documents/{kind}-{unit or 'all'}-{ending}.txt"
                with tempfile.TemporaryDirectory() as folder:
                    file = Path(folder, f"{kind}.{ending}")
                    printed = run_command(*asked, "--out", str(file)).replace(folder, "")
                    parts = text_of(file.name, file.read_bytes()) if file.exists() else ()
                    yield place, printed + "".join(f"== {part}\n{text}\n" for part, text in parts)


# Pages


def page_states(unit: str) -> dict[str, dict[str, str]]:
    return {
        "now": {},
        "quarter": {"ky": "2021-Q1"},
        "unit": {"don_vi": unit},
        "english": {"ngon_ngu": "en"},
    }


def elements_of(block: object) -> Iterator[object]:
    for child in getattr(block, "children", {}).values():
        if hasattr(child, "children"):
            yield child
            yield from elements_of(child)
        else:
            yield child


def describe_element(element: object) -> str:
    """Return the text of an element as it is sent to the browser; tables as their cells."""
    from google.protobuf.json_format import MessageToDict

    proto = getattr(element, "proto", None)
    told = MessageToDict(proto) if proto is not None else {}
    if getattr(element, "type", "") in ("arrow_data_frame", "arrow_table"):
        return f"{element.type}\n{element.value.to_csv()}"
    return f"{getattr(element, 'type', '')} {json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1)}"


def take_pages(unit: str) -> Iterator[tuple[str, str]]:
    import streamlit as st
    from streamlit.testing.v1 import AppTest

    for script in sorted(Path("pages").rglob("*.py")):
        for state, words in page_states(unit).items():
            st.cache_data.clear()
            app = AppTest.from_file(str(Path("dashboard.py").resolve()), default_timeout=300)
            app.query_params.update(words)
            app = app.run().switch_page(str(script))
            app.query_params.update(words)
            app.run()
            texts = [describe_element(element) for element in elements_of(app._tree)]
            yield f"pages/{script.stem}-{state}.txt", "\n".join(texts)


def take(home: Path, out: Path) -> None:
    sys.path.insert(0, str(Path.cwd()))
    logging.disable()
    shutil.rmtree(out, ignore_errors=True)
    # A home of its own: documents are handed out with a passport, which is written down there.
    with tempfile.TemporaryDirectory() as folder:
        own = shutil.copytree(home, Path(folder) / "home")
        os.environ["REFORM_HOME"] = str(own)
        commune, office = choose_units(str(own))
        counts: dict[str, int] = {}
        for part in (
            take_figures(str(own)),
            take_pages(commune),
            take_documents(str(own), ["", commune, office]),
        ):
            for name, text in part:
                path = out / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(mask(text.replace(str(own), "<home>")), "utf-8")
                counts[name.partition("/")[0]] = counts.get(name.partition("/")[0], 0) + 1
                print(name, len(text), flush=True)
    print(counts)


def compare(before: Path, after: Path) -> int:
    """Print what differs and return the number of files that do."""
    names = sorted({str(path.relative_to(root)) for root in (before, after) for path in root.rglob("*.txt")})
    differ = 0
    for name in names:
        texts = [
            (root / name).read_text("utf-8") if (root / name).exists() else "" for root in (before, after)
        ]
        if texts[0] != texts[1]:
            differ += 1
            lines = list(difflib.unified_diff(*(text.splitlines() for text in texts), lineterm="", n=0))
            print(f"{name}: {len(lines)} lines differ", *lines[:20], sep="\n  ")
    characters = sum((after / name).stat().st_size for name in names if (after / name).exists())
    print(f"{len(names)} texts, {characters:,} bytes compared, {differ} differ")
    return differ


def main() -> int:
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("take")
    one.add_argument("--home", type=Path, required=True)
    one.add_argument("--out", type=Path, required=True)
    two = commands.add_parser("compare")
    two.add_argument("before", type=Path)
    two.add_argument("after", type=Path)
    asked = parser.parse_args()
    if asked.command == "take":
        take(asked.home.resolve(), asked.out.resolve())
        return 0
    return bool(compare(asked.before, asked.after))


if __name__ == "__main__":
    sys.exit(main())
