"""Numbers for Prometheus, which workers share in a folder."""

import os

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
        self._shared = SHARED_FOLDER in os.environ
        if not self._shared:
            ProcessCollector(registry=registry)

    def count(self, sort: str, status: int, seconds: float) -> None:
        """Count an answer."""
        self._requests.labels(sort, str(status)).inc()
        self._seconds.labels(sort).observe(seconds)

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
