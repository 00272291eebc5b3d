"""Validated values of a request."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from scheduler.errors import InputError
from scheduler.instance import DAY, FIRST_DATE, LAST_DATE
from scheduler.phrases import say

Asked = Mapping[str, Any]
"""The JSON object of a request."""

LARGEST = 65_536
"""Most bytes of a request."""
LONGEST = 200
"""Most characters of a text, unless given."""
MOST = 2**40
"""Largest accepted number."""
_MINUTE = timedelta(minutes=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def asked_in(body: bytes) -> Asked:
    """Return the request of a page.

    Values that could not be written to a file later, such as incomplete characters or NaN, are refused.

    Raises
    ------
    InputError
        When it is no object of JSON, or not such a one.
    """
    try:
        found = json.loads(body)
        json.dumps(found, ensure_ascii=False, allow_nan=False).encode()
    except UnicodeEncodeError as error:
        raise InputError(say("Invalid request: found an incomplete character.")) from error
    except (ValueError, RecursionError) as error:
        raise InputError(_NO_JSON) from error
    if not isinstance(found, dict):
        raise InputError(_NO_JSON)
    return found


_NO_JSON = say("Invalid request: expected a JSON object.")


def text_in(asked: Asked, key: str) -> str:
    """Return a text that a page has sent.

    Raises
    ------
    InputError
        When it has sent none.
    """
    found = asked.get(key)
    if not isinstance(found, str) or not 0 < len(found) <= LONGEST:
        raise InputError(say("{}: expected a text of 1 to {} characters.", key, LONGEST))
    return found


def words_in(asked: Asked, key: str, longest: int) -> str:
    """Return a text that may be empty; nothing, if none was sent.

    Raises
    ------
    InputError
        When it is no text, or too long.
    """
    found = asked.get(key, "")
    if not isinstance(found, str) or len(found) > longest:
        raise InputError(say("{}: expected a text of at most {} characters.", key, longest))
    return found


def number_in(asked: Asked, key: str, least: int = -MOST, most: int = MOST) -> int:
    """Return a whole number that a page has sent.

    Raises
    ------
    InputError
        When it has sent none, or one that is too small or too large.
    """
    found = asked.get(key)
    if not isinstance(found, int) or isinstance(found, bool):
        raise InputError(say("{}: expected a whole number.", key))
    if not least <= found <= most:
        raise InputError(say("{}: expected a whole number from {:,} to {:,}.", key, least, most))
    return found


def instant_in(asked: Asked, key: str) -> datetime:
    """Return the instant that a page means by minutes since 1970.

    Raises
    ------
    InputError
        When it has sent none, or one at which there is no conference.
    """
    last = (LAST_DATE - FIRST_DATE + DAY) // _MINUTE
    return _EPOCH + number_in(asked, key, 0, last) * _MINUTE


def day_in(asked: Asked, key: str) -> date:
    """Return a date that a page has sent.

    Raises
    ------
    InputError
        When it has sent none, or one on which there is no conference.
    """
    try:
        found = date.fromisoformat(text_in(asked, key))
    except ValueError as error:
        raise InputError(say("{}: expected a date such as 2021-11-09.", key)) from error
    if not FIRST_DATE <= found <= LAST_DATE:
        raise InputError(
            say(
                "{}: expected a date from {} to {}.",
                *(key, FIRST_DATE.isoformat(), LAST_DATE.isoformat()),
            )
        )
    return found


def hours_in(asked: Asked) -> tuple[date, timedelta, timedelta]:
    """Return a day that a page has sent, and hours of it.

    Raises
    ------
    InputError
        When it has sent none.
    """
    since, until = (number_in(asked, key) * _MINUTE for key in ("from", "to"))
    if not timedelta() <= since < until <= DAY:
        raise InputError(say("from, to: expected two times of one day, the earlier one first."))
    return day_in(asked, "day"), since, until
