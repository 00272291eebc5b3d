"""Types of fields for the models of formats, and errors of pydantic in plain words."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from typing import Annotated, Any, ClassVar, TypeVar
from zoneinfo import ZoneInfo

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
)
from pydantic.alias_generators import to_camel

from scheduler.instance import LARGEST_NUMBER, instants_of, number_of
from scheduler.sources.drafts import Draft, draft_of
from scheduler.sources.nodes import Complaint, Node, brief, data_of, entries_of
from scheduler.sources.programmes.intake import (
    DATE,
    FIRST_YEAR,
    LAST_YEAR,
    LONGEST_TEXT,
    Intake,
    plain_of,
)

_LENGTH = re.compile(r"(\d{1,4}):([0-5]\d)(?::[0-5]\d)?", re.ASCII)
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?", re.ASCII)
_DAY = 10
"""Length of a date; longer texts have a time."""
NUMBER = "a whole number, 0 or more"
LENGTH = "hours and minutes such as 01:30"
CLOCK = "a clock time such as 09:30"
MOMENT = "a date with its time such as 2021-11-08T09:30:00+03:00"
_NOTHING = (None, "")
_NAMES = ("code", "id", "name", "title", "guid")
"""Fields by which complaints call a row."""


class SourceRecord(BaseModel):
    """A record of a file: an event, a person, a room. It keeps fields that its model does not name."""

    model_config = ConfigDict(extra="allow", frozen=True)
    ignored: ClassVar[frozenset[str]] = frozenset()
    """Fields that say nothing of a programme."""

    @property
    def unread(self) -> dict[str, Any]:
        """The fields that are not imported."""
        kept = (self.model_extra or {}).items()
        return {k: v for k, v in kept if k not in self.ignored and not k.startswith("_")}


class CamelRow(SourceRecord):
    """A row of a file in which fields are called as in ``startsAt``."""

    model_config = ConfigDict(alias_generator=to_camel)


R = TypeVar("R", bound=SourceRecord)


def wrong(expected: str) -> ValueError:
    """Return the error of a value, with what was expected."""
    return ValueError(f"expected {expected}")


def prose_of(value: Any) -> str:
    """Return a text of several lines, without marks of HTML; of several languages, the first."""
    if isinstance(value, dict) and all(isinstance(each, str | None) for each in value.values()):
        value = next((each for each in value.values() if each and each.strip()), "")
    if isinstance(value, dict | list):
        raise wrong("text")
    return "" if value is None else plain_of(str(value))


def text_of(value: Any) -> str:
    """Return a text in one line; a number is its digits."""
    return " ".join(prose_of(value).split())


def _title(value: Any) -> str:
    text = text_of(value)
    if not text:
        raise wrong("text")
    return text


def _number(value: Any) -> int | None:
    """Return a whole number; None for 0."""
    if value in (*_NOTHING, 0, "0"):
        return None
    if isinstance(value, str) and value.isascii() and value.isdigit():
        value = int(value[:10])
    elif isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value <= 10**9:
        raise wrong(NUMBER)
    return value


def _match(form: re.Pattern[str], value: Any, expected: str) -> re.Match[str]:
    match = form.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise wrong(expected)
    return match


def _clock(value: Any) -> time | None:
    if value in _NOTHING:
        return None
    match = _match(_CLOCK, value, CLOCK)
    return time(int(match[1]), int(match[2]))


def _minutes(value: Any) -> int | None:
    if value in _NOTHING:
        return None
    match = _match(_LENGTH, value, LENGTH)
    return int(match[1]) * 60 + int(match[2])


def _day(value: Any) -> date | None:
    if value in _NOTHING:
        return None
    try:
        found = date.fromisoformat(str(value).strip()[:_DAY])
    except ValueError:
        raise wrong(DATE) from None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise wrong(DATE)
    return found


def moment_of(value: Any, zone: ZoneInfo) -> datetime | None:
    """Return an instant with the offset that is written; without one it is by the clocks of a zone."""
    if value in _NOTHING:
        return None
    try:
        found = datetime.fromisoformat(str(value).strip())
    except ValueError:
        raise wrong(MOMENT) from None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise wrong(MOMENT)
    return found.replace(second=0, microsecond=0) if found.tzinfo else instant_of(found, zone)


def instant_of(wall: datetime, zone: ZoneInfo) -> datetime:
    """Return the instant, the first if there are two, at which the clocks of a zone show a time."""
    instants = instants_of(wall.replace(second=0, microsecond=0), zone)
    if not instants:
        raise wrong(f"a time that exists: clocks in {zone.key} skip this one")
    return instants[0]


def instant_at(
    wall: datetime, zone: ZoneInfo, node: Node, where: str, intake: Intake
) -> datetime | None:
    """Return the instant of a clock time in a file; an odd row and None if clocks skip it."""
    try:
        return instant_of(wall, zone)
    except ValueError as error:
        expected = str(error).removeprefix("expected ")
        intake.mark_odd(node.line, where, brief(node), expected)
        return None


def after(start: datetime | None, end: datetime) -> datetime:
    """Return an end; raise `ValueError` if it is not after the start."""
    if start is not None and end <= start:
        raise wrong(f"an end after {start.isoformat()}")
    return end


def zone_of(info: ValidationInfo) -> ZoneInfo:
    """Return the zone of the clocks by which a file is read."""
    return info.context or ZoneInfo("UTC")


def _moment(value: Any, info: ValidationInfo) -> datetime | None:
    return moment_of(value, zone_of(info))


def _clock_or_moment(value: Any, info: ValidationInfo) -> time | datetime | None:
    return _whole_moment(value, info) or _clock(value)


def _whole_moment(value: Any, info: ValidationInfo) -> datetime | None:
    is_long = isinstance(value, str) and len(value.strip()) > _DAY
    return moment_of(value, zone_of(info)) if is_long else None


Text = Annotated[str, BeforeValidator(text_of)]
Prose = Annotated[str, BeforeValidator(prose_of)]
Title = Annotated[str, BeforeValidator(_title), Field(validate_default=True)]
"""A text that has to be there."""
Number = Annotated[int | None, BeforeValidator(_number)]
Minutes = Annotated[int | None, BeforeValidator(_minutes)]
Clock = Annotated[time | None, BeforeValidator(_clock)]
Day = Annotated[date | None, BeforeValidator(_day)]
Moment = Annotated[datetime | None, BeforeValidator(_moment)]
NeededDay = Annotated[date, BeforeValidator(_day)]
NeededClock = Annotated[time, BeforeValidator(_clock)]
NeededMoment = Annotated[datetime, BeforeValidator(_moment)]
WholeMoment = Annotated[datetime | None, BeforeValidator(_whole_moment)]
ClockOrMoment = Annotated[time | datetime | None, BeforeValidator(_clock_or_moment)]


def scalar_as(key: str) -> BeforeValidator:
    """Return what takes a text or a number for a mapping that has it under a key."""
    return BeforeValidator(lambda v: {key: v} if isinstance(v, str | int | None) else v)


NoneAsEmpty = BeforeValidator(lambda value: [] if value is None else value)
"""Reads null as an empty list."""


class _Availability(SourceRecord):
    """From when to when somebody or something is available."""

    start: NeededMoment
    end: NeededMoment

    @field_validator("end")
    @classmethod
    def _is_in_order(cls, end: datetime, info: ValidationInfo) -> datetime:
        return after(info.data.get("start"), end)


Windows = Annotated[list[_Availability], NoneAsEmpty]


def read(
    model: type[R], node: Node, where: str, intake: Intake, zone: ZoneInfo | None = None
) -> R | None:
    """Return a record of a file; an odd row and None if it does not fit.

    `where` is how complaints call the row, as in ``events[13]``, and times without an offset are by the
    clocks of `zone`.
    """
    draft = draft_of(model, node, zone)
    if draft.facts is None:
        intake.odd += _of_row(draft, where)
        intake.odd_rows += 1
    return draft.facts


def read_all(
    model: type[R], rows: Iterable[Node], where: str, intake: Intake, zone: ZoneInfo | None = None
) -> Iterator[R]:
    """Yield the records of a list that fit."""
    for number, row in enumerate(rows, 1):
        if (found := read(model, row, place_of(row, where, number), intake, zone)) is not None:
            yield found


def place_of(row: Node, where: str, number: int) -> str:
    """Return the place of a row for errors: by its name in the file, or else by its number."""
    values = (child.value for key in _NAMES if (child := row.child(key)) is not None)
    names = (str(each).strip()[:40] for each in values if isinstance(each, str | int))
    return f"{where}[{next(filter(None, names), number)}]"


def read_head(model: type[R], node: Node, where: str, intake: Intake) -> R:
    """Return the record of the conference, without fields that do not fit; complain of these."""
    draft = draft_of(model, node)
    if draft.facts is not None:
        return draft.facts
    intake.complaints += _of_row(draft, where)
    bad = {part for each in draft.misfits for part in each.path[:1]}
    sound = {key: data_of(each) for key, each in entries_of(node).items() if key not in bad}
    return model.model_validate(sound)


def _of_row(draft: Draft[R], where: str) -> Iterator[Complaint]:
    """Yield the errors of a row, with its place before that of each value."""
    for each in draft.complaints():
        text = each.text.removeprefix("the file")
        yield replace(each, text=f"{where}{'.' if text == each.text else ''}{text}")


def joined(*texts: str) -> str:
    """Return texts one after the other, without those that are part of another."""
    own = [
        text
        for at, text in enumerate(texts)
        if text
        and text not in texts[:at]
        and not any(text in other for other in texts if len(other) > len(text))
    ]
    return "\n\n".join(own)[:LONGEST_TEXT].strip()


def minutes_between(start: datetime, end: datetime) -> int:
    """Return the whole minutes from one instant to another."""
    return int((end - start).total_seconds() // 60)


LONGEST = 500
"""Letters of a name or an address, at most."""


def origin_of(
    *, guid: str, slug: str, code: str, said: str, address: str
) -> Mapping[str, str | int]:
    """Return the names of a session in the other system, so that an export returns them."""
    number = int(said) if said.isascii() and said.isdigit() and len(said) <= 10 else None
    if number is not None and (
        number > LARGEST_NUMBER or said == code or number == number_of(guid)
    ):
        number = None
    found = {
        "guid": guid if len(guid) <= LONGEST else "",
        "number": number,
        "slug": slug if len(slug) <= LONGEST else "",
        "address": address if is_address(address) else "",  # what apps open has to be on the web
    }
    return {key: value for key, value in found.items() if value not in ("", None)}


def is_address(text: str) -> bool:
    """Whether a text is an address of the web that is not longer than any is."""
    is_web = text.startswith(("https://", "http://")) and len(text) <= LONGEST
    return is_web and not set(text) & set('<>" ')
