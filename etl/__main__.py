"""Run `python -m etl`: write a sample, load and check files, rebuild, list loads, export rejects."""

from etl.cli.history_commands import history
from etl.cli.load_commands import app
from etl.cli.service_commands import service

app.add_typer(history)
app.add_typer(service)

if __name__ == "__main__":
    app()
