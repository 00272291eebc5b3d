"""Each fault between the rows of an instance file, with its line and its words."""

import pytest
from pydantic import ValidationError

from scheduler.sources import read_instance_text
from tests.conference import conference, session
from tests.sources.files import changed, troubles

PIN = '"2021-11-08T09:00[Africa/Addis_Ababa]"'

# What is exchanged, for what, and the whole complaint. Lines are those of the valid file.
REFERENCES = {
    "an unknown band": (
        "bands: [morning]}",
        "bands: [mornin]}",
        (
            '14: kinds[meeting].bands[1]: found "mornin", expected the id of a band in `day_profiles`. '
            'Maybe "morning"?'
        ),
    ),
    "an unknown kind": (
        "kind: meeting\n    body: plenary",
        "kind: meting\n    body: plenary",
        (
            '45: sessions[opening].kind: found "meting", expected the id of a kind in `kinds`. '
            'Maybe "meeting"?'
        ),
    ),
    "an unknown parent": (
        "parent: plenary",
        "parent: council",
        (
            '41: bodies[com1].parent: found "council", expected the id of a body in `bodies`. '
            "Known: com1, plenary."
        ),
    ),
    "an unknown person": (
        "chair: [ada]",
        "chair: [adda]",
        (
            '48: sessions[opening].people.chair[1]: found "adda", expected the id of a person in `people`. '
            'Maybe "ada"?'
        ),
    ),
    "an unknown site": (
        "remote: {suva: 5}",
        "remote: {Suva: 5}",
        (
            '57: sessions[com1-1].remote.Suva: found "Suva", expected the id of a site in `sites`. '
            'Maybe "suva"?'
        ),
    ),
    "an unknown resource": (
        "uses: {crew: 1}",
        "uses: {crews: 1}",
        (
            '58: sessions[com1-1].uses.crews: found "crews", expected the id of a resource in `resources`. '
            'Maybe "crew"?'
        ),
    ),
    "an unknown pool": (
        "interpretation: two\n",
        "interpretation: six\n",
        (
            '59: sessions[com1-1].interpretation: found "six", expected the id of an interpretation pool in '
            "`interpretation`. Known: two."
        ),
    ),
    "an unknown room of a pin": (
        "room: north",
        "room: nort",
        (
            '49: sessions[opening].pin.room: found "nort", expected the id of a room in `rooms`. '
            'Maybe "north"?'
        ),
    ),
    "an unknown building": (
        "[old, new]",
        "[olt, new]",
        '21: walks[1].between[1]: found "olt", expected the building of a room. Maybe "old"?',
    ),
    "an unknown region": (
        "region: asp, size: 1",
        "region: asia, size: 1",
        (
            '32: delegations[fiji].region: found "asia", expected the id of a region in `regions`. '
            "Known: asp."
        ),
    ),
    "an unknown theme": (
        "themes: [trust]}",
        "themes: [thrust]}",
        (
            '32: delegations[fiji].wishes.themes[1]: found "thrust", expected a theme that a '
            'session carries. Maybe "trust"?'
        ),
    ),
    "an unknown session in an order": (
        "then: [com1-1]",
        "then: [com-1-1]",
        (
            '62: orders[1].then[1]: found "com-1-1", expected the id of a session in `sessions`. '
            'Maybe "com1-1"?'
        ),
    ),
    "an unknown session in a limit": (
        "sessions: {sessions: [com1-1]}",
        "sessions: {sessions: [com1-11]}",
        (
            '66: parallel_limits[few].sessions.sessions[1]: found "com1-11", '
            'expected the id of a session in `sessions`. Maybe "com1-1"?'
        ),
    ),
    "an unknown rule": (
        "room_waste: off",
        "room_wast: off",
        '69: levels.room_wast: found "room_wast", expected the id of a rule. Maybe "room_waste"?',
    ),
    "an unknown item of a level": (
        "items: {com1: 2}",
        "items: {com2: 2}",
        (
            '70: levels.body_conflict.items.com2: found "com2", expected the id of a body in `bodies`. '
            'Maybe "com1"?'
        ),
    ),
    "an unknown rule of a profile": (
        "draft: {late_hours: off}",
        "draft: {late_hour: off}",
        (
            '72: profiles.draft.late_hour: found "late_hour", expected the id of a rule. '
            'Maybe "late_hours"?'
        ),
    ),
    "an unknown profile": (
        "profile: draft",
        "profile: drafft",
        '73: profile: found "drafft", expected the name of a set in `profiles`. Maybe "draft"?',
    ),
    "an id given twice": (
        "walks:",
        "  - {id: north, capacity: 9}\nwalks:",
        '20: rooms[north].id: found "north" again, expected an id that nothing else in the table has.',
    ),
    "a band given twice": (
        "official: false}",
        'official: false}\n      - {id: morning, from: "13:00", to: "14:00"}',
        (
            '13: day_profiles[day].bands[morning].id: found "morning" again, '
            "expected an id that nothing else in the table has."
        ),
    ),
    "bodies in a circle": (
        "{id: plenary}\n",
        "{id: plenary, parent: com1}\n",
        (
            "40: bodies[plenary].parent: found the circle plenary > com1 > plenary, "
            "expected bodies that report upwards."
        ),
    ),
    "a room that holds itself": (
        "parts: [north, south]",
        "parts: [both]",
        (
            "19: rooms[both].parts: found the circle both > both, "
            "expected parts that do not hold the room itself."
        ),
    ),
    "orders against the order of a body": (
        "{first: [opening], then: [com1-1], at_least: 30}",
        "{first: [com1-2], then: [com1-1]}",
        (
            "62: orders[1]: found a circle: com1-2 before com1-1, com1-1 before com1-2, expected sessions "
            "that can follow one another. A body with `in_order` meets in the order of the file."
        ),
    ),
    "a session on both sides of an order": (
        "then: [com1-1], at_least",
        "then: [opening], at_least",
        '62: orders[1].then[1]: found "opening" on both sides, expected a session that can come later.',
    ),
    "a lag that cannot be": (
        "at_least: 30",
        "at_least: 30, at_most: 29",
        "62: orders[1].at_most: found 29, expected no less than `at_least`, which is 30.",
    ),
    "days that cannot be": (
        "at_least: 30",
        "days_at_least: 1, days_at_most: 0",
        "62: orders[1].days_at_most: found 0, expected no less than `days_at_least`, which is 1.",
    ),
    "a pin off the grid": (
        PIN,
        PIN.replace("09:00", "09:15"),
        (
            "49: sessions[opening].pin.start: found Monday 2021-11-08 09:15 at the venue, "
            "expected a start on the grid of 30 minutes."
        ),
    ),
    "a pin outside of its windows": (
        "days: [2021-11-08]",
        "days: [2021-11-09]",
        (
            "49: sessions[opening].pin.start: found Monday 2021-11-08 09:00 at the venue, "
            "expected a start at which its 60 minutes fit into its `windows`."
        ),
    ),
    "days that end before they begin": (
        "last_day: 2021-11-09",
        "last_day: 2021-11-07",
        "6: last_day: found 2021-11-07, expected a date not before `first_day`, 2021-11-08.",
    ),
    "61 days": (
        "last_day: 2021-11-09",
        "last_day: 2022-01-07",  # 23 days of November, 31 of December, 7 of January
        (
            "6: last_day: found 2022-01-07, which makes 61 days, "
            "expected at most 60 days, counted from `first_day`."
        ),
    ),
    "no day with a band": (
        "[monday, tuesday]",
        "[friday]",
        (
            "7: day_profiles: found no band on any day from 2021-11-08 to 2021-11-09, "
            "expected at least one day of the conference with a band."
        ),
    ),
    "a weekday in two profiles": (
        "kinds:\n",
        "  - {id: other, weekdays: [tuesday], bands: []}\nkinds:\n",
        (
            '13: day_profiles[other].weekdays[1]: found tuesday, which follows "day" already, '
            "expected each day in one profile only."
        ),
    ),
    "a remote person without a zone": (
        "remote: true, zone: Pacific/Fiji",
        "remote: true",
        (
            "26: people[ben].remote: found a remote person without `zone`, "
            "expected the zone of the person's home."
        ),
    ),
    "a pair of one": (
        "[com1-1, com1-2]",
        "[com1-1, com1-1]",
        '64: adjacent[pair].sessions: found "com1-1" twice, expected two different sessions.',
    ),
    "a way that leads nowhere": (
        "[old, new]",
        "[old, old]",
        '21: walks[1].between: found "old" twice, expected two different buildings.',
    ),
    "a theme named twice": (
        "themes: [trust]\n",
        "themes: [trust, trust]\n",
        '56: sessions[com1-1].themes[2]: found "trust" again, expected each name once.',
    ),
    "comfortable beyond acceptable": (
        "levels:",
        'local_hours: {acceptable: {from: "09:00", to: "19:00"}}\nlevels:',
        (
            "67: local_hours.comfortable: found hours beyond the acceptable ones, "
            "expected hours within `acceptable`."
        ),
    ),
}


