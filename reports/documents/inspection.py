"""Draft Biên bản and Thông báo kết luận of an inspection: known facts filled in, room for the rest."""

from indicators.catalogue import CATALOGUE
from presentation.assessments import indicator_name, named
from presentation.numbers import initial
from reports.context import Subject
from reports.documents.official import Written, official, with_parts
from reports.documents.report import plain_sentence
from reports.findings import findings
from reports.model.blocks import Block, Heading, Line, Paragraph, Signature, Signatures

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


def minutes(subject: Subject) -> Written:
    """Draft the minutes; both sides sign them, so there is no sender's signature."""
    figures = subject.measured(_SHOWN)
    told = [Paragraph(f"{named(subject.language, one)}: {with_parts(subject, one)}.") for one in figures]
    blocks: list[Block] = [
        Line(_minutes(subject, "time")),
        Line(_minutes(subject, "place")),
        Heading(_minutes(subject, "team")),
        *[Line(_minutes(subject, "member"))] * _MEMBERS,
        Heading(_minutes(subject, "hosts")),
        *[Line(_minutes(subject, "member"))] * _MEMBERS,
        Heading(_minutes(subject, "content")),
        Line(_minutes(subject, "write"), _ROOM),
        Heading(_minutes(subject, "figures", period=subject.period_name)),
        *told,
        *[Paragraph(plain_sentence(subject, one)) for one in findings(subject)],
        Heading(_minutes(subject, "findings")),
        Line(_minutes(subject, "found"), 2 * _ROOM),
        Heading(_minutes(subject, "opinion")),
        Line(_minutes(subject, "write"), _ROOM),
        Paragraph(_minutes(subject, "closing")),
    ]
    ends = Signatures(tuple(Signature((_minutes(subject, who),)) for who in ("writer", "host", "leader")))
    return official(subject, "minutes", "BB", [*blocks, ends], figures, of_parent=True, signed=False)


def conclusion(subject: Subject) -> Written:
    found = findings(subject)
    tasks = [
        Paragraph(
            subject.say(
                "document_conclusion.task", indicator=initial(indicator_name(subject.language, one.indicator))
            ),
            draft=True,
        )
        for one in found
    ]
    write = Line(subject.say("document_conclusion.write"), _ROOM)
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
    return official(subject, "conclusion", "TB", blocks, subject.measured(_SHOWN), of_parent=True)


def _minutes(subject: Subject, key: str, **values: object) -> str:
    return subject.say(f"document_minutes.{key}", **values)
