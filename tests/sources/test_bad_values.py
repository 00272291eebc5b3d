"""Each fault that a value of an instance file can have, with its line and its words."""

import pytest

from tests.sources.files import VALID, changed, troubles

# What is exchanged, for what, and the whole complaint. Lines are those of the valid file.
VALUES = {
    "a duration in words": (
        "duration: 60\n    people",
        "duration: ninety\n    people",
        (
            '47: sessions[opening].duration: found "ninety", '
            "expected a whole number of minutes from 1 to 10080."
        ),
    ),
    "a duration of nothing": (
        "duration: 60\n    people",
        "duration: 0\n    people",
        (
            "47: sessions[opening].duration: found 0, "
            "expected a whole number of minutes from 1 to 10080."
        ),
    ),
    "a duration of more than a week": (
        "duration: 60\n    people",
        "duration: 10081\n    people",
        (
            "47: sessions[opening].duration: found 10081, "
            "expected a whole number of minutes from 1 to 10080."
        ),
    ),
    "half a minute": (
        "buffer_before: 15",
        "buffer_before: 0.5",
        (
            "23: person_classes[minister].buffer_before: found 0.5, "
            "expected a whole number of minutes from 0 to 10080."
        ),
    ),
    "no duration": (
        "    duration: 60\n    people",
        "    people",
        (
            "43: sessions[opening]: found no `duration`, expected one. "
            "(Minutes from start to end, as they pass, without breaks that it spans.)"
        ),
    ),
    "an unknown key": (
        "capacity: 50",
        "capacty: 50, capacity: 50",
        (
            "18: rooms[south].capacty: found an unknown key, expected one that the format knows. "
            'Maybe "capacity"?'
        ),
    ),
    "an unknown table": (
        "walks:",
        "ways:",
        ('20: ways: found an unknown key, expected one that the format knows. Maybe "walks"?'),
    ),
    "the field's name inside the program": (
        "class: minister",
        "person_class: minister",
        (
            "25: people[ada].person_class: found an unknown key, expected one that the format knows. "
            'Maybe "class"?'
        ),
    ),
    "a merge key": (
        "capacity: 50,",
        "<<: {capacity: 50}, capacity: 50,",
        (
            '18: rooms[south]."<<": found an unknown key, expected the fields themselves. '
            "Merge keys are not read."
        ),
    ),
    "no seats": (
        "capacity: 50",
        "capacity: 0",
        "18: rooms[south].capacity: found 0, expected a whole number, 1 or more.",
    ),
    "a huge number": (
        "capacity: 50",
        "capacity: 5" + "0" * 30,
        (
            f'18: rooms[south].capacity: found "5{"0" * 30}", expected a whole number, 1 or more. '
            "That number is too large."
        ),
    ),
    "not a number": (
        "capacity: 50",
        "capacity: .nan",
        '18: rooms[south].capacity: found ".nan", expected a whole number, 1 or more.',
    ),
    "a number for a name": (
        "{id: press,",
        "{id: 12,",
        (
            "34: audiences[1].id: found 12, expected a name of letters, digits, dots, hyphens and "
            'underscores, at most 64, no space. Put it in quotes: "12".'
        ),
    ),
    "a space in an id": (
        "{id: press,",
        "{id: the press,",
        (
            '34: audiences[1].id: found "the press", expected a name of letters, digits, dots, hyphens and '
            "underscores, at most 64, no space. Write the-press."
        ),
    ),
    "an empty title": (
        "title: Opening",
        'title: "  "',
        (
            '44: sessions[opening].title: found "  ", '
            "expected text, not empty, of at most 10000 characters."
        ),
    ),
    "a title that is a number": (
        "title: Opening",
        "title: 2021",
        (
            "44: sessions[opening].title: found 2021, expected text, not empty, of at most 10000 "
            'characters. Put it in quotes: "2021".'
        ),
    ),
    "no for false": (
        "official: false",
        "official: no",
        (
            '12: day_profiles[day].bands[evening].official: found "no", expected true or false. '
            "Write false."
        ),
    ),
    "a word where a list belongs": (
        "themes: [trust]\n",
        "themes: trust\n",
        '56: sessions[com1-1].themes: found "trust", expected a list. Write [trust].',
    ),
    "an empty list where something is needed": (
        "languages: [en, fr]",
        "languages: []",
        (
            "36: interpretation[two].languages: found an empty list, "
            "expected a list with at least one entry."
        ),
    ),
    "nothing where a list belongs": (
        "bands: [morning]}",
        "bands: }",
        (
            "14: kinds[meeting].bands: found nothing, expected a list with at least one entry. "
            "Write [] for none."
        ),
    ),
    "three sessions for a pair": (
        "sessions: [com1-1, com1-2]",
        "sessions: [com1-1, com1-2, opening]",
        "64: adjacent[pair].sessions: found a list of 3, expected a list of exactly 2.",
    ),
    "a mapping where a word belongs": (
        "body: plenary\n",
        "body: {id: plenary}\n",
        (
            "46: sessions[opening].body: found a mapping, expected a name of letters, digits, dots, hyphens "
            "and underscores, at most 64, no space or a list with at least one entry."
        ),
    ),
    "an unknown weekday": (
        "[monday, tuesday]",
        "[mondey, tuesday]",
        (
            '9: day_profiles[day].weekdays[1]: found "mondey", expected "monday", "tuesday", "wednesday", '
            '"thursday", "friday", "saturday" or "sunday". Maybe "monday"?'
        ),
    ),
    "an unknown role": (
        "people: {chair: [ada]}",
        "people: {chiar: [ada]}",
        (
            '48: sessions[opening].people.chiar: found the key "chiar", expected "chair", "moderator", '
            '"speaker", "required" or "optional". Maybe "chair"?'
        ),
    ),
    "two roles for a person": (
        "people: {chair: [ada]}",
        "people: {chair: [ada], speaker: [ada]}",
        ("48: sessions[opening].people: ada is named twice; give each person one role."),
    ),
    "a level misspelt": (
        "late_hours: 0.1",
        "late_hours: hrd",
        (
            '68: levels.late_hours: found "hrd", expected "hard" or "off" or a number with at most three '
            'decimals, above 0 and at most 100000000 or a mapping. Maybe "hard"?'
        ),
    ),
    "a negative weight": (
        "items: {com1: 2}",
        "items: {com1: -2}",
        (
            '70: levels.body_conflict.items.com1: found -2, expected "hard" or "off" or a number with at '
            "most three decimals, above 0 and at most 100000000."
        ),
    ),
    "a mapping where an item's level belongs": (
        "items: {com1: 2}",
        "items: {com1: {}}",
        (
            '70: levels.body_conflict.items.com1: found an empty mapping, expected "hard" or "off" or a '
            "number with at most three decimals, above 0 and at most 100000000."
        ),
    ),
    "a weight with four decimals": (
        "late_hours: 0.1",
        "late_hours: 0.0001",
        "68: levels.late_hours: found 0.0001, expected a weight with at most three decimals.",
    ),
    "a later format": ("format: 1", "format: 2", "1: format: found 2, expected 1."),
    "a tag": (
        "title: Opening",
        "title: !!python/object:os.system Opening",
        (
            "44: sessions[opening].title: found the tag tag:yaml.org,2002:python/object:os.system, "
            "expected a plain value. Leave the tag out."
        ),
    ),
    "a key given twice": (
        "kind: meeting\n    body: plenary",
        "kind: meeting\n    kind: party\n    body: plenary",
        (
            "46: sessions[opening].kind: found the key again, expected each key once; "
            "it stands in line 45 already."
        ),
    ),
    "a control character": (
        "title: Opening",
        'title: "Open\\0ing"',
        "44: sessions[opening].title: found the control character U+0000, expected readable text.",
    ),
}


