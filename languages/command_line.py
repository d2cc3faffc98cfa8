"""Explain the command lines and faults of a call in our own words.

Typer does both in English and has no setting for another language: these stand in the place of its own.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from enum import Enum
from typing import Any

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.exceptions import TyperException

from languages import command_language, has_phrase, say

LANGUAGE = command_language()
DAYS = ["%Y-%m-%d", "%d/%m/%Y"]  # as machines write a day, and as offices do
_STOPPED, _WRONG = 1, 2  # exit codes


class LocalisedCommand(TyperCommand):
    """Represent one command.

    `metavar` of a parameter names a word under [command_line.value], or is one itself.
    """

    def format_help(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]  # noqa: ANN401
        arguments = [one for one in self.params if isinstance(one, TyperArgument)]
        options = [one for one in self.get_params(ctx) if isinstance(one, TyperOption)]
        pieces = [f"[{_word('options')}]", *map(_value, arguments)]
        _head(formatter, ctx, pieces, self.help)
        _section(formatter, "arguments", [(_value(one), one.help or "") for one in arguments])
        _section(formatter, "options", [(_names(one), _explained(one)) for one in options])


class LocalisedCommandGroup(TyperGroup):
    """Represent a group of commands; a fault of the call ends it with a sentence."""

    def format_help(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]  # noqa: ANN401
        _head(formatter, ctx, [_word("command"), f"[{_word('options')}]"], self.help)
        _section(formatter, "commands", [(name, one.help or "") for name, one in self.commands.items()])
        note = say(LANGUAGE, "command_line.more", path=ctx.command_path)
        formatter.write_paragraph()
        formatter.write_text(note)

    def resolve_command(self, ctx: typer.Context, args: list[str]) -> Any:  # type: ignore[override]  # noqa: ANN401
        if not args[0].startswith("-") and args[0] not in self.commands:
            _say("no_command", asked=args[0], path=ctx.command_path)
            raise typer.Exit(_WRONG)
        return super().resolve_command(ctx, args)

    def main(self, *args: Any, **options: Any) -> Any:  # noqa: ANN401
        """End the process, as Typer's own does."""
        try:
            code = super().main(*args, **options | {"standalone_mode": False})
        except TyperException as wrong:
            _tell(wrong)
            code = _WRONG
        except typer.Abort:
            _say("aborted")
            code = _STOPPED
        raise SystemExit(code)


def register_command(app: typer.Typer, name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register the function as the command `name`, explained by the phrase of that name."""
    return app.command(name, cls=LocalisedCommand, help=say(LANGUAGE, f"command.{name}"))


def _head(formatter: Any, ctx: typer.Context, pieces: list[str], description: str | None) -> None:  # noqa: ANN401
    formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=f"{_word('usage')} ")
    formatter.write_paragraph()
    formatter.write_text(description or "")


def _section(formatter: Any, title: str, rows: list[tuple[str, str]]) -> None:  # noqa: ANN401
    if rows:
        with formatter.section(_word(title)):
            formatter.write_dl(rows)


def _word(key: str) -> str:
    return say(LANGUAGE, f"command_line.{key}")


def _value(parameter: TyperArgument | TyperOption) -> str:
    """Return what to write there: TỆP, NGÀY; nothing for a switch."""
    written = parameter.metavar or ""
    key = f"command_line.value.{written.lower()}"
    return say(LANGUAGE, key) if has_phrase(LANGUAGE, key) else written


def _names(option: TyperOption) -> str:
    return f"{', '.join(option.opts)} {_value(option)}".rstrip()


def _explained(option: TyperOption) -> str:
    if option.name == "help":
        return _word("help")
    default = "".join(_default(option.default))
    needed = f" {_word('required')}" if option.required else ""
    return f"{option.help or ''}{default}{needed}"


def _default(value: object) -> Iterator[str]:
    if isinstance(value, bool) or value is None:
        return
    if isinstance(value, datetime):
        value = f"{value:%d/%m/%Y}"
    elif isinstance(value, Enum):
        value = value.value
    elif isinstance(value, float):
        value = f"{value:g}"
    yield " " + say(LANGUAGE, "command_line.default", value=value)


def _tell(error: TyperException) -> None:
    """Say what is wrong by the kind of error, since its own words are English.

    The help that a bare call asks for is printed already.
    """
    kind = type(error).__name__
    parameter, path = getattr(error, "param", None), _path(error)
    if kind == "NoArgsIsHelpError":
        typer.echo(error.format_message(), err=True)
    elif kind == "MissingParameter":
        _say("missing", what=_named(parameter), path=path)
    elif kind == "NoSuchOption":
        _say("no_option", asked=getattr(error, "option_name", ""), path=path)
    elif kind == "BadOptionUsage":
        _say("no_value", asked=getattr(error, "option_name", ""), path=path)
    elif kind == "BadParameter":
        _say("bad_value", what=_named(parameter), needed=_needed(parameter), path=path)
    else:
        _say("too_much", path=path)


def _say(key: str, **values: object) -> None:
    typer.echo(say(LANGUAGE, f"command_line.{key}", **values), err=True)


def _path(error: TyperException) -> str:
    ctx = getattr(error, "ctx", None)
    return ctx.command_path if ctx else ""


def _named(parameter: Any) -> str:  # noqa: ANN401
    return parameter.opts[0] if isinstance(parameter, TyperOption) else _value(parameter)


def _needed(parameter: Any) -> str:  # noqa: ANN401
    key = f"command_line.needed.{(parameter.metavar or '').lower()}"
    if has_phrase(LANGUAGE, key):
        return say(LANGUAGE, key)
    return say(LANGUAGE, "command_line.choose", choices=(parameter.metavar or "").replace("|", ", "))
