"""The starts that a kind allows, set in one line."""

from typing import Any

from scheduler.engines.model import prepared
from scheduler.rules import problem_of
from scheduler.sources import read_instance_text
from tests.conference import BANDS, WEEK, at, placed
from tests.voices import amount

TALKS = f"""name: tiny
zone: Africa/Addis_Ababa
first_day: 2021-11-08
last_day: 2021-11-08
day_profiles: [{{id: day, weekdays: {WEEK}, bands: {BANDS[:2]}}}]
rooms: [{{id: A, capacity: 100}}]
sessions:
  - {{id: talk, title: Talk, kind: talk, duration: 45}}
  - {{id: keynote, title: Keynote, kind: talk, duration: 45}}
kinds:
  - {{id: talk, bands: [morning, afternoon], standard_starts: ["09:30", "11:00", "14:30"]}}
levels:
  off_standard_start: {{level: hard, items: {{keynote: 0.1}}}}
"""


def example() -> Any:
    """Return two talks, one of which may start at other times at a price."""
    text = TALKS.replace("'", '"').replace("False", "false")
    return read_instance_text(text.encode(), "example.yaml")


def test_a_kind_has_no_other_starts() -> None:
    """A search knows three starts of the talk, which has no windows; the keynote may start at any time."""
    instance = example()
    model = prepared(problem_of(instance))
    talk = model.domains["talk"]
    allowed = talk.starts[talk.allowed.any(axis=1)]
    wanted = [at(instance, f"Mon {clock}") for clock in ("09:30", "11:00", "14:30")]
    assert [*allowed] == [*model.timeline.minutes(wanted)]
    keynote = model.domains["keynote"]
    # Each quarter of an hour from 09:00 to 11:15, and from 14:00 to 16:15: 10 and 10.
    assert keynote.allowed.any(axis=1).sum() == 20


def test_both_voices_count_another_start() -> None:
    """At the hour nothing, a quarter of an hour later 15 minutes."""
    instance = example()
    hour = placed(instance, talk="Mon 09:30 A", keynote="Mon 11:00 A")
    assert amount(instance, hour, "off_standard_start") == 0
    late = placed(instance, talk="Mon 09:45 A", keynote="Mon 11:15 A")
    assert amount(instance, late, "off_standard_start", "talk") == 15
    assert amount(instance, late, "off_standard_start", "keynote") == 15
