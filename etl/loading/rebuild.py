"""Make the current snapshot fit after an upgrade of the program or of settings."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from etl.loading.draft import drafting_again, finish, fits, publish, standing
from etl.settings import Settings
from etl.storage import snapshot_settings
from etl.storage.errors import Stopped
from etl.storage.lock import Step, alone, quietly
from etl.storage.log import Deed
from warehouse import snapshots
from warehouse.connection import glance
from warehouse.current_user import account
from warehouse.home import Home
from warehouse.snapshots import Snapshot

Fewer = dict[str, tuple[int, int]]  # source: facts now, facts after


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


def rebuild(
    home: Home,
    settings: Settings,
    on_step: Step = quietly,
    *,
    at: datetime | None = None,
    by: str | None = None,
    wait: float = 0,
    agree: Callable[[Fewer], bool] = lambda fewer: True,
) -> Snapshot | None:
    """Rebuild the snapshot from archive, order and settings; None where nothing was ever loaded.

    `agree` is asked where a source would come out with fewer facts than now; Stopped where it says no.
    """
    by = by or account()
    with alone(home, by, wait, on_step):
        base = standing(home)
        if not base.order:
            return None
        moment = at or datetime.now().replace(microsecond=0)
        deed = Deed("rebuild", moment, by, snapshots.next_id(home))
        with drafting_again(home, base.order, settings, on_step) as draft:
            finish(draft, deed, on_step)
            after = snapshot_settings.facts(draft.connection)
        fewer = _fewer(base.serving, after)
        if fewer and not agree(fewer):
            raise Stopped("not_rebuilt")
        return publish(home, draft.path, draft.order, deed, on_step)


def _fewer(serving: Snapshot | None, after: dict[str, int]) -> Fewer:
    if serving is None:
        return {}
    with glance(serving.path) as connection:
        now = snapshot_settings.facts(connection)
    return {source: (n, after.get(source, 0)) for source, n in now.items() if n > after.get(source, 0)}
