"""Web servers before a service: the examples of docs/how-to/serve.md, at free ports."""

import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.certificates import self_signed
from tests.publishing.clients.serving import free_port
from tests.web.running import PATIENCE, Running

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
