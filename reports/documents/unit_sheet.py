"""Build the Phiếu thông tin, one page on a unit: what it handles, its rates and targets, where it is late."""

from indicators.catalogue import CATALOGUE
from indicators.queries import split
from languages.writing import number
from presentation import assessments
from presentation.context import Context
from reports.chart_data import bars_of_rates, line_by_month
from reports.documents.official import BuiltDocument, figure_with_parts, official_document
from reports.findings import findings, plain_sentence
from reports.model.blocks import Block, ChartBlock, Heading, Paragraph

_COUNTS = tuple(CATALOGUE[one] for one in ("received_cases", "finished_cases", "open_cases", "overdue_open"))
RATES = tuple(
    CATALOGUE[one] for one in ("on_time_06a", "online_share", "signed_full", "satisfied_5", "box_opened")
)
_WORST = 3
_SHARE = 0.85  # two charts and all else on one page


def unit_sheet(context: Context) -> BuiltDocument:
    figures = context.assess_unit((*_COUNTS, *RATES))
    counts, rates = figures[: len(_COUNTS)], figures[len(_COUNTS) :]
    told = "; ".join(
        f"{assessments.indicator_name(context.language, one.indicator)}: {figure_with_parts(context, one)}"
        for one in counts
    )
    blocks: list[Block] = [
        Paragraph(f"{told}."),
        *[Paragraph(plain_sentence(context, one)) for one in findings(context)],
        ChartBlock(bars_of_rates(context, rates), share=_SHARE),
        ChartBlock(line_by_month(context, CATALOGUE["on_time_06a"]), share=_SHARE),
        Heading(context.say("document_unit.worst"), level=2),
        *worst_procedures(context),
    ]
    return official_document(context, "unit", None, blocks, figures, is_signed=False)


def worst_procedures(context: Context) -> list[Block]:
    """Name the procedures with the most late cases, a sentence each."""
    rows = context.ask(split, CATALOGUE["on_time_06a"], context.scope, "procedure")
    rows = rows.assign(late=rows["denominator"] - rows["numerator"])
    worst = rows[rows["late"] > 0].sort_values(["late", "group"], ascending=[False, True]).head(_WORST)
    if worst.empty:
        return [Paragraph(context.say("document_unit.no_late"))]
    return [
        Paragraph(
            context.say(
                "document_unit.procedure",
                procedure=row.group,
                late=number(context.language, row.late, 0),
                ended=number(context.language, row.denominator, 0),
            )
        )
        for row in worst.itertuples()
    ]
