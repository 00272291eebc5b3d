"""Each fault in what makes a programme regular, with its line and its words."""

import pytest

from tests.sources.files import changed, troubles

# What is exchanged, for what, and the whole complaint. Lines are those of the changed file.
FAULTS = {
    "kept apart from itself": (
        "parallel_limits:\n",
        (
            "not_beside:\n  - {id: apart, sessions: {themes: [trust]}, others: {bodies: [com1]}}\n"
            "parallel_limits:\n"
        ),
        (
            '66: not_beside[apart].others: found "com1-1" on both sides, '
            "expected a session that is not among `sessions`."
        ),
    ),
    "kept apart from nothing": (
        "parallel_limits:\n",
        "not_beside:\n  - {id: apart, sessions: {themes: [trust]}, others: {}}\nparallel_limits:\n",
        (
            "66: not_beside[apart].others: found a selection that names nothing, "
            "expected `sessions`, `bodies`, `kinds`, `themes` or `tracks` with names."
        ),
    ),
    "kept apart from a theme that is not there": (
        "parallel_limits:\n",
        (
            "not_beside:\n  - {id: apart, sessions: {sessions: [opening]}, others: {themes: [trus]}}\n"
            "parallel_limits:\n"
        ),
        (
            '66: not_beside[apart].others.themes[1]: found "trus", '
            'expected a theme that a session carries. Maybe "trust"?'
        ),
    ),
    "standard starts on some days alone": (
        "kinds:\n",
        '    standard_starts: {meeting: ["09:00"]}\nkinds:\n',
        (
            '13: day_profiles[day].standard_starts.meeting: found "meeting", which has none, '
            "expected a kind that has `standard_starts` of its own, for all other days."
        ),
    ),
    "a step before it is late": (
        "levels:\n",
        'late_steps: [{from: "17:30", rate: 2}]\nlevels:\n',
        "67: late_steps[1].from: found 17:30, expected an hour not before `late_after`, which is 18:00.",
    ),
    "a step that is no step": (
        "levels:\n",
        'late_steps: [{from: "18:00", rate: 2}, {from: "18:00", rate: 3}]\nlevels:\n',
        (
            "67: late_steps[2].from: found 18:00, "
            "expected an hour after that of the step before, which is 18:00."
        ),
    ),
    "a rhythm that ends before it begins": (
        "parent: plenary",
        "parent: plenary, rhythm: {every: 2, from: 2021-11-09, to: 2021-11-08}",
        (
            "41: bodies[com1].rhythm.to: found 2021-11-08, "
            "expected a date not before `from`, 2021-11-09."
        ),
    ),
    "an absence that ends before it begins": (
        "teams: 1}",
        "teams: 1, absences: [{from: 2021-11-09, to: 2021-11-08}]}",
        (
            "36: interpretation[two].absences[1].to: found 2021-11-08, "
            "expected a date not before `from`, 2021-11-09."
        ),
    ),
    "an absence that begins before the conference": (
        "teams: 1}",
        "teams: 1, absences: [{from: 2021-11-07, to: 2021-11-08}]}",
        (
            "36: interpretation[two].absences[1].from: found 2021-11-07, "
            "expected a date from 2021-11-08 to 2021-11-09."
        ),
    ),
    "an absence that ends after the conference": (
        "teams: 1}",
        "teams: 1, absences: [{from: 2021-11-08, to: 2021-11-10}]}",
        (
            "36: interpretation[two].absences[1].to: found 2021-11-10, "
            "expected a date from 2021-11-08 to 2021-11-09."
        ),
    ),
    "more teams away than there are": (
        "teams: 1}",
        "teams: 1, absences: [{from: 2021-11-08, to: 2021-11-09}, {from: 2021-11-09, to: 2021-11-09}]}",
        (
            "36: interpretation[two].absences[2].teams: found 2 teams away on 2021-11-09, "
            "expected no more than `teams`, which is 1."
        ),
    ),
    "a minimum of a band that is not there": (
        "parallel_limits:\n",
        "minimum_loads:\n  - {id: even, bands: [mornin], at_least: 60}\nparallel_limits:\n",
        (
            '66: minimum_loads[even].bands[1]: found "mornin", '
            'expected the id of a band in `day_profiles`. Maybe "morning"?'
        ),
    ),
    "a minimum that ends before it begins": (
        "parallel_limits:\n",
        (
            "minimum_loads:\n  - {id: even, at_least: 60, from: 2021-11-09, to: 2021-11-08}\n"
            "parallel_limits:\n"
        ),
        (
            "66: minimum_loads[even].to: found 2021-11-08, "
            "expected a date not before `from`, 2021-11-09."
        ),
    ),
    "a meal that is longer than its hours": (
        "parallel_limits:\n",
        ('meals:\n  - {id: lunch, from: "12:00", to: "14:30", minutes: 151}\nparallel_limits:\n'),
        (
            "66: meals[lunch].minutes: found 151, "
            "expected no more than the time from 12:00 to 14:30, which is 150."
        ),
    ),
    "a meal of a class that is not there": (
        "parallel_limits:\n",
        (
            'meals:\n  - {id: lunch, from: "12:00", to: "14:30", minutes: 150, classes: [ministers]}\n'
            "parallel_limits:\n"
        ),
        (
            '66: meals[lunch].classes[1]: found "ministers", '
            'expected the id of a person class in `person_classes`. Maybe "minister"?'
        ),
    ),
}


@pytest.mark.parametrize("case", FAULTS)
def test_what_does_not_fit_together_is_named_with_its_line(case: str) -> None:
    """The one complaint says line, place, what was found, and what was expected."""
    old, new, complaint = FAULTS[case]
    assert troubles(changed(old, new)) == (f"x.yaml:{complaint}",)
