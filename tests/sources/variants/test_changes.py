"""What each kind of change makes of an instance."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from scheduler.instance import languages_of, meetings_of, windows_of
from scheduler.sources import fingerprint, read_instance
from scheduler.sources.instances import read_changes
from scheduler.sources.variants.forms import FORMS
from tests.conference import conference, session
from tests.sources.files import MONTHS, VALID
from tests.sources.variants.files import HEAD, varied, write, wrong


def test_a_variant_without_changes_is_its_base_under_another_name(tmp_path: Path) -> None:
    """Nothing else differs, and a title of its own takes the place of the base's."""
    path = write(tmp_path, "  []\n")
    other, base = read_instance(path), read_instance(tmp_path / "base.yaml")
    assert (base.name, other.name, other.title) == ("tiny", "other", None)
    assert fingerprint(other) != fingerprint(base)
    assert other.model_dump() == base.model_dump() | {"name": "other"}
    path.write_text(f"title: Another one\n{HEAD}  []\n", encoding="utf-8")
    assert read_instance(path).title == "Another one"


def test_a_variant_may_be_json(tmp_path: Path) -> None:
    """As an instance may."""
    write(tmp_path, "")
    path = tmp_path / "other.json"
    path.write_text('{"extends": "base.yaml", "name": "other", "changes": [{"set": {"grid": 60}}]}')
    assert read_instance(path).grid == 60


def test_fields_of_rows_change(tmp_path: Path) -> None:
    """Those that are named, in the rows that are named."""
    other = varied(
        tmp_path,
        "  - change:\n"
        "      rooms: {north: {capacity: 80, features: [remote]}, south: {booths: 2}}\n"
        "      interpretation: {two: {teams: 0}}\n"
        "      people: {ada: {available: [{days: [2021-11-08]}]}}\n",
    )
    north, south = other.room_by_id["north"], other.room_by_id["south"]
    assert (north.capacity, north.features, north.building) == (80, ("remote",), "old")
    assert (south.capacity, south.booths) == (50, 2)
    assert other.pool_by_id["two"].teams == 0
    assert len(other.person_by_id["ada"].available) == 1


def test_rows_are_added_at_the_end_of_their_table(tmp_path: Path) -> None:
    """Those without an id as well, and to tables that the base does not have."""
    other = varied(
        tmp_path,
        "  - add:\n"
        "      sessions: [{id: extra, title: Extra, kind: meeting, duration: 30}]\n"
        "      orders: [{first: [extra], then: [com1-2]}]\n",
        VALID.replace("adjacent:\n  - {id: pair, sessions: [com1-1, com1-2]}\n", ""),
    )
    assert [session.id for session in other.sessions][-2:] == ["com1-2", "extra"]
    assert other.orders[-1].first == ("extra",)
    more = varied(tmp_path, "  - add: {adjacent: [{id: q, sessions: [opening, com1-1]}]}\n")
    assert [wish.id for wish in more.adjacent] == ["pair", "q"]


def test_a_separation_without_one_of_its_sides_goes(tmp_path: Path) -> None:
    """One that has a name left on either side stays."""
    rows = (
        "not_beside:\n"
        "  - {id: gone, sessions: {sessions: [com1-1]}, others: {sessions: [opening]}}\n"
        "  - {id: left, sessions: {sessions: [com1-1, com1-2]}, others: {sessions: [opening]}}\n"
    )
    base = VALID.replace("parallel_limits:\n", f"{rows}parallel_limits:\n")
    other = varied(tmp_path, "  - remove: {sessions: [com1-1]}\n", base)
    assert [(each.id, each.sessions.sessions) for each in other.not_beside] == [
        ("left", ("com1-2",))
    ]


