"""Run `python -m indicators`: the figures that the screen shows, without the screen."""

from indicators.cli.commands import app

if __name__ == "__main__":
    app()
