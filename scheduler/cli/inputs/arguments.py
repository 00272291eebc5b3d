"""What is named on the command line: rows of an instance, rules, and variants as levels of rules."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

from pydantic import TypeAdapter

from scheduler.catalogue import HARD, OFF, OLD_RULES, RULES, current_rule
from scheduler.errors import InputError
from scheduler.instance import HIGHEST, TABLES, Instance, Level, Weight, meant
from scheduler.sources import read_variant_text, value_of
from scheduler.wording import listed, one_line


class Titled(Protocol):
    """A row with an id and perhaps a title: an item, a session, a room, a person."""

    @property
    def id(self) -> str:
        """Name in files."""

    @property
    def title(self) -> str | None:
        """Name for people."""


def one_named(option: str, name: str, known: Sequence[Titled]) -> str:
    """Return the id of the one item, session, room or person of that id or title.

    Raises
    ------
    InputError
        When there is none, or several bear the title.
    """
    return _one(option, name, [(each.id, each.id, each.id, each.title) for each in known])


def row_named(
    instance: Instance, name: str, option: str, tables: Iterable[str] = TABLES
) -> tuple[str, str]:
    """Return the table and the id of the one row of that id or title, or ``TABLE.ID``, in some tables.

    Raises
    ------
    InputError
        When there is none, or several have that name.
    """
    rows = [
        ((table, each.id), f"{table}.{each.id}", each.id, getattr(each, "title", None))
        for table in tables
        for each in getattr(instance, table)
    ]
    return _one(option, name, rows)


Named = TypeVar("Named")


def _one(option: str, name: str, rows: Sequence[tuple[Named, str, str, str | None]]) -> Named:
    """Return the one of some things of that full name, id or title; the first of these that fits counts."""
    wanted = one_line(name).lower()
    titled = [(row, (full, one, one_line(title or ""))) for row, full, one, title in rows]
    ways = ([each for each in titled if each[1][way].lower() == wanted] for way in range(3))
    found = next(filter(None, ways), [])
    if len(found) == 1:
        return found[0][0]
    if found:
        several = listed([full for _, (full, _, _) in found])
        raise InputError(f"{option} {name}: several have this name: {several}.")
    close = nearest(name, filter(None, (word for _, names in titled for word in names[1:])))
    close = close if close.startswith("Maybe") else f"There are {len(rows)}, by id or title."
    raise InputError(f"{option} {name}: no such name. {close}")


def make_sure_of_question(
    asked: Mapping[str, str | None], at: str | None, room: str | None
) -> None:
    """Raise `InputError` unless one question is asked, and all options are about it."""
    given = [option for option, name in asked.items() if name is not None]
    if len(given) > 1:
        raise InputError(f"{listed(given)}: ask for one of them.")
    if asked["--session"] is None and (at or room):
        raise InputError("--at, --in: of which session? Add --session.")


_SETTING = re.compile(r"(?P<rule>[^.=]+)(\.(?P<item>[^=]+))?=(?P<level>[^=]+)")
_LONGEST_NAME = 64
_WEIGHT: TypeAdapter[float] = TypeAdapter(Weight)


@dataclass(frozen=True, slots=True)
class Inline:
    """A variant that consists of levels of rules."""

    option: str
    """The option and its value, as they were typed."""
    name: str
    levels: tuple[Mapping[str, Any], ...]
    """Each as a variant file has it."""

    def text(self, extends: str) -> str:
        """Return it as a variant file that extends another file."""
        said = [
            f"# Made by: scheduler whatif {self.option}",
            f"extends: {json.dumps(extends, ensure_ascii=False)}",
            f"name: {self.name}",
            f"summary: {json.dumps(f'Other levels of rules: {self.option[6:]}', ensure_ascii=False)}",
            "changes:",
            *(f"  - set_level: {json.dumps(each, ensure_ascii=False)}" for each in self.levels),
        ]
        return "\n".join([*said, ""])

    def read(self, instance: Path) -> Instance:
        """Return it as a variant of the instance in a file."""
        try:
            text = self.text(str(instance)).encode()
        except UnicodeEncodeError as error:
            raise InputError(
                f"{instance}: no file can name it, as its name is not in UTF-8; rename it."
            ) from error
        return read_variant_text(text, self.option, Path())


def settings_of(option: str, text: str) -> Inline:
    """Read ``RULE=LEVEL`` or ``RULE.ITEM=LEVEL``, several with commas between them."""
    option, levels, names = f"{option} {text}", [], []
    for part in text.split(","):
        match = _SETTING.fullmatch(part.strip())
        if match is None:
            raise InputError(
                f"{option}: found {part!r}, expected RULE=LEVEL, as in late_hours=0.5."
            )
        # an old name is read with a note, and by what it was about, as in a variant file
        rule = match["rule"] if match["rule"] in OLD_RULES else rule_of(option, match["rule"])
        level = level_named(option, match["level"])
        item = match["item"]
        levels.append({"rule": rule} | ({"items": {item: level}} if item else {"level": level}))
        names.append("-".join([rule, *([item] if item else []), str(level)]))
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", "_".join(names))[:_LONGEST_NAME]
    return Inline(option, name, tuple(levels))


def rule_of(option: str, rule: str) -> str:
    """Return the id that a rule has now, or say which may have been meant."""
    now = current_rule(rule, f"{option}: ")
    if now not in RULES:
        raise InputError(
            f"{option}: found {rule!r}, expected the id of a rule. {nearest(rule, RULES)}"
        )
    return now


def level_named(option: str, text: str) -> Level:
    """Return a level: hard, off or a weight; or raise `InputError`."""
    if text == HARD:
        return "hard"
    if text == OFF:
        return "off"
    try:
        weight = _WEIGHT.validate_python(float(text))
    except ValueError as error:
        expected = (
            f'"hard", "off" or a weight above 0, at most {HIGHEST}, with at most three decimals'
        )
        raise InputError(f"{option}: found {text!r}, expected {expected}.") from error
    return int(weight) if weight.is_integer() else weight


def nearest(name: str, known: Iterable[str]) -> str:
    """Return ``Maybe 'com3'?`` for a name that is nearly known, else what is known."""
    names = list(known)
    near = meant(name, names)
    return f"Maybe {near!r}?" if near else f"Known: {', '.join(names)}."


def values_of(texts: Sequence[str]) -> dict[str, Any]:
    """Read ``FIELD=VALUE``, where a value is written as in an instance file; nothing is None.

    Raises
    ------
    InputError
        When one of them is no field with a value, or a field is given twice.
    """
    found: dict[str, Any] = {}
    for text in texts:
        field, sign, value = (part.strip() for part in text.partition("="))
        if not sign or not field.isidentifier() or field in found:
            raise InputError(f"{text}: expected FIELD=VALUE once for a field, such as duration=90.")
        found[field] = value_of(value) if value else None
    return found
