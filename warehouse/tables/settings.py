"""Store what people decided: a copy of the settings with which the facts were read."""

from sqlalchemy import Boolean, Column, Date, Float, Integer, String, Table

from languages import LANGUAGES, text_key
from warehouse.tables.metadata import metadata

setting = Table(
    "setting",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", String, nullable=False),
)

unit = Table(
    "unit",
    metadata,
    Column("id", String, primary_key=True),  # codes are re-used by other units: no identity
    Column("code", String, nullable=False),
    Column("name", String, nullable=False),
    Column("kind", String, nullable=False),  # commune | office | other
    Column("parent", String, nullable=False),
    Column("valid_from", Date),
    Column("valid_to", Date),
    Column("box_from", Date),  # first day on which a suggestion box has to be opened, empty: no box
)

unit_successor = Table(
    "unit_successor",
    metadata,
    Column("from_id", String, primary_key=True),
    Column("to_id", String, primary_key=True),
    Column("effective", Date, nullable=False),
    Column(
        "kind", String, nullable=False
    ),  # full | part | outside: from_id names a unit of which no data come
    Column("basis", String, nullable=False),
)

unit_map = Table(  # follows from unit and unit_successor (etl/settings/unit_map.py)
    "unit_map",
    metadata,
    Column("map_on", Date, primary_key=True),
    Column("unit_id", String, primary_key=True),
    Column("begins_from", Date, primary_key=True),  # in periods that begin in [begins_from, begins_to]
    Column("begins_to", Date, nullable=False),
    Column("shown_as", String, nullable=False),
    Column("state", String, nullable=False),  # shown | divided | stranded | refused
    Column("about", String),  # names of units that the state is about
    Column("outside", String),  # names of units from outside that joined
)

target = Table(
    "target",
    metadata,
    Column("indicator", String, primary_key=True),
    Column("level", String, primary_key=True),  # parent | commune | office
    Column("valid_from", Date, primary_key=True),
    Column("valid_to", Date),
    Column("value", Float, nullable=False),
    Column("basis", String, nullable=False),
)

responsible = Table(
    "responsible",
    metadata,
    Column("unit_id", String, primary_key=True),
    Column("subject", String, primary_key=True),  # an indicator's theme, or * for all
    Column("valid_from", Date, primary_key=True),
    Column("valid_to", Date),
    Column("post", String, nullable=False),
    Column("person", String),
)

calendar_day = Table(
    "calendar_day",
    metadata,
    Column("day", Date, primary_key=True),
    Column("works", Boolean, nullable=False),
    Column("working_no", Integer, nullable=False),  # working days so far: a difference counts days in (a, b]
    Column("note", String),
)

dated_event = Table(  # what a figure over time is read against
    "dated_event",
    metadata,
    Column("day", Date, nullable=False),
    *(  # `short` labels a line in a chart
        Column(text_key(key, language), String, nullable=False)
        for key in ("short", "title")
        for language in LANGUAGES
    ),
    Column("kind", String, nullable=False),  # organisation | decree | system | other
    Column("unit_id", String),  # empty: of all units
    Column("basis", String, nullable=False),
)
