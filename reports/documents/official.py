"""Add what all official documents have: head and signatures as of the closing date, passports, notes."""

from collections.abc import Sequence
from typing import NamedTuple

from indicators.assessment import Assessment
from ledger.passports import Passport
from ledger.sent_forms import SentForm
from presentation import assessments, numbers
from presentation.context import Context
from reports.model.blocks import Block, Document, PrintedFigure
from reports.model.letterheads import Sender, letterhead, number_code, sender_of, senders, signatures
from reports.passports import passport_of


class BuiltDocument(NamedTuple):
    """Hold a document with the passports of its figures.

    `sent` is a form, which is stored when it is handed out.
    """

    document: Document
    passports: tuple[Passport, ...]
    sent: SentForm | None = None


def official_document(
    context: Context,
    name: str,
    code: str | None,
    blocks: Sequence[Block],
    figures: Sequence[Assessment] = (),
    landscape: bool = False,
    annex: Sequence[Block] = (),
    is_from_parent: bool = False,
    is_signed: bool = True,
) -> BuiltDocument:
    """Build an official document from `blocks`; its words stand under [document_{name}].

    `figures`: those whose passports it lists. `code` of the kind (BC) stands in the document's number; lists
    and sheets have none. Without a sender for the level and day there are neither head nor signatures.
    `is_from_parent`: the parent writes about the unit. `is_signed`: by the sender alone; else the blocks say
    who signs.
    """
    sender = sender_for(context, is_from_parent)
    about = context.say(f"document_{name}.subject", unit=context.full_name, period=context.period_name)
    kind, head, ends = context.say(f"document_{name}.kind"), None, []
    if sender:
        number = context.say("document.number", sign=number_code(sender, code)) if code else None
        head = letterhead(sender, context.unit_name, number, kind, about)
        ends = [signatures(sender)] if is_signed else []
    passports, told = make_passports(context, figures)
    title = f"{kind} {about}"
    notes = context.notes_with_definitions(one.indicator for one in figures)
    document = Document(title, (*blocks, *ends, *annex), notes, context.language, head, landscape, told)
    return BuiltDocument(document, passports)


def sender_for(context: Context, is_from_parent: bool = False) -> Sender | None:
    """Find who signs on the closing date."""
    level = "parent" if is_from_parent else context.names.level_of(context.scope.unit)
    return sender_of(senders(context.home.settings), level, context.scope.closing)


def make_passports(
    context: Context, figures: Sequence[Assessment]
) -> tuple[tuple[Passport, ...], tuple[PrintedFigure, ...]]:
    """Make the passports to be stored, and the figures as the end of the document lists them."""
    passports = tuple(passport_of(context, one) for one in figures)
    told = tuple(_told(context, one, passport) for one, passport in zip(figures, passports, strict=True))
    return passports, told


def _told(context: Context, assessment: Assessment, passport: Passport) -> PrintedFigure:
    return PrintedFigure(
        passport.id,
        context.name_of(assessment.unit_id),
        assessments.assessment_name(context.language, assessment),
        figure_with_parts(context, assessment),
    )


def figure_with_parts(context: Context, assessment: Assessment) -> str:
    """Return the figure with its parts: 86,4% (203/235), or the words for having none."""
    if assessment.figure.state not in ("value", "none"):
        return str(assessments.value_or_word(context.language, assessment))
    text = numbers.measure_text(context.language, assessment.indicator, assessment.figure.value)
    parts = numbers.parts_text(context.language, assessment.figure)
    return f"{text} ({parts})" if parts else text


def figure_sentence(context: Context, assessment: Assessment) -> str:
    """Put the figure into a sentence with its target and its changes.

    Hồ sơ đúng hạn (06a): 95,2% (5.718/6.009); chỉ tiêu 95%; kỳ trước +0,4; cùng kỳ −0,1.
    """
    language = context.language
    parts = [f"{assessments.assessment_name(language, assessment)}: {figure_with_parts(context, assessment)}"]
    if assessment.target:
        parts.append(
            context.say(
                "document_report.target",
                target=assessments.target_words(language, assessment.indicator, assessment.target),
            )
        )
    for key, before in (("previous", assessment.previous), ("year_before", assessment.year_before)):
        if before is not None and before.value is not None and assessment.figure.value is not None:
            parts.append(
                context.say(
                    f"document_report.{key}", change=assessments.change_text(language, assessment, before)
                )
            )
    return "; ".join(parts) + "."
