"""What is named on the command line: rows of an instance, rules, and variants as levels of rules."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

from pydantic import TypeAdapter

from scheduler.catalogue import HARD, OFF, OLD_RULES, RULES, current_rule, name_of
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
_STRANGE = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST_NAME = 64
_WEIGHT: TypeAdapter[float] = TypeAdapter(Weight)


@dataclass(frozen=True, slots=True)
class Setting:
    """A level for a rule, or for one of its items."""

    rule: str
    item: str | None
    level: Level

    @property
    def change(self) -> str:
        """Return it as a change of a variant file."""
        said: dict[str, object] = {"rule": self.rule}
        said |= {"level": self.level} if self.item is None else {"items": {self.item: self.level}}
        return f"  - set_level: {json.dumps(said, ensure_ascii=False)}\n"

    @property
    def words(self) -> str:
        """Return it as people say it: ``Late sessions (weight 0.5)``."""
        level = self.level if isinstance(self.level, str) else f"weight {self.level}"
        item = f"{self.item}, " if self.item else ""
        return f"{name_of(self.rule)} ({item}{level})"

    @property
    def name(self) -> str:
        """Return it as a part of a name."""
        return "-".join([self.rule, *([self.item] if self.item else []), str(self.level)])


@dataclass(frozen=True, slots=True)
class Inline:
    """A variant that consists of settings."""

    option: str
    """The option and its value, as they were typed."""
    name: str
    settings: tuple[Setting, ...]

    def text(self, extends: str) -> str:
        """Return it as a variant file that extends another file."""
        head = f"# Made by: scheduler whatif {self.option}\n"
        names = f"extends: {json.dumps(extends, ensure_ascii=False)}\nname: {self.name}\n"
        said = "; ".join(setting.words for setting in self.settings)
        names += (
            f"summary: {json.dumps(f'Only levels of rules differ: {said}.', ensure_ascii=False)}\n"
        )
        changes = "".join(setting.change for setting in self.settings)
        return f"{head}{names}changes:\n{changes}"

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
    settings = tuple(_setting(f"{option} {text}", part) for part in text.split(","))
    name = "_".join(setting.name for setting in settings)
    return Inline(f"{option} {text}", _as_id(name), settings)


def _setting(option: str, text: str) -> Setting:
    match = _SETTING.fullmatch(text.strip())
    if match is None:
        raise InputError(f"{option}: found {text!r}, expected RULE=LEVEL, such as late_hours=0.5.")
    rule = match["rule"]
    if rule not in OLD_RULES:  # the variant is read with a note, and by what it was about
        rule = rule_of(option, rule)
    return Setting(rule, match["item"], level_named(option, match["level"]))


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


def _as_id(name: str) -> str:
    return _STRANGE.sub("-", name)[:_LONGEST_NAME]


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
        With all that is wrong.
    """
    found: dict[str, Any] = {}
    troubles = []
    for text in texts:
        field, sign, value = (part.strip() for part in text.partition("="))
        if not sign or not field.isidentifier():
            troubles.append(f"{text}: expected FIELD=VALUE, such as duration=90.")
        elif field in found:
            troubles.append(f"{text}: {field} is given twice.")
        else:
            try:
                found[field] = value_of(value) if value else None
            except InputError as error:
                troubles.extend(error.troubles)
    if troubles:
        raise InputError(*troubles)
    return found
