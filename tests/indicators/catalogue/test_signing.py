"""Examples of every indicator on documents: a drawn table and its answer."""

import pytest

from warehouse.tables import document


@pytest.fixture(autouse=True)
def documents(given):
    given(
        document,
        """
        key | direction | day        | secret | sent_electronically | signed_leader | signed_agency | handled
        1   | out       | 2021-04-01 | no     | yes                 | yes           | yes           |
        2   | out       | 2021-06-30 | no     | yes                 | yes           | no            |
        3   | out       | 2021-05-05 | no     | no                  | no            | yes           |
        4   | out       | 2021-05-05 | yes    | no                  | no            | no            |
        5   | out       | 2021-07-01 | no     | yes                 | no            | no            |
        6   | in        | 2021-05-05 | no     |                     |               |               | on_time
        7   | in        | 2021-05-05 | no     |                     |               |               | late
        8   | in        | 2021-05-05 | no     |                     |               |               | open
        9   | out       | 2021-05-05 | no     |                     |               |               |
        """,
    )


def test_signed_full_needs_both_signatures_on_what_was_sent_electronically(parts):
    assert parts("signed_full") == (1, 2, 50)


def test_signed_leader_is_of_all_issued_that_are_not_secret(parts):
    assert parts("signed_leader") == (2, 4, 50)


def test_signed_agency(parts):
    assert parts("signed_agency") == (2, 4, 50)


def test_sent_electronically_an_empty_cell_is_no(parts):
    assert parts("sent_electronically") == (2, 4, 50)


def test_handled_on_time_is_of_all_incoming(parts):
    assert parts("handled_on_time") == (1, 3, 33.33)
