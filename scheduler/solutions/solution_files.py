"""What a solution file says of itself, and where it goes when another takes its place."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scheduler.instance.levels import MILLI
from scheduler.solution import Solution
from scheduler.storage import UnreadableError, content_of, copy_atomically

MOST = 1e12
"""Points beyond which a penalty is not believed."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What a solution file says of itself, as far as it can be read."""

    instance: str | None
    fingerprint: str | None
    penalty: int | None
    """Thousandths."""
    bound: int | None = None
    """Thousandths."""
    breaks_rules: bool = False
    """Whether it is known to break a hard rule."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A programme that the new one has replaced, and where it is now."""

    path: Path
    stored: Stored


def stored_at(path: Path) -> Stored | None:
    """Return what the solution file at `path` says of itself; None if no solution is there."""
    try:
        content = json.loads(content_of(path))
    except (UnreadableError, ValueError, RecursionError):
        return None
    if not isinstance(content, dict) or not isinstance(content.get("schedule"), list):
        return None
    return Stored(
        _text(content.get("instance")),
        _text(content.get("fingerprint")),
        _thousandths(content.get("penalty")),
        _thousandths(content.get("bound")),
    )


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _thousandths(value: Any) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < MOST:
        return None
    return round(value * MILLI)


def previous_of(path: Path) -> Path:
    """Return where the programme goes that a solution file held before: ``<name>.previous.json``."""
    return path.with_name(f"{path.name.removesuffix('.json')}.previous.json")


def checkpoint_of(path: Path) -> Path:
    """Return where the best programme is while a search goes on: ``<name>.checkpoint.json``."""
    return path.with_name(f"{path.name.removesuffix('.json')}.checkpoint.json")


def keep_previous(path: Path) -> Path:
    """Copy a solution file beside itself, whole or not at all, and return the copy's path."""
    kept = previous_of(path)
    copy_atomically(path, kept)
    return kept


def make_way(target: Path, solution: Solution, judged: Stored | None = None) -> Kept | None:
    """Keep the programme at `target`, unless it is of this instance and no better than the new one.

    Nor does it take the place of one kept before that is as good. `judged` is what is known of it, if
    that is more than what its file says.
    """
    stored = judged or stored_at(target)
    if stored is None or _is_as_good(solution.fingerprint, solution.penalty, stored):
        return None
    kept = previous_of(target)
    before = stored_at(kept)
    if before is not None and _is_as_good(before.fingerprint, before.penalty, stored):
        return Kept(kept, before)
    return Kept(keep_previous(target), stored)


def _is_as_good(fingerprint: str | None, penalty: int | None, than: Stored) -> bool:
    """Tell whether a programme is surely as good as a stored one of the same instance, made by a search."""
    if fingerprint != than.fingerprint or penalty is None or than.penalty is None:
        return False
    if than.breaks_rules:  # somebody has worked on it by hand
        return False
    return penalty <= than.penalty