def test_what_speaks_of_a_removed_session_forgets_it(tmp_path: Path) -> None:
    """Orders and adjacencies go where nothing is left to say; lists lose a name; levels lose an item."""
    base = VALID.replace("then: [com1-1]", "then: [com1-1, com1-2]").replace(
        "  room_waste: off",
        "  room_waste: {level: off, items: {com1-1: 2, com1-2: 3}}\n"
        "  not_adjacent: {level: 5, items: {pair: hard}}",
    )
    base = base.replace("wishes: {themes: [trust]}", "wishes: {sessions: [com1-1]}")
    other = varied(tmp_path, "  - remove: {sessions: [com1-1]}\n", base)
    assert [session.id for session in other.sessions] == ["opening", "com1-2"]
    assert [(order.first, order.then) for order in other.orders] == [(("opening",), ("com1-2",))]
    assert other.adjacent == ()
    assert other.parallel_limits[0].sessions is not None
    assert other.parallel_limits[0].sessions.sessions == ()
    assert other.delegations[0].wishes.sessions == ()
    assert other.level("room_waste", "com1-1") == "off"
    assert other.level("room_waste", "com1-2") == 3
    assert other.level("not_adjacent", "pair") == 5  # it was that of what went with it
    assert varied(tmp_path, "  - remove: {sessions: [opening]}\n").orders == ()


def test_a_removed_session_is_forgotten_where_dates_are_instants(tmp_path: Path) -> None:
    """As in a conference with a horizon of days."""
    base = f"{MONTHS}orders: [{{first: [a], then: [b]}}]\n"
    other = varied(tmp_path, "  - remove: {sessions: [a]}\n", base)
    assert ([session.id for session in other.sessions], other.orders) == (["b"], ())
    assert (other.published, other.tasks[0].sessions) == ((), ())


def test_where_a_removed_session_was_published_to_be_goes_with_it(tmp_path: Path) -> None:
    """The rest of the published plan stays; a row of it may also be removed alone."""
    rows = "".join(
        f'  - {{session: {session}, start: "2021-11-08T{hour}:00[Africa/Addis_Ababa]", room: north}}\n'
        for session, hour in (("opening", "09"), ("com1-1", "10"), ("com1-2", "11"))
    )
    base = f"{VALID}published:\n{rows}"
    other = varied(tmp_path, "  - remove: {sessions: [com1-1]}\n", base)
    assert [each.session for each in other.published] == ["opening", "com1-2"]
    other = varied(tmp_path, "  - remove: {published: [{session: opening}]}\n", base)
    assert [each.session for each in other.published] == ["com1-1", "com1-2"]


def test_a_theme_is_forgotten_with_the_last_session_that_carries_it(tmp_path: Path) -> None:
    """Delegations may have wished for it; but it stays if another session takes it up."""
    removal = "  - remove: {sessions: [com1-1]}\n"
    assert varied(tmp_path, removal).delegations[0].wishes.themes == ()
    change = "  - change: {sessions: {com1-2: {themes: [trust]}}}\n"
    assert varied(tmp_path, removal + change).delegations[0].wishes.themes == ("trust",)


def test_a_person_cares_no_more_for_a_theme_that_is_not_treated(tmp_path: Path) -> None:
    """Unless the table of themes knows it."""
    base = VALID.replace(
        "{id: ada, class: minister}", "{id: ada, class: minister, themes: [trust]}"
    )
    removal = "  - remove: {sessions: [com1-1]}\n"
    assert varied(tmp_path, "  []\n", base).person_by_id["ada"].themes == ("trust",)
    assert varied(tmp_path, removal, base).person_by_id["ada"].themes == ()
    listed = "  - add: {themes: [{id: trust}, {id: money}]}\n"
    added = "  - change: {people: {ben: {themes: [money]}}}\n"
    assert varied(tmp_path, listed + added, base).person_by_id["ben"].themes == ("money",)
    (said,) = wrong(tmp_path, added, base)
    assert said.startswith("other.yaml:4: people[ben].themes[1]: ")


