"""Record passports of figures: an id on paper brings back figure, view and the snapshot it was asked of."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from hashlib import sha256

from sqlalchemy import Column, Float, String, Table, select

from ledger.database import metadata, open_for_reading, open_for_writing
from warehouse.home import Home

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: none that is read for another
_READ_AS = str.maketrans("OIL", "011")
_LENGTH, _HALF = 10, 5


@dataclass(frozen=True)
class Passport:
    """Describe whose figure it is: its snapshot, its indicator, its view.

    `snapshot` and `file` are the snapshot's number and its own name.
    `unit` and `map` are empty where there is none; the rest is the figure as it was handed out.
    """

    snapshot: str
    file: str
    indicator: str
    period: str
    calendar: str
    unit: str
    map: str
    value: float | None
    numerator: float | None
    denominator: float | None
    state: str

    @property
    def id(self) -> str:
        """Return the same id for the same view of the same snapshot, whoever hands it out and how often."""
        told = (self.file, self.indicator, self.period, self.calendar, self.unit, self.map)
        number = int.from_bytes(sha256("\x1f".join(told).encode()).digest())
        letters = "".join(_LETTERS[number >> 5 * place & 31] for place in range(_LENGTH))
        return f"{letters[:_HALF]}-{letters[_HALF:]}"


passport = Table(
    "passport",
    metadata,
    Column("id", String, primary_key=True),
    *(
        Column(
            one.name,
            Float if one.name in ("value", "numerator", "denominator") else String,
            nullable=one.name in ("value", "numerator", "denominator"),
        )
        for one in fields(Passport)
    ),
)


class PassportIdTaken(ValueError):
    """Report that two different views have one id, which happens once in a thousand million million."""


def issue_passports(home: Home, passports: Iterable[Passport]) -> None:
    """Record the passports, all or none; those that were handed out before stay as they are."""
    every = {one.id: one for one in passports}
    with open_for_writing(home) as connection:
        known = {
            row.id: Passport(*row[1:])
            for row in connection.execute(select(passport).where(passport.c.id.in_(every)))
        }
        for id, one in known.items():
            if one != every[id]:
                raise PassportIdTaken(id)
        fresh = [{"id": id} | asdict(one) for id, one in every.items() if id not in known]
        if fresh:
            connection.execute(passport.insert(), fresh)


def find_passport(home: Home, text: str) -> Passport | None:
    """Find a passport by its id as somebody reads it off paper: case, hyphen and O for 0 do not matter."""
    id = normalise_id(text)
    if id is None:
        return None
    with open_for_reading(home) as connection:
        if connection is None:
            return None
        row = connection.execute(select(passport).where(passport.c.id == id)).one_or_none()
    return Passport(*row[1:]) if row else None


def normalise_id(text: str) -> str | None:
    """Return the id that these letters can mean; None where they cannot be one."""
    letters = "".join(letter for letter in text.upper() if letter not in "- ").translate(_READ_AS)
    if len(letters) != _LENGTH or set(letters) - set(_LETTERS):
        return None
    return f"{letters[:_HALF]}-{letters[_HALF:]}"
