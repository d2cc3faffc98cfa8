"""Log what services did, in sentences: into `log/etl.log` of the home, which rotates, and to the terminal."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler

from warehouse.home import Home

_LARGEST, _FILES = 1 << 20, 9  # some years of nightly loads
_LINE = logging.Formatter("%(asctime)s %(levelname)-7s %(message)s", "%Y-%m-%d %H:%M:%S")


class _InTurns(RotatingFileHandler):
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """Ignore a full disk: the other handler says the same on the screen, and the service goes on."""


@contextmanager
def service_log(home: Home) -> Iterator[logging.Logger]:
    """Open the log only as long as it is needed: Windows cannot rotate a file that is open elsewhere."""
    logger = logging.Logger("etl")
    logger.addHandler(logging.StreamHandler(sys.stderr))
    try:
        home.service_log.parent.mkdir(parents=True, exist_ok=True)
        logger.addHandler(_InTurns(home.service_log, maxBytes=_LARGEST, backupCount=_FILES, encoding="utf-8"))
    except OSError as denied:
        logger.error(str(denied))
    for handler in logger.handlers:
        handler.setFormatter(_LINE)
    try:
        yield logger
    finally:
        for handler in logger.handlers:
            handler.close()