def test_removed_people_leave_their_sessions_and_the_pools(tmp_path: Path) -> None:
    """Of a role that named one person alone nobody is left; panels are given and taken away."""
    panel = "{roles: [{id: all, people: [ada, ben]}, {id: one, people: [ada]}]}"
    given = varied(tmp_path, f"  - change: {{sessions: {{com1-1: {{panel: {panel}}}}}}}\n")
    assert given.pools == {"com1-1": ("ada", "ben")}
    title = "    title: First committee\n"
    base = VALID.replace(title, f"{title}    panel: {panel}\n")
    without = varied(tmp_path, "  - remove: {people: [ada]}\n", base)
    assert without.pools == {"com1-1": ("ben",)}
    assert [person.id for person in without.people] == ["ben"]
    assert not any(without.session_by_id["opening"].people.values())
    assert not varied(tmp_path, "  - change: {sessions: {com1-1: {panel: null}}}\n", base).pools


def test_rows_without_an_id_are_removed_by_what_they_say(tmp_path: Path) -> None:
    """An order by its two sides; a way by its ends, in either direction."""
    other = varied(
        tmp_path,
        "  - remove:\n"
        "      orders: [{first: [opening], then: [com1-1]}]\n"
        "      walks: [{between: [new, old]}]\n",
    )
    assert (other.orders, other.walks) == ((), ())


def test_settings_change_and_the_conference_gets_shorter(tmp_path: Path) -> None:
    """A date, an hour and a list of windows."""
    fields = 'last_day: 2021-11-08, late_after: "20:00", reserve: [{days: [2021-11-08]}]'
    other = varied(tmp_path, f"  - set: {{{fields}}}\n")
    assert other.dates == (date(2021, 11, 8),)
    assert other.late_after == timedelta(hours=20)
    assert len(other.reserve) == 1


def test_rooms_close_and_open(tmp_path: Path) -> None:
    """Closures are added to those that are there, as often as one likes."""
    closing = "  - close_room: {room: north, during: [{days: [2021-11-08]}]}\n"
    base = VALID.replace("building: old}", "building: old, closures: [{days: [2021-11-09]}]}")
    assert len(varied(tmp_path, closing, base).room_by_id["north"].closures) == 2
    again = closing.replace("-08", "-09")
    assert len(varied(tmp_path, closing + again).room_by_id["north"].closures) == 2
    opened = varied(tmp_path, "  - change: {rooms: {north: {closures: []}}}\n", base)
    assert opened.room_by_id["north"].closures == ()


def test_sessions_are_pinned_and_unpinned(tmp_path: Path) -> None:
    """A pin takes the place of the whole pin that was there."""
    changes = "  - pin: {session: com1-1, room: south}\n  - unpin: {session: opening}\n"
    other = varied(tmp_path, changes)
    pin = other.session_by_id["com1-1"].pin
    assert pin is not None
    assert (pin.room, pin.start) == ("south", None)
    assert other.session_by_id["opening"].pin is None


def test_a_length_in_days_and_one_in_minutes_replace_each_other(tmp_path: Path) -> None:
    """At a desk, too, whose instance says both; together they have to agree."""
    base = varied(tmp_path, "  []\n", MONTHS)
    lengths = {2: {"days": 2}, 4: {"duration": 5760}, 5: {"days": 5, "duration": 7200}}
    for days, fields in lengths.items():
        other = read_changes(base, [{"change": {"sessions": {"a": fields}}}], "next")
        assert other.session_by_id["a"].duration.days == days


# Levels


