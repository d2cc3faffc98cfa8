"""Explain in words why the system or the database did not let us; their own messages are English."""

import errno

from languages import knows, say


def why(language: str, fault: BaseException) -> str:
    """Explain the fault by its number; a number without words is given itself, for whoever looks it up."""
    if not isinstance(fault, OSError):
        return say(language, "denied.database")
    key = f"denied.{errno.errorcode.get(fault.errno or 0, '').lower()}"
    return say(language, key) if knows(language, key) else say(language, "denied.other", number=fault.errno)
