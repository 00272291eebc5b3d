"""The months before a conference: places, travel, and tasks."""

from collections.abc import Iterator

from scheduler.explanation.prohibitions import Case
from scheduler.explanation.remedies import Remedy, Violation, cured
from scheduler.explanation.rules.voice import Tally, Voice
from scheduler.instance import Instance, agenda_of, remade, tasks_by_session
from scheduler.phrases import say
from scheduler.wording import counted, listed, name


def _few(instance: Instance, session: str) -> str:
    fact = instance.session_by_id[session]
    tasks, items = instance.kind_by_id[fact.kind].tasks_at_most, agenda_of(instance, fact).at_most
    limits = [counted(tasks, "task")] if tasks is not None else []
    limits += [counted(items, "item")] if items is not None else []
    return say("{} takes {} at most", name(fact), listed(limits))


def _has_too_many(case: Case, _: str) -> str:
    instance = case.presolve.instance
    number = len(tasks_by_session(instance).get(case.session.id, ()))
    most = instance.kind_by_id[case.session.kind].tasks_at_most or 0
    return f"it deals with {counted(number, 'task')}, and its kind allows {most}"


def _more(violation: Violation) -> Iterator[Remedy]:
    """Allow as many tasks, and as many items, as there are."""
    instance, session = violation.instance, violation.instance.session_by_id[violation.item]
    kind, agenda = instance.kind_by_id[session.kind], agenda_of(instance, session)
    tasks = len(tasks_by_session(instance).get(session.id, ()))
    if kind.tasks_at_most is not None and tasks > kind.tasks_at_most:
        words = say("let each session of {} deal with {}", name(kind), counted(tasks, "task"))
        yield cured(violation, words, ("kinds", kind.id, "tasks_at_most"), tasks)
    items = len(violation.schedule.agenda_of(session.id))
    if agenda.at_most is not None and items > agenda.at_most:
        words = say("let {} take {}", session.title, counted(items, "item"))
        more = remade(agenda, at_most=items)
        yield cured(violation, words, ("sessions", session.id, "agenda"), more)


silence_too_long = Voice(
    field="at_most", tally=Tally(helps="another meeting, or a longer silence that is allowed")
)
external_event_clash = Voice(field="avoided_by")
external_event_unused = Voice(
    field="used_by", tally=Tally(helps="wider windows of what uses it, or more days around it")
)
too_many_items = Voice(
    says=_few,
    cure=_more,
    because=_has_too_many,
    helps="fewer tasks, or a higher `tasks_at_most` of its kind",
)
