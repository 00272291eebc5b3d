"""Sums and differences of spans of time."""

from collections.abc import Iterable, Iterator
from itertools import chain

from scheduler.instance.moments import Span


def lasting_spans(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield the spans of which a change of clocks has left something."""
    return ((start, end) for start, end in spans if start < end)


def merged_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the time covered by any of the spans, as spans that neither overlap nor touch."""
    union: list[Span] = []
    for start, end in sorted(lasting_spans(spans)):
        if union and start <= union[-1][1]:
            union[-1] = (union[-1][0], max(end, union[-1][1]))
        else:
            union.append((start, end))
    return tuple(union)


def spans_without(spans: Iterable[Span], holes: Iterable[Span]) -> Iterator[Span]:
    """Yield what holes leave of spans; the holes are sorted."""
    cuts = tuple(holes)
    for start, end in spans:
        since = start
        for begins, ends in cuts:
            if begins < end and start < ends:
                if since < begins:
                    yield since, begins
                since = max(since, ends)
        if since < end:
            yield since, end


def spans_within(spans: Iterable[Span], whole: Span) -> Iterator[Span]:
    """Yield what a whole has of each span."""
    return lasting_spans((max(start, whole[0]), min(end, whole[1])) for start, end in spans)


def spans_outside(spans: Iterable[Span], whole: Span) -> tuple[Span, ...]:
    """Return the time of a whole that none of the spans covers."""
    covered = merged_spans(spans_within(spans, whole))
    edges = (whole[0], *chain.from_iterable(covered), whole[1])
    return tuple(lasting_spans(zip(edges[::2], edges[1::2], strict=True)))
