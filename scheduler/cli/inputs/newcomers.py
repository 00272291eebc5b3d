"""A new session from a line of text, such as ``Pledges, thematic, 30 min, 60 people, tue 15:00 in Hall``."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from scheduler.cli.inputs.arguments import Titled, one_named
from scheduler.cli.inputs.days import calendar_of, days_named, plain
from scheduler.cli.inputs.goals import goal_named
from scheduler.cli.inputs.times import with_clocks
from scheduler.desk import Goal
from scheduler.errors import InputError
from scheduler.instance import Instance, Role
from scheduler.sources import identifier
from scheduler.wording import joined, one_line

_LENGTH = re.compile(
    r"(?:(\d+) ?h(?:ours?|eures?)? ?)?(?:(\d+) ?(?:min(?:utes?)?\.?|m)?)?", re.ASCII | re.IGNORECASE
)
_PEOPLE = re.compile(
    r"(\d+) ?(people|persons|personnes?|participants|seats|places|pax)", re.ASCII | re.IGNORECASE
)
_CLOCK = re.compile(r"\d:\d\d", re.ASCII)
_ARTICLE = re.compile(
    r"^(in |dans |en |à |a )?(the |la |le |l')?(room |salle )?(?=\S)", re.IGNORECASE
)
_WHERE = re.compile(r" (?:in|dans|en) ", re.IGNORECASE)
"""What stands between a time and a room."""
_QUOTED = re.compile(r"[\"“”„«] *([^\"“”„«»]*?) *[\"“”»]")
_BETWEEN = re.compile(r"(?:\"[^\"]*\"|[“„][^“”]*[“”]|«[^«»]*»|[^,])+")
"""What stands between commas that are not quoted."""
_ROLES = {
    **{role.value: role.value for role in Role},
    **dict.fromkeys(("présidence", "président", "présidente", "présidé par"), "chair"),
    **dict.fromkeys(("modération", "modérateur", "modératrice"), "moderator"),
    **dict.fromkeys(("orateur", "oratrice", "intervenant", "intervenante"), "speaker"),
    **dict.fromkeys(("requis", "requise"), "required"),
    **dict.fromkeys(("facultatif", "facultative"), "optional"),
}
"""Roles, by what they are called in a line, in English and in French."""
_OWN = frozenset(
    {"id", "title", "pin", "code", "description", "output", "stream", "join", "optional", "value"}
)
"""What a session does not take over from another."""


@dataclass(slots=True)
class Newcomer:
    """A session in the making."""

    row: dict[str, Any]
    goal: Goal | None = None
    room: str | None = None
    day: str | None = field(default=None, repr=False)
    """A day that waits for its time, as in ``day 2, 15:00``."""


def newcomer_of(instance: Instance, line: str, like: str | None) -> Newcomer:
    """Return the session that a line describes: its title, and what else is known of it, with commas between.

    Parameters
    ----------
    instance
        The conference.
    line
        The title; then in any order its kind, length, people, themes, body, persons in roles, time and room.
    like
        Id of a session from which it takes over all that the line does not say.

    Raises
    ------
    InputError
        When a part is not understood, or kind or length are missing.
    """
    title, *parts = _parts(instance, line) or [""]
    if not title:
        raise InputError("LINE: give the title of the session first.")
    found = Newcomer(
        {"id": _id(instance, title), "title": one_line(title)} | _template(instance, like)
    )
    for part in parts:
        _take(instance, found, part)
    if len(instance.kinds) == 1:
        found.row.setdefault("kind", instance.kinds[0].id)
    missing = [each for each in ("kind", "duration") if each not in found.row]
    if missing:
        ways = {"kind": f"its kind ({_titles(instance.kinds)})", "duration": "its length (60 min)"}
        said = " and ".join(ways[each] for each in missing)
        raise InputError(f"LINE {line}: say {said}, or name a session that it is like.")
    return found


def _template(instance: Instance, like: str | None) -> dict[str, Any]:
    if like is None:
        return {}
    session = instance.session_by_id[one_named("--like", like, instance.sessions)]
    row: dict[str, Any] = session.model_dump(mode="json", by_alias=True, exclude_unset=True)
    return {key: value for key, value in row.items() if key not in _OWN}


def _id(instance: Instance, title: str) -> str:
    """Return an id made of a title, which no session has."""
    words = identifier(title, "session")
    taken = {each.id for each in instance.sessions} | {each.id for each in instance.untimed}
    numbered = (words, *(f"{words}-{number}" for number in range(2, len(taken) + 3)))
    return next(each for each in numbered if each not in taken)


def _take(instance: Instance, found: Newcomer, part: str) -> None:
    """Take note of a part of the line, by the first reader that understands it."""
    if not any(read(instance, found, part) for read in _READERS):
        if _known(instance.people, part) is not None:
            raise InputError(f"LINE {part}: say in which role, such as chair {part}.")
        raise InputError(
            f"LINE {part}: is not understood. Expected a length (60 min), people (80 people), a kind "
            f"({_titles(instance.kinds)}), a theme, a body, a person in a role (chair NAME), a time or a "
            "room."
        )


def _length(_instance: Instance, found: Newcomer, part: str) -> bool:
    match = _LENGTH.fullmatch(part)
    if match is None or not (match[1] or match[2]) or part.isdigit():
        return False
    found.row["duration"] = 60 * int(match[1] or 0) + int(match[2] or 0)
    return True


def _attendance(_instance: Instance, found: Newcomer, part: str) -> bool:
    match = _PEOPLE.fullmatch(part)
    if match is not None:
        found.row["attendance"] = int(match[1])
    return match is not None


def _person(instance: Instance, found: Newcomer, part: str) -> bool:
    role, who = _in_role(part)
    if role is None:
        return False
    person = _known(instance.people, who) or one_named(role, who, instance.people)
    found.row.setdefault("people", {}).setdefault(role, []).append(person)
    return True


def _in_role(part: str) -> tuple[str | None, str]:
    """Return the role with which a part begins, and who has it; accents and case do not matter."""
    for called, role in _ROLES.items():
        words = len(called.split())
        pieces = part.split(maxsplit=words)
        if len(pieces) > words and plain(" ".join(pieces[:words])).lower() == plain(called).lower():
            return role, pieces[words].removeprefix(": ")
    return None, part


def _tag(instance: Instance, found: Newcomer, part: str) -> bool:
    """Read a kind, a theme or a body by its id or title."""
    for key, known in (("kind", instance.kinds), ("body", instance.bodies)):
        if (one := _known(known, part)) is not None:
            found.row[key] = one
            return True
    themes = {each for session in instance.sessions for each in session.themes}
    one = _known(instance.themes, part) or (part if part in themes else None)
    if one is not None:
        found.row["themes"] = [*dict.fromkeys((*found.row.get("themes", ()), one))]
    return one is not None


def _room(instance: Instance, found: Newcomer, part: str) -> bool:
    room = _known(instance.rooms, part) or _known(instance.rooms, _ARTICLE.sub("", part))
    found.room = room or found.room
    return room is not None


def _time(instance: Instance, found: Newcomer, part: str) -> bool:
    when, *rest = _WHERE.split(part, maxsplit=1)
    where = rest[0] if rest else ""
    try:
        goal = goal_named(instance, f"{found.day} {when}" if found.day else when, "LINE").goal
    except InputError:
        if _is_time(instance, when):  # it is meant as one: say what is wrong with it
            raise
        return False
    found.goal, found.day = goal, when if goal.start is None else None
    return not where or _room(instance, found, where)


def _is_time(instance: Instance, text: str) -> bool:
    """Tell whether a text is a clock time with a day, or names days of the conference."""
    if _CLOCK.search(with_clocks(text)):
        return True
    try:
        return bool(days_named(calendar_of(instance), [text]))
    except InputError:
        return False


_READERS: Sequence[Callable[[Instance, Newcomer, str], bool]] = (
    *(_length, _attendance, _tag, _person, _room, _time),
)


def _known(known: Sequence[Titled], text: str) -> str | None:
    """Return the id of the row of that id or title, if there is one; an exact one first."""
    for told in (lambda said: one_line(said).lower(), _folded):
        wanted = told(text)
        for each in known:
            if wanted in (told(each.id), told(each.title or "")):
                return each.id
    return None


def _folded(text: str) -> str:
    """Return a text without accents, case, and the signs that only ids have: ``Séance_2`` is ``seance 2``."""
    return re.sub(r"[\s_]+", " ", plain(text)).strip().casefold()


def _parts(instance: Instance, line: str) -> list[str]:
    """Return what stands between the commas of a line; names with commas, and what is quoted, are whole."""
    tables: tuple[Sequence[Titled], ...] = (
        *(instance.people, instance.rooms, instance.bodies, instance.themes, instance.kinds),
    )
    titles = {_folded(each.title or "") for rows in tables for each in rows}
    pieces = [piece.strip() for piece in _BETWEEN.findall(line) if piece.strip()]
    found: list[str] = []
    while pieces:
        most = 1 if not found else _length_of_name(titles, pieces)
        found.append(_QUOTED.sub(r"\1", ", ".join(pieces[:most])).strip())
        del pieces[:most]
    return [each for each in found if each]


def _length_of_name(titles: Collection[str], pieces: Sequence[str]) -> int:
    """Return how many pieces are one name, after a role or the time of a room: as many as can be."""
    first, *others = pieces
    role, name = _in_role(first)
    begun = [first, _ARTICLE.sub("", first), _WHERE.split(first)[-1]]
    begun += [name] if role is not None else []
    for most in range(len(others), 0, -1):
        if any(_folded(", ".join([each, *others[:most]])) in titles for each in begun):
            return most + 1
    return 1


def _titles(rows: Sequence[Titled]) -> str:
    return joined([one_line(each.title or each.id) for each in rows])
