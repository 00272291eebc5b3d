"""Wishes of a planner, and whether what is written afterwards is what was asked."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[1]
NAME = "wtdc21-addis"


@dataclass(frozen=True, slots=True)
class Case:
    """A wish of a planner."""

    name: str
    wish: str
    commands: tuple[str, ...]
    desk: tuple[str, ...]
    """What is done in the browser, as in ``steps.py``."""
    asks: tuple[Any, ...] = ()
    """Lines that all variants have afterwards, together: of each what the wish says, in the same words."""


class WishError(Exception):
    """A wish that was not fulfilled."""


def cases() -> Iterator[Case]:
    """Yield the wishes of this folder, in the order of their numbers."""
    for path in sorted(FOLDER.glob("*.yaml")):
        row = yaml.safe_load(path.read_text(encoding="utf-8"))
        lines = (tuple(row.get(each, ())) for each in ("commands", "desk", "asks"))
        yield Case(path.stem, row["wish"], *lines)


def begin(folder: Path) -> None:
    """Put the reference conference and its programme in an empty folder."""
    shutil.copy(ROOT / "instances" / f"{NAME}.yaml", folder)
    (folder / "solutions").mkdir()
    shutil.copy(ROOT / "solutions" / f"{NAME}.json", folder / "solutions")


def verify(case: Case, folder: Path) -> None:
    """Look whether the variants of a folder say what the wish asks, and nothing else.

    Raises
    ------
    WishError
        When they do not.
    """
    lines = [line for path in variants(folder) for line in _changes(path)]
    for asked in _each(case.asks):
        found = next((line for line in lines if fits(asked, line)), None)
        if found is None:
            raise WishError(f"{case.name}: no line says {asked}; there are {lines}.")
        lines.remove(found)
    if lines:
        raise WishError(f"{case.name}: nobody asked for {lines}.")


def _each(asks: tuple[Any, ...]) -> Iterator[Any]:
    """Yield what is asked, several ``times`` what is."""
    for row in asks:
        line = {key: value for key, value in row.items() if key != "times"}
        yield from (line for _ in range(row.get("times", 1)))


def variants(folder: Path) -> list[Path]:
    """Return the variants of a folder."""
    return sorted(path for path in folder.glob("*.yaml") if path.stem != NAME)


def _changes(path: Path) -> list[Any]:
    return yaml.safe_load(path.read_text(encoding="utf-8")).get("changes") or []


def fits(asked: Any, found: Any) -> bool:
    """Tell whether a line has all that is asked; of a text, such as an instant, its beginning is enough."""
    if isinstance(asked, dict) and isinstance(found, dict):
        return all(key in found and fits(value, found[key]) for key, value in asked.items())
    if isinstance(asked, list) and isinstance(found, list):
        return len(asked) == len(found) and all(map(fits, asked, found))
    return str(found).startswith(asked) if isinstance(asked, str) else bool(found == asked)
