"""Make the current snapshot fit after an upgrade of the program or of settings."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from etl.alone import Step, quietly
from etl.draft import fits, standing
from etl.load import Fewer, rebuild
from etl.settings import Settings
from warehouse.home import Home
from warehouse.snapshots import Snapshot


@dataclass(frozen=True)
class Upgrade:
    """Hold what was served `before`, and what is served `now`.

    The same: nothing was to do. None: nothing is loaded.
    """

    before: Snapshot | None
    now: Snapshot | None


def upgrade(
    home: Home,
    settings: Settings,
    on_step: Step = quietly,
    *,
    at: datetime,
    by: str | None = None,
    wait: float = 0,
    agree: Callable[[Fewer], bool] = lambda fewer: True,
) -> Upgrade:
    """Rebuild the snapshot if another version or other settings made it, or if it is damaged."""
    base = standing(home)
    if base.serving and not base.damaged and (fits(base.serving, settings) or not base.order):
        return Upgrade(base.serving, base.serving)
    return Upgrade(base.serving, rebuild(home, settings, on_step, at=at, by=by, wait=wait, agree=agree))
