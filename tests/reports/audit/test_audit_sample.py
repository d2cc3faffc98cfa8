"""Paper files to pull: the draw is fair and repeatable, what it proves is exact, picks are no sample."""

import hashlib
import random
import subprocess
import sys
from datetime import date
from itertools import combinations

import fastexcel
import pytest
from scipy.stats import beta, chisquare, hypergeom

from indicators.catalogue import CATALOGUE
from indicators.quality.audit_sample import (
    draw_sample,
    error_rate_bound,
    max_faulty_files,
    required_sample_size,
)
from indicators.queries import figure
from indicators.queries.audit import REASONS
from indicators.queries.memo import attach_memory
from indicators.scope_from_words import scope_from_words
from languages import LANGUAGES, has_phrase
from presentation.context import Context, answer_from
from reports.audit.lists import AuditLists, picked_table, population_table, random_table
from reports.audit.sheet import audit_sample
from reports.model.blocks import Grid, Heading, Paragraph, Signatures
from warehouse.connection import open_reader
from warehouse.home import PROJECT
from warehouse.snapshots import current_snapshot

pytestmark = pytest.mark.audit
GIA_LAC = "14515@start"


@pytest.mark.parametrize(
    ("errors", "rate"),
    [(0, 1 - 0.05 ** (1 / 30)), (1, 0.1486), (2, 0.1953)],  # Clopper–Pearson's, as printed in tables
)
def test_of_endlessly_many_files_the_limit_is_that_of_clopper_and_pearson(errors, rate):
    assert error_rate_bound(errors, 30, None) == pytest.approx(rate, abs=5e-5)
    assert error_rate_bound(errors, 30, 10_000_000) == pytest.approx(
        error_rate_bound(errors, 30, None), abs=1e-5
    )


def test_no_error_in_thirty_is_below_nine_and_a_half_percent():
    assert f"{100 * error_rate_bound(0, 30, None):.1f}" == "9.5"


@pytest.mark.parametrize(
    ("errors", "n", "population", "most"),
    [
        (0, 5, 10, 3),  # K = 3: 7·6·5·4·3 / 10·9·8·7·6 = 1/12 > 0.05; K = 4: 6·5·4·3·2 / … = 1/42
        (1, 5, 10, 5),  # K = 5: (1 + 25) / 252 = 0.103; K = 6: 6 / 252 = 0.024
        (0, 19, 20, 0),  # the one file not seen is the faulty one in exactly 1 of 20 draws
        (0, 18, 20, 1),  # 2 in 20
        (3, 10, 10, 3),  # all were seen
        (0, 0, 10, 10),  # none was
    ],
)
def test_the_limit_of_so_many_files_is_what_a_hand_works_out(errors, n, population, most):
    assert max_faulty_files(errors, n, population) == most
    assert error_rate_bound(errors, n, population) == most / population


def ways(population, n, faulty):
    """How many draws of all find so many errors, by drawing them all."""
    found = [0] * (n + 1)
    for files in combinations(range(population), n):
        found[sum(file < faulty for file in files)] += 1
    return found


@pytest.mark.parametrize("population", range(1, 10))
def test_every_draw_of_few_files_agrees_with_the_limit_and_holds_its_confidence(population):
    for n in range(population + 1):
        by_faulty = [ways(population, n, faulty) for faulty in range(population + 1)]
        total = sum(by_faulty[0])
        for errors in range(n + 1):
            likely = [k for k, found in enumerate(by_faulty) if 20 * sum(found[: errors + 1]) > total]
            assert max_faulty_files(errors, n, population) == max(likely)
        for faulty, found in enumerate(by_faulty):
            wrong = sum(
                times
                for errors, times in enumerate(found)
                if times and max_faulty_files(errors, n, population) < faulty
            )
            assert 20 * wrong <= total


def test_the_limit_agrees_with_scipy_and_never_tells_more_than_the_endless_one():
    dice = random.Random(7)
    for _ in range(300):
        population = dice.randint(1, 400)
        n = dice.randint(1, population)
        errors = dice.randint(0, min(n, 8))
        faulty = [k for k in range(population + 1) if hypergeom.cdf(errors, population, k, n) > 0.05 + 1e-9]
        assert max_faulty_files(errors, n, population) == max(faulty)
        endless = 1.0 if errors == n else beta.ppf(0.95, errors + 1, n - errors)
        assert error_rate_bound(errors, n, population) <= endless + 1e-9


