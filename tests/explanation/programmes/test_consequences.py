"""What a change of a programme would break, cost and save, of evaluations alone."""

from scheduler.explanation.programmes import between
from scheduler.findings import Evaluation, Finding, Judgement


def _rooms(track: str, rooms: int, price: int | None = 2000) -> Judgement:
    """Return that a track is held in so many rooms more than one."""
    finding = Finding(track, rooms, (), f"{track} is held in {rooms + 1} rooms")
    return Judgement("track_changes_room", finding, price)


def test_what_is_saved_is_by_how_much_an_item_costs_less() -> None:
    """Four rooms become three: one of them is saved, though the whole finding is another one."""
    base = Evaluation((_rooms("a", 3), _rooms("b", 1), _rooms("c", 2)))
    then = Evaluation((_rooms("a", 2), _rooms("b", 2), _rooms("c", 2)))
    found = between(base, then)
    assert (found.difference, found.saved) == (0, 2000)
    assert [each.finding.item for each in found.relieved] == ["a"]
    assert [each.finding.item for each in found.dearer] == ["b"]


def test_what_is_forbidden_saves_nothing() -> None:
    """It has no price."""
    found = between(Evaluation((_rooms("a", 3, None),)), Evaluation((_rooms("a", 2, None),)))
    assert (found.difference, found.saved) == (0, 0)
