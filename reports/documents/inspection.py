"""Draft Biên bản and Thông báo kết luận of an inspection: known facts filled in, room for the rest."""

from indicators.catalogue import CATALOGUE
from presentation.assessments import assessment_name, indicator_name
from presentation.context import Context
from presentation.numbers import lower_initial
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


def minutes(context: Context) -> BuiltDocument:
    """Draft the minutes; both sides sign them, so there is no sender's signature."""
    figures = context.assess_unit(_SHOWN)
    told = [
        Paragraph(f"{assessment_name(context.language, one)}: {figure_with_parts(context, one)}.")
        for one in figures
    ]
    blocks: list[Block] = [
        BlankLines(_minutes(context, "time")),
        BlankLines(_minutes(context, "place")),
        Heading(_minutes(context, "team")),
        *[BlankLines(_minutes(context, "member"))] * _MEMBERS,
        Heading(_minutes(context, "hosts")),
        *[BlankLines(_minutes(context, "member"))] * _MEMBERS,
        Heading(_minutes(context, "content")),
        BlankLines(_minutes(context, "write"), _ROOM),
        Heading(_minutes(context, "figures", period=context.period_name)),
        *told,
        *[Paragraph(plain_sentence(context, one)) for one in findings(context)],
        Heading(_minutes(context, "findings")),
        BlankLines(_minutes(context, "found"), 2 * _ROOM),
        Heading(_minutes(context, "opinion")),
        BlankLines(_minutes(context, "write"), _ROOM),
        Paragraph(_minutes(context, "closing")),
    ]
    ends = Signatures(tuple(Signature((_minutes(context, who),)) for who in ("writer", "host", "leader")))
    return official_document(
        context, "minutes", "BB", [*blocks, ends], figures, is_from_parent=True, is_signed=False
    )


def conclusion(context: Context) -> BuiltDocument:
    found = findings(context)
    tasks = [
        Paragraph(
            context.say(
                "document_conclusion.task",
                indicator=lower_initial(indicator_name(context.language, one.indicator)),
            ),
            draft=True,
        )
        for one in found
    ]
    write = BlankLines(context.say("document_conclusion.write"), _ROOM)
    blocks: list[Block] = [
        Heading(context.say("document_conclusion.strong")),
        write,
        Heading(context.say("document_conclusion.weak")),
        *[Paragraph(plain_sentence(context, one), draft=True) for one in found],
        write,
        Heading(context.say("document_conclusion.responsible")),
        write,
        Heading(context.say("document_conclusion.required")),
        *tasks,
        write,
    ]
    return official_document(
        context, "conclusion", "TB", blocks, context.assess_unit(_SHOWN), is_from_parent=True
    )


def _minutes(context: Context, key: str, **values: object) -> str:
    return context.say(f"document_minutes.{key}", **values)
