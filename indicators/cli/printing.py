"""Print an answer on the command line: a table to read, sentences, CSV or JSON for other programs."""

import json
from collections.abc import Iterable, Mapping
from enum import StrEnum
from itertools import groupby

import pandas as pd
import typer
from rich.console import Console
from rich.table import Table

from indicators.compare import sentences
from indicators.compare.figures import Difference
from indicators.queries.compare import WHOLE
from languages import say


class Format(StrEnum):
    table = "table"
    json = "json"
    csv = "csv"


def print_answer(answer: pd.DataFrame, format: Format) -> None:
    if format is Format.csv:
        typer.echo(answer.to_csv(index=False), nl=False)
    elif format is Format.json:
        records = json.loads(answer.to_json(orient="records", date_format="iso", force_ascii=False))
        typer.echo(json.dumps(records, ensure_ascii=False, indent=1))
    else:
        table = Table(*map(str, answer.columns))
        for row in answer.itertuples(index=False):
            table.add_row(*("–" if pd.isna(cell) else str(cell) for cell in row))
        Console().print(table)


def print_differences(differences: Iterable[Difference], names: Mapping[str, str], language: str) -> None:
    """Print the sentences by indicator: as a table their fourteen columns fit no screen."""
    told = list(differences)
    if not told:
        typer.echo(say(language, "restated.same"))
    for indicator, of_one in groupby(told, lambda one: one.indicator.id):
        typer.echo(say(language, f"indicator.{indicator}.name"))
        for one in of_one:
            place = one.unit_id or WHOLE
            typer.echo("  " + sentences.difference_sentence(language, one, names.get(place, place)))
