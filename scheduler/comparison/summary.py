"""A comparison in a few sentences."""

from collections.abc import Iterator

from scheduler.comparison.changes import Change, counts
from scheduler.comparison.comparisons import Comparison, Difference
from scheduler.comparison.sheets import Cell, Column, Row, Sheet, row
from scheduler.comparison.stakes import sentence, stakes
from scheduler.wording import counted

_SAID = {
    Change.ADDED: "added",
    Change.TAKEN_UP: "taken up",
    Change.MOVED: "moved in time",
    Change.ROOM: "in another room only",
    Change.DROPPED: "dropped",
    Change.REMOVED: "removed",
    Change.PANEL: "with others on the panel",
    Change.UNCHANGED: "unchanged",
}


def sentences(comparison: Comparison) -> Iterator[str]:
    """Yield what a reader should know first: what changes, what is better, and what to bear in mind."""
    if comparison.nothing_changes:
        yield "Nothing changes: the programmes are the same."
    else:
        against = {(each.programme, each.against): each for each in comparison.verdicts}
        found = stakes(comparison)
        for position, difference in enumerate(comparison.differences, 1):
            verdict = against[difference.programme, difference.against]
            stake = sentence(comparison, found, position)
            yield _told(difference)
            said = stake if stake and not verdict.is_short else verdict.sentence
            if said and (verdict.ranked or said == stake):
                yield said
        if len(comparison.programmes) > 2 and any(each.ranked for each in comparison.verdicts):
            yield _best(comparison)
    yield from comparison.notes


def _told(difference: Difference) -> str:
    numbers = counts(difference.changes)
    if not difference.changed:
        return f"{difference.programme}: every session is where it is in {difference.against}."
    said = (f"{number} {_SAID[change]}" for change, number in numbers.items() if number)
    return f"{difference.programme} against {difference.against}, sessions: {', '.join(said)}."


def _best(comparison: Comparison) -> str:
    left = comparison.undominated
    if len(left) == len(comparison.programmes):
        return "No programme is better than another or equal in everything: each has its merits."
    beaten = [label for label in comparison.labels if label not in left]
    verb = "has one" if len(beaten) == 1 else "have one each"
    return f"{', '.join(beaten)} {verb} that is better or equal in everything; left: {', '.join(left)}."


def verdicts_sheet(comparison: Comparison) -> Sheet:
    """Return in how many criteria each programme is better than each other one."""
    found = {(each.programme, each.against): each for each in comparison.verdicts}
    rows: list[Row] = []
    for one in comparison.labels:
        cells = [
            Cell(str(len(found[one, other].better)))
            if one != other and found[one, other].ranked
            else Cell("–")
            for other in comparison.labels
        ]
        rows.append(row(one, *cells))
    judged = next((each for each in comparison.verdicts if each.ranked), comparison.verdicts[0])
    number = len(judged.better) + len(judged.worse) + judged.equal
    return Sheet(
        "Better than",
        (Column("Programme"), *(Column(label, is_number=True) for label in comparison.labels)),
        tuple(rows),
        f"In how many of {counted(number, 'criterion', 'criteria')} the programme of the row is better "
        "than that of the column."
        + ("" if comparison.all_ranked else " Programmes of unlike conferences are not ranked."),
    )
