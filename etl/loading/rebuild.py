"""Make the current snapshot fit after an upgrade of the program or of settings."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from etl.loading.draft import finish, fits, open_draft_from_archive, publish, read_home_state
from etl.settings import Settings
from etl.storage import snapshot_settings
from etl.storage.errors import OperationStopped
from etl.storage.lock import Step, hold_home_lock, ignore_step
from etl.storage.log import LogEntry
from warehouse import snapshots
from warehouse.connection import open_once
from warehouse.current_user import current_user
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
    on_step: Step = ignore_step,
    *,
    started_at: datetime,
    user_name: str | None = None,
    wait: float = 0,
    agree: Callable[[Fewer], bool] = lambda fewer: True,
) -> Upgrade:
    """Rebuild the snapshot if another version or other settings made it, or if it is damaged."""
    base = read_home_state(home)
    if base.serving and not base.damaged and (fits(base.serving, settings) or not base.order):
        return Upgrade(base.serving, base.serving)
    return Upgrade(
        base.serving,
        rebuild(home, settings, on_step, started_at=started_at, user_name=user_name, wait=wait, agree=agree),
    )


def rebuild(
    home: Home,
    settings: Settings,
    on_step: Step = ignore_step,
    *,
    started_at: datetime | None = None,
    user_name: str | None = None,
    wait: float = 0,
    agree: Callable[[Fewer], bool] = lambda fewer: True,
) -> Snapshot | None:
    """Rebuild the snapshot from archive, order and settings; None where nothing was ever loaded.

    `agree` is asked where a source would come out with fewer facts than now; Stopped where it says no.
    """
    user_name = user_name or current_user()
    with hold_home_lock(home, user_name, wait, on_step):
        base = read_home_state(home)
        if not base.order:
            return None
        moment = started_at or datetime.now().replace(microsecond=0)
        deed = LogEntry("rebuild", moment, user_name, snapshots.next_id(home))
        with open_draft_from_archive(home, base.order, settings, on_step) as draft:
            finish(draft, deed, on_step)
            after = snapshot_settings.count_facts(draft.connection)
        fewer = _fewer(base.serving, after)
        if fewer and not agree(fewer):
            raise OperationStopped("not_rebuilt")
        return publish(home, draft.path, draft.order, deed, on_step)


def _fewer(snapshot: Snapshot | None, fact_counts: dict[str, int]) -> Fewer:
    if snapshot is None:
        return {}
    with open_once(snapshot.path) as connection:
        now = snapshot_settings.count_facts(connection)
    return {
        source: (n, fact_counts.get(source, 0)) for source, n in now.items() if n > fact_counts.get(source, 0)
    }
