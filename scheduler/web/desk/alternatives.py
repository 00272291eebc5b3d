"""All desks of one instance: each is opened once somebody asks for it, and all are compared."""

import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from scheduler.desk import Desk, LiveDesk, News, alternatives_of, begin_alternative, open_desk
from scheduler.errors import InputError
from scheduler.web.desk.answering import Answering
from scheduler.web.desk.comparing import comparison_answer, spoken
from scheduler.web.desk.facts import Row
from scheduler.web.desk.tools import Tools
from scheduler.web.desk.wishes import Asked, text_in


class Alternatives:
    """Answers what pages ask of one desk or of all of them; from several threads."""

    def __init__(self, first: LiveDesk, publish: Callable[[Row], None], tools: Tools) -> None:
        self._publish, self._tools = publish, tools
        self._lock = threading.Lock()
        self._open: dict[Path, Answering] = {}
        self._first = first.file.variant
        self._keep(first)

    @property
    def opened(self) -> tuple[Answering, ...]:
        """The desks that are open."""
        with self._lock:
            return tuple(self._open.values())

    def work_of(self, path: str, asked: Asked, *, may_write: bool) -> Callable[[], Row]:
        """Return the work that a request asks for, of the desk that it names or else of the first.

        Raises
        ------
        ValueError
            When there is nothing at this path.
        InputError
            When there is no such desk.
        PermissionError
            When it is not for those who only read.
        """
        if path == "alternatives":
            return self._listed
        if path == "compare":
            return partial(self._compare, asked)
        if path == "begin":
            if not may_write:
                raise PermissionError
            return partial(self._begin, asked)
        work = self._at(asked).work_of(path, asked, may_write=may_write)
        return work if path != "all" else lambda: work() | self._listed()

    def report(self, names: Sequence[str]) -> bytes:
        """Return the page for a committee: how a desk began, and some alternatives, that desk's own first.

        Raises
        ------
        InputError
            When there is no such alternative, or none is named.
        """
        lives = [self._at({"desk": name}).live for name in dict.fromkeys(names)]
        if not lives:
            raise InputError("report: name an alternative.")
        began = begun_of(lives[0].desk)
        desks = [("", began), *((name_of(each), each.desk) for each in lives)]
        return self._tools.report([(_heading(name), each) for name, each in desks]).encode()

    def page(self, name: str, path: str) -> bytes | None:
        """Return a file of the page that participants would see of an alternative, as last looked at."""
        return self._at({"desk": name}).releasing.page(path)

    def warm(self) -> None:
        """Open all desks, and work out what the next answers need."""
        self._opened(self._first).live.warm()
        for path in self._paths():
            with suppress(InputError):  # whoever asks for it is told
                _ = self._opened(path).live.desk.evaluation
        self._publish({"event": "alternatives"})

    def look(self) -> None:
        """Take up what other commands have done, and write what is behind."""
        for each in self.opened:
            with suppress(InputError):  # whoever moves next is told
                each.live.look()
                each.live.follow()

    def numbers(self) -> Mapping[str, str]:
        """Return the numbers of the states of all open desks, by name."""
        return {name_of(each.live): each.live.number for each in self.opened}

    def close(self) -> None:
        """End whatever goes on, and write what is behind."""
        for each in self.opened:
            each.close()
            with suppress(InputError):
                each.live.follow()

    def _paths(self) -> tuple[Path, ...]:
        return alternatives_of(self._open[self._first].live.file)

    def _keep(self, live: LiveDesk) -> Answering:
        name = name_of(live)

        def heard(news: News) -> None:
            self._publish(
                {"event": "step", "number": news.number, "said": news.said, "by": news.by}
                | {"desk": name}
            )

        live.listeners.append(heard)
        made = Answering(live, lambda row: self._publish(row | {"desk": name}), self._tools)
        self._open[live.file.variant] = made
        return made

    def _opened(self, path: Path) -> Answering:
        with self._lock:
            if path not in self._open:
                folder = self._open[self._first].live.file.programme.parent
                return self._keep(LiveDesk(open_desk(path, solutions=folder)))
            return self._open[path]

    def _at(self, asked: Asked, key: str = "desk") -> Answering:
        if key not in asked:
            return self._opened(self._first)
        name = text_in(asked, key)
        for path in (*self._open, *self._paths()):
            if path.name == name:
                return self._opened(path)
        raise InputError(f"{name}: there is no such alternative.")

    def _listed(self) -> Row:
        known = {each.live.file.variant: each.live.desk.evaluation for each in self.opened}
        rows = [
            [path.name, known[path].penalty, len(known[path].forbidden)]
            if path in known
            else [path.name, None, None]
            for path in self._paths()
        ]
        return {"alternatives": rows}

    def _begin(self, asked: Asked) -> Row:
        """Begin an alternative with all that is on a desk, and say what it is called."""
        made = LiveDesk(begin_alternative(self._at(asked).live.file, text_in(asked, "title")))
        with self._lock:
            self._keep(made)
        self._publish({"event": "alternatives"})
        return {"name": name_of(made)}

    def _compare(self, asked: Asked) -> Row:
        """Compare a desk with another one, or with how it began."""
        desk = self._at(asked).live
        if "with" in asked:
            other = self._at(asked, "with").live
            base = name_of(other), other.desk
        else:
            base = "", begun_of(desk.desk)
        return comparison_answer(base, (name_of(desk), desk.desk))


def name_of(live: LiveDesk) -> str:
    """Return how a page calls a desk: by the name of its variant file."""
    return live.file.variant.name


def _heading(name: str) -> str:
    """Return the name of a desk as a heading: ``Board on wednesday`` for ``board-on-wednesday.yaml``."""
    words = spoken(name).replace("-", " ")
    return words[:1].upper() + words[1:]


def begun_of(desk: Desk) -> Desk:
    """Return a desk as it was when nothing had been done on it."""
    return replace(desk, done=1)
