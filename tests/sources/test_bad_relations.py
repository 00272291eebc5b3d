"""Each fault in relations and wishes, with its words."""

import pytest

from tests.sources.files import changed, troubles

FAULTS = {
    "a pause without minutes": (
        "relations:\n  - {id: k, wanted: pause}\n",
        "`pause` goes with `wanted: pause`, and only with it",
    ),
    "minutes without a pause": (
        "relations:\n  - {id: k, wanted: one_day, pause: 5}\n",
        "`pause` goes with `wanted: pause`, and only with it",
    ),
    "a larger room for nothing": (
        "relations:\n  - {id: k, wanted: larger_room}\n",
        "`wanted: larger_room` needs `by`, a number of sessions",
    ),
    "a number for nothing": (
        "relations:\n  - {id: k, wanted: one_day, by: marks}\n",
        "`by` goes with `wanted: in_order` or `wanted: larger_room`",
    ),
    "one room for nothing": (
        "relations:\n  - {id: k, wanted: one_day, in_one_room: true}\n",
        "`in_one_room` goes with `wanted: not_at_once`",
    ),
    "a session that is not there": (
        "relations:\n  - {id: k, wanted: one_day, sessions: [openin]}\n",
        'relations[k].sessions[1]: found "openin", expected the id of a session in `sessions`.',
    ),
    "a label twice": (
        "relations:\n  - {id: k, wanted: one_day, share: [themes, themes]}\n",
        'relations[k].share[2]: found "themes" again, expected each name once.',
    ),
    "a wish for nothing": (
        "feature_wishes:\n  - {id: w, sessions: {sessions: [opening]}}\n",
        "a wish needs a feature: `room`, `time`, or both",
    ),
    "a wish of nobody": (
        "feature_wishes:\n  - {id: w, room: camera}\n",
        "feature_wishes[w]: found a wish of nobody, expected `sessions` or `people`, whose wish it is.",
    ),
    "a kind that is not there": (
        "time_features:\n  - {feature: early, windows: [{days: [2021-11-08]}], kinds: [x]}\n",
        'time_features[1].kinds[1]: found "x", expected the id of a kind in `kinds`.',
    ),
}


@pytest.mark.parametrize(("table", "told"), FAULTS.values(), ids=list(FAULTS))
def test_a_fault_is_told(table: str, told: str) -> None:
    """Where it is, what was found, and what was expected."""
    (only, *_) = troubles(changed("parallel_limits:\n", f"{table}parallel_limits:\n"))
    assert told in only
