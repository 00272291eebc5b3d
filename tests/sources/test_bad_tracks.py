"""Each fault in tracks, with its line and its words."""

import pytest

from tests.sources.files import changed, troubles

# What is exchanged, for what, and the whole complaint. Lines are those of the changed file.
FAULTS = {
    "nothing in it": (
        "parallel_limits:\n",
        "tracks:\n  - {id: trust, sessions: {}}\nparallel_limits:\n",
        (
            "66: tracks[trust].sessions: found a selection that names nothing, "
            "expected `sessions`, `bodies`, `kinds`, `themes` or `tracks` with names."
        ),
    ),
    "a theme that is not there": (
        "parallel_limits:\n",
        "tracks:\n  - {id: trust, sessions: {themes: [trus]}}\nparallel_limits:\n",
        (
            '66: tracks[trust].sessions.themes[1]: found "trus", '
            'expected a theme that a session carries. Maybe "trust"?'
        ),
    ),
    "a session in two tracks": (
        "parallel_limits:\n",
        (
            "tracks:\n  - {id: first, sessions: {sessions: [opening]}}\n"
            "  - {id: second, sessions: {sessions: [opening]}}\nparallel_limits:\n"
        ),
        (
            '67: tracks[second].sessions: found "opening", which is in the track "first" already, '
            "expected sessions that are in no other track."
        ),
    ),
    "a track twice": (
        "parallel_limits:\n",
        (
            "tracks:\n  - {id: first, sessions: {sessions: [opening]}}\n"
            "  - {id: first, sessions: {sessions: [opening]}}\nparallel_limits:\n"
        ),
        '67: tracks[first].id: found "first" again, expected an id that nothing else in the table has.',
    ),
}


@pytest.mark.parametrize("case", FAULTS)
def test_what_does_not_fit_together_is_named_with_its_line(case: str) -> None:
    """The one complaint says line, place, what was found, and what was expected."""
    old, new, complaint = FAULTS[case]
    assert troubles(changed(old, new)) == (f"x.yaml:{complaint}",)
