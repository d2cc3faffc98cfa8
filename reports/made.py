"""Hold a file that was built, with what has to be stored when it is handed out."""

from dataclasses import dataclass

from ledger.passports import Passport
from ledger.sent_forms import SentForm
from ledger.tables_at_hand import KeptTable


@dataclass(frozen=True)
class Made:
    """Hold the bytes of a file; `sent` and `used` are a form and a table to store when it is handed out."""

    content: bytes
    passports: tuple[Passport, ...] = ()
    sent: SentForm | None = None
    used: KeptTable | None = None
