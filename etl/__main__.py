"""Run `python -m etl`: write a sample, load and check files, rebuild, list loads, export rejects."""

from etl.cli.load_commands import app

if __name__ == "__main__":
    app()