@pytest.mark.parametrize(
    ("change", "rule", "items"),
    [
        # The rule has a level for com1; a new one for the rule leaves it, `off` takes it along.
        ("{rule: body_conflict, level: 3}", "body_conflict", {"com1": 2, "plenary": 3}),
        ("{rule: body_conflict, level: off}", "body_conflict", {"com1": "off", "plenary": "off"}),
        (
            "{rule: body_conflict, items: {com1: 5}}",
            "body_conflict",
            {"com1": 5, "plenary": "hard"},
        ),
        (
            "{rule: body_conflict, level: off, items: {com1: 5}}",
            "body_conflict",
            {"com1": 5, "plenary": "off"},
        ),
        # The profile in force turns the rule off; what a variant says goes for the profile as well.
        ("{rule: late_hours, level: 2}", "late_hours", {"opening": 2}),
        ("{rule: late_hours, items: {opening: 2}}", "late_hours", {"opening": 2, "com1-1": "off"}),
        # Neither says anything: the default stays for the others.
        ("{rule: no_slack, items: {opening: 2}}", "no_slack", {"opening": 2, "com1-1": 0.5}),
    ],
)
def test_levels_are_set(tmp_path: Path, change: str, rule: str, items: dict[str, object]) -> None:
    """For a rule, for single items, and for both."""
    other = varied(tmp_path, f"  - set_level: {change}\n")
    assert {item: other.level(rule, item) for item in items} == items


def test_a_profile_is_chosen_before_levels_are_set(tmp_path: Path) -> None:
    """Whatever the order in the file; and none at all may be chosen."""
    lines = ["  - set_level: {rule: late_hours, level: 2}\n", "  - set: {profile: draft}\n"]
    base = VALID.replace("profile: draft\n", "")
    for text in ("".join(lines), "".join(reversed(lines))):
        assert varied(tmp_path, text, base).level("late_hours", "opening") == 2
    none = varied(tmp_path, "  - set: {profile: null}\n")
    assert none.profile is None
    assert none.level("late_hours", "opening") == 0.1


# Chains


def test_a_variant_of_a_variant_may_overrule_it(tmp_path: Path) -> None:
    """Paths start from the folder of the file in which they stand."""
    write(tmp_path, "  - change: {rooms: {north: {capacity: 80, booths: 1}}}\n")
    (tmp_path / "more").mkdir()
    path = tmp_path / "more" / "third.yaml"
    path.write_text(
        "extends: ../other.yaml\nname: third\n"
        "changes: [{change: {rooms: {north: {capacity: 90}}}}]\n"
    )
    north = read_instance(path).room_by_id["north"]
    assert (north.capacity, north.booths) == (90, 1)


def test_what_aliases_share_changes_in_one_place_only(tmp_path: Path) -> None:
    """In the base, and among the changes."""
    base = VALID.replace(
        "    windows: [{days: [2021-11-08]}]", "    windows: &w [{days: [2021-11-08]}]"
    )
    base = base.replace(
        "body: com1, duration: 60, region: asp}", "body: com1, duration: 60, windows: *w}"
    )
    other = varied(
        tmp_path,
        "  - change: {sessions: {com1-2: {windows: &x [{days: [2021-11-09]}]}, com1-1: {windows: *x}}}\n",
        base,
    )
    days = [windows_of(other, session)[0].days for session in other.sessions]  # type: ignore[union-attr]
    assert [day.day for (day,) in days] == [8, 9, 9]


def test_a_session_needs_fewer_languages_and_all_again(tmp_path: Path) -> None:
    """Of its pool, in the order of the pool; nothing said is all of them."""
    change = "  - change: {sessions: {com1-1: {languages: %s}}}\n"
    base = VALID.replace("interpretation: two\n", "interpretation: two\n    languages: [en]\n")
    for said, spoken in (("[fr]", ("fr",)), ("[fr, en]", ("en", "fr")), ("null", ("en", "fr"))):
        other = varied(tmp_path, change % said, base)
        assert languages_of(other, other.session_by_id["com1-1"]) == spoken
        assert languages_of(other, other.session_by_id["com1-2"]) == ()


