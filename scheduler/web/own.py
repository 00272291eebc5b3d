"""What the service tells of itself: how it is, its numbers, and what search engines should leave out."""

from collections.abc import Callable
from functools import partial

from scheduler.publishing.feeds.addresses import FOLDER, PERSONAL
from scheduler.web.contents import Content, Shelf, content, policy
from scheduler.web.edition import PICKED
from scheduler.web.metrics import KIND, Metrics

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
