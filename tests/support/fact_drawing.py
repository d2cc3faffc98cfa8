"""Facts drawn as a table: only the columns that matter, every other one gets a harmless value."""

from datetime import date, datetime

from sqlalchemy import Boolean, Column, Connection, Date, DateTime, Integer, Table

HARMLESS = {
    "counts_06a": True,
    "counts_766": True,
    "counts_par": True,
    "clock_runs": True,
    "late": False,
    "secret": False,
    "valid": True,
    "satisfied": False,
    "expected": True,
    "reported": True,
    "opened": True,
    "covered": False,
    "overlaps": False,
    "unit_id": "a",
    "received_on": date(2021, 4, 1),
    "received_at": datetime(2021, 4, 1),
    "day": date(2021, 4, 1),
    "status": 10,
}


def draw(connection: Connection, table: Table, drawing: str) -> None:
    """Insert the rows of a drawing: `|` parts columns, an empty cell is NULL, yes and no are conditions."""
    heading, *lines = [line.strip() for line in drawing.strip().splitlines()]
    names = [name.strip() for name in heading.split("|")]
    for number, line in enumerate(lines):
        cells = dict(zip(names, (cell.strip() for cell in line.split("|")), strict=True))
        row = {column.name: _value(column, cells, number) for column in table.c}
        connection.execute(table.insert(), row)


def _value(column: Column, cells: dict[str, str], number: int):
    if column.name not in cells:
        if column.name in HARMLESS:
            return HARMLESS[column.name]
        return None if column.nullable else f"{column.name} {number}"
    cell = cells[column.name]
    if cell == "":
        return None
    if isinstance(column.type, Boolean):
        return {"yes": True, "no": False}[cell]
    if isinstance(column.type, Date):
        return date.fromisoformat(cell)
    if isinstance(column.type, DateTime):
        return datetime.fromisoformat(cell)
    return int(cell) if isinstance(column.type, Integer) else cell
