"""All desks of one instance, opened on first use, and the comparison of two of them."""

import gc
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple

from scheduler.comparison import Comparison, compare, labelled
from scheduler.comparison.changes import place_of
from scheduler.comparison.figures import UNKNOWN_BRIEF, costliest_first
from scheduler.comparison.summary import sentences
from scheduler.desk import (
    DeskEvent,
    DeskFile,
    DeskState,
    LiveDesk,
    Worker,
    alternatives_of,
    begin_alternative,
    changes_of,
    delete_alternative,
    deleted_alternatives,
    open_desk,
    restore_alternative,
    title_of,
)
from scheduler.errors import InputError
from scheduler.phrases import Capital, phrase_of, say
from scheduler.translations import SOURCE, in_language
from scheduler.web.desk.answering import Answer, Answering
from scheduler.web.desk.answers import begun_of
from scheduler.web.desk.facts import Row
from scheduler.web.desk.requests import Asked, text_in
from scheduler.web.desk.searches import ProvedBounds
from scheduler.web.desk.tools import NamedDesk, Tools, programme_of

FOR_ALL = frozenset({"all", "alternatives", "compare", "state"})
"""Requests that are allowed with the read-only address."""


class Alternatives:
    """Answers requests about one desk or all of them, from several threads."""

    def __init__(self, first: LiveDesk, publish: Callable[[Row], None], tools: Tools) -> None:
        self._publish, self._tools = publish, tools
        self._lock, self._bounds, self._worker = threading.Lock(), ProvedBounds(), Worker()
        self._changing = threading.RLock()
        """Held while files of desks are created or deleted."""
        self._over = threading.Event()
        """Set when the desks are closed."""
        self._open: dict[Path, Answering] = {}
        self._first = first.file.variant
        self._answers: Mapping[str, Answer] = {
            "alternatives": self._listed,
            "compare": self._compare,
            "begin": partial(self._change, self._begin),
            "rename": partial(self._change, self._rename),
            "delete": partial(self._change, self._delete),
            "restore": partial(self._change, self._restore),
        }
        self._keep(first)

    @property
    def opened(self) -> tuple[Answering, ...]:
        """All open desks."""
        with self._lock:
            return tuple(self._open.values())

    def answer(self, question: str, asked: Asked, *, may_write: bool) -> Row:
        """Answer a request about all desks, a named one, or else the first one.

        Raises
        ------
        InputError
            When the request or the desk is unknown.
        PermissionError
            When the read-only address does not allow it.
        """
        if not may_write and question not in FOR_ALL:
            raise PermissionError
        if question == "all":
            return self._at(asked).all(may_write=may_write) | self._listed(asked)
        if question in self._answers:
            return self._answers[question](asked)
        return self._at(asked).answer(question, asked)

    def report(self, names: Sequence[str], language: str = SOURCE) -> bytes:
        """Return the report for a committee: the start and some alternatives.

        Raises
        ------
        InputError
            When there is no such alternative, or none is named.
        """
        lives = [self._at({"desk": name}).live for name in dict.fromkeys(names)]
        if not lives:
            raise InputError("report: choose at least one alternative.")
        began = begun_of(lives[0].desk)
        desks = [
            (in_language(Capital(BEGAN), language), began),
            *((labelled_of(each.file).title, each.desk) for each in lives),
        ]
        titles = labelled([title for title, _ in desks])
        named = [
            NamedDesk(programme_of(title, each), each, self._bounds.of(each))
            for title, (_, each) in zip(titles, desks, strict=True)
        ]
        return self._tools.report(named, language).encode()

    def page(self, name: str, path: str) -> bytes | None:
        """Return a file of the last preview of the participants' page."""
        return self._at({"desk": name}).releasing.page(path)

    def warm(self) -> None:
        """Open all desks and compute what the next answers need."""
        self._opened(self._first).live.warm(self._over.is_set)
        for path in self._paths():
            with suppress(InputError):  # whoever asks for it is told
                _ = self._opened(path).live.desk.evaluation
        gc.collect()
        gc.freeze()  # it stays: to look through it all for garbage, time and again, held up drops
        self._publish({"event": "alternatives"})

    def look(self) -> None:
        """Load changes by other commands and write pending files."""
        for each in self.opened:
            with self._changing:
                file = each.live.file
                if each in self.opened and file.content is not None and not file.history.exists():
                    self._forget(each)
                    self._publish({"event": "gone", "desk": name_of(each.live)})
                elif each in self.opened:
                    with suppress(InputError):  # whoever moves next is told
                        each.look()

    def numbers(self) -> Mapping[str, str]:
        """Return the numbers of the states of all open desks, by name."""
        return {name_of(each.live): each.live.number for each in self.opened}

    def outdated(self) -> Sequence[str]:
        """Return the names of all open desks whose instance has changed since it was read."""
        return [name_of(each.live) for each in self.opened if each.live.outdated]

    def close(self) -> None:
        """Stop all searches and write pending files."""
        self._over.set()
        for each in self.opened:
            each.close()
            with suppress(InputError):
                each.live.follow()
        self._worker.close()

    def _paths(self) -> tuple[Path, ...]:
        return alternatives_of(self._open[self._first].live.file)

    def _keep(self, live: LiveDesk) -> Answering:
        name = name_of(live)

        def heard(news: DeskEvent) -> None:
            self._publish(
                {"event": "step", "number": news.number, "said": news.said, "by": news.by}
                | {"desk": name}
            )

        live.listeners.append(heard)
        made = Answering(
            live,
            lambda row: self._publish(row | {"desk": name}),
            self._tools,
            self._bounds,
            self._worker,
        )
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
        raise GoneError(say("{}: no such alternative.", name))

    def _listed(self, _asked: Asked) -> Row:
        known = {each.live.file.variant: each.live.desk.evaluation for each in self.opened}
        rows = []
        for path in self._paths():
            found = known.get(path)
            sums = [None, None] if found is None else [found.penalty, len(found.forbidden)]
            rows.append([path.name, *sums, title_of(path)])
        deleted = deleted_alternatives(self._open[self._first].live.file)
        return {"alternatives": rows, "deleted": [[each.name, title_of(each)] for each in deleted]}

    def _change(self, change: Answer, asked: Asked) -> Row:
        with self._changing:
            return change(asked)

    def _begin(self, asked: Asked) -> Row:
        return self._added(begin_alternative(self._at(asked).live.file, text_in(asked, "title")))

    def _added(self, file: DeskFile) -> Row:
        made = LiveDesk(file)
        with self._lock:
            self._keep(made)
        self._publish({"event": "alternatives"})
        return {"name": name_of(made)}

    def _rename(self, asked: Asked) -> Row:
        live = self._at(asked).live
        live.retitle(text_in(asked, "title"), asked.get("by", ""))
        return {"name": name_of(live)}

    def _delete(self, asked: Asked) -> Row:
        """Delete a desk and return the name to restore it by."""
        before = self._at(asked)
        if len(self._paths()) < 2:
            raise InputError(say("This is the only alternative. Create another one first."))
        before.close()
        before.live.look()
        before.live.follow()
        aside = delete_alternative(before.live.file)
        self._forget(before)
        gone = {"event": "gone", "desk": name_of(before.live), "aside": aside.name}
        self._publish(gone | {"by": asked.get("by", "")})
        return {"aside": aside.name, "name": self._first.name}

    def _restore(self, asked: Asked) -> Row:
        file, name = self._open[self._first].live.file, text_in(asked, "aside")
        for path in deleted_alternatives(file):
            if path.name == name:
                return self._added(restore_alternative(path, file.programme.parent))
        raise InputError(say("{}: not a deleted alternative.", name))

    def _forget(self, gone: Answering) -> None:
        """Forget a desk whose files are gone; choose another first one if necessary."""
        gone.close()
        variant = gone.live.file.variant
        if variant == self._first:
            others = (path for path in self._paths() if path != variant)
            self._first = next(others, variant)
            if self._first != variant:
                self._opened(self._first)
        with self._lock:
            if variant != self._first and self._open.get(variant) is gone:
                del self._open[variant]

    def _compare(self, asked: Asked) -> Row:
        """Compare a desk with another one or with its start."""
        desk = self._at(asked).live
        own = labelled_of(desk.file)
        if "with" in asked:
            other = self._at(asked, "with").live
            return comparison_answer((labelled_of(other.file), other.desk), (own, desk.desk))
        return comparison_answer((Label("", BEGAN), begun_of(desk.desk)), (own, desk.desk))


