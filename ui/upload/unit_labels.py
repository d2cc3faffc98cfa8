"""Label the units of the settings where all their versions stand side by side."""

from collections import Counter

from etl.settings import Settings, Unit
from ui.text import day, say


def label_units(settings: Settings) -> dict[str, str]:
    """Return the names by id; a name that two units have goes with the day from or to which it is meant."""
    counts = Counter(unit.name for unit in settings.units)
    return {unit.id: _dated(unit) if counts[unit.name] > 1 else unit.name for unit in settings.units}


def _dated(unit: Unit) -> str:
    if unit.valid_to:
        return say("map.name_to", unit=unit.name, day=day(unit.valid_to))
    if unit.valid_from:
        return say("map.name_from", unit=unit.name, day=day(unit.valid_from))
    return unit.name
