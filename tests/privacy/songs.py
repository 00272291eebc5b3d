"""What nobody may hear but those whom it concerns, in all its forms: words, numbers, zones and times."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from functools import cache
from zoneinfo import ZoneInfo

from scheduler.sources import read_instance
from tests.privacy.conftest import CAGE, FIRST, SECOND
from tests.privacy.fields import counted

CANARY = b"canary"
LOUD = 7_000
"""Numbers of the cage from here on occur nowhere else."""
ZONES = {"canary-eve": b"chatham", "": b"kathmandu"}
"""Where somebody is, and where people follow a private session, in part of its name."""
VENUE = ZoneInfo("Africa/Addis_Ababa")


def heard(content: bytes) -> bytes:
    """Return what a file says: unpacked, unfolded, in lower case."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = "\n".join(archive.namelist()).encode()
            content = names + b"".join(map(archive.read, archive.namelist()))
    return content.replace(b"\r\n ", b"").lower()


def unpacked(message: bytes) -> bytes:
    """Return the headers and the parts of a message, decoded."""
    read = message_from_bytes(message, policy=default)
    parts = [part.get_content() for part in read.walk() if not part.is_multipart()]
    texts = [part if isinstance(part, bytes) else str(part).encode() for part in parts]
    return b"".join([str(read.items()).encode(), *texts])


@cache
def numbers() -> re.Pattern[bytes]:
    """Return what finds any number of the cage that is not for everybody, however it is written."""
    loud = {value for _, value in counted(read_instance(CAGE)) if value >= LOUD}
    written = {form for each in loud for form in _written(each)}
    found = "|".join(sorted(map(re.escape, written)))
    return re.compile(rf"(?<![\w.])(?<!\d,)(?:{found})(?!\w|[.,]\d{{3}}(?!\d))".encode())


def _written(number: float) -> Iterator[str]:
    yield str(number)
    yield from (f"{number:,}".replace(",", blank) for blank in (",", " ", "\u00a0", "\u202f"))


@cache
def times() -> re.Pattern[bytes]:
    """Return what finds when the private session is, or was, with its day or from start to end."""
    forms = [form for places in (FIRST, SECOND) for form in _forms(places["canary-closed"][0])]
    return re.compile("|".join(forms).encode())


def _forms(at: str) -> Iterator[str]:
    start = datetime.fromisoformat(f"2021-11-{at}").replace(tzinfo=VENUE)
    end = start + timedelta(minutes=86)
    yield rf"{start:%H:%M}.{{1,40}}?{end:%H:%M}"
    for moment in (start, end):
        for clock in (moment, moment.astimezone(UTC)):
            yield f"{clock:%Y-%m-%dt%H:%M}"
            yield f"{clock:%Y%m%dt%H%M}"
        yield f"{(moment.hour * 60 + moment.minute) / 1440:.8f}"[1:8].replace(".", "[.]")


def sung(content: bytes) -> list[bytes]:
    """Return what is told of numbers, zones and times of which nobody may hear."""
    found = [each for pattern in (numbers(), times()) for each in pattern.findall(content)]
    return [*found, *(zone for zone in ZONES.values() if zone in content)]
