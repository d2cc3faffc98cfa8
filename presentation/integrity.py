"""Word what should be checked, and make tables of it to take away."""

from collections.abc import Mapping

import pandas as pd

from indicators.catalogue.integrity_tests import TESTS
from indicators.queries.integrity import Finding, IntegrityTestResult
from languages import say
from languages.writing import number
from presentation.numbers import is_empty
from presentation.rows_in_words import COLUMNS, translate_codes
from presentation.table import Column, Notes, Table

_SOURCE = {"file": "text", "sheet": "text", "row_no": "whole"}
_TIMES = {"received_at": "moment", "finished_at": "moment"}
_EXTRA = {"due_moved": "day", "due_longer": "whole", "one_filer": "text"}


def sentence(language: str, finding: Finding, unit: str) -> str:
    """Word a finding: 45 trong 120 hồ sơ …, dự kiến khoảng 15. Cần kiểm tra."""
    words = {
        "unit": unit,
        "found": number(language, finding.found, 0),
        "n": number(language, finding.n, 0),
        "what": say(language, f"integrity.what.{finding.test}"),
    }
    if finding.expected is None:
        return say(language, "integrity.sentence_none", **words)
    digits = 0 if finding.expected >= 10 else 1
    return say(language, "integrity.sentence", expected=number(language, finding.expected, digits), **words)


def findings_table(
    language: str, findings: list[Finding], names: Mapping[str, str], name: str, notes: Notes
) -> Table:
    rows = pd.DataFrame(
        {
            "unit": [names.get(one.unit_id, one.unit_id) for one in findings],
            "what": [say(language, f"integrity.what.{one.test}") for one in findings],
            "found": [one.found for one in findings],
            "n": [one.n for one in findings],
            "expected": [one.expected for one in findings],
        }
    )
    columns = (
        Column("unit", say(language, "column.unit_id")),
        Column("what", say(language, "integrity.what_head")),
        Column("found", say(language, "integrity.marked"), "whole"),
        Column("n", say(language, "integrity.looked"), "whole"),
        Column("expected", say(language, "integrity.expected"), "number"),
    )
    return Table(name, say(language, "integrity.all"), columns, rows, notes)


def tests_table(language: str, results: list[IntegrityTestResult], name: str, notes: Notes) -> Table:
    """Build a table of all tests, with how many rows each looked at."""
    rows = pd.DataFrame(
        {
            "test": [_first_capital(say(language, f"integrity.what.{one.test}")) for one in results],
            "expects": [say(language, f"integrity.against_{TESTS[one.test].expects}") for one in results],
            "marked": [one.found for one in results],
            "looked": [one.n for one in results],
            "findings": [one.findings for one in results],
        }
    )
    columns = [
        Column("test", say(language, "integrity.test")),
        Column("expects", say(language, "integrity.expects")),
    ]
    columns += [
        Column(one, say(language, f"integrity.{one}"), "whole") for one in ("looked", "marked", "findings")
    ]
    return Table(name, say(language, "integrity.tests"), tuple(columns), rows, notes)


def rows_table(
    language: str,
    test_id: str,
    rows: pd.DataFrame,
    names: Mapping[str, str],
    statuses: Mapping[int, str],
    title: str,
    name: str,
    notes: Notes,
) -> Table:
    """Build a table of a test's rows with the times it is about; a filer is a number, not a name."""
    kinds = COLUMNS[TESTS[test_id].table.name] | _TIMES | _SOURCE
    columns = [
        Column(one, say(language, f"column.{one}"), kind) for one, kind in kinds.items() if one in rows
    ]
    worded = translate_codes(rows, language, names, statuses)
    if test_id in _EXTRA:
        columns.insert(1, Column("extra", say(language, f"integrity.extra_{test_id}"), _EXTRA[test_id]))
    if test_id == "one_filer":
        worded["extra"] = [
            None if is_empty(one) else say(language, "integrity.filer", number=one) for one in rows["extra"]
        ]
    return Table(name, title, tuple(columns), worded, notes)


def _first_capital(text: str) -> str:
    return text[:1].upper() + text[1:]