def test_another_confidence_is_another_limit():
    assert max_faulty_files(0, 5, 10, 0.9) == 2  # 8·7·6·5·4 / 10·9·8·7·6 = 2/9 > 0.1; K = 3: 1/12
    assert max_faulty_files(0, 5, 10, 0.99) == 4  # 1/42 > 0.01; K = 5: 1/252
    assert max_faulty_files(0, 9, 10, 0.9) == 0  # 1/10: no more than 0.1, though not as a binary number


@pytest.mark.parametrize(("errors", "n", "population"), [(3, 2, 10), (0, 11, 10), (-1, 2, 10)])
def test_a_sample_that_cannot_be_is_refused(errors, n, population):
    with pytest.raises(ValueError):
        max_faulty_files(errors, n, population)


@pytest.mark.parametrize(
    ("rate", "population", "n"),
    [
        (0.05, 10_000_000, 59),  # 0.95^58 = 0.051, 0.95^59 = 0.048
        (0.1, 10_000_000, 29),  # 0.9^28 = 0.052, 0.9^29 = 0.047
        (0.05, 20, 19),  # one faulty file must be ruled out: it is missed in (20 − n) of 20
        (0.2, 10, 8),  # two: (10 − n)(9 − n) / 90 ≤ 0.05; 3·2 / 90 = 0.067, 2·1 / 90
        (0.1, 10, 10),  # one file is the rate itself: all must be seen
        (1, 7, 1),
    ],
)
def test_how_many_files_without_an_error_prove_a_rate(rate, population, n):
    assert required_sample_size(rate, population) == n
    assert error_rate_bound(0, n, population) < rate
    assert error_rate_bound(0, n - 1, population) >= rate


def test_no_rate_below_nothing_can_be_proved():
    with pytest.raises(ValueError):
        required_sample_size(0, 100)


CODES = [f"000.18.18.H42-2104{number:02}-0001" for number in range(1, 31)]


def test_a_draw_follows_from_codes_and_seed_alone():
    by_hand = sorted(CODES, key=lambda code: hashlib.sha256(f"42:{code}".encode()).digest())[:5]
    assert draw_sample(CODES, 5, 42) == by_hand
    assert draw_sample(reversed(CODES), 5, 42) == draw_sample(CODES + CODES, 5, 42) == by_hand
    assert draw_sample(CODES, 5, 43) != by_hand
    assert draw_sample(["b", "a", "Đ"], 3, 1) == ["Đ", "a", "b"]  # wherever and whenever it runs


def test_drawing_more_keeps_those_drawn_before():
    every = draw_sample(CODES, 30, 9)
    assert sorted(every) == CODES and draw_sample(CODES, 99, 9) == every
    assert all(draw_sample(CODES, n, 9) == every[:n] for n in range(31))


def test_every_file_and_every_pair_is_as_likely_as_any_other():
    times, pairs, draws = dict.fromkeys(CODES, 0), dict.fromkeys(combinations(CODES[:8], 2), 0), 4000
    for seed in range(draws):
        for code in draw_sample(CODES, 6, seed):
            times[code] += 1
        for pair in combinations(sorted(draw_sample(CODES[:8], 2, seed)), 2):
            pairs[pair] += 1
    assert sum(times.values()) == 6 * draws
    # Without replacement the counts of 30 files vary less than those of a die: by (1 − 6/30) · 30/29.
    spread = sum((count - 800) ** 2 / 800 for count in times.values()) / ((1 - 6 / 30) * 30 / 29)
    assert 13.1 < spread < 52.4  # 0.005 and 0.995 quantiles of chi-square with 29 degrees of freedom
    assert chisquare(list(pairs.values())).pvalue > 0.005


