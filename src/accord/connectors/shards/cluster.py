"""Shards as Ray actors: started by name, started again by Ray when their process dies, found by any process.

Ray runs whatever code it is sent, by design: its ports belong on a private network, with its token switched on
(RAY_AUTH_MODE=token and RAY_AUTH_TOKEN_PATH, the same on every machine). It reports nothing home here: usage
statistics are switched off before it is loaded.
"""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from accord.connectors.shards.shard import Shard
from accord.connectors.shards.split import Sizes, sizes
from accord.errors import Unavailable

NAMESPACE = "accord"
AT_ONCE = 4
START_SECONDS = 60.0
CONNECT_SECONDS = 3.0

os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
os.environ["RAY_IGNORE_UNHANDLED_ERRORS"] = "1"  # a shard's error is told by the answer, not printed by the library


@dataclass(frozen=True, slots=True)
class Health:
    """One shard: its number, its citations, and the process that answers for it; 0 where none does."""

    number: int
    citations: int
    process: int


def ray() -> Any:
    """Ray itself. Raises Unavailable, naming the extra, when it is not installed."""
    try:
        import ray as found
    except ImportError as fault:
        raise Unavailable("Ray is not installed, so shards cannot be asked.", "Install accord[shards].") from fault
    return found


def connect(address: str) -> Any:
    """Joins the cluster at 'host:port', once per process. Raises Unavailable when it does not answer."""
    found = ray()
    if not found.is_initialized():
        _check_listens(address)
        try:
            found.init(address=address, namespace=NAMESPACE, log_to_driver=False, logging_level="ERROR")
        except (ConnectionError, RuntimeError, ValueError, found.exceptions.RayError) as fault:
            raise Unavailable(
                f"No Ray cluster answers at {address} ({type(fault).__name__}).",
                "Start it with 'ray start --head', or check the setting 'shards' and Ray's token.",
            ) from fault
    return found


def _check_listens(address: str) -> None:
    """Ray itself would try for minutes."""
    host, _, port = address.rpartition(":")
    try:
        socket.create_connection((host, int(port)), CONNECT_SECONDS).close()
    except (OSError, ValueError) as fault:
        raise Unavailable(
            f"No Ray cluster answers at {address} ({type(fault).__name__}).",
            "Start it with 'ray start --head', or check the setting 'shards': host:port.",
        ) from fault


def actor_name(number: int, count: int) -> str:
    """The name by which a shard is found; another count of shards is another set of actors."""
    return f"pubmed-shard-{number}-of-{count}"


def start(address: str, data: Path) -> tuple[Health, ...]:
    """Starts the shards of the release that answers, where they do not run yet, and waits until each has opened it.

    Where the cluster has a resource 'shard-<number>', that shard runs on the machine that offers it.
    Raises Unavailable when PubMed is not split, or a shard does not start.
    """
    cluster, held = connect(address), _split(data)
    offered = cluster.cluster_resources()
    kind = cluster.remote(Shard)
    actors: list[Any] = []
    for number in range(len(held.citations)):
        place = f"shard-{number}"
        options: dict[str, Any] = {
            "name": actor_name(number, len(held.citations)), "namespace": NAMESPACE, "lifetime": "detached",
            "get_if_exists": True, "max_restarts": -1, "max_task_retries": 0, "max_concurrency": AT_ONCE,
            "num_cpus": 0, "resources": {place: 0.001} if place in offered else {},
        }  # fmt: skip
        actors.append(kind.options(**options).remote(str(data), number))
    try:
        processes = cluster.get([actor.ready.remote(held.release) for actor in actors], timeout=START_SECONDS)
    except cluster.exceptions.RayTaskError as fault:
        raise _own(fault) from fault
    except cluster.exceptions.RayError as fault:
        raise Unavailable(
            f"The shards did not start ({type(fault).__name__}).", "See Ray's log of the session."
        ) from fault
    return tuple(Health(*told) for told in zip(range(len(actors)), held.citations, processes, strict=True))


def health(address: str, data: Path, seconds: float = 2.0) -> tuple[Health, ...]:
    """Which shards answer within so many seconds."""
    cluster, held = connect(address), _split(data)
    count = len(held.citations)
    told: list[Health] = []
    for number in range(count):
        try:
            actor = cluster.get_actor(actor_name(number, count), NAMESPACE)
            process = cluster.get(actor.ready.remote(held.release), timeout=seconds)
        except (ValueError, cluster.exceptions.RayError):
            process = 0
        told.append(Health(number, held.citations[number], process))
    return tuple(told)


def stop(address: str, count: int) -> None:
    """Ends the shards' processes; the cluster itself stays."""
    cluster = connect(address)
    for number in range(count):
        try:
            cluster.kill(cluster.get_actor(actor_name(number, count), NAMESPACE))
        except ValueError:
            continue  # there is none of that name: it is stopped


def _split(data: Path) -> Sizes:
    held = sizes(data)
    if held is None:
        raise Unavailable("PubMed is not split.", "Run 'python -m accord.connectors.shards split --count 2'.")
    return held


def _own(fault: Any) -> Exception:
    """Our own error out of Ray's wrapping."""
    cause = getattr(fault, "cause", None)
    return cause if isinstance(cause, Exception) else fault
