"""Add what all official documents have: head and signatures as of the closing date, passports, notes."""

from collections.abc import Sequence
from typing import NamedTuple

from indicators.assessment import Measured
from ledger.passports import Passport
from ledger.sent_forms import SentForm
from presentation import assessments, numbers
from reports.context import Subject
from reports.model.blocks import Block, Document, Told
from reports.model.letterheads import Sender, letterhead, sender_of, senders, sign, signatures
from reports.passports import passport_of


class Written(NamedTuple):
    """Hold a document with the passports of its figures.

    `sent` is a form, which is stored when it is handed out.
    """

    document: Document
    passports: tuple[Passport, ...]
    sent: SentForm | None = None


def official(
    subject: Subject,
    name: str,
    code: str | None,
    blocks: Sequence[Block],
    figures: Sequence[Measured] = (),
    landscape: bool = False,
    annex: Sequence[Block] = (),
    of_parent: bool = False,
    signed: bool = True,
) -> Written:
    """Build an official document from `blocks`; its words stand under [document_{name}].

    `figures`: those whose passports it lists. `code` of the kind (BC) stands in the document's number; lists
    and sheets have none. Without a sender for the level and day there are neither head nor signatures.
    `is_from_parent`: the parent writes about the unit. `is_signed`: by the sender alone; else the blocks say
    who signs.
    """
    sender = sender_for(subject, of_parent)
    about = subject.say(f"document_{name}.subject", unit=subject.full_name, period=subject.period_name)
    kind, head, ends = subject.say(f"document_{name}.kind"), None, []
    if sender:
        number = subject.say("document.number", sign=sign(sender, code)) if code else None
        head = letterhead(sender, subject.unit_name, number, kind, about)
        ends = [signatures(sender)] if signed else []
    passports, told = with_passports(subject, figures)
    title = f"{kind} {about}"
    notes = subject.notes_with(one.indicator for one in figures)
    document = Document(title, (*blocks, *ends, *annex), notes, subject.language, head, landscape, told)
    return Written(document, passports)


def sender_for(subject: Subject, of_parent: bool = False) -> Sender | None:
    """Find who signs on the closing date."""
    level = "parent" if of_parent else subject.names.level_of(subject.scope.unit)
    return sender_of(senders(subject.asked.home.settings), level, subject.scope.closing)


def with_passports(
    subject: Subject, figures: Sequence[Measured]
) -> tuple[tuple[Passport, ...], tuple[Told, ...]]:
    """Make the passports to be stored, and the figures as the end of the document lists them."""
    passports = tuple(passport_of(subject, one) for one in figures)
    told = tuple(_told(subject, one, passport) for one, passport in zip(figures, passports, strict=True))
    return passports, told


def _told(subject: Subject, one: Measured, passport: Passport) -> Told:
    return Told(
        passport.id,
        subject.names.of(one.unit_id),
        assessments.named(subject.language, one),
        with_parts(subject, one),
    )


def with_parts(subject: Subject, one: Measured) -> str:
    """Return the figure with its parts: 86,4% (203/235), or the words for having none."""
    if one.figure.state not in ("value", "none"):
        return str(assessments.value_or_word(subject.language, one))
    text = numbers.measure_text(subject.language, one.indicator, one.figure.value)
    parts = numbers.parts_text(subject.language, one.figure)
    return f"{text} ({parts})" if parts else text


def in_a_sentence(subject: Subject, one: Measured) -> str:
    """Put the figure into a sentence with its target and its changes.

    Hồ sơ đúng hạn (06a): 95,2% (5.718/6.009); chỉ tiêu 95%; kỳ trước +0,4; cùng kỳ −0,1.
    """
    language = subject.language
    parts = [f"{assessments.named(language, one)}: {with_parts(subject, one)}"]
    if one.target:
        parts.append(
            subject.say("document_report.target", target=assessments.aim(language, one.indicator, one.target))
        )
    for key, before in (("previous", one.previous), ("year_before", one.year_before)):
        if before is not None and before.value is not None and one.figure.value is not None:
            parts.append(
                subject.say(f"document_report.{key}", change=assessments.change(language, one, before))
            )
    return "; ".join(parts) + "."
