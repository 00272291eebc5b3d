"""What a programme suffers from most, and who bears most of it."""

from scheduler.explanation.programmes import overview
from tests.conference import conference, placed, session


def test_who_is_worst_off_bears_the_most() -> None:
    """Of two sessions, the one that is two hours off; and a person who is named by nothing is not told of."""
    early = [{"days": ["2021-11-08"], "from": "09:00", "to": "10:00"}]
    instance = conference(
        session("one", preferred=early),
        session("two", preferred=early),
        session("three", preferred=early, people={"optional": ["ada"], "chair": ["bob"]}),
        people=[{"id": "ada"}, {"id": "bob"}],
        levels={"off_preferred_time": 0.5, "room_waste": "off"},
    )
    schedule = placed(instance, one="Mon 09:00 A", two="Mon 09:30 B", three="Mon 14:00 A")
    found = overview(instance, schedule)
    assert [each.item for each in found.worst_off["session"]] == ["three", "two"]
    assert [each.penalty for each in found.worst_off["session"]] == [30_000, 15_000]
    assert [each.finding.item for each in found.dearest] == ["three", "two"]
    assert "person" not in found.worst_off


def test_sessions_share_what_names_several_of_them() -> None:
    """Two of one theme for an hour at once: 60 * 0.2 = 12 points, six for each."""
    instance = conference(
        *(session(each, themes=["new"]) for each in ("one", "two")),
        levels={"theme_conflict": 0.2, "room_waste": "off", "theme_scattered": "off"},
    )
    found = overview(instance, placed(instance, one="Mon 09:00 A", two="Mon 09:00 B"))
    assert [each.penalty for each in found.worst_off["session"]] == [6_000, 6_000]
    assert [(each.item, each.penalty) for each in found.worst_off["theme"]] == [("new", 12_000)]