@pytest.mark.parametrize("case", REFERENCES)
def test_what_does_not_fit_together_is_named_with_its_line(case: str) -> None:
    """The one complaint says line, place, what was found, what was expected, and what may help."""
    old, new, complaint = REFERENCES[case]
    assert troubles(changed(old, new)) == (f"x.yaml:{complaint}",)


def test_what_is_just_allowed_is_no_fault() -> None:
    """On the other side of each edge: a lag of one length, 60 days, a pin at the end of its windows."""
    changed_text = (
        changed("at_least: 30", "at_least: 30, at_most: 30")
        .replace("last_day: 2021-11-09", "last_day: 2022-01-06")  # 23 + 31 + 6 days
        .replace("days: [2021-11-08]", 'days: [2021-11-08], from: "09:00", to: "10:00"')
        .replace("levels:", 'local_hours: {acceptable: {from: "08:00", to: "20:00"}}\nlevels:')
    )
    assert len(read_instance_text(changed_text.encode(), "x.yaml").dates) == 60


def test_an_instance_made_without_a_file_names_the_same_faults() -> None:
    """Rows are named by their id, or counted from 1, as in a file."""
    with pytest.raises(ValidationError) as caught:
        conference(session("a", body="x"), orders=[{"first": ["a"], "then": ["b"]}])
    (error,) = caught.value.errors()
    assert error["msg"].removeprefix("Value error, ").splitlines() == [
        'sessions[a].body: found "x", expected the id of a body in `bodies`.',
        'orders[1].then[1]: found "b", expected the id of a session in `sessions`. Known: a.',
    ]
