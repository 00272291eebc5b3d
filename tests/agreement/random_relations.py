"""Relations of sessions, and wishes for features of rooms and times, at random."""

from collections.abc import Sequence
from random import Random

from tests.agreement.random_draws import PEOPLE, SESSIONS, Table, clock, some, windows

WANTED = ("not_at_once", "pause", "one_day", "one_room", "in_order", "larger_room", "at_once")
LABELS = ("themes", "topics", "people", "sector", "language")


def related(rng: Random, dates: Sequence[str]) -> Table:
    """Return relations of some sorts, and wishes for features of rooms and times."""
    every: list[Table] = [
        {"id": "seen", "room": "webcast", "sessions": {"sessions": _few(rng, SESSIONS)}},
        {"id": "early", "time": "early", "people": _few(rng, PEOPLE)},
        {"id": "both", "room": "remote", "time": "late", "people": _few(rng, PEOPLE)},
    ]
    late = {"days": [dates[-1]], "from": clock(rng, 8, 20), "to": "24:00"}
    return {
        "relations": [_relation(rng, wanted) for wanted in some(rng, WANTED)],
        "feature_wishes": [
            wish | {"unwanted": rng.random() < 0.5, "once": rng.random() < 0.3} for wish in every
        ],
        "time_features": [
            {"feature": "early", "windows": windows(rng, dates) or [{"days": [dates[0]]}]},
            {"feature": "late", "windows": [late]},
            {"feature": "late", "windows": [{"days": [*dates]}], "kinds": ["meeting"]},
        ],
    }


def _relation(rng: Random, wanted: str) -> Table:
    row: Table = {"id": wanted, "wanted": wanted, "share": some(rng, LABELS, 2)}
    if wanted == "pause":
        row["pause"] = rng.choice((15, 90))
    if wanted == "larger_room" or (wanted == "in_order" and rng.random() < 0.5):
        row["by"] = "marks"
    if wanted == "not_at_once":
        row["in_one_room"] = rng.random() < 0.3
    if rng.random() < 0.3:
        row["differ"] = rng.choice(("language", "marks"))
    if rng.random() < 0.5:
        ids = _few(rng, SESSIONS)
        row["sessions"] = ids if rng.random() < 0.5 else {"sessions": ids}
    return row


def _few(rng: Random, things: Sequence[str]) -> list[str]:
    """Return some things in any order, at least one."""
    return rng.sample(list(things), rng.randint(1, len(things)))


def labels(rng: Random) -> Table:
    """Return labels and numbers of a session."""
    return {
        "labels": {
            label: some(rng, ("a", "b", "c")) for label in some(rng, ("sector", "language"))
        },
        "numbers": {"marks": rng.randint(0, 2)} if rng.random() < 0.8 else {},
    }
