"""What is at a path."""

from scheduler.publishing.feeds.addresses import FOLDER, PERSONAL
from scheduler.publishing.store.tokens import digest_of
from scheduler.web.asking import Asked, tongues_in
from scheduler.web.contents import Content
from scheduler.web.edition import FRONT, PICKED
from scheduler.web.watcher import Showing

_SUFFIX = ".ics"

Found = tuple[Content, str]
"""What is at a path, and the path as the log may show it."""


def found_at(showing: Showing, path: str, asked: Asked) -> Found | None:
    """Return what is at a path of what is shown; None if nothing."""
    if path in FRONT:
        return showing.edition.front(tongues_in(asked.tongues)), path
    public = showing.edition.public(path)
    if public is not None:
        return public, path
    match path.split("/"):
        case ["", top, language, folder, name] if (
            top == FOLDER and name.endswith(_SUFFIX) and language in showing.edition.languages
        ):
            return _own(showing, language, folder, name.removesuffix(_SUFFIX))
    return None


def is_personal(path: str) -> bool:
    """Tell whether a path is one at which there are personal calendars, whether or not there is one."""
    return path.split("/")[1:4:2] == [FOLDER, PERSONAL]


def _own(showing: Showing, language: str, folder: str, name: str) -> Found | None:
    if folder == PERSONAL:
        found, shown = _personal(showing, language, name), "{token}"
    elif folder == PICKED:
        found, shown = showing.edition.picked(name.split("+"), language), "{sessions}"
    else:
        return None
    return None if found is None else (found, f"/{FOLDER}/{language}/{folder}/{shown}{_SUFFIX}")


def _personal(showing: Showing, language: str, token: str) -> Content | None:
    """Return the calendar that a token opens.

    Tokens are looked for by their hashes. Whoever guesses cannot choose a hash, so how long that takes tells
    nothing of the tokens in force; and one that is revoked is as unknown as one that never was.
    """
    owner = showing.owners.get(digest_of(token))
    return None if owner is None else showing.edition.personal(owner, language)
