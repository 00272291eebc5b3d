"""Measure the service with one worker on loopback: requests a second, how long they take, and memory.

A large conference is published, everybody has a personal feed, and clients ask for feeds that they have
already (304), for feeds that they have not, and for everybody's own. `wrk` asks if it is installed, else a
small client of its own, which takes as much of the machine as the service does. Needs Linux's /proc.
"""

import argparse
import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.feeds import PARTICIPANTS, SESSIONS, made_up
from scheduler.publishing.feeds import personal_path
from scheduler.publishing.store import open_store
from scheduler.publishing.store.tokens import Owner, Sort, rotate

CONNECTIONS, SECONDS, MANY = 16, 5, 100_000
PROGRAMME = "/feeds/en/programme.ics"
_START = """
import sys
from scheduler.web.server import serve
serve("large", sys.argv[1], lambda text: print(text, flush=True), port=0)
"""
_SCRIPT = """
local asked, number = {}, 0
function init(args)
  for line in io.lines("%s") do
    local path, tag = line:match("^(%%S+) ?(.*)$")
    asked[#asked + 1] = wrk.format("GET", path, tag ~= "" and {["If-None-Match"] = tag} or {})
  end
end
function request()
  number = number + 1
  return asked[(number - 1) %% #asked + 1]
end
function done(summary, latency, requests)
  io.write(string.format("told %%d %%d %%f %%f %%d\\n", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), summary.errors.status + summary.errors.read
    + summary.errors.connect + summary.errors.timeout))
end
"""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for, and the tag of what the client has."""

    path: str
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Load:
    """What came of many requests."""

    requests: int
    seconds: float
    median: float
    """Milliseconds."""
    slow: float
    """Milliseconds within which 99 of 100 were answered."""
    failed: int


def main() -> None:
    """Measure, and print tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.service", description=__doc__)
    parser.add_argument("--participants", type=int, default=PARTICIPANTS)
    parser.add_argument("--sessions", type=int, default=SESSIONS)
    parser.add_argument("--seconds", type=int, default=SECONDS)
    parser.add_argument("--requests", type=int, default=MANY, help="for memory")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = str(Path(folder) / "large.db")
        tokens = published(place, options.participants, options.sessions)
        with started(place) as (port, pid):
            _say(
                f"{options.participants:,} participants, {options.sessions:,} sessions, one worker, "
                f"{CONNECTIONS} connections, asked by {'wrk' if shutil.which('wrk') else 'Python'}.",
                "",
                "| | requests/s | for each second on a core | median, ms | 99 %, ms | 4xx, 5xx | MiB |",
                "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
            )
            own = [f"/{personal_path(token, 'en')}" for token in tokens]
            tag = tag_of(port, PROGRAMME)
            few = [Wish(path, tag_of(port, path)) for path in own[:500]]
            for words, wishes in (
                ("the programme, unchanged (304)", [Wish(PROGRAMME, tag)]),
                ("personal feeds, unchanged (304)", few),
                ("personal feeds, at hand (200)", [Wish(each.path) for each in few]),
                ("addresses that are not known (404)", [Wish("/feeds/en/personal/no.ics")]),
            ):
                before = processor(pid)
                done = load(port, wishes, options.seconds)
                _row(words, done, processor(pid) - before, memory(pid))
            _memory(port, pid, [Wish(path) for path in own], options.requests)


def _memory(port: int, pid: int, wishes: Sequence[Wish], many: int) -> None:
    """Ask for everybody's feed in turn, over and over, and print memory after each tenth."""
    _say("", "Everybody's own feed, in turn:", "")
    _say("| requests | MiB |", "| ---: | ---: |", f"| 0 | {memory(pid):.0f} |")
    asked, said = 0, 0
    while asked < many:
        begin = asked % len(wishes)
        asked += load(port, [*wishes[begin:], *wishes[:begin]], 2).requests
        if asked >= min(many, said + many // 10):
            said = asked
            _say(f"| {asked:,} | {memory(pid):.0f} |")


def _row(words: str, done: Load, used: float, memory: float) -> None:
    """Print a row; requests for each second of a processor are what a machine without other work would do."""
    _say(
        f"| {words} | {done.requests / done.seconds:,.0f} | {done.requests / used:,.0f} | {done.median:.1f} "
        f"| {done.slow:.1f} | {done.failed} | {memory:.0f} |"
    )


def published(place: str, participants: int, sessions: int) -> list[str]:
    """Publish a large conference; return everybody's token."""
    release = made_up(participants, sessions)
    store = open_store(place, make=True)
    try:
        store.publish("large", lambda _: release)
        owners = [Owner(Sort.PERSON, each.id) for each in release.conference.people]
        return list(rotate(store, "large", owners, datetime.now(UTC)).values())
    finally:
        store.close()


@contextmanager
def started(place: str) -> Iterator[tuple[int, int]]:
    """Run a service; give its port and its process."""
    command = [sys.executable, "-c", _START, place]
    with subprocess.Popen(  # noqa: S603  # our own
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            said = next(iter(process.stdout or ()))
            yield int(said.rpartition(":")[2]), process.pid
        finally:
            process.terminate()


def tag_of(port: int, path: str) -> str:
    """Return the tag of what is at a path."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}") as answer:
        return str(answer.headers["etag"])


def load(port: int, wishes: Sequence[Wish], seconds: int) -> Load:
    """Ask for things in turn, over all connections, as fast as they are answered."""
    program = shutil.which("wrk")
    if program is None:
        return asyncio.run(_own_load(port, wishes, seconds))
    with tempfile.TemporaryDirectory() as folder:
        listed, script = Path(folder) / "wishes", Path(folder) / "ask.lua"
        listed.write_text("".join(f"{each.path} {each.tag}\n" for each in wishes))
        script.write_text(_SCRIPT % listed)
        command = [program, "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(script)]
        said = subprocess.run(  # noqa: S603  # the program is that of the path
            [*command, f"http://127.0.0.1:{port}"], capture_output=True, text=True, check=True
        ).stdout
    told = next(line.split()[1:] for line in said.splitlines() if line.startswith("told"))
    number, duration, median, slow, failed = map(float, told)
    return Load(int(number), duration / 1e6, median / 1e3, slow / 1e3, int(failed))


async def _own_load(port: int, wishes: Sequence[Wish], seconds: int) -> Load:
    begun, times = time.perf_counter(), list[float]()
    turns = (wishes[n % len(wishes)] for n in range(sys.maxsize))

    async def ask() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while time.perf_counter() < begun + seconds:
            wish, at = next(turns), time.perf_counter()
            known = f"If-None-Match: {wish.tag}\r\n" if wish.tag else ""
            writer.write(f"GET {wish.path} HTTP/1.1\r\nHost: x\r\n{known}\r\n".encode())
            head = await reader.readuntil(b"\r\n\r\n")
            length = head.partition(b"content-length: ")[2].partition(b"\r\n")[0]
            await reader.readexactly(int(length or 0))
            times.append((time.perf_counter() - at) * 1000)
        writer.close()

    await asyncio.gather(*(ask() for _ in range(CONNECTIONS)))
    times.sort()
    took = time.perf_counter() - begun
    return Load(len(times), took, times[len(times) // 2], times[len(times) * 99 // 100], 0)


def memory(pid: int) -> float:
    """Return what a process has in memory, in MiB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024


def processor(pid: int) -> float:
    """Return the seconds of a processor that a process has taken."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _say(*lines: str) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
