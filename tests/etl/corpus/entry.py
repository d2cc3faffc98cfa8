"""What a file of the corpus is: its bytes, what it is there for, and what has to become of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Content = Callable[[], bytes]  # made when it is asked for: nobody else pays for the corpus


@dataclass(frozen=True)
class Taken:
    """The account of a file that is loaded, and what it says; rows are numbered as a spreadsheet shows them.

    `rejects`, `remarks`: the row -> the keys of its problems, in one text. `kinds`: the row -> the kind under
    which it is set aside. `facts`: the column -> what its rows say, in their order (days as they sort; a time
    only where the column has one). `says`: keys of what was taken for granted, among others.
    """

    loaded: int = 0
    replaced: int = 0
    duplicate: int = 0
    aside: int = 0
    older: int = 0
    source: str = "cases"
    rejects: Mapping[int, str] = field(default_factory=dict)
    remarks: Mapping[int, str] = field(default_factory=dict)
    kinds: Mapping[int, str] = field(default_factory=dict)
    facts: Mapping[str, list[object]] = field(default_factory=dict)
    says: tuple[str, ...] = ()

    @property
    def account(self) -> dict[str, int]:
        terms = {
            "loaded": self.loaded,
            "replaced": self.replaced,
            "duplicate": self.duplicate,
            "aside": self.aside,
            "rejected": len(self.rejects),
        }
        return {"read": sum(terms.values()), **terms, "older": self.older}


@dataclass(frozen=True)
class Refused:
    """A file of which nothing is loaded; where two reasons hold at once either may be told."""

    keys: tuple[str, ...]


@dataclass(frozen=True)
class File:
    """`size`: the length to which it is stretched with nothing, for one that nobody wants to write out."""

    name: str
    content: Content
    becomes: Taken | Refused
    size: int | None = None


@dataclass(frozen=True)
class Entry:
    """`covers`: the lines of lines.py. Several files are loaded one after the other into the same home.

    `stands`: after the last file, the code of a case -> what it says by column. `more_settings`: what such a
    file asks of the settings for cases, in TOML.
    """

    covers: tuple[str, ...]
    about: str
    files: tuple[File, ...]
    stands: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    more_settings: str = ""

    @property
    def id(self) -> str:
        return self.files[0].name


@dataclass(frozen=True)
class Archive:
    """A file that holds files: each becomes something of its own, in the order in which they lie there."""

    covers: tuple[str, ...]
    about: str
    file: str
    content: Content
    members: tuple[Taken | Refused, ...]


def one(covers: str, about: str, name: str, content: Content, becomes: Taken | Refused) -> Entry:
    """An entry of a single file."""
    return Entry(tuple(covers.split()), about, (File(name, content, becomes),))


def refused(*keys: str) -> Refused:
    return Refused(keys)


def cases(number: int = 2, **more: object) -> Taken:
    """So many cases below one line of headings."""
    return Taken(**{"loaded": number, "aside": 1} | more)


def archive(covers: str, about: str, name: str, content: Content, *members: Taken | Refused) -> Archive:
    return Archive(tuple(covers.split()), about, name, content, members)
