"""How long the long tests run: usually a part of what they can draw, all of it with THOROUGH=1."""

import os

THOROUGH = os.environ.get("THOROUGH") == "1"


def of(usual: int, thorough: int) -> int:
    return thorough if THOROUGH else usual
