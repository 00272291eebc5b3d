"""What is settled before a conference: by which meetings, how far, and the variant that says so."""

from pathlib import Path

import pytest

from scheduler.settlement import settlements, unsettled, variant_text
from scheduler.sources import read_instance
from scheduler.sources.links import Links, read_links
from tests.conference import placed
from tests.sources.joined import months, write_joined


@pytest.fixture
def links(tmp_path: Path) -> Links:
    """Read the links of which every line is known."""
    return read_links(write_joined(tmp_path))


@pytest.mark.parametrize(
    ("held", "settled", "minutes"),
    [
        ({"north": "Mon 09:00 A"}, {"charter": ("north", 100)}, 30),
        # Half of 25 minutes leaves 13, rounded up; a fifth of 20 leaves 4: 30 + 12 + 16.
        (
            {"south": "Mon 09:00 A"},
            {"charter": ("south", 100), "budget": ("south", 50), "fees": ("south", 80)},
            58,
        ),
        # The first meeting settles what both deal with.
        (
            {"south": "Tue 09:00 A", "north": "Mon 09:00 A"},
            {"charter": ("north", 100), "budget": ("south", 50), "fees": ("south", 80)},
            58,
        ),
    ],
)
def test_meetings_that_are_held_settle_items(
    links: Links, held: dict[str, str], settled: dict[str, tuple[str, int]], minutes: int
) -> None:
    """In the order of the conference's file; the largest percentage counts."""
    found = settlements(links, placed(months(), **held))
    assert {each.item.id: (each.meeting, each.after.settled) for each in found} == settled
    assert sum(each.minutes for each in found) == minutes


def test_links_without_a_meeting_settle_nothing(links: Links) -> None:
    """They are told of, in the order of the file."""
    found = unsettled(links, placed(months(), north="Mon 09:00 A"))
    assert [each.items for each in found] == [("budget", "fees"), ("fees",)]


def test_the_variant_is_an_instance(links: Links, tmp_path: Path) -> None:
    """It has a line for each item, and says who settled it; the conference stays as it is."""
    schedule, path = placed(months(), south="Mon 09:00 A"), tmp_path / "below" / "joined.yaml"
    path.parent.mkdir()
    before = (tmp_path / "days.json").read_bytes()
    text = variant_text(links, settlements(links, schedule), schedule, path.parent)
    path.write_text(text, encoding="utf-8")
    assert text.splitlines()[1] == 'extends: "../days.json"'
    assert text.endswith(
        "changes:\n"
        "  - change:\n"
        "      items:\n"
        "        # Rules: South, Mon 8 Nov 2021\n"
        "        charter: {settled: 100}\n"
        "        # money: South, Mon 8 Nov 2021\n"
        "        budget: {settled: 50}\n"
        "        # South, Mon 8 Nov 2021\n"
        "        fees: {settled: 80}\n"
    )
    found = read_instance(path)
    assert found.name == "joined"
    assert [item.settled for item in found.items] == [100, 50, 80]
    assert (tmp_path / "days.json").read_bytes() == before
