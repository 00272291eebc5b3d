"""A front passes on what clients need and shows nobody what is secret; the unit is one that systemd reads."""

import re
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from scheduler.publishing.feeds import Feeds, ForPerson, ProgrammeFeed, path_of, personal_path
from scheduler.publishing.feeds.folder import write_files
from tests.certificates import self_signed
from tests.processes import soon
from tests.publishing.test_privacy import with_canaries
from tests.web.conftest import ADA, Secretive
from tests.web.running import PATIENCE, Running, client, published, running, token_for

DOCUMENTS = Path(__file__).parents[3] / "docs" / "how-to"
HOST = "agenda.example.org"
"""The name of the site in the examples."""

NGINX = """
daemon off;
worker_processes 1;
{user}
pid {folder}/pid;
error_log {folder}/main.log;
events {{}}
http {{
    gzip on;
    include /etc/nginx/mime.types;
    client_body_temp_path {folder}/bodies;
    proxy_temp_path {folder}/answers;
    fastcgi_temp_path {folder}/unused-1;
    uwsgi_temp_path {folder}/unused-2;
    scgi_temp_path {folder}/unused-3;
    access_log {folder}/usual.log;
    include {folder}/example;
}}
"""
"""What Debian has around the example, compression included; but as whoever runs the test."""


@dataclass
class Front:
    """A web server that runs in front of a service."""

    port: int
    folder: Path
    certificate: Path
    process: "subprocess.Popen[bytes]"
    service: Running

    def written(self) -> bytes:
        """Return all that it has written anywhere, and the names of its files."""
        files = [each for each in sorted(self.folder.rglob("*")) if each.is_file()]
        return b"".join(str(each).encode() + each.read_bytes() for each in files)

    @contextmanager
    def asked(self, address: str = "127.0.0.1") -> Iterator[Callable[..., httpx.Response]]:
        """Ask it from an address of this machine; no header is sent unless a test says so."""
        transport = httpx.HTTPTransport(
            verify=ssl.create_default_context(cafile=self.certificate), local_address=address
        )
        named = {"sni_hostname": HOST}
        with httpx.Client(transport=transport, timeout=PATIENCE) as client:

            def ask(path: str, method: str = "GET", **headers: str) -> httpx.Response:
                client.headers.clear()
                sent = {"Host": HOST} | {k.replace("_", "-"): v for k, v in headers.items()}
                address = f"https://127.0.0.1:{self.port}{path}"
                return client.request(method, address, headers=sent, extensions=named)

            yield ask


def example(language: str, document: str = "serve") -> str:
    """Return the example of a language, as it is printed."""
    text = (DOCUMENTS / f"{document}.md").read_text()
    (found,) = re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    return str(found)


def placed(text: str, changes: Mapping[str, str]) -> str:
    """Return an example with other places; each that is changed stands in it."""
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new)
    return text


def nginx(folder: Path, port: int, service: Running, others: Mapping[str, str] = {}) -> list[str]:
    """Write the settings of nginx; return the command that runs it."""
    where = {"127.0.0.1:8080": f"127.0.0.1:{service.port}", "/var/log/nginx/": f"{folder}/"}
    return _nginx(folder, port, placed(example("nginx"), {**others, **where}))


def nginx_with_files(folder: Path, port: int, service: Running) -> list[str]:
    """Write the settings of nginx that shows files alone, beside its folder."""
    text = placed(example("nginx", "feeds"), {"/srv/agenda": str(folder.parent / "site")})
    return _nginx(folder, port, text)


def _nginx(folder: Path, port: int, text: str) -> list[str]:
    changes = {
        "listen 443": f"listen 127.0.0.1:{port}",
        "/etc/ssl/agenda.pem": f"{folder}/cert.pem",
        "/etc/ssl/agenda.key": f"{folder}/key.pem",
    }
    (folder / "example").write_text(placed(text, changes))
    owner = folder.owner()
    user = f"user {owner} {folder.group()};" if owner == "root" else ""
    settings = folder / "nginx.conf"
    settings.write_text(NGINX.format(folder=folder, user=user))
    return [_program("nginx"), "-p", str(folder), "-c", str(settings)]


