"""What was asked of a programme, as it can be typed once more, with more time or about something else."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.text import Text

from scheduler.cli.inputs.files import command, solution_path
from scheduler.cli.views.solution_report import mended
from scheduler.findings import Evaluation
from scheduler.instance import Instance
from scheduler.solution import Solution, Status

_LONGER, _LEAST = 6, 60
"""By how much more time is proposed than was too little, and the seconds that are proposed at least."""


def with_more_time(limit: float) -> tuple[str, str]:
    """Return the option that gives a search more time than was too little, in seconds."""
    return "--time-limit", f"{max(_LEAST, _LONGER * limit):g}"


@dataclass(frozen=True, slots=True)
class Question:
    """A question about a programme that takes a search, and what of it can be typed next."""

    instance: Path
    solution: Path | None
    """The file of the programme, if it was named."""
    options: tuple[str, ...]
    """What was asked, without the time that there was for it."""
    limit: float
    """Seconds that there were."""

    @property
    def longer(self) -> str:
        """The command that asks the same with more time."""
        return self._explain(*self.options, *with_more_time(self.limit))

    def about(self, session: str) -> str:
        """Return the command that asks where else a session could be."""
        return self._explain("--session", session)

    def _explain(self, *options: str) -> str:
        solution = () if self.solution is None else (self.solution,)
        return command("explain", self.instance, *solution, *options)

    def ways_on(self, instance: Instance, found: Solution, programme: Evaluation) -> Iterator[Text]:
        """Yield what to type next where a search for another programme than this one has found none."""
        if found.schedule is not None:
            return
        why = command("explain", self.instance, "--search")
        if found.status is Status.INFEASIBLE:
            yield Text(f"Which rules collide, and what would help: {why}")
            return
        yield Text(f"Give it more time: {self.longer}")
        yield Text(f"or search for what stands in the way: {why}")
        if programme.forbidden:
            yield mended(self.instance, solution_path(instance, self.solution))

    def ways_to_place(self, found: Solution, session: str) -> Iterator[Text]:
        """Yield what to type next where no programme with a session in another place was found."""
        if found.schedule is None:
            if found.status is not Status.INFEASIBLE:
                yield Text(f"Give it more time: {self.longer}")
            yield Text(f"Other places for it: {self.about(session)}")
