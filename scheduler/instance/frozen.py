"""What every fact has in common: frozen, strict, no unknown keys."""

import re
from collections.abc import Mapping
from datetime import timedelta
from functools import cached_property
from typing import Annotated, Any, TypeVar
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    PlainSerializer,
    StringConstraints,
    Tag,
    WithJsonSchema,
)

LANGUAGE = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$"

Language = Annotated[
    str,
    StringConstraints(pattern=LANGUAGE),
    WithJsonSchema({"type": "string", "examples": ["en"]}),
]
"""A language tag, such as ``en`` or ``fr``."""


LONGEST = timedelta(days=7)
"""No duration, gap or buffer of a conference is longer than a week."""


class Frozen(BaseModel):
    """A fact: validated once, at the door, and never changed afterwards."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        validate_by_name=True,
        validate_by_alias=True,
        use_attribute_docstrings=True,
        serialize_by_alias=True,
    )


Fact = TypeVar("Fact", bound=Frozen)


def remade(fact: Fact, **fields: Any) -> Fact:
    """Return a fact with some fields changed, validated anew.

    Raises
    ------
    ValidationError
        When it cannot be so; it is a ``ValueError``.
    """
    kind = type(fact)
    values = {name: getattr(fact, name) for name in kind.model_fields}
    return kind(**{**values, **fields})


def is_empty(value: object) -> bool:
    """Return whether a field is empty, so that files and fingerprints omit it."""
    return not value


def is_unsaid(value: object) -> bool:
    """Return whether a field is not given, so that files and fingerprints omit it."""
    return value is None


Identifier = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=64)
]
"""A stable name in files: letters, digits, dot, hyphen and underscore."""


def _is_list(value: object) -> str:
    return "several" if isinstance(value, list | tuple) else "one"


def _settled(names: str | tuple[str, ...]) -> str | tuple[str, ...]:
    if isinstance(names, str):
        return names
    if len(set(names)) < len(names):
        raise ValueError("expected each name once")
    return names if len(names) > 1 else names[0]


OneOrMore = Annotated[
    Annotated[Identifier, Tag("one")]
    | Annotated[tuple[Identifier, ...], Field(min_length=1), Tag("several")],
    Discriminator(_is_list),
    AfterValidator(_settled),
]
"""A name, or a list of several."""


def each_of(names: str | tuple[str, ...] | None) -> tuple[str, ...]:
    """Return the names of a field that holds one, several or none."""
    if names is None:
        return ()
    return (names,) if isinstance(names, str) else names


Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=10_000)]
"""A name for people, in any script."""

ShortTitle = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=24)]
"""A name for people where there is little room."""


class Identified(Frozen):
    """A row with an id."""

    id: Identifier
    """Stable name, unique in its table."""


R = TypeVar("R")
ById = cached_property[Mapping[str, R]]


def by_id(table: str) -> ById[Any]:
    """Return a property of an instance: the rows of a table by id."""
    return cached_property(lambda instance: {row.id: row for row in getattr(instance, table)})


class TableRow(Identified):
    """A row with an id, and perhaps a name for people."""

    title: Title | None = None
    """Name for people."""


def from_minutes(value: Any) -> timedelta:
    """Turn whole minutes into a duration; leave a duration as it is."""
    if isinstance(value, timedelta):
        minutes, rest = divmod(value, timedelta(minutes=1))
        if rest:
            raise ValueError("expected whole minutes")
    elif isinstance(value, int) and not isinstance(value, bool):
        minutes = value
    else:
        raise ValueError("expected a whole number of minutes")
    if not 0 <= minutes <= LONGEST // timedelta(minutes=1):
        raise ValueError("expected minutes from 0 to 10080 (a week)")
    return timedelta(minutes=minutes)


def minutes_of(duration: timedelta) -> int:
    """Return the whole minutes of a duration, rounded down."""
    return duration // timedelta(minutes=1)


Minutes = Annotated[
    timedelta,
    BeforeValidator(from_minutes),
    PlainSerializer(minutes_of, return_type=int),
    WithJsonSchema({"type": "integer", "minimum": 0, "maximum": 10080}),
]
"""A duration written as whole minutes, zero or more."""

PositiveMinutes = Annotated[
    timedelta,
    BeforeValidator(from_minutes),
    Field(gt=timedelta()),
    PlainSerializer(minutes_of, return_type=int),
    WithJsonSchema({"type": "integer", "minimum": 1, "maximum": 10080}),
]
"""A duration written as whole minutes, one or more."""


LONGEST_ADDRESS = 2000
"""Characters of an address at most; longer ones are cut by some calendars."""

_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?", re.ASCII | re.IGNORECASE)
_HERE = frozenset({"localhost", "127.0.0.1"})
_MAIL = re.compile(
    r"[A-Za-z0-9][A-Za-z0-9._+-]*@[A-Za-z0-9][A-Za-z0-9-]*(\.[A-Za-z0-9-]+)+", re.ASCII
)


def _address(value: Any) -> str:
    if isinstance(value, str) and _is_address(value):
        return value
    raise ValueError("expected an address such as https://agenda.example.org/live")


def _is_address(text: str) -> bool:
    if len(text) > LONGEST_ADDRESS or not text.isascii() or not text.isprintable():
        return False
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return False
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and host in _HERE)
    has_secret = parts.username is not None or parts.password is not None
    is_plain = not set(text) & set(' "<>\\^`{|}')
    return is_safe and not has_secret and is_plain and bool(_HOST.fullmatch(host))


def _site(value: Any) -> str:
    if isinstance(value, str) and _is_address(value) and not set(value) & set("?#"):
        return value.rstrip("/")
    raise ValueError("expected an address such as https://agenda.example.org")


def _mail(value: Any) -> str:
    if isinstance(value, str) and len(value) <= 254 and _MAIL.fullmatch(value):
        return value
    raise ValueError("expected a mail address such as agenda@example.org")


def _text_like(example: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "examples": [example]})


Address = Annotated[str, BeforeValidator(_address), _text_like("https://agenda.example.org/live")]
"""An absolute address, of https."""

SiteAddress = Annotated[str, BeforeValidator(_site), _text_like("https://agenda.example.org")]
"""The address of a site, without a slash at its end."""

MailAddress = Annotated[str, BeforeValidator(_mail), _text_like("agenda@example.org")]
"""A mail address."""
