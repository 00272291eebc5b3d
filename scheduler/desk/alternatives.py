"""Alternatives: desks of one instance, each with a variant file, a history and a programme."""

import itertools
import json
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from scheduler.desk.files import SOLUTIONS, DeskFile, head_of, history_of, open_desk
from scheduler.errors import InputError
from scheduler.sources import extended_by
from scheduler.storage import held, move_new
from scheduler.wording import one_line, without_accents

DELETED = ".deleted"
"""How the histories of deleted alternatives end, in place of ``.history``; the later ones with a number."""
LONGEST = 200
"""Most characters of a title."""
VARIANTS = (".yaml", ".yml", ".json")
"""How the names of files end that may extend another."""


def alternatives_of(file: DeskFile) -> tuple[Path, ...]:
    """Return the variants of all desks of the same instance in the folder of one, that one first."""
    folder = file.variant.parent
    own = _instance(folder, file.extends)
    others = (
        history.with_suffix(".yaml")
        for history in sorted(folder.glob("*.history"))
        if _extended(history) == own
    )
    return tuple(dict.fromkeys((file.variant, *others)))


def begin_alternative(file: DeskFile, title: str) -> DeskFile:
    """Begin another desk of the same instance, as this one is now, with all of its steps; it is written.

    Parameters
    ----------
    file
        The desk; it stays as it is.
    title
        What it is called, which is kept as it is; its files are called so in small letters with hyphens.

    Raises
    ------
    InputError
        When that is no name, or there is a file of that name, or it cannot be written.
    """
    name = _name_of(title)
    variant = file.variant.with_name(f"{name}.yaml")
    programme = file.programme.with_name(f"{name}.json")
    for each in (variant, history_of(variant), programme):
        if each.exists():
            raise InputError(f"{each}: already exists. Give another name.")
    desk = replace(file.desk, name=name)
    own = (desk, file.extends, head_of(name, file.extends), variant, programme, None, _shown(title))
    return DeskFile(*own, watched=file.watched).save(desk)


def rename_alternative(file: DeskFile, title: str) -> DeskFile:
    """Give an alternative another title; its files keep their names.

    Raises
    ------
    InputError
        When that is no title, or it cannot be written.
    """
    _name_of(title)
    return replace(file, title=_shown(title)).save(file.desk)


def delete_alternative(file: DeskFile) -> Path:
    """Delete an alternative: its history, which is all of it, goes aside, and its other files go.

    Returns
    -------
    Path
        Where the history is: ``<name>.deleted`` beside it, with which `restore_alternative` brings it back.

    Raises
    ------
    InputError
        When another file extends the variant, or it cannot be done.
    """
    _make_sure_that_nothing_extends(file.variant)
    kept = file.save(file.desk)  # with what was edited by hand
    with held(kept.history):
        kept.make_sure_it_is_current()
        aside = _aside(kept.history)
        move_new(kept.history, aside)
        for path in kept.paths.values():
            path.unlink(missing_ok=True)
    return aside


def restore_alternative(aside: Path | str, solutions: Path | str = SOLUTIONS) -> DeskFile:
    """Bring an alternative back that was deleted.

    Raises
    ------
    InputError
        When there is an alternative of its name by now, or it is not there.
    """
    aside = Path(aside)
    stem, dot, rest = aside.name.partition(DELETED)
    history = aside.with_name(f"{stem}.history")
    if not dot or (rest and not re.fullmatch(r"\.\d+", rest)):
        raise InputError(f"{aside}: not a deleted alternative.")
    if not aside.exists():
        raise InputError(f"{aside}: there is no such file.")
    with held(history):
        if history.with_suffix(".yaml").exists():
            raise InputError(f"{history.with_suffix('.yaml')}: already exists.")
        move_new(aside, history)
    return open_desk(history.with_suffix(".yaml"), solutions=solutions)


def deleted_alternatives(file: DeskFile) -> tuple[Path, ...]:
    """Return the histories of deleted desks of the same instance in the folder of one, by name."""
    folder = file.variant.parent
    own = _instance(folder, file.extends)
    found = sorted(folder.glob(f"*{DELETED}*"))
    return tuple(each for each in found if _extended(each) == own)


def _name_of(title: str) -> str:
    name = "-".join(re.findall(r"[a-z0-9]+", without_accents(title.lower())))[:56]
    if not name:
        raise InputError(f"{one_line(title)!r}: give a name with letters or digits.")
    return name


def _shown(title: str) -> str:
    return one_line(title)[:LONGEST]


def _make_sure_that_nothing_extends(variant: Path) -> None:
    """Raise `InputError` if a file of the same folder extends a variant: it would extend nothing."""
    own = variant.resolve()
    for path in sorted(variant.parent.iterdir()):
        extended = path.suffix in VARIANTS and extended_by(path)
        if extended and (path.parent / extended).resolve() == own and path.resolve() != own:
            raise InputError(
                f"{path} extends {variant.name}. Change that file first; nothing was deleted."
            )


def _aside(history: Path) -> Path:
    first = history.with_suffix(DELETED)
    later = (first.with_name(f"{first.name}.{number}") for number in itertools.count(2))
    return next(each for each in itertools.chain([first], later) if not each.exists())


def title_of(path: Path) -> str:
    """Return what people call the alternative of a variant, or of a history; nothing: its name alone."""
    history = history_of(path) if path.suffix in VARIANTS else path
    return str(_head(history).get("title", ""))


def _instance(folder: Path, extends: str) -> Path:
    return (folder / extends).resolve()


def _extended(history: Path) -> Path | None:
    head = _head(history)
    return _instance(history.parent, str(head["extends"])) if "extends" in head else None


def _head(history: Path) -> Mapping[str, Any]:
    """Return the first line of a history; nothing if it is none."""
    with suppress(OSError, ValueError), history.open(encoding="utf-8") as text:
        found = json.loads(text.readline())
        return found if isinstance(found, dict) else {}
    return {}
