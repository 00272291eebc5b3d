"""Spans of time, on days when the clocks change above all."""

import itertools
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from scheduler.instance import Span, instant_at, lasting_spans, merged_spans, spans_outside
from scheduler.rules.spans import clock_spans

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
NOON = datetime(2021, 11, 8, 12, tzinfo=UTC)


def span(start: float, end: float) -> Span:
    """Return hours after noon."""
    return NOON + start * HOUR, NOON + end * HOUR


def test_merged_joins_what_overlaps_or_touches() -> None:
    """Empty and backward spans vanish."""
    spans = (span(5, 6), span(0, 2), span(1, 3), span(3, 4), span(8, 8), span(9, 7))
    assert merged_spans(spans) == (span(0, 4), span(5, 6))
    assert tuple(lasting_spans(spans)) == spans[:4]


def test_outside_is_what_is_left() -> None:
    """At the ends of the horizon nothing may be left."""
    assert spans_outside((span(1, 2), span(3, 4)), span(0, 4)) == (span(0, 1), span(2, 3))
    assert spans_outside((span(-2, 1), span(3, 9)), span(0, 4)) == (span(1, 3),)
    assert (
        spans_outside((span(5, 9),), span(0, 4)) == spans_outside((), span(0, 4)) == (span(0, 4),)
    )
    assert spans_outside((span(0, 4),), span(0, 4)) == ()


@pytest.mark.parametrize(
    ("zone", "first"),
    [
        ("Africa/Addis_Ababa", datetime(2021, 11, 6, tzinfo=UTC)),
        ("America/New_York", datetime(2021, 11, 6, tzinfo=UTC)),  # an hour twice
        ("America/New_York", datetime(2021, 3, 13, tzinfo=UTC)),  # an hour skipped
        ("America/Havana", datetime(2021, 11, 6, tzinfo=UTC)),  # midnight twice
        ("Asia/Beirut", datetime(2021, 3, 27, tzinfo=UTC)),  # midnight skipped
        ("Australia/Lord_Howe", datetime(2021, 10, 2, tzinfo=UTC)),  # half an hour skipped
        ("Pacific/Apia", datetime(2011, 12, 29, tzinfo=UTC)),  # a day skipped
        ("Asia/Kathmandu", datetime(2021, 11, 6, tzinfo=UTC)),  # 5:45 ahead
    ],
)
@pytest.mark.parametrize(("start", "end"), [(0, 24), (7, 22), (1.5, 2.5), (0, 0.5), (23.5, 24)])
def test_clock_spans_agree_with_the_clocks_minute_by_minute(
    zone: str, first: datetime, start: float, end: float
) -> None:
    """Three days, each minute looked up on the clocks; what is later on the clock is never earlier."""
    horizon = (first, first + 72 * HOUR)
    edges = [instant_at(first.date(), n * HOUR / 4, ZoneInfo(zone)) for n in range(72 * 4)]
    assert edges == sorted(edges)
    spans = clock_spans(start * HOUR, end * HOUR, ZoneInfo(zone), horizon)
    for number in range(72 * 60):
        instant = first + number * MINUTE
        wall = instant.astimezone(ZoneInfo(zone))
        shown = wall.hour * HOUR + wall.minute * MINUTE
        inside = any(since <= instant < until for since, until in spans)
        assert inside == (start * HOUR <= shown < end * HOUR), instant
    assert all(earlier[1] < later[0] for earlier, later in itertools.pairwise(spans))
