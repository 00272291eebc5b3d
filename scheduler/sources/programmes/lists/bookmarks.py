"""Turn bookmarks and registrations, one row per person and session, into audiences of an instance."""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

from scheduler.errors import InstanceError
from scheduler.instance import Instance, sentence
from scheduler.sources.identifiers import folded
from scheduler.sources.instances import checked, read_instance_text
from scheduler.sources.programmes.lists.tables import headed, tables_in
from scheduler.sources.tables import Imported
from scheduler.sources.tables.bases import assembled, file_text, values_of
from scheduler.wording import counted

PREFIX = "bookmarks-"
"""Beginning of the ids of audiences from bookmarks; newer bookmarks replace these."""
MOST_PAIRS = 2_000
"""Pairs of sessions that become audiences, at most: those with most persons."""
TITLE = "Those who marked both"
_COLUMNS = ("session", "person")


def import_bookmarks(path: Path, base: Path) -> Imported:
    """Add an audience to an instance for each pair of sessions that somebody has marked.

    With ``n`` persons who marked both, `audience_overlap` counts the minutes at which both run, times ``n``.
    Who they are is not kept.

    Raises
    ------
    InstanceError
        When the instance or the file cannot be used; it names cells, and no person.
    """
    tree, root = assembled(base)
    instance = checked(tree)
    marks, unknown, notes = _marks(path, instance)
    pairs = Counter(
        {
            (first, second): both
            for first, second in combinations(filter(marks.get, instance.session_by_id), 2)
            if (both := len(marks[first] & marks[second]))
        }
    )
    taken = pairs.most_common(MOST_PAIRS)  # equal ones in the order of the sessions
    rows = [
        {
            "id": f"{PREFIX}{number}",
            "title": TITLE,
            "people": people,
            "sessions": {"sessions": [*pair]},
        }
        for number, (pair, people) in enumerate(taken, 1)
    ]
    values = values_of(root)
    kept = [row for row in values.get("audiences", []) if not str(row["id"]).startswith(PREFIX)]
    text = file_text({**values, "audiences": [*kept, *rows]}, [path], base)
    persons = counted(len(set[str]().union(*marks.values())), "person")
    sessions, audiences = counted(len(marks), "session"), counted(len(rows), "audience")
    told = [f"Bookmarks of {persons} for {sessions} make {audiences}."]
    if unknown:
        told.append(f"{counted(unknown, 'row')} skipped: the instance has no such session.")
    if left := len(pairs) - len(taken):
        told.append(f"{counted(left, 'pair')} of sessions left out: those with fewest persons.")
    return Imported(read_instance_text(text.encode(), "the new file"), text, (*notes, *told))


def _marks(path: Path, instance: Instance) -> tuple[dict[str, set[str]], int, Sequence[str]]:
    """Return who marked each session, how many rows name none of the instance, and notes on the file."""
    known = {folded(each.title): each.id for each in reversed(instance.sessions)}
    known |= {folded(each.id): each.id for each in instance.sessions}
    tables, broken = tables_in([path])
    if broken:
        raise InstanceError(f"{path}: {broken[0][1]}")
    listing = headed(tables[0], lambda texts: {*_COLUMNS} <= {*map(folded, texts)})
    if listing is None:
        expected = "the headings `session` and `person`"
        raise InstanceError(sentence(tables[0].place, "other headings", expected))
    columns = [listing.column(name) or 0 for name in _COLUMNS]
    marks, unknown = dict[str, set[str]](), 0
    for number, cells in listing.rows():
        for name, at in zip(_COLUMNS, columns, strict=True):
            if at not in cells:  # no error shows the other cells: they may name a person
                place = f"{listing.table.cell(number, at)}: {name}"
                raise InstanceError(sentence(place, "nothing", f"the {name}"))
        said, person = (str(cells[at]) for at in columns)
        if (id_ := known.get(folded(said))) is None:
            unknown += 1
        else:
            marks.setdefault(id_, set()).add(person.casefold())
    if not marks:
        expected = f"ids or titles of sessions of {instance.name}"
        raise InstanceError(sentence(tables[0].place, "none in the column `session`", expected))
    return marks, unknown, listing.table.sheet.notes