@pytest.fixture
def subject_of(sample_home):
    with open_reader(current_snapshot(sample_home)) as connection:

        def asked(language="vi", **words):
            scope = scope_from_words(connection, **words)
            return Context(
                answer_from(attach_memory(connection, {})),
                current_snapshot(sample_home),
                scope,
                "civil",
                language,
            )

        yield asked


@pytest.fixture
def gia_lac(subject_of):
    return subject_of(unit=GIA_LAC, period="2021-Q2")


def texts(document):
    return [block.text for block in document.blocks if isinstance(block, Paragraph | Heading)]


def grids(document):
    return [block.table for block in document.blocks if isinstance(block, Grid)]


def test_the_sample_is_drawn_from_all_cases_of_the_figure(gia_lac):
    lists = AuditLists(gia_lac, 30, 42)
    cases = list(lists.population["code"])
    assert len(cases) == gia_lac.ask(figure, CATALOGUE["finished_cases"], gia_lac.scope).n
    by_hand = sorted(cases, key=lambda code: hashlib.sha256(f"42:{code}".encode()).hexdigest())
    assert list(random_table(lists).rows["code"]) == by_hand[:30]
    assert list(population_table(lists).rows["code"]) == by_hand


def test_the_document_says_what_it_proves(gia_lac):
    """Of N cases the largest K that 30 draws without an error leave, worked out by multiplying."""
    population = len(AuditLists(gia_lac).population)
    faulty = 0
    while True:
        missed = 1.0
        for place in range(30):
            missed *= (population - faulty - 1 - place) / (population - place)
        if missed <= 0.05:
            break
        faulty += 1
    told = texts(audit_sample(gia_lac))
    rate = f"{100 * faulty / population:.1f}".replace(".", ",")
    sentence = f"0 lỗi trong 30 → tỷ lệ lỗi nhiều nhất {rate}% ({faulty} trong {population} hồ sơ)"
    assert any(sentence in text and "độ tin cậy 95%" in text for text in told)
    assert any("0 lỗi trong 30 → tỷ lệ lỗi dưới 9,5% với độ tin cậy 95%" in text for text in told)
    proof = grids(audit_sample(gia_lac))[1].rows
    assert list(proof["errors"]) == [0, 1, 2, 3, 5]
    assert proof["most"].iloc[0] == faulty


def test_the_picked_list_stands_apart_and_says_that_it_proves_nothing(gia_lac):
    document = audit_sample(gia_lac)
    blocks = list(document.blocks)
    said = next(
        n
        for n, one in enumerate(blocks)
        if "không chứng minh điều gì về tỷ lệ lỗi" in getattr(one, "text", "")
    )
    drawn_list, proof, picked = grids(document)
    place = {id(one.table): n for n, one in enumerate(blocks) if isinstance(one, Grid)}
    assert place[id(drawn_list)] < place[id(proof)] < said < place[id(picked)]
    assert "reasons" not in [column.name for column in drawn_list.columns]
    assert isinstance(blocks[-1], Signatures) and len(blocks[-1].columns) == 3
    assert all(picked.rows["reasons"])


def test_the_picked_list_tells_where_a_case_stands_in_the_sample(gia_lac):
    lists = AuditLists(gia_lac, 100)
    sample = list(random_table(lists).rows["code"])
    picked = picked_table(lists).rows
    places = [sample.index(code) + 1 if code in sample else None for code in picked["code"]]
    assert [None if place != place else place for place in picked["in_sample"]] == places
    assert any(places)


def test_no_more_are_picked_than_drawn_and_how_many_there_are_is_said(subject_of):
    lists = AuditLists(subject_of(period="2021-Q2"), 7)
    table = picked_table(lists)
    assert len(table.rows) == 7 < len(lists.flagged_cases)
    assert f"7 trong {len(lists.flagged_cases)} hồ sơ" in table.title


def test_results_are_left_empty_and_nobody_is_named(gia_lac):
    lists = AuditLists(gia_lac)
    for table in (random_table(lists), picked_table(lists), population_table(lists)):
        names = {column.name for column in table.columns}
        assert not names & {"applicant", "phone", "address", "officer"}
        assert {"code", "source"} <= names
    assert random_table(lists).rows[["passed", "failed", "remark"]].isna().all(axis=None)


