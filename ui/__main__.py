"""Start the server (`python -m ui`) and pay the first visit, so that no reader does.

Beside a folder called pages/ Streamlit serves the first session after a start in an older mode: there the
address of a page is "not found". The server's own health check is such a session too.
"""

import os
import sys
import time
from threading import Thread
from urllib.error import URLError
from urllib.request import urlopen

from streamlit.web import cli

from warehouse.home import PROJECT

_PORT = "8501"
_PAUSE, _TRIES = 0.2, 300


def main(options: list[str]) -> None:
    """Serve until stopped; pass `options` to `streamlit run` as they are."""
    given = dict(option.split("=", 1) for option in options if "=" in option)
    port = given.get("--server.port") or os.environ.get("STREAMLIT_SERVER_PORT", _PORT)
    address = f"http://127.0.0.1:{port}/_stcore/script-health-check"
    Thread(target=pay_first_visit, args=[address], daemon=True).start()
    dashboard = str(PROJECT / "dashboard.py")
    cli.main(["run", dashboard, "--server.scriptHealthCheckEnabled=true", *options])


def pay_first_visit(address: str) -> None:
    """Visit the address as soon as the server listens, and wait until the visit is over."""
    for _ in range(_TRIES):
        try:
            urlopen(address, timeout=120).close()
            return
        except (URLError, TimeoutError):  # not listening yet
            time.sleep(_PAUSE)


if __name__ == "__main__":
    main(sys.argv[1:])
