"""Requests of a desk's page."""

from collections.abc import Callable, Mapping
from functools import cached_property, partial

from scheduler.desk import DeskState, LiveDesk, Outcome, Worker, why_here
from scheduler.errors import InputError, InstanceError
from scheduler.phrases import say
from scheduler.solutions import stored_at
from scheduler.sources import fingerprint
from scheduler.web.desk.answers import (
    begun_of,
    here_answer,
    prices_answer,
    state_of,
    weighed_answer,
    why_answer,
)
from scheduler.web.desk.facts import Row, facts_of
from scheduler.web.desk.releasing import Releasing
from scheduler.web.desk.requests import Asked, change_of, move_of, number_in, text_in
from scheduler.web.desk.searches import NEAR, OLD, ProvedBounds, Searches
from scheduler.web.desk.tools import Tools

Answer = Callable[[Asked], Row]


class Answering:
    """Answers requests about one desk, from several threads."""

    def __init__(
        self,
        live: LiveDesk,
        publish: Callable[[Row], None],
        tools: Tools,
        bounds: ProvedBounds,
        worker: Worker,
    ) -> None:
        self.live, self._publish = live, publish
        self._outdated = ""
        """Message that the instance has changed, as last sent to pages."""
        self.releasing = Releasing(live, tools)
        self._answers: Mapping[str, Answer] = {
            "state": self._state,
            "prices": self._prices,
            "why": self._why,
            "here": self._here,
            "weigh": self._weigh,
            "preview": self.releasing.preview,
            "publish": self.releasing.publish,
            "do": self._do,
            "undo": partial(self._turn, back=True),
            "redo": partial(self._turn, back=False),
            "room": self._room,
            "solve": self._solve,
            "stop": self._stop,
            "collide": self._collide,
            "take": self._take,
        }
        self._searches = Searches(live, publish, bounds, worker)

    def answer(self, question: str, asked: Asked) -> Row:
        """Answer a request.

        Raises
        ------
        InputError
            When the request is unknown.
        """
        if question not in self._answers:
            raise InputError(say("Unknown request."))
        return self._answers[question](asked)

    def look(self) -> None:
        """Load changes by other commands and write pending files."""
        outdated = self.live.outdated
        if outdated != self._outdated:
            self._outdated = outdated
            self._publish({"event": "outdated"})
        self.live.look()
        self.live.follow()

    def close(self) -> None:
        """Stop all searches."""
        self._searches.close()

    def all(self, *, may_write: bool) -> Row:
        """Return what a page loads first: facts, state and write access."""
        number, desk = self.live.state
        own = {"variant": self.live.file.variant.name, "near": NEAR, "began": self._began}
        facts = facts_of(desk.instance) | own
        state = state_of(desk, number) | {"outdated": self.live.outdated}
        return {"facts": facts, "state": state, "may_write": may_write}

    @cached_property
    def _began(self) -> tuple[int, int | None]:
        """Penalty before the first change, and the lower bound that is stored with that programme."""
        file = self.live.file
        begun = begun_of(file.desk)
        stored = stored_at(file.programme.with_name(f"{begun.base.name}.json"))
        is_known = stored is not None and stored.fingerprint == fingerprint(begun.base)
        return begun.evaluation.penalty, stored.bound if stored and is_known else None

    def _state(self, _asked: Asked) -> Row:
        number, desk = self.live.state
        return state_of(desk, number) | {"outdated": self.live.outdated}

    def _prices(self, asked: Asked) -> Row:
        number, desk, prices = self.live.prices(text_in(asked, "session"))
        return prices_answer(desk, number, prices)

    def _why(self, asked: Asked) -> Row:
        try:
            outcome = move_of(self.live.desk, asked)
        except InstanceError as error:  # its own facts leave no way to be there
            return {"sentence": str(error), "impossible": True, "forbidden": 1, "penalty": 0}
        return why_answer(outcome)

    def _here(self, asked: Asked) -> Row:
        _, desk, prices = self.live.prices(text_in(asked, "session"))
        return here_answer(why_here(desk, prices))

    def _weigh(self, asked: Asked) -> Row:
        number, desk = self.live.state
        return weighed_answer(self._change(asked)(desk)) | {"number": number}

    def _change(self, asked: Asked) -> Callable[[DeskState], Outcome]:
        if asked.get("do") == "way":
            return self._searches.way(text_in(asked, "key"), found=asked.get("found") is True)
        return change_of(asked)

    def _do(self, asked: Asked) -> Row:
        return self._granted(text_in(asked, "number"), self._change(asked), asked)

    def _granted(self, number: str, change: Callable[[DeskState], Outcome], asked: Asked) -> Row:
        outcome = self.live.grant(number, change, _by(asked))
        return self._state(asked) | {"said": outcome.step.said, "difference": outcome.difference}

    def _turn(self, asked: Asked, *, back: bool) -> Row:
        said = self.live.turn(text_in(asked, "number"), _by(asked), back=back)
        return self._state(asked) | {"said": said}

    def _room(self, asked: Asked) -> Row:
        number, outcome = self._previewed(asked)
        self._searches.room(number, outcome, longer=asked.get("longer") is True)
        return {}

    def _previewed(self, asked: Asked) -> tuple[str, Outcome]:
        number, desk = self.live.state
        return number, self._change({"do": "move", **asked})(desk)

    def _solve(self, asked: Asked) -> Row:
        self._searches.beside(number_in(asked, "near", 0, len(NEAR)))
        return {}

    def _collide(self, asked: Asked) -> Row:
        change = asked.get("change")
        found = self._previewed(change) if isinstance(change, dict) else None
        self._searches.collide(longer=asked.get("longer") is True, change=found)
        return {}

    def _stop(self, asked: Asked) -> Row:
        kind = asked.get("kind")
        self._searches.stop(kind if kind in ("room", "collide") else "solve")
        return {}

    def _take(self, asked: Asked) -> Row:
        only = number_in(asked, "only") if "only" in asked else None
        number, change = self._searches.taken(text_in(asked, "key"), only)
        if number != text_in(asked, "number"):
            raise InputError(OLD)
        return self._granted(number, change, asked)


def _by(asked: Asked) -> str:
    return text_in(asked, "by") if "by" in asked else ""
