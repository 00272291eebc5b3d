"""Numbers for Prometheus, which workers share in a folder, and what else the service tells of itself."""

import os
from collections.abc import Callable
from functools import partial

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector

from scheduler.publishing.feeds.addresses import FOLDER, PERSONAL
from scheduler.web.contents import Content, Shelf, content, policy
from scheduler.web.edition import PICKED

SHARED_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""Environment variable that names the shared folder; set before the library is first imported."""
KIND = CONTENT_TYPE_LATEST

_BUCKETS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0)


class Metrics:
    """Counts what is answered, and tells what is served."""

    def __init__(self) -> None:
        registry = CollectorRegistry()
        self._registry = registry
        self._requests = Counter(
            "agenda_requests",
            "Requests, by what was asked for and the status of the answer.",
            ("sort", "status"),
            registry=registry,
        )
        self._seconds = Histogram(
            "agenda_answer_seconds",
            "Seconds to make an answer, without the network.",
            ("sort",),
            buckets=_BUCKETS,
            registry=registry,
        )
        self._release = _gauge(registry, "agenda_release", "Number of the release that is served.")
        self._tokens = _gauge(registry, "agenda_tokens", "Personal addresses in force.")
        self._store = _gauge(
            registry, "agenda_store_reachable", "Whether the store could be read when last tried."
        )
        self._by_answer: dict[tuple[str, int], Counter] = {}
        self._by_sort: dict[str, Histogram] = {}
        self._shared = SHARED_FOLDER in os.environ
        if not self._shared:
            ProcessCollector(registry=registry)

    def count(self, sort: str, status: int, seconds: float) -> None:
        """Count an answer."""
        key = (sort, status)
        if key not in self._by_answer:
            self._by_answer[key] = self._requests.labels(sort, str(status))
            self._by_sort[sort] = self._seconds.labels(sort)
        self._by_answer[key].inc()
        self._by_sort[sort].observe(seconds)

    def tell(self, release: int, tokens: int, *, reachable: bool) -> None:
        """Tell what is served now."""
        self._release.set(release)
        self._tokens.set(tokens)
        self._store.set(reachable)

    def text(self) -> bytes:
        """Return all numbers in the format of Prometheus."""
        if not self._shared:
            return generate_latest(self._registry)
        everybody = CollectorRegistry()
        MultiProcessCollector(everybody)  # type: ignore[no-untyped-call]
        return generate_latest(everybody)


def _gauge(registry: CollectorRegistry, name: str, about: str) -> Gauge:
    return Gauge(name, about, registry=registry, multiprocess_mode="mostrecent")


_UNKEPT = "no-store"
_STATE = policy("health", "application/json", _UNKEPT, None, hidden=True)
_NUMBERS = policy("metrics", KIND, _UNKEPT, None, hidden=True)
_ROBOTS = policy("robots", "text/plain; charset=utf-8", "public, max-age=3600", None)

ROBOTS = (
    f"User-agent: *\nDisallow: /{FOLDER}/*/{PERSONAL}/\nDisallow: /{FOLDER}/*/{PICKED}/\n".encode()
)

LIVE = b'{"live": true}\n'
_NOTHING = Shelf(0)
"""Nothing of this is kept: it is another thing each time."""


def own_content(path: str, state: Callable[[], bytes], metrics: Metrics) -> Content | None:
    """Return what the service tells at a path of its own; None if it is none of them.

    Parameters
    ----------
    path
        What is asked for.
    state
        Returns what is served, as JSON.
    metrics
        The numbers.
    """
    match path:
        case "/health" | "/health/ready":
            return content(_STATE, partial(bytes, state()), _NOTHING)
        case "/health/live":
            return content(_STATE, partial(bytes, LIVE), _NOTHING)
        case "/metrics":
            return content(_NUMBERS, partial(bytes, metrics.text()), _NOTHING)
        case "/robots.txt":
            return content(_ROBOTS, partial(bytes, ROBOTS), _NOTHING)
    return None
