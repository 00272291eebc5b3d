"""The roster of a solution file, read with every fault named."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from scheduler.instance import Counts, Instance, nearest, sentence
from scheduler.schedule import Duty
from scheduler.sources.nodes import Complaint, Node, Path, brief, line_of, place


def read_roster(
    root: Node, instance: Instance, *, strict: bool
) -> tuple[Sequence[Duty], Sequence[Complaint]]:
    """Return the duties that a solution file gives, and what is wrong with them.

    Not strict, pools that the instance no longer has, or whose work is no longer counted by half-days, are
    left out.
    """
    reading = _Reading(root, instance, strict)
    rows = root.child("roster")
    if rows is None:
        return (), ()
    if not isinstance(rows.value, list):
        reading.complain((), brief(rows), "a list of teams with their half-days")
        return (), reading.complaints
    duties = [duty for number, row in enumerate(rows.value) for duty in reading.team(number, row)]
    return duties, reading.complaints


class _Reading:
    """What was wrong so far."""

    def __init__(self, root: Node, instance: Instance, strict: bool) -> None:  # noqa: FBT001
        self._root, self._instance, self._strict = root, instance, strict
        self.complaints: list[Complaint] = []

    def complain(self, path: Path, *words: str) -> None:
        """Note what is wrong at a path below the roster."""
        whole = ("roster", *path)
        said = sentence(place(self._root, whole), *words)
        self.complaints.append(Complaint(line_of(self._root, whole), said))

    def team(self, number: int, row: Node) -> Iterator[Duty]:
        """Yield the duties of a team."""
        if not isinstance(row.value, dict):
            self.complain((number,), brief(row), "a mapping with pool, team, half_days")
            return
        pool, team = self._pool(number, row), self._number(number, row)
        half_days = row.child("half_days")
        if half_days is None or not isinstance(half_days.value, list):
            found = "no `half_days`" if half_days is None else brief(half_days)
            self.complain((number, "half_days"), found, "a list of half-days with start, sessions")
            return
        for position, each in enumerate(half_days.value):
            duty = self._duty((number, "half_days", position), each, pool, team)
            if duty is not None:
                yield duty

    def _pool(self, number: int, row: Node) -> str | None:
        """Return a pool that works in half-days; None if there is no such pool."""
        node = row.child("pool")
        pools = self._instance.interpretation
        known = {pool.id for pool in pools if pool.counts is Counts.HALF_DAYS}
        text = node.value if node is not None and isinstance(node.value, str) else ""
        if text in known:
            return text
        if self._strict or not text:
            found = "no `pool`" if node is None else brief(node)
            expected = "the id of an interpretation pool that counts half-days"
            self.complain((number, "pool"), found, expected, nearest(text, known))
        return None

    def _number(self, number: int, row: Node) -> int:
        node = row.child("team")
        value = None if node is None else node.value
        if isinstance(value, int) and not isinstance(value, bool) and value > 0:
            return value
        found = "no `team`" if node is None else brief(node)
        self.complain((number, "team"), found, "the number of a team, from 1 on")
        return 1

    def _duty(self, path: Path, row: Node, pool: str | None, team: int) -> Duty | None:
        if not isinstance(row.value, dict):
            self.complain(path, brief(row), "a mapping with start, band, sessions")
            return None
        start, sessions = self._start(path, row), self._sessions(path, row)
        return None if start is None or pool is None else Duty(pool, team, start, sessions)

    def _start(self, path: Path, row: Node) -> datetime | None:
        node = row.child("start")
        found = "no `start`" if node is None else brief(node)
        try:
            text = node.value if node is not None and isinstance(node.value, str) else ""
            instant = datetime.fromisoformat(text)
            if instant.tzinfo is not None:
                return instant.astimezone(UTC)
        except (ValueError, OverflowError):
            pass
        expected = "a time with the venue's offset, such as 2021-11-08T09:30:00+03:00"
        self.complain((*path, "start"), found, expected)
        return None

    def _sessions(self, path: Path, row: Node) -> tuple[str, ...]:
        node = row.child("sessions")
        rows = node.value if node is not None and isinstance(node.value, list) else None
        if rows is None:
            found = "no `sessions`" if node is None else brief(node)
            self.complain((*path, "sessions"), found, "a list of sessions")
            return ()
        known, found_ = self._instance.session_by_id, list[str]()
        for position, each in enumerate(rows):
            text = each.value if isinstance(each.value, str) else ""
            if text in known:
                found_.append(text)
            elif self._strict or not text:
                hint = nearest(text, known)
                expected = "the id of a session of the instance"
                self.complain((*path, "sessions", position), brief(each), expected, hint)
        return tuple(found_)
