"""Name the account that runs this process, for what is written down."""

import getpass


def current_user() -> str:
    """Return the system's account that runs this process."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # a service may run under a number that has no name
        return "–"
