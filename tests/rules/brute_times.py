"""What the timing of a `RelatedPairs` means, read naively."""

from scheduler.restrictions import RelatedPairs, Timing
from tests.rules.placed import MINUTE, Placed


def timed(related: RelatedPairs, first: str, second: str, placed: Placed) -> int:
    """Return how the times of two sessions relate."""
    starts = placed.start[first], placed.start[second]
    ends = placed.end[first], placed.end[second]
    one, other = (
        [n for n, (since, until) in enumerate(related.periods) if since <= start < until]
        for start in starts
    )
    minutes = max(0, (min(ends) - max(starts)) // MINUTE)
    match related.timing:
        case Timing.OVERLAP:
            return minutes
        case Timing.CLOSE:
            between = max(starts) - min(ends)
            return int(minutes > 0 or (one == other != [] and between < related.pause))
        case Timing.SAME_PERIOD:
            return int(one == other != [])
        case Timing.OTHER_PERIOD:
            return int(one != [] and other not in ([], one))
        case Timing.LATE:
            return int(ends[0] > starts[1])
        case Timing.APART:
            return int(starts[0] != starts[1])
