"""A warehouse in memory with two communes, in which a test draws its facts."""

from datetime import date

import pytest
from sqlalchemy import create_engine

from indicators.catalogue import CATALOGUE
from indicators.periods import period_from_key
from indicators.queries import figure
from indicators.scope import Scope
from tests.support.fact_drawing import draw
from warehouse.tables import metadata, unit

CLOSING = date(2021, 6, 30)
Q2 = Scope(period_from_key("2021-Q2", None), CLOSING)
ALL_TIME = Scope(period_from_key("all", None), CLOSING)


@pytest.fixture
def warehouse():
    engine = create_engine("duckdb:///:memory:")
    metadata.create_all(engine)
    with engine.connect() as connection:
        draw(
            connection,
            unit,
            """
            id | code | name    | kind    | parent
            a  | 1    | Xã A    | commune | p
            b  | 2    | Xã B    | commune | p
            """,
        )
        yield connection
    engine.dispose()


@pytest.fixture
def given(warehouse):
    return lambda table, drawing: draw(warehouse, table, drawing)


@pytest.fixture
def parts(warehouse):
    """(numerator, denominator, value) of an indicator, by default in the second quarter of 2021."""

    def measure(indicator: str, scope: Scope = Q2):
        found = figure(warehouse, CATALOGUE[indicator], scope)
        return found.numerator, found.denominator, None if found.value is None else round(found.value, 2)

    return measure
