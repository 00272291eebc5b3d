"""Sessions by what they carry."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from scheduler.instance.meetings import Role, Session


def tags_of(session: Session) -> Iterator[tuple[str, str]]:
    """Yield the fields of a selection, and the names in them, that find a session."""
    yield "sessions", session.id
    yield "kinds", session.kind
    if session.body is not None:
        yield "bodies", session.body
    yield from (("themes", theme) for theme in session.themes)


def attending(session: Session) -> Iterable[str]:
    """Yield who attends a session in any role but optional."""
    roles = (people for role, people in session.people.items() if role is not Role.OPTIONAL)
    return (person for people in roles for person in people)


def grouped(
    sessions: Iterable[Session], keys: Callable[[Session], Iterable[str]]
) -> Mapping[str, tuple[Session, ...]]:
    """Return the sessions of each key, in their order."""
    groups: dict[str, list[Session]] = {}
    for session in sessions:
        for key in keys(session):
            groups.setdefault(key, []).append(session)
    return {key: tuple(group) for key, group in groups.items()}
