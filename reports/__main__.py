"""Run python -m reports: write the files that the screen hands out, without the screen."""

from reports.cli import files, tables  # noqa: F401 - they add their commands
from reports.cli.options import app

if __name__ == "__main__":
    app()
