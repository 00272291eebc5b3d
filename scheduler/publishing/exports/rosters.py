"""The roster: which team of interpreters serves which sessions, team by team, as CSV."""

from scheduler.publishing.exports.lists import table_of, values_of
from scheduler.publishing.exports.programmes import Programme

FIELDS = ("day", "start", "end", "title", "room", "building", "languages", "session")


def roster_of(programme: Programme) -> bytes:
    """Return a record for each session that a team serves, by team, then by time, under its headings."""
    words = programme.words
    head = [words.team, *(words.columns[field] for field in FIELDS)]
    teams = sorted({team for row in programme.held for team in row.teams}, key=_in_order)
    records = (
        (team, *values_of(row, FIELDS, words))
        for team in teams
        for row in programme.held
        if team in row.teams
    )
    return table_of([head, *records])


def _in_order(name: str) -> tuple[str, int]:
    """Return what puts team 10 after team 9."""
    pool, _, number = name.rpartition(" ")
    return (pool, int(number)) if number.isdecimal() else (name, 0)
