"""Run python -m reports: write the files that the screen hands out, without the screen."""

from reports.cli.tables import app

if __name__ == "__main__":
    app()
