"""Agenda items in comparisons: hours that they take and leave, and where they are; each number by hand."""

from typing import Any

import pytest

from scheduler.comparison import compare
from scheduler.comparison.changes import item_changes
from scheduler.comparison.groups import groups_of
from scheduler.comparison.programmes import Programme
from scheduler.comparison.tables import items_sheet, shown
from tests.agendas import dealing, item
from tests.comparison.pairs import programme
from tests.comparison.test_indicators import value
from tests.conference import placed, session
from tests.publishing.releases import PLACES, itemised

ITEMS: dict[str, dict[str, Any]] = {
    "roads": item("roads", 60, proposers=["isle"], people={"rapporteur": ["ada"]}),
    "boats": item("boats", 30),
    "ports": item("ports", 20, optional=True),
}
TABLES: dict[str, Any] = {
    "people": [{"id": "ada", "class": "officer"}],
    "person_classes": [{"id": "officer"}],
    "delegations": [{"id": "isle", "size": 1, "must": {"sessions": ["lecture"]}}],
    "sessions": [
        session("talk", duration=120),
        session("lecture", duration=120, people={"optional": ["ada"]}),
        session("dinner", agenda={"minutes": 0}),
    ],
}


def made(
    label: str, settled: int = 0, /, places: dict[str, str] = PLACES, **agendas: str
) -> Programme:
    """Make a programme of a talk and a lecture with agendas, in which boats are settled so far."""
    items = [*(ITEMS | {"boats": item("boats", 30, settled=settled)}).values()]
    instance = itemised(*items, **TABLES)
    return Programme(label, instance, dealing(placed(instance, **places), **agendas))


BASE = made("base", talk="roads 60, boats 30")


@pytest.mark.parametrize(
    ("indicator", "before", "after"),
    [
        ("items_left_out", 1, 1),  # ports; what is settled is not left out
        ("hours_settled", 0, 0.5),  # 30 minutes
        ("item_hours", 1.5, 1),  # 60 and 30 minutes
        ("item_hours_left", 2.5, 3),  # of talk and lecture, two hours each; the dinner takes none
    ],
)
def test_what_is_settled_frees_hours(indicator: str, before: float, after: float) -> None:
    """Boats are settled before the second programme."""
    then = made("then", 100, talk="roads 60")
    assert (value(indicator, BASE), value(indicator, then)) == (before, after)


def test_conferences_without_items_have_no_figures_of_them() -> None:
    """Nor a sheet."""
    found = compare([programme("a"), programme("b", opening="Tue 09:00 A")])
    assert not any("agenda items" in sheet.title for sheet in shown(found))
    assert not any("item" in row.indicator.id for row in found.indicators)


def test_what_becomes_of_an_item_is_told() -> None:
    """In another session, with its session, later, shorter, left out, settled, taken up."""
    moved = PLACES | {"talk": "Mon 09:30 A"}
    for other, item_, words in (
        (made("p", talk="roads 60", lecture="boats 30"), "boats", "in another session"),
        (made("p", 0, moved, talk="roads 60, boats 30"), "roads", "moved with its session"),
        (made("p", talk="boats 30, roads 60"), "boats", "at another time of its session"),
        (made("p", talk="roads 59, boats 30"), "roads", "59 min instead of 60"),
        (made("p", talk="roads 60"), "boats", "left out"),
        (made("p", 100, talk="roads 60"), "boats", "settled before"),
        (made("p", talk="roads 60, boats 30, ports 20"), "ports", "taken up"),
    ):
        assert {each.item: each.words for each in item_changes(BASE, other)}[item_] == words
    found = item_changes(BASE, made("p", lecture="roads 60, boats 30"))[0]
    assert (found.before, found.after) == ("Talk, Mon 8 Nov 09:00", "Lecture, Tue 9 Nov 09:00")


def test_programmes_that_differ_in_their_agendas_are_not_the_same() -> None:
    """Though every session is where it was; the sheet says what differs."""
    found = compare([BASE, made("other", talk="boats 30, roads 60")])
    assert not found.nothing_changes
    (sheet,) = (each for each in shown(found) if each.title.startswith("Changed agenda items"))
    assert sheet == items_sheet(found.differences[0])
    assert [row.cells[0].text for row in sheet.rows] == ["Roads", "Boats"]
    assert compare([BASE, made("other", talk="roads 60, boats 30")]).nothing_changes


def test_who_must_be_there_for_an_item_attends_its_session() -> None:
    """The delegation that proposes it, besides what it must attend; and its rapporteur, who else need not."""
    found = {member.id: member for group in groups_of(BASE) for member in group.members}
    assert found["isle"].sessions == ("talk", "lecture")
    assert found["ada"].sessions == ("talk",)
    there = {m.id: m for g in groups_of(made("p", lecture="roads 60")) for m in g.members}
    assert there["ada"].sessions == ("lecture",)
