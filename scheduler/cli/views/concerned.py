"""What of a programme concerns a person, a delegation or a region: sessions, local hours, clashes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo

from rich.console import RenderableType
from rich.text import Text

from scheduler.catalogue import RULES
from scheduler.cli.inputs.arguments import one_named
from scheduler.cli.terminal.layout import Columns
from scheduler.cli.views.programme import Meeting
from scheduler.cli.views.solution_report import findings
from scheduler.evaluation import evaluate
from scheduler.findings import Judgement
from scheduler.instance import Instance, remote_of
from scheduler.schedule import Schedule
from scheduler.wording import name, one_line, when

_CLASHES = frozenset({"people", "audience"})
"""Families of rules of which every finding is about somebody who cannot be everywhere at once."""


@dataclass(frozen=True, slots=True)
class Who:
    """Whose programme is asked for; ids, at most one of each."""

    person: str | None = None
    delegation: str | None = None
    region: str | None = None

    @property
    def ids(self) -> frozenset[str]:
        """All of them."""
        return frozenset(filter(None, (self.person, self.delegation, self.region)))


def who_named(
    instance: Instance, person: str | None, delegation: str | None, region: str | None
) -> Who:
    """Return who is named, by id or title.

    Raises
    ------
    InputError
        When there is nobody of that name.
    """
    return Who(
        None if person is None else one_named("--person", person, instance.people),
        None if delegation is None else one_named("--delegation", delegation, instance.delegations),
        None if region is None else one_named("--region", region, instance.regions),
    )


@dataclass(frozen=True)
class Concerned:
    """A programme, and who looks at it."""

    instance: Instance
    schedule: Schedule
    who: Who

    @cached_property
    def sessions(self) -> frozenset[str]:
        """The sessions of all who are named; of everybody, if nobody is."""
        if not self.who.ids:
            return frozenset(each.id for each in self.instance.sessions)
        return frozenset((*self._of_person(), *self._of_delegation(), *self._of_region()))

    def _of_person(self) -> Iterator[str]:
        """Yield what a person has a role or a seat in."""
        person = self.who.person
        if person is not None:
            yield from (
                each.id
                for each in self.instance.sessions
                if any(person in group for group in each.people.values())
            )
            yield from self.schedule.seats_of(person)

    def _of_delegation(self) -> Iterator[str]:
        """Yield what a delegation must attend, or wishes to."""
        for each in self.instance.delegations:
            if each.id == self.who.delegation:
                asked = self.instance.selected(each.must, each.wishes)
                yield from (session.id for session in asked)

    def _of_region(self) -> Iterator[str]:
        """Yield what is followed from sites of a region, and what shows its success stories."""
        for session in self.instance.sessions:
            if self.who.region is not None and (
                self.who.region in session.showcases or [*self._sites(session.id)]
            ):
                yield session.id

    def _sites(self, session: str) -> Iterator[str]:
        """Yield the sites of the region from which a session is followed."""
        remote = remote_of(self.instance, self.instance.session_by_id[session])
        yield from (
            each for each in remote if self.instance.site_by_id[each].region == self.who.region
        )

    def clocks(self, session: str) -> Mapping[str, ZoneInfo]:
        """Return the clocks of those named who take part in a session from afar, by a name for them."""
        found = {site: self.instance.site_by_id[site].zone for site in self._sites(session)}
        person = self.instance.person_by_id.get(self.who.person or "")
        if person is not None and person.remote and person.zone is not None:
            found[one_line(name(person))] = person.zone
        return found

    @cached_property
    def conflicts(self) -> tuple[Judgement, ...]:
        """What is hard and broken, and who cannot be everywhere at once, as far as it concerns them."""
        found = evaluate(self.instance, self.schedule).judgements
        return tuple(
            each
            for each in found
            if (each.price is None or RULES[each.rule].family in _CLASHES)
            and (not self.who.ids or self._is_theirs(each))
        )

    def _is_theirs(self, judged: Judgement) -> bool:
        """Tell whether a finding is about those named, or about a session of theirs and nobody else."""
        of_others = RULES[judged.rule].item in ("person", "delegation", "audience", "region")
        if of_others:
            return judged.finding.item in self.who.ids
        return not self.sessions.isdisjoint(judged.finding.sessions)


def clocks_report(concerned: Concerned, shown: Sequence[Meeting]) -> Iterator[RenderableType]:
    """Yield a table of when sessions are on the clocks of those who follow them from afar."""
    table = Columns("session", "where", "on the clocks there")
    is_empty = True
    for meeting in shown:
        for place, zone in concerned.clocks(meeting.session.id).items():
            title = one_line(meeting.session.title)
            table.add(title, f"{place} ({zone.key})", when(meeting.starts, meeting.ends, zone))
            is_empty = False
    if not is_empty:
        yield Text("Local hours:", "bold")
        yield table


def conflicts_report(conflicts: tuple[Judgement, ...]) -> Iterator[RenderableType]:
    """Yield what clashes."""
    if not conflicts:
        yield Text("Nothing clashes.")
        return
    yield Text("What clashes:", "bold")
    yield findings(conflicts, None)
