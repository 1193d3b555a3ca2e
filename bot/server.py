"""The production server: Granian, several processes, no access log (it would hold addresses and ids)."""

from __future__ import annotations

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels


def run(host: str, port: int, workers: int) -> None:
    """Serve `app:app` until stopped; workers that die are started again."""
    Granian(
        "app:app",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=4,
        respawn_failed_workers=True,
        log_access=False,
        log_level=LogLevels.warning,
    ).serve()
