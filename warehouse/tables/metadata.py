"""The one list of tables that a snapshot is made of."""

from sqlalchemy import MetaData

metadata = MetaData()
