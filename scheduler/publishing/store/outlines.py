"""Releases without those who take part: all that is told of them once there are others."""

import json

_OF_ENTRIES = ("attendees", "delegations", "wishing")
_OF_CONFERENCE = ("people", "delegations")


def without_people(content: bytes) -> bytes:
    """Return a release as it is stored, without persons, delegations, and who attends what.

    With ten thousand participants, nearly all of a release is who attends what.
    """
    written = json.loads(content)
    written.pop("stamps", None)
    for row, fields in (
        *((entry, _OF_ENTRIES) for entry in written["entries"]),
        (written["conference"], _OF_CONFERENCE),
    ):
        for field in fields:
            row.pop(field, None)
    return json.dumps(written).encode()
