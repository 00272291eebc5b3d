"""Bands that join, on nights on which clocks are changed: both voices count the same minutes."""

from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest

from scheduler.engines.counting import Counter
from scheduler.instance import Instance, instant_at
from scheduler.rules import problem_of
from scheduler.schedule import Assignment, Schedule
from tests.agreement.random_conferences import VENUES
from tests.conference import WEEK, conference, room, session
from tests.sampling import TIMES
from tests.voices import differences

QUARTER = timedelta(minutes=15)

CHANGES = VENUES[1:]
"""Zones and the day before, or the day of, each change: back and forth, by an hour and by half an hour."""


def clock(quarters: int) -> str:
    """Return the clock time so many quarters of an hour after midnight."""
    return f"{quarters // 4:02}:{quarters % 4 * 15:02}"


def night(rng: Random, zone: str, first: str, last: str) -> Instance:
    """Return two dates whose nights are cut into bands, most of which join the next; some have breaks."""
    edges = sorted(
        {0, 96, *rng.sample(range(1, 20), rng.randint(1, 6)), *rng.sample(range(80, 96), 2)}
    )
    bands = []
    for number, (start, end) in enumerate(pairwise(edges)):
        cuts = sorted(rng.sample(range(start, end + 1), 2)) if rng.random() < 0.4 else []
        bands.append(
            {
                "id": f"b{number}",
                "from": clock(start),
                "to": clock(end),
                "joins": rng.random() < 0.8,
                "breaks": [{"from": clock(cuts[0]), "to": clock(cuts[1])}] if cuts else [],
            }
        )
    used = [each["id"] for each in bands if rng.random() < 0.85] or ["b0"]
    return conference(
        session("s", duration=rng.choice((15, 60, 120, 240)), span_breaks=rng.random() < 0.3),
        zone=zone,
        grid=15,
        first_day=first,
        last_day=last,
        day_profiles=[{"id": "day", "weekdays": WEEK, "bands": bands}],
        kinds=[{"id": "meeting", "bands": used}],
        rooms=[room("A")],
        only="outside_hours",
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("zone", "day"), CHANGES, ids=[f"{zone}-{day:%m}" for zone, day in CHANGES]
)
def test_both_voices_join_bands_alike(zone: str, day: date) -> None:
    """A session at each quarter of an hour; bands of seeds 30 and 62 end where clocks skip time."""
    dates = day.isoformat(), (day + timedelta(days=1)).isoformat()
    for seed in sorted({30, 62, *range(25 * TIMES)}):
        instance = night(Random(seed), zone, *dates)
        counter = Counter(problem_of(instance))
        begin, end = (
            instant_at(each, timedelta(), instance.zone) for each in (day, day + timedelta(days=2))
        )
        for quarter in range((end - begin) // QUARTER):
            schedule = Schedule.of([Assignment("s", begin + quarter * QUARTER, "A")])
            assert not differences(instance, counter, schedule), (seed, quarter)
