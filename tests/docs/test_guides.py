"""The guides name no command and no option that does not exist."""

import re

import pytest
import typer

from etl.__main__ import app
from warehouse.home import PROJECT

GUIDES = ("docs/van-hanh.md", "docs/huong-dan.md", "README.md", *("deploy/linux", "deploy/windows"))
COMMAND = re.compile(r"python -m etl ([a-z_-]+)([^`\n|#]*)")
COMMANDS = typer.main.get_command(app).commands


def named(place):
    path = PROJECT / place
    files = [path] if path.is_file() else sorted(path.iterdir())
    return [found for file in files for found in COMMAND.findall(file.read_text("utf-8"))]


@pytest.mark.parametrize("guide", GUIDES)
def test_every_command_of_a_guide_exists(guide):
    assert named(guide)
    for command, rest in named(guide):
        assert command in COMMANDS, command
        options = {option for one in COMMANDS[command].params for option in one.opts}
        assert set(re.findall(r"--[a-z-]+", rest)) <= options, (command, rest)


def test_the_guide_of_the_officer_tells_every_command_that_runs_without_anyone():
    told = {command for command, _ in named("docs/van-hanh.md")}
    assert {"watch", "backup", "restore", "upgrade", "undo", "rollback", "rebuild", "keep"} <= told