@pytest.mark.parametrize("case", VALUES)
def test_a_wrong_value_is_named_with_its_line(case: str) -> None:
    """The one complaint says line, place, what was found, what was expected, and what may help."""
    old, new, complaint = VALUES[case]
    assert troubles(changed(old, new)) == (f"x.yaml:{complaint}",)


def test_all_errors_of_a_file_come_at_once_in_its_order() -> None:
    """Wrong values, repeated keys and wrong references are found in one run, whatever their kind."""
    text = (
        VALID.replace("capacity: 50", "capacity: many")
        .replace("title: Opening", "title: Opening\n    title: Again")
        .replace("class: minister", "class: ministre")
        .replace("late_hours: 0.1", "late_hour: 0.1")
    )
    # The repeated title is in line 45, and moves what follows by one: 68 + 1 for the level.
    assert [line.partition(": found")[0] for line in troubles(text)] == [
        "x.yaml:18: rooms[south].capacity",
        "x.yaml:25: people[ada].class",
        "x.yaml:45: sessions[opening].title",
        "x.yaml:69: levels.late_hour",
    ]


def test_rows_with_errors_still_count_as_known() -> None:
    """A room that cannot be read is not an unknown room for the room made of it, nor its building."""
    only = troubles(VALID.replace("capacity: 100, building: old", "capacity: none, building: old"))
    assert [line.partition(": found")[0] for line in only] == ["x.yaml:17: rooms[north].capacity"]


def test_references_are_checked_beside_rows_with_errors() -> None:
    """A dropped row before it does not shift the line of a wrong reference."""
    text = VALID.replace("capacity: 100, building: old", "capacity: none, building: old")
    lines = troubles(text.replace("parts: [north, south]", "parts: [north, sooth]"))
    assert lines[1].startswith(
        'x.yaml:19: rooms[both].parts[2]: found "sooth", expected the id of a room'
    )
    assert lines[1].endswith('Maybe "south"?')
