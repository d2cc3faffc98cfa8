"""python -m etl — write the sample, load and check files, make a snapshot again, list, take rejects out."""

from etl.command import app

if __name__ == "__main__":
    app()