def test_the_same_view_of_the_same_snapshot_is_the_same_document(subject_of):
    def codes(**asked):
        return list(grids(audit_sample(subject_of(**asked)))[0].rows["code"])

    once = codes(unit=GIA_LAC, period="2021-Q2")
    assert once == codes(unit=GIA_LAC, period="2021-Q2", language="en")
    assert once != codes(unit=GIA_LAC, period="2021-Q1")
    assert (
        AuditLists(subject_of(period="2021-Q2")).seed
        != AuditLists(subject_of(unit=GIA_LAC, period="2021-Q2")).seed
    )


def test_it_is_said_who_chose_the_seed(gia_lac):
    derived = AuditLists(gia_lac).seed
    assert any("không ai chọn" in text for text in texts(audit_sample(gia_lac)))
    assert any("không ai chọn" in text for text in texts(audit_sample(gia_lac, seed=derived)))
    assert any("Số khởi tạo 42 do người lập" in text for text in texts(audit_sample(gia_lac, seed=42)))


def test_where_all_are_checked_nothing_is_estimated(gia_lac):
    count = len(AuditLists(gia_lac).population)
    document = audit_sample(gia_lac, n=count + 50)
    assert len(grids(document)[0].rows) == count
    assert any("không phải ước lượng" in text for text in texts(document))
    assert not any("0 lỗi" in text for text in texts(document))
    assert list(grids(document)[1].rows["most"]) == [0, 1, 2, 3, 5]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_period_without_cases_says_so(subject_of, language):
    subject = subject_of(language, unit=GIA_LAC, period="2018-Q1")
    document = audit_sample(subject)
    assert len(document.blocks) == 1 and not grids(document)
    assert [
        len(build(AuditLists(subject)).rows) for build in (random_table, picked_table, population_table)
    ] == [
        0,
        0,
        0,
    ]


def test_on_a_map_the_cases_of_former_units_are_drawn_and_a_unit_that_cannot_be_made_up_is_refused(
    subject_of,
):
    asked = {"period": "2021-Q2", "map": date(2025, 7, 1)}
    made_up = AuditLists(
        subject_of(unit="14482", **asked)
    )  # xã Gia Hưng: Gia Hưng, Gia Phú and Liên Sơn before
    assert made_up.population["unit_id"].nunique() == 3 and made_up.sample_size == 30
    document = audit_sample(subject_of(unit="14488", **asked))  # xã Gia Vân took a part of Gia Tân
    assert not grids(document) and "không quy đổi được" in texts(document)[0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_has_its_words(reason, language):
    assert has_phrase(language, f"audit_sample.reason.{reason}")


def run(home, *words):
    command = [sys.executable, "-m", "reports", "audit", *map(str, words), "--home", home.path]
    return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True)


def test_the_command_that_the_document_prints_draws_the_same_list(sample_home, gia_lac, tmp_path):
    document = audit_sample(gia_lac, n=12, seed=5)
    printed = next(text for text in texts(document) if "python -m reports audit " in text)
    words = printed.partition("python -m reports audit ")[2].split()
    done = run(sample_home, *words, "--out", tmp_path / "a.xlsx")
    assert done.returncode == 0, done.stderr
    book = fastexcel.read_excel(tmp_path / "a.xlsx")
    assert book.sheet_names == ["Mẫu ngẫu nhiên", "Mẫu nói lên điều gì", "Theo dấu hiệu", "Toàn bộ"]
    rows = book.load_sheet(0, header_row=None).to_pandas().astype(str).to_numpy().tolist()
    assert [row[1] for row in rows[-12:]] == list(grids(document)[0].rows["code"])
    said = "\n".join(str(row[0]) for row in rows)
    assert "Số khởi tạo: 5" in said and "DỮ LIỆU MẪU" in said and "SHA-256" in said


def test_a_sample_of_none_is_refused(sample_home, tmp_path):
    done = run(sample_home, "--n", 0, "--out", tmp_path / "a.xlsx")
    assert done.returncode == 2 and "--n" in done.stderr and not (tmp_path / "a.xlsx").exists()
