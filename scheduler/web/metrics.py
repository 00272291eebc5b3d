"""Numbers for Prometheus."""

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)

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
        self._release = Gauge(
            "agenda_release", "Number of the release that is served.", registry=registry
        )
        self._tokens = Gauge("agenda_tokens", "Personal addresses in force.", registry=registry)
        self._store = Gauge(
            "agenda_store_reachable",
            "Whether the store could be read when last tried.",
            registry=registry,
        )
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
        return generate_latest(self._registry)
