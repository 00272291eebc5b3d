"""Signs that a file writes as entities of HTML, in texts that are none: Questions &amp; answers."""

import html
import re
from dataclasses import replace

from scheduler.sources.programmes.records import Programme

_ENTITY = re.compile(r"&(?:[a-z]{2,8}|[a-z]+\d{1,2}|#\d{1,7}|#x[\da-f]{1,6});", re.IGNORECASE)
_MARK = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)


def plain_signs(text: str) -> str:
    """Return a text with signs in the place of entities; one with marks of HTML keeps them."""
    return html.unescape(text) if _ENTITY.search(text) and not _MARK.search(text) else text


def without_entities(programme: Programme) -> Programme:
    """Return a programme with signs in the place of entities, in all that is read by people."""
    events = tuple(
        replace(
            each,
            title=plain_signs(each.title),
            room=plain_signs(each.room),
            kind=plain_signs(each.kind),
            track=plain_signs(each.track),
            description=plain_signs(each.description),
        )
        for each in programme.events
    )
    return replace(
        programme,
        title=plain_signs(programme.title),
        events=events,
        people=tuple(replace(each, name=plain_signs(each.name)) for each in programme.people),
        places=tuple(replace(each, name=plain_signs(each.name)) for each in programme.places),
        tracks=tuple(map(plain_signs, programme.tracks)),
        breaks=tuple(replace(each, title=plain_signs(each.title)) for each in programme.breaks),
    )
