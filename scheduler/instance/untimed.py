"""Items of the programme without a time: what is published, and not delivered."""

from scheduler.instance.addresses import Address
from scheduler.instance.frozen import Frozen, Identifier, Title


class Posted(Frozen):
    """Where something is published."""

    address: Address | None = None
    """Where on the web."""
    document: Title | None = None
    """Its number among the documents of the conference."""


class Untimed(Frozen):
    """Something that belongs to the programme and has no time: a statement published on the web, say.

    Everybody may know of it. It is in no feed, and no rule asks for it.
    """

    id: Identifier
    """Stable name, which no session has either."""
    title: Title
    """Name for people."""
    kind: Identifier | None = None
    """Kind."""
    body: Identifier | None = None
    """Body to which it is addressed."""
    themes: tuple[Identifier, ...] = ()
    """Themes it belongs to."""
    summary: Title | None = None
    """What it says."""
    published: Posted = Posted()
    """Where it is published."""