class GoneError(InputError):
    """The requested alternative no longer exists."""


def name_of(live: LiveDesk) -> str:
    """Return the name of a desk on pages: that of its variant file."""
    return live.file.variant.name


BEGAN = say("the start")
"""Name of the programme at the start of a desk."""
MOST = 40
"""Most affected participants that are listed."""


class Label(NamedTuple):
    """Names of a desk."""

    name: str
    """Name of its variant file; nothing: it is as it began."""
    title: str
    """Name for people."""


def comparison_answer(base: tuple[Label, DeskState], other: tuple[Label, DeskState]) -> Row:
    """Return the differences between two programmes."""
    titles = labelled([base[0].title, other[0].title])
    pair = [
        programme_of(title, desk) for title, (_, desk) in zip(titles, (base, other), strict=True)
    ]
    found = compare(pair)
    (difference,) = found.differences
    return {
        "labels": [base[0].name, other[0].name],
        "totals": [[each.evaluation.penalty, len(each.evaluation.forbidden)] for each in pair],
        # What hands have done is no chance of a search
        "sentences": [each for each in sentences(found, in_brief=True) if each != UNKNOWN_BRIEF],
        "facts": [*_facts(base[1], other[1])],
        "rules": [*_rules(found)],
        "figures": [*_figures(found)],
        "sessions": [
            [
                *(each.session, each.title, each.change.words),
                *(place_of(pair[0], each.before), place_of(pair[1], each.after)),
            ]
            for each in difference.changed
        ],
        "affected": [
            [each.group.value, each.title, len(each.sessions), len(each.rooms)]
            for each in difference.affected[:MOST]
        ],
        "more": max(0, len(difference.affected) - MOST),
    }