def nginx_with_a_path(folder: Path, port: int, service: Running) -> list[str]:
    """Write the settings of nginx for a site with a path."""
    changes = {
        "location / {": "location /agenda/ {",
        "http://agenda;": "http://agenda/;",
        "location /health": "location /agenda/health",
    }
    return nginx(folder, port, service, changes)


def nginx_with_a_low_rate(folder: Path, port: int, service: Running) -> list[str]:
    """Write the settings of nginx that lets each address ask once a minute."""
    return nginx(folder, port, service, {"rate=200r/s": "rate=1r/m", " burst=4000 nodelay": ""})


def caddy(folder: Path, port: int, service: Running) -> list[str]:
    """Write the settings of Caddy; return the command that runs it."""
    certificate = f"tls {folder}/cert.pem {folder}/key.pem"
    changes = {
        "127.0.0.1:8080": f"127.0.0.1:{service.port}",
        f"{HOST} {{\n": f"{HOST}:{port} {{\n    bind 127.0.0.1\n    {certificate}\n",
    }
    settings = folder / "Caddyfile"
    quiet = "{\n    admin off\n    auto_https disable_redirects\n"
    settings.write_text(quiet + placed(example("caddy"), changes).removeprefix("{\n"))
    return [_program("caddy"), "run", "--config", str(settings), "--adapter", "caddyfile"]


Made = Callable[[Path, int, Running], list[str]]

FRONTS: Mapping[str, Made] = {"nginx": nginx, "caddy": caddy}


@contextmanager
def fronted(make: Made, folder: Path, service: Running) -> Iterator[Front]:
    """Run a web server in front of a service."""
    folder.mkdir()
    port = free_port()
    command = make(folder, port, service)
    _, certificate = self_signed(folder, HOST)
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen(
            command, stdout=said, stderr=said, env={"HOME": str(folder), "PATH": "/usr/bin:/bin"}
        )
    try:
        _wait_for(port, process, folder)
        yield Front(port, folder, certificate, process, service)
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _wait_for(port: int, process: "subprocess.Popen[bytes]", folder: Path) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert process.poll() is None, (folder / "said").read_text()
        assert time.monotonic() < end, "it does not listen"
        time.sleep(0.05)


def _program(name: str) -> str:
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin")
    if found is None:
        pytest.skip(f"{name} is not installed (Debian: apt-get install {name})")
    return found


def free_port() -> int:
    """Return a port of loopback on which nobody listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


PROGRAMME = "/feeds/en/programme.ics"


@pytest.fixture(scope="module", params=[*FRONTS])
def front(
    request: pytest.FixtureRequest, secretive: Secretive, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Front]:
    """Run a front before the service with secrets."""
    folder = tmp_path_factory.mktemp("front") / request.param
    with fronted(FRONTS[request.param], folder, secretive.running) as made:
        yield made


def directly(front: Front, path: str, **headers: str) -> httpx.Response:
    """Return what the service itself answers."""
    with client(front.service) as ask:
        return ask.get(path, headers={k.replace("_", "-"): v for k, v in headers.items()})


def told(answer: httpx.Response) -> dict[str, str]:
    """Return the headers of an answer that are the service's."""
    own = {"date", "server", "alt-svc", "connection", "content-length", "transfer-encoding"}
    return {name: value for name, value in answer.headers.items() if name not in own}


@pytest.mark.slow
@pytest.mark.parametrize("codings", [{}, {"Accept_Encoding": "gzip"}], ids=["plain", "gzip"])
@pytest.mark.parametrize(
    "path", [PROGRAMME, "/feeds/en/personal/{token}.ics", "/en/", "/", "/page.js", "/nothing"]
)
def test_what_is_passed_on_is_what_was_said(
    front: Front, secretive: Secretive, path: str, codings: dict[str, str]
) -> None:
    """To the byte, tags, dates, types and all other headers included; HEAD, and what is unchanged, too."""
    target = path.format(token=secretive.token)
    with front.asked() as ask:
        own, answer = directly(front, target, **codings), ask(target, **codings)
        assert (answer.status_code, answer.content) == (own.status_code, own.content)
        assert told(answer) == told(own)
        head = ask(target, "HEAD", **codings)
        assert (head.status_code, head.content) == (own.status_code, b"")
        assert told(head) == told(own)
        if path != "/nothing":
            for condition in (
                {"If_None_Match": own.headers["etag"]},
                {"If_Modified_Since": own.headers["last-modified"]},
            ):
                same = ask(target, **codings, **condition)
                assert (same.status_code, same.content) == (304, b"")
                assert same.headers["etag"] == own.headers["etag"]


