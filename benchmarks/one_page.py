"""Serve the sample and open one page of it in the browser; a file that is saved shows at once.

REFORM_HOME=sample/home python -m benchmarks.one_page signing      # make one-page PAGE=signing
"""

import sys
import webbrowser
from threading import Thread

from ui.__main__ import main, pay_first_visit
from ui.menu import PAGES

PORT = 8502  # beside a dashboard that runs already
ADDRESS = f"http://127.0.0.1:{PORT}"
FOLLOW_FILES = ("--server.fileWatcherType=auto", "--server.runOnSave=true")


def open_browser(page: str) -> None:
    """Wait until the first visit is over, then open the page."""
    pay_first_visit(f"{ADDRESS}/_stcore/script-health-check")
    webbrowser.open(f"{ADDRESS}/{PAGES[page][1]}")


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in PAGES:
        sys.exit(f"Which page? One of: {', '.join(PAGES)}")
    Thread(target=open_browser, args=sys.argv[1:], daemon=True).start()
    main([f"--server.port={PORT}", *FOLLOW_FILES])
