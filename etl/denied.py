"""Why the system or the database did not let us, in words; what they say themselves is English."""

import errno

from languages import knows, say


def why(language: str, fault: BaseException) -> str:
    """By the number of the fault; of a number that has no words the number, for whoever looks it up."""
    if not isinstance(fault, OSError):
        return say(language, "denied.database")
    key = f"denied.{errno.errorcode.get(fault.errno or 0, '').lower()}"
    return say(language, key) if knows(language, key) else say(language, "denied.other", number=fault.errno)
