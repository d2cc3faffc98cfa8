"""Build the sheet that a team takes to the archive: files drawn at random, what they prove, files picked."""

from indicators.quality.audit_sample import USUAL_N
from indicators.queries.audit import POPULATION
from presentation.context import Context
from presentation.table import Table
from reports.audit.lists import (
    AuditLists,
    picked_table,
    picked_title,
    proof_sentences,
    proof_table,
    random_table,
    unlisted_sentence,
)
from reports.model.blocks import (
    BlankLines,
    Block,
    Document,
    Grid,
    Heading,
    NewPage,
    Paragraph,
    Signature,
    Signatures,
)

_WEIGHTS = {"text": 2.4, "whole": 0.7, "number": 1.0, "day": 1.3}
_NARROW, _WIDE = ("passed", "failed", "in_sample"), ("procedure", "reasons")


def audit_sample(context: Context, n: int = USUAL_N, seed: int | None = None) -> Document:
    """Build the audit sheet for `n` files.

    Without a `seed` the one that follows from snapshot, unit and period is used: the same list comes again.
    """
    lists = AuditLists(context, n, seed)
    blocks = (
        [*_how(lists), *_drawn(lists), *_picked(lists), _signed(lists)]
        if lists.sample_size
        else _empty(lists)
    )
    notes = context.notes(POPULATION)
    return Document(lists.say("title"), tuple(blocks), notes, context.language, landscape=True)


def _how(lists: AuditLists) -> list[Block]:
    chosen = "derived" if lists.seed == lists.derived_seed else "chosen"
    snapshot = lists.context.snapshot.id
    told = [
        lists.say("whole" if lists.sample_size == len(lists.population) else "what"),
        *([unlisted_sentence(lists)] if lists.unlisted_count else []),
        f"{lists.say(f'seed_{chosen}')} {lists.say('rule')}",
        lists.say("again", snapshot=snapshot, command=_command(lists)),
        lists.say("before"),
    ]
    return [Heading(lists.say("how")), *_told(told)]


def _drawn(lists: AuditLists) -> list[Block]:
    return [
        Heading(lists.say("random_title")),
        _grid(random_table(lists)),
        BlankLines(lists.say("found")),
        Heading(lists.say("proof")),
        *_told(proof_sentences(lists)),
        _grid(proof_table(lists), lists.say("proof_title")),
    ]


def _picked(lists: AuditLists) -> list[Block]:
    told = "picked_none" if lists.flagged_cases.empty else "picked_signs"
    head = (NewPage(landscape=True), Heading(picked_title(lists)))
    grid = [] if lists.flagged_cases.empty else [_grid(picked_table(lists))]
    return [*head, *_told([lists.say("picked_nothing"), lists.say(told)]), *grid]


def _signed(lists: AuditLists) -> Signatures:
    return Signatures(tuple(Signature((lists.say(f"signs.{who}"),)) for who in ("drew", "unit", "team")))


def _empty(lists: AuditLists) -> list[Block]:
    return _told([*proof_sentences(lists), *([unlisted_sentence(lists)] if lists.unlisted_count else [])])


def _told(sentences: list[str]) -> list[Block]:
    return [Paragraph(sentence) for sentence in sentences]


def _grid(table: Table, caption: str = "") -> Grid:
    weights = [
        0.8 if column.name in _NARROW else 3.2 if column.name in _WIDE else _WEIGHTS[column.kind]
        for column in table.columns
    ]
    return Grid(table, weights=tuple(weights), caption=caption)


def _command(lists: AuditLists) -> str:
    """Return the command that draws the same list from the same snapshot."""
    scope = lists.context.scope
    words = {
        "unit": scope.unit,
        "period": scope.period.key,
        "calendar": lists.context.calendar,
        "map": scope.map,
        "n": lists.asked,
        "seed": lists.seed,
    }
    options = (f"--{name} {value}" for name, value in words.items() if value is not None)
    return " ".join(("python -m reports audit", *options))
