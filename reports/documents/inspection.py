"""Draft Biên bản and Thông báo kết luận of an inspection: known facts filled in, room for the rest."""

from indicators.catalogue import CATALOGUE
from presentation.assessments import assessment_name, indicator_name
from presentation.numbers import lower_initial
from reports.context import Subject
from reports.documents.official import BuiltDocument, figure_with_parts, official_document
from reports.findings import findings, plain_sentence
from reports.model.blocks import BlankLines, Block, Heading, Paragraph, Signature, Signatures

_SHOWN = tuple(
    CATALOGUE[one]
    for one in (
        "received_cases",
        "on_time_06a",
        "overdue_open",
        "online_share",
        "signed_full",
        "satisfied_5",
        "box_opened",
    )
)
_MEMBERS, _ROOM = 4, 5  # lines


def minutes(subject: Subject) -> BuiltDocument:
    """Draft the minutes; both sides sign them, so there is no sender's signature."""
    figures = subject.assess_unit(_SHOWN)
    told = [
        Paragraph(f"{assessment_name(subject.language, one)}: {figure_with_parts(subject, one)}.")
        for one in figures
    ]
    blocks: list[Block] = [
        BlankLines(_minutes(subject, "time")),
        BlankLines(_minutes(subject, "place")),
        Heading(_minutes(subject, "team")),
        *[BlankLines(_minutes(subject, "member"))] * _MEMBERS,
        Heading(_minutes(subject, "hosts")),
        *[BlankLines(_minutes(subject, "member"))] * _MEMBERS,
        Heading(_minutes(subject, "content")),
        BlankLines(_minutes(subject, "write"), _ROOM),
        Heading(_minutes(subject, "figures", period=subject.period_name)),
        *told,
        *[Paragraph(plain_sentence(subject, one)) for one in findings(subject)],
        Heading(_minutes(subject, "findings")),
        BlankLines(_minutes(subject, "found"), 2 * _ROOM),
        Heading(_minutes(subject, "opinion")),
        BlankLines(_minutes(subject, "write"), _ROOM),
        Paragraph(_minutes(subject, "closing")),
    ]
    ends = Signatures(tuple(Signature((_minutes(subject, who),)) for who in ("writer", "host", "leader")))
    return official_document(
        subject, "minutes", "BB", [*blocks, ends], figures, is_from_parent=True, is_signed=False
    )


def conclusion(subject: Subject) -> BuiltDocument:
    found = findings(subject)
    tasks = [
        Paragraph(
            subject.say(
                "document_conclusion.task",
                indicator=lower_initial(indicator_name(subject.language, one.indicator)),
            ),
            draft=True,
        )
        for one in found
    ]
    write = BlankLines(subject.say("document_conclusion.write"), _ROOM)
    blocks: list[Block] = [
        Heading(subject.say("document_conclusion.strong")),
        write,
        Heading(subject.say("document_conclusion.weak")),
        *[Paragraph(plain_sentence(subject, one), draft=True) for one in found],
        write,
        Heading(subject.say("document_conclusion.responsible")),
        write,
        Heading(subject.say("document_conclusion.required")),
        *tasks,
        write,
    ]
    return official_document(
        subject, "conclusion", "TB", blocks, subject.assess_unit(_SHOWN), is_from_parent=True
    )


def _minutes(subject: Subject, key: str, **values: object) -> str:
    return subject.say(f"document_minutes.{key}", **values)
