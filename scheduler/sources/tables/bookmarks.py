"""Bookmarks and registrations, a row for each: who wants to see what, as audiences of an instance."""

from collections import Counter
from collections.abc import Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

from scheduler.errors import InstanceError
from scheduler.instance import Instance, closest, quoted, sentence
from scheduler.sources.instances import checked, read_instance_text
from scheduler.sources.nodes import shortened
from scheduler.sources.tables.bases import assembled, file_text, values_of
from scheduler.sources.tables.importer import Imported
from scheduler.sources.tables.workbooks import plain, records_in
from scheduler.wording import counted

PREFIX = "bookmarks-"
"""What the ids of audiences begin with that come from bookmarks; those of newer ones replace them."""
MOST_PAIRS = 2_000
"""Pairs of sessions that become audiences at most: those with most persons."""
MOST_TROUBLES = 50
"""Cells that are wrong which are told; the others are counted."""
TITLE = "Those who marked both"

_PERSONS = (
    *("person", "user", "username", "userid", "personid", "attendee", "attendeeid", "participant"),
    *("email", "emailaddress", "name", "visitor", "member", "delegate", "ticket", "registration"),
    *("registrationid", "who", "teilnehmer"),
)
_SESSIONS = (
    *("session", "sessionid", "sessiontitle", "talk", "talkid", "talktitle", "event", "eventid"),
    *("title", "submission", "submissionid", "code", "bookmark", "favourite", "favorite", "what"),
)


def import_bookmarks(path: Path, base: Path) -> Imported:
    """Put bookmarks into an instance, as an audience for each pair of sessions that somebody has marked.

    With ``n`` persons who have marked both, the pair is an audience of ``n``: then `audience_overlap` counts
    the minutes at which both run, times ``n``. Who they are is not kept.

    Raises
    ------
    InstanceError
        When the instance or the file cannot be used; it names cells, and nobody.
    """
    tree, root = assembled(base)
    instance = checked(tree)
    marks, notes = _marks(path, instance)
    rows, more = _audiences(marks, instance)
    values = values_of(root)
    old = values.get("audiences", [])
    kept = [row for row in old if not str(row["id"]).startswith(PREFIX)]
    if len(kept) < len(old):
        more.append(f"Replaced: {counted(len(old) - len(kept), 'audience')} of older bookmarks.")
    text = file_text({**values, "audiences": [*kept, *rows]}, [path], base)
    made = read_instance_text(text.encode(), "what is written")
    return Imported(made, text, (*notes, *more))


def _marks(path: Path, instance: Instance) -> tuple[Mapping[str, set[str]], list[str]]:
    """Return who has marked each session, and what is not taken over."""
    sheet, records = records_in(path, {"session": _SESSIONS, "person": _PERSONS}, InstanceError)
    ids, again = _ids(instance), 0
    marks: dict[str, set[str]] = {}
    unknown: Counter[str] = Counter()
    troubles: list[str] = []
    for record in records:
        # Never what stands in a cell, which may be a person: only that nothing does.
        missing = [name for name in ("person", "session") if not record.texts[name]]
        troubles += (record.wrong(name, f"the {name}") for name in missing)
        person, name = record.texts["person"].casefold(), record.texts["session"]
        id_ = ids.get(name) or ids.get(plain(name)) or ids.get(f"session-{name}")
        if not missing and id_ is None:
            unknown[name] += 1
        elif not missing and id_ is not None:
            marked = marks.setdefault(id_, set())
            again += person in marked
            marked.add(person)
    if troubles:
        more = len(troubles) - MOST_TROUBLES
        last = [f"and {more} more."] if more > 0 else []
        raise InstanceError(*troubles[:MOST_TROUBLES], *last)
    if not marks:
        name = next(iter(unknown), "")
        said = quoted(shortened(name)) if name else "no rows"
        hint = closest(name, instance.session_by_id) if name else ""
        expected = f"ids or titles of sessions of {instance.name}"
        raise InstanceError(sentence(sheet.place, said, expected, hint))
    notes = [*sheet.notes]
    if unknown:
        names = [quoted(shortened(each)) for each in [*unknown][:5]]
        others = f" and {len(unknown) - 5} more" if len(unknown) > 5 else ""
        rows = counted(unknown.total(), "row")
        what = f"{', '.join(names)}{others}"
        notes.append(f"{rows} of sessions that the instance does not have: {what}.")
    if again:
        repeat = "repeats" if again == 1 else "repeat"
        notes.append(f"{counted(again, 'row')} {repeat} another: counted once.")
    return marks, notes


def _ids(instance: Instance) -> Mapping[str, str]:
    """Return the ids of sessions by id and by title; of two with one title, the first."""
    found: dict[str, str] = {}
    for session in reversed(instance.sessions):
        found[plain(session.title)] = session.id
    found |= {plain(session.id): session.id for session in instance.sessions}
    return found | {session.id: session.id for session in instance.sessions}


def _audiences(
    marks: Mapping[str, set[str]], instance: Instance
) -> tuple[list[dict[str, Any]], list[str]]:
    """Return a row for each pair that most persons have marked, and notes."""
    ids = [each.id for each in instance.sessions if each.id in marks]
    pairs = [
        (both, first, second)
        for first, second in combinations(ids, 2)
        if (both := len(marks[first] & marks[second]))
    ]
    pairs.sort(key=lambda each: -each[0])  # equal ones stay in the order of the sessions
    taken = pairs[:MOST_PAIRS]
    rows = [
        {
            "id": f"{PREFIX}{number}",
            "title": TITLE,
            "people": people,
            "sessions": {"sessions": [first, second]},
        }
        for number, (people, first, second) in enumerate(taken, 1)
    ]
    number, persons = sum(map(len, marks.values())), len(set[str]().union(*marks.values()))
    of_them = f"of {counted(persons, 'person')} for {counted(len(ids), 'session')}"
    notes = [f"{counted(number, 'bookmark')} {of_them}: {counted(len(rows), 'audience')}."]
    if len(pairs) > len(taken):
        share = sum(each[0] for each in taken) / sum(each[0] for each in pairs)
        notes.append(
            f"Of {len(pairs):,} pairs of sessions, the {len(taken):,} with most persons are taken: "
            f"{share:.0%} of all that persons have marked together."
        )
    return rows, notes
