"""How a unit of the settings is called where several of its versions stand side by side."""

from etl.settings import Unit
from ui.text import day, say


def name_of(unit: Unit) -> str:
    """Its name, with the day from which or to which it has it."""
    if unit.valid_to:
        return say("map.name_to", unit=unit.name, day=day(unit.valid_to))
    if unit.valid_from:
        return say("map.name_from", unit=unit.name, day=day(unit.valid_from))
    return unit.name
