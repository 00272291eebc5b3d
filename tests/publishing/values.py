"""The values of iCalendar properties, read strictly: from text to what it means."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

Parameters = Mapping[str, tuple[str, ...]]
Reader = Callable[[Parameters, str], object]

DAYS = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}


def _only(parameters: Parameters, *names: str) -> None:
    strange = parameters.keys() - {*names}
    if strange:
        raise ValueError(f"has {sorted(strange)}")


def text_list(parameters: Parameters, text: str) -> tuple[str, ...]:
    """Read TEXTs between bare commas."""
    _only(parameters)
    pieces = re.split(r"(?<!\\)((?:\\\\)*),", text)
    joined = [
        pieces[n] + (pieces[n + 1] if n + 1 < len(pieces) else "") for n in range(0, len(pieces), 2)
    ]
    return tuple(unescaped(piece) for piece in joined)


def text_value(parameters: Parameters, text: str) -> str:
    """Read one TEXT."""
    _only(parameters)
    if not text:
        raise ValueError("is empty")
    return unescaped(text)


def unescaped(text: str) -> str:
    r"""Undo the four escapes; refuse any other backslash, and a bare comma or semicolon."""
    if re.search(r"[,;]", re.sub(r"\\[\\;,nN]", "", text)):
        raise ValueError(f"a bare comma or semicolon in {text!r}")
    if "\\" in re.sub(r"\\[\\;,n]", "", text):
        raise ValueError(f"a bare backslash in {text!r}")
    marks = {"\\n": "\n", "\\\\": "\\", "\\;": ";", "\\,": ","}
    return re.sub(r"\\[\\;,n]", lambda mark: marks[mark.group()], text)


def word(*allowed: str) -> Reader:
    """Read one of some words."""

    def read(parameters: Parameters, text: str) -> str:
        _only(parameters)
        if text not in allowed:
            raise ValueError(f"{text!r} is not one of {allowed}")
        return text

    return read


def utc(parameters: Parameters, text: str) -> datetime:
    """Read a DATE-TIME in UTC."""
    _only(parameters)
    if not re.fullmatch(r"\d{8}T\d{6}Z", text):
        raise ValueError(f"{text!r} is not in UTC")
    return datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


def local(parameters: Parameters, text: str) -> datetime:
    """Read a DATE-TIME without a zone: of a time zone's change."""
    _only(parameters)
    if not re.fullmatch(r"\d{8}T\d{6}", text):
        raise ValueError(f"{text!r} is not local")
    return utc({}, f"{text}Z").replace(tzinfo=None)


def start_or_end(parameters: Parameters, text: str) -> date | datetime | tuple[str, datetime]:
    """Read a DATE, a DATE-TIME in UTC, or one with its zone."""
    _only(parameters, "TZID", "VALUE")
    if parameters.get("VALUE") == ("DATE",):
        if not re.fullmatch(r"\d{8}", text):
            raise ValueError(f"{text!r} is no date")
        return utc({}, f"{text}T000000Z").date()
    if "VALUE" in parameters:
        raise ValueError("an odd VALUE")
    if "TZID" in parameters:
        (zone,) = parameters["TZID"]
        return zone, local({}, text)
    return utc({}, text)


def onset_or_moment(parameters: Parameters, text: str) -> object:
    """Read DTSTART: of an event, or (local) of an observance."""
    floating = not parameters and re.fullmatch(r"\d{8}T\d{6}", text)
    return local(parameters, text) if floating else start_or_end(parameters, text)


def offset(parameters: Parameters, text: str) -> timedelta:
    """Read a UTC-OFFSET."""
    _only(parameters)
    matched = re.fullmatch(r"([+-])(\d\d)([0-5]\d)([0-5]\d)?", text)
    if not matched or re.fullmatch(r"-0+", text):
        raise ValueError(f"{text!r} is no offset")
    sign, hours, minutes, seconds = matched.groups()
    size = timedelta(hours=int(hours), minutes=int(minutes), seconds=int(seconds or 0))
    return -size if sign == "-" else size


def duration(parameters: Parameters, text: str) -> timedelta:
    """Read a DURATION of hours or minutes."""
    if not re.fullmatch(r"PT(\d+H)?(\d+M)?", text) or text == "PT":
        raise ValueError(f"{text!r} is no duration")
    hours, minutes = re.search(r"(\d+)H", text), re.search(r"(\d+)M", text)
    return timedelta(
        hours=int(hours.group(1)) if hours else 0, minutes=int(minutes.group(1)) if minutes else 0
    )


