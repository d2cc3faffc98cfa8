"""Elementary questions, which many others ask on the way: a run of the screen asks the snapshot once."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

import pandas as pd
from sqlalchemy import ClauseElement, Connection, Table

from indicators.definition import Indicator

Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")
_OPTION = "answers"


def remembering(connection: Connection, answers: dict[Any, Any]) -> Connection:
    """`connection`, which puts into `answers` what it is asked; of one snapshot and one run."""
    return connection.execution_options(**{_OPTION: answers})


def once(
    question: Callable[Concatenate[Connection, Arguments], Answer],
) -> Callable[Concatenate[Connection, Arguments], Answer]:
    """On a connection that remembers, the same question is answered from memory; elsewhere it is asked."""

    @wraps(question)
    def asked(connection: Connection, *arguments: Arguments.args, **more: Arguments.kwargs) -> Answer:
        answers = connection.get_execution_options().get(_OPTION)
        if answers is None:
            return question(connection, *arguments, **more)
        key = (question.__module__, question.__name__, *map(named, arguments), *map(named, more.items()))
        if key not in answers:
            answers[key] = question(connection, *arguments, **more)
        return unshared(answers[key])

    return asked


def named(argument: object) -> str:
    """What tells one argument from another; a scope's repr holds its units, period and closing date."""
    if isinstance(argument, Indicator):
        return argument.id
    if isinstance(argument, Table):
        return argument.name
    if isinstance(argument, ClauseElement):
        return str(argument.compile(compile_kwargs={"literal_binds": True}))
    return repr(argument)


def unshared(answer: Answer) -> Answer:
    """Shallow: with pandas' copy on write whoever changes a table cannot change what others read."""
    return answer.copy(deep=False) if isinstance(answer, pd.DataFrame) else answer
