"""Remember answers to elementary questions of many others: one run of the screen asks the snapshot once."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

import pandas as pd
from sqlalchemy import ClauseElement, Connection, Table

from indicators.definition import Indicator

Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")
_OPTION = "answers"


def attach_memory(connection: Connection, answers: dict[Any, Any]) -> Connection:
    """Return `connection` with a memory, `answers`, for what it is asked; of one snapshot and one run."""
    return connection.execution_options(**{_OPTION: answers})


def memoise(
    question: Callable[Concatenate[Connection, Arguments], Answer],
) -> Callable[Concatenate[Connection, Arguments], Answer]:
    """Answer the same question from memory on a connection that remembers; ask it elsewhere."""

    @wraps(question)
    def ask_once(connection: Connection, *arguments: Arguments.args, **more: Arguments.kwargs) -> Answer:
        answers = connection.get_execution_options().get(_OPTION)
        if answers is None:
            return question(connection, *arguments, **more)
        key = (
            question.__module__,
            question.__name__,
            *map(argument_key, arguments),
            *map(argument_key, more.items()),
        )
        if key not in answers:
            answers[key] = question(connection, *arguments, **more)
        return shallow_copy(answers[key])

    return ask_once


def argument_key(argument: object) -> str:
    """Return what tells one argument from another.

    A scope's repr holds its units, period and closing date.
    """
    if isinstance(argument, Indicator):
        return argument.id
    if isinstance(argument, Table):
        return argument.name
    if isinstance(argument, ClauseElement):
        return str(argument.compile(compile_kwargs={"literal_binds": True}))
    return repr(argument)


def shallow_copy(answer: Answer) -> Answer:
    """Copy shallowly: with pandas' copy on write, who changes a table cannot change what others read."""
    return answer.copy(deep=False) if isinstance(answer, pd.DataFrame) else answer