def marked_duration(parameters: Parameters, text: str) -> timedelta:
    """Read a DURATION that says so, as REFRESH-INTERVAL has to."""
    _only(parameters, "VALUE")
    if parameters.get("VALUE") != ("DURATION",):
        raise ValueError("needs VALUE=DURATION")
    return duration({}, text)


def uri(*schemes: str, marked: bool = False, more: tuple[str, ...] = ()) -> Reader:
    """Read a URI of one of some schemes, with VALUE=URI if so wanted."""

    def read(parameters: Parameters, text: str) -> str:
        _only(parameters, *(("VALUE",) if marked else ()), *more)
        if marked and parameters.get("VALUE") != ("URI",):
            raise ValueError("needs VALUE=URI")
        if not re.fullmatch(r"[A-Za-z0-9%/:=&?~#+!$,;'@()*\[\]._-]+", text):
            raise ValueError(f"{text!r} is no URI")
        if urlsplit(text).scheme not in schemes:
            raise ValueError(f"{text!r} is of another scheme")
        return text

    return read


def number(parameters: Parameters, text: str) -> int:
    """Read an INTEGER of 0 or more."""
    _only(parameters)
    if not re.fullmatch(r"0|[1-9]\d{0,9}", text) or int(text) > 2_147_483_647:
        raise ValueError(f"{text!r} is no number")
    return int(text)


def geo(parameters: Parameters, text: str) -> tuple[float, float]:
    """Read latitude and longitude."""
    _only(parameters)
    if not re.fullmatch(r"-?\d+\.\d{1,6};-?\d+\.\d{1,6}", text):
        raise ValueError(f"{text!r} is no place")
    latitude, longitude = map(float, text.split(";"))
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise ValueError(f"{text!r} is not on earth")
    return latitude, longitude


def yearly(parameters: Parameters, text: str) -> tuple[int, int, int]:
    """Read the one form of a rule that Outlook reads: month, n-th, weekday."""
    _only(parameters)
    matched = re.fullmatch(r"FREQ=YEARLY;BYMONTH=(\d+);BYDAY=(-1|[1-5])(\w\w)", text)
    if not matched or not 1 <= int(matched.group(1)) <= 12:
        raise ValueError(f"{text!r} is another rule")
    return int(matched.group(1)), int(matched.group(2)), DAYS[matched.group(3)]


def uuid(parameters: Parameters, text: str) -> str:
    """Read a UID: a lower-case UUID."""
    _only(parameters)
    if not re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", text):
        raise ValueError(f"{text!r} is no lower-case UUID")
    return text


VALUES: Mapping[str, Reader] = {
    "VERSION": word("2.0"),
    "PRODID": text_value,
    "METHOD": word("PUBLISH"),
    "NAME": text_value,
    "X-WR-CALNAME": text_value,
    "DESCRIPTION": text_value,
    "X-WR-CALDESC": text_value,
    "X-WR-TIMEZONE": text_value,
    "REFRESH-INTERVAL": marked_duration,
    "X-PUBLISHED-TTL": duration,
    "LAST-MODIFIED": utc,
    "URL": uri("https"),
    "SOURCE": uri("https", marked=True),
    "IMAGE": uri("https", marked=True),
    "COLOR": text_value,
    "UID": uuid,
    "DTSTAMP": utc,
    "CREATED": utc,
    "SEQUENCE": number,
    "DTSTART": onset_or_moment,
    "DTEND": start_or_end,
    "SUMMARY": text_value,
    "LOCATION": text_value,
    "GEO": geo,
    "ORGANIZER": uri("mailto", more=("CN",)),
    "CATEGORIES": text_list,
    "STATUS": word("TENTATIVE", "CONFIRMED", "CANCELLED"),
    "CLASS": word("PUBLIC", "PRIVATE"),
    "TRANSP": word("OPAQUE", "TRANSPARENT"),
    "X-MICROSOFT-CDO-BUSYSTATUS": word("FREE", "TENTATIVE", "BUSY"),
    "CONFERENCE": uri(
        "https", "http", "tel", "sip", "sips", "xmpp", marked=True, more=("FEATURE", "LABEL")
    ),
    "TZID": text_value,
    "TZOFFSETFROM": offset,
    "TZOFFSETTO": offset,
    "TZNAME": text_value,
    "RRULE": yearly,
}