@pytest.mark.slow
def test_the_count_of_releases_is_not_for_readers(front: Front) -> None:
    """It would tell that something private has been published."""
    assert directly(front, "/health/ready").status_code == 200
    with front.asked() as ask:
        assert ask("/health/ready").status_code == 403
        assert ask("/health/live").status_code == 200


@pytest.mark.slow
def test_unknown_is_revoked_behind_a_front_too(front: Front, secretive: Secretive) -> None:
    """To the byte, but for the date."""
    with front.asked() as ask:
        answers = [ask(f"/feeds/en/personal/{each}.ics") for each in (secretive.revoked, "A" * 43)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content
    first, second = ({**each.headers, "date": ""} for each in answers)
    assert first == second


@pytest.mark.slow
@pytest.mark.parametrize("name", FRONTS)
def test_no_token_is_written_and_nginx_gives_each_reader_a_rate(name: str, tmp_path: Path) -> None:
    """Not in a log, nor with an error while the service is gone; who claims to be another is not believed."""
    place = str(tmp_path / "tiny.db")
    published(place, with_canaries())
    token = token_for(place, ADA)
    own = f"/feeds/en/personal/{token}.ics"
    found = (own, f"{own}?{token}", f"/feeds/en/person%61l/{token}.ics", "/en/")
    slips = (f"/{own}", f"{own}/", f"/feeds/en/personal/{token}", f"/{token}", f"/en/x/{token}.ics")
    with (
        running(tmp_path, place) as service,
        fronted(
            {**FRONTS, "nginx": nginx_with_a_low_rate}[name], tmp_path / "front", service
        ) as front,
    ):
        for number, path in enumerate((*found, *slips)):
            with front.asked(f"127.0.1.{number + 1}") as ask:
                answer = ask(path, Referer=own, User_Agent=token, Cookie=token)
                assert answer.status_code == (200 if path in found else 404)
        with front.asked("127.0.2.1") as ask:
            claims = [ask("/en/", X_Forwarded_For=f"192.0.2.{n}").status_code for n in (1, 2)]
        assert claims == [200, 429 if name == "nginx" else 200]
        with front.asked("127.0.2.2") as ask:
            assert ask("/en/").status_code == 200
        service.stop()
        with front.asked("127.0.3.1") as ask:
            assert ask(own).status_code == 502
    soon(lambda: front.process.poll() is not None)
    assert token.encode() not in front.written()
    if name == "nginx":
        lines = (front.folder / "agenda.log").read_text().splitlines()
        hidden = "/feeds/-/personal/-"
        assert [line.split(" ")[2:4] for line in lines] == [
            *[[hidden, "200"]] * 3,
            ["/en/", "200"],
            *[[hidden, "404"]] * 3,
            *[["-", "404"]] * 2,
            ["/en/", "200"],
            ["-", "429"],
            ["/en/", "200"],
            [hidden, "502"],
        ]
        assert b"127.0." not in b"".join(file.read_bytes() for file in front.folder.glob("*.log"))


@pytest.mark.slow
def test_slow_clients_are_not_waited_for(front: Front) -> None:
    """Whoever has said half of a request is let go after five seconds, not before; others do not notice."""
    context = ssl.create_default_context(cafile=front.certificate)
    with (
        socket.create_connection(("127.0.0.1", front.port), timeout=60) as plain,
        context.wrap_socket(plain, server_hostname=HOST) as slow,
    ):
        slow.sendall(b"GET /en/ HTTP/1.1\r\n")
        begun = time.monotonic()
        with front.asked() as ask:
            assert ask("/en/").status_code == 200
        while slow.recv(4_096):
            pass
        assert 4 < time.monotonic() - begun < 40


@pytest.mark.slow
def test_a_site_may_have_a_path(secretive: Secretive, tmp_path: Path) -> None:
    """As the document says of nginx: the service knows nothing of it, and the log of no token."""
    with fronted(nginx_with_a_path, tmp_path / "front", secretive.running) as front:
        own = f"feeds/en/personal/{secretive.token}.ics"
        with front.asked() as ask:
            for path in ("", "en/", "page.js", own):
                answer = ask(f"/agenda/{path}")
                assert (answer.status_code, answer.content) == (
                    200,
                    directly(front, f"/{path}").content,
                )
            assert ask("/agenda/health/ready").status_code == 403
            assert ask(f"/{own}").status_code == 404
    assert secretive.token.encode() not in front.written()


@pytest.mark.slow
def test_feeds_may_be_files_of_a_web_server(secretive: Secretive, tmp_path: Path) -> None:
    """As docs/how-to/feeds.md says: type, tag, date, caching; no list, and no token in a log."""
    feeds, token = Feeds(with_canaries()), secretive.token
    own, public = personal_path(token, "en"), path_of(ProgrammeFeed(), "en")
    made = {own: feeds.made(ForPerson(ADA.id), "en"), public: feeds.made(ProgrammeFeed(), "en")}
    write_files(tmp_path / "site", made.items())
    (tmp_path / "site" / "index.html").write_text("<!doctype html>")
    hidden = (".drafts/draft", "feeds/en/personal/.draft", ".well-known/about")
    for each in hidden:
        (tmp_path / "site" / each).parent.mkdir(exist_ok=True)
        (tmp_path / "site" / each).write_text("x")
    with (
        fronted(nginx_with_files, tmp_path / "front", secretive.running) as front,
        front.asked() as ask,
    ):
        for path, kept in ((own, "private, no-cache"), (public, "public, max-age=300")):
            for codings in ({}, {"Accept_Encoding": "gzip"}):
                answer = ask(f"/{path}", **codings)
                assert (answer.status_code, answer.content) == (200, made[path])
                kind = "text/calendar; charset=utf-8; method=PUBLISH"
                assert answer.headers["content-type"] == kind
                assert answer.headers["cache-control"] == kept
                assert answer.headers["etag"].startswith('"')
                assert ask(f"/{path}", "HEAD", **codings).headers["etag"] == answer.headers["etag"]
                known = {"If_None_Match": answer.headers["etag"]}
                assert ask(f"/{path}", **codings, **known).status_code == 304
            since = {"If_Modified_Since": answer.headers["last-modified"]}
            assert ask(f"/{path}", **since).status_code == 304
        assert ask("/").headers["content-type"] == "text/html"
        assert [ask(f"/{each}").status_code for each in hidden] == [404, 404, 200]
        assert ask("/feeds/en/personal/").status_code == 403
        wrong = [ask(f"/feeds/en/personal/{each}.ics") for each in (secretive.revoked, "A")]
        assert [each.status_code for each in wrong] == [404, 404]
        assert wrong[0].content == wrong[1].content
    assert token.encode() not in front.written()


def said(folder: Path, text: str) -> str:
    """Return what systemd says of a unit."""
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("systemd is not installed (Debian: apt-get install systemd)")
    unit = folder / "agenda.service"
    unit.write_text(text)
    command = [program, "verify", "--man=no", str(unit)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    return ran.stdout + ran.stderr + ("" if ran.returncode == 0 else f"code {ran.returncode}")


def test_systemd_finds_nothing_wrong_with_the_unit(tmp_path: Path) -> None:
    """Every setting is one that it knows; one that it does not know is told."""
    program = tmp_path / "scheduler"
    program.symlink_to(sys.executable)  # whatever blanks are in that place
    unit = placed(example("ini"), {"/opt/agenda/bin/scheduler": str(program)})
    assert said(tmp_path, unit) == ""
    assert "Unknown key" in said(tmp_path, placed(unit, {"NoNewPrivileges": "NoNewPrivilege"}))


def test_the_unit_starts_a_command_that_there_is() -> None:
    """With options of `serve`."""
    (line,) = [each for each in example("ini").splitlines() if each.startswith("ExecStart=")]
    words = line.partition("=")[2].split()
    assert words[0].endswith("/scheduler")
    command = [sys.executable, "-m", "scheduler.cli", *words[1:], "--help"]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
