"""Bookmarks and registrations, a row for each: who wants to see what, as audiences of an instance."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path

from scheduler.errors import InstanceError
from scheduler.instance import Instance, sentence
from scheduler.sources.instances import checked, read_instance_text
from scheduler.sources.tables.bases import assembled, file_text, values_of
from scheduler.sources.tables.importer import Imported
from scheduler.sources.tables.workbooks import Trouble, plain, sheets_of
from scheduler.wording import counted

PREFIX = "bookmarks-"
"""What the ids of audiences begin with that come from bookmarks; those of newer ones replace them."""
MOST_PAIRS = 2_000
"""Pairs of sessions that become audiences at most: those with most persons."""
TITLE = "Those who marked both"
_COLUMNS = ("session", "person")


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
    told = [
        f"Bookmarks of {persons} for {counted(len(marks), 'session')} make {counted(len(rows), 'audience')}."
    ]
    if unknown:
        told.append(f"Not of the instance: {counted(unknown.total(), 'row')}.")
    if len(pairs) > len(taken):
        told.append(f"Not taken: {len(pairs) - len(taken)} pairs of sessions with fewest persons.")
    return Imported(read_instance_text(text.encode(), "what is written"), text, (*notes, *told))


def _marks(
    path: Path, instance: Instance
) -> tuple[Mapping[str, set[str]], Counter[str], Sequence[str]]:
    """Return who has marked each session, what the instance does not have, and notes on the file."""
    known = {plain(each.title): each.id for each in reversed(instance.sessions)}
    known |= {plain(each.id): each.id for each in instance.sessions}
    sheet = sheets_of(path)[0]
    if sheet.trouble:
        raise InstanceError(f"{path}: {sheet.trouble}")
    top = next(iter(sheet.rows), 1)
    headings = {plain(str(each)): at for at, each in sheet.rows.get(top, {}).items()}
    if not headings.keys() >= {*_COLUMNS}:
        expected = "the headings `session` and `person`"
        raise InstanceError(sentence(sheet.cell(top, 1), "other headings or none", expected))
    marks: dict[str, set[str]] = {}
    unknown: Counter[str] = Counter()
    for number in [*sheet.rows][1:]:
        cells = [sheet.rows[number].get(headings[name]) for name in _COLUMNS]
        for name, cell in zip(_COLUMNS, cells, strict=True):
            if cell is None or isinstance(
                cell, Trouble
            ):  # never what stands there: it may be a person
                place = sheet.cell(number, headings[name])
                raise InstanceError(sentence(f"{place}: {name}", "nothing", f"the {name}"))
        said, person = (str(cell) for cell in cells)
        if (id_ := known.get(plain(said))) is None:
            unknown[said] += 1
        else:
            marks.setdefault(id_, set()).add(person.casefold())
    if not marks:
        expected = f"ids or titles of sessions of {instance.name}"
        raise InstanceError(sentence(sheet.place, "none in the column `session`", expected))
    return marks, unknown, sheet.notes