def labelled_of(file: DeskFile) -> Label:
    """Return the names of a desk: its title, or ``forum`` for ``forum.desk.yaml``."""
    name = file.variant.name
    return Label(name, file.title or name.removesuffix(".yaml").removesuffix(".desk"))


def _facts(base: DeskState, other: DeskState) -> Iterator[list[object]]:
    """Yield the changes besides slots that only one of two desks has, and which."""
    both = changes_of(base), changes_of(other)
    for each in dict.fromkeys((*both[0], *both[1])):
        where = [each in said for said in both]
        if not all(where):
            yield [each, *where]


def _rules(found: Comparison) -> Iterator[list[object]]:
    """Yield amount, penalty and hard findings in both programmes, for each rule with findings."""
    broken = [
        Counter(judged.rule for judged in each.evaluation.forbidden) for each in found.programmes
    ]
    for each in costliest_first(found.rules):
        if each.says_something:
            pairs = zip(each.totals, broken, strict=True)
            totals = [[one.amount, one.penalty, hard[each.rule.id]] for one, hard in pairs]
            yield [each.rule.id, say(each.rule.unit), totals]


def _figures(found: Comparison) -> Iterator[list[object]]:
    for each in found.indicators:
        if len(set(each.values)) > 1:
            figure = each.indicator
            yield [
                phrase_of(figure.title),
                phrase_of(figure.unit),
                figure.better.value,
                [*each.values],
            ]