def test_changes_of_one_instance_know_nothing_of_each_other() -> None:
    """It is read once: what was made of it stays as it was, and so does the instance."""
    base = conference(session("a"), session("b"), session("c"))
    without_a = read_changes(base, [{"remove": {"sessions": ["a"]}}], "one")
    without_b = read_changes(base, [{"remove": {"sessions": ["b"]}}], "two")
    assert [each.id for each in without_a.sessions] == ["b", "c"]
    assert [each.id for each in without_b.sessions] == ["a", "c"]
    assert [each.id for each in base.sessions] == ["a", "b", "c"]
    again = conference(session("a"), session("b"), session("c"))
    assert read_changes(again, [{"remove": {"sessions": ["b"]}}], "two") == without_b


WITH_ITEMS = (
    f"{VALID}"
    "items:\n"
    "  - {id: talks, title: Talks, minutes: 10}\n"
    "  - {id: report, title: Report, minutes: 10}\n"
    "item_orders:\n"
    "  - {items_first: [talks], items_then: [report], nights: 1}\n"
    "  - {items_first: [talks], sessions_then: [com1-2]}\n"
)


def test_items_change_and_those_that_are_removed_take_their_orders_along(tmp_path: Path) -> None:
    """An item that is settled stays, with its orders."""
    settled = varied(tmp_path, "  - change: {items: {talks: {settled: 100}}}\n", WITH_ITEMS)
    assert [item.id for item in settled.items if item.is_open] == ["report"]
    assert len(settled.item_orders) == 2
    without = varied(tmp_path, "  - remove: {items: [talks]}\n", WITH_ITEMS)
    assert without.item_orders == ()


def test_orders_of_items_are_added_and_removed_by_the_sides_they_have(tmp_path: Path) -> None:
    """The other one stays."""
    other = varied(
        tmp_path,
        "  - remove: {item_orders: [{items_first: [talks], sessions_then: [com1-2]}]}\n"
        "  - add: {item_orders: [{sessions_first: [com1-1], items_then: [report]}]}\n",
        WITH_ITEMS,
    )
    assert [order.sessions_first for order in other.item_orders] == [(), ("com1-1",)]


def test_of_months_what_is_about_a_removed_session_goes_and_what_asks_for_it_stays(
    tmp_path: Path,
) -> None:
    """Deadlines, preparations and events of others say nothing without it; tasks and contacts still ask."""
    rows = (
        "contacts: [{id: talk, sessions: {sessions: [com1-1]}, at_most: 9}]\n"
        "deadlines: [{id: due, sessions: {sessions: [com1-1]}, days: 9}]\n"
        "external_events:\n"
        "  - {id: fair, from: 2021-11-08, to: 2021-11-08, avoided_by: {sessions: [com1-1]}}\n"
        "  - {id: gala, from: 2021-11-08, to: 2021-11-08, avoided_by: {sessions: [com1-1]},"
        " used_by: {sessions: [com1-2]}}\n"
        "preparations:\n"
        "  - {id: draft, session: com1-1, before: {sessions: [com1-2]}}\n"
        "  - {id: text, session: opening, before: {sessions: [com1-1]}}\n"
        "  - {id: plan, session: opening, before: {sessions: [com1-1, com1-2]}}\n"
        "tasks: [{id: settle, sessions: [com1-1]}, {id: fund, sessions: {sessions: [com1-1]}}]\n"
    )
    other = varied(tmp_path, "  - remove: {sessions: [com1-1]}\n", VALID + rows)
    assert [each.id for each in other.external_events] == ["gala"]
    assert [each.id for each in other.preparations] == ["plan"]
    assert other.deadlines == ()
    assert [(each.id, meetings_of(other, each)) for each in other.tasks] == [
        ("settle", ()),
        ("fund", ()),
    ]
    assert [other.selected(each.sessions) for each in other.contacts] == [()]


PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "variants.md"


def test_every_kind_of_change_has_a_row() -> None:
    """And no other has one."""
    table = PAGE.read_text(encoding="utf-8").partition("| change |")[2].partition("\n\n")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == set(FORMS)
