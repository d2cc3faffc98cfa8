"""Keep the due dates that later files change: each date, and the file that gave it first."""

from sqlalchemy import Connection, Table, and_, exists, insert, literal, select, union

from warehouse.tables import case_file, due_version


def keep_versions(connection: Connection, incoming: Table, file_id: int) -> None:
    """Store both due dates of cases that are loaded with another due date than the incoming row's."""
    differ = and_(
        case_file.c.code == incoming.c.code,
        case_file.c.due_on != incoming.c.due_on,  # an empty one compares with nothing
    )
    there = select(case_file.c.code, case_file.c.due_on, case_file.c.file_id).join(incoming, differ)
    coming = select(incoming.c.code, incoming.c.due_on, literal(file_id).label("file_id"))
    both = union(there, coming.join(case_file, differ)).subquery()
    known = and_(due_version.c.code == both.c.code, due_version.c.due_on == both.c.due_on)
    fresh = select(both).where(~exists().where(known))
    connection.execute(insert(due_version).from_select(["code", "due_on", "file_id"], fresh))
