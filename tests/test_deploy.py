"""Holds deploy/ to the promises of docs/deploy.md; where nginx is installed, sends messages through it."""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import shutil
import socket
import ssl
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from twilio.request_validator import RequestValidator

from bot.channels import CHANNELS
from bot.cli import main
from bot.library.model import Library
from bot.settings import SETTINGS
from bot.understanding.reader import Reader
from bot.web import LARGEST

ROOT = Path(__file__).resolve().parent.parent
DEPLOY = ROOT / "deploy"
NGINX_CONF = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
GUIDE = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
TOKEN = "0123456789abcdef0123456789abcdef"
SENDER = "+66812345678"
NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
OPENSSL = shutil.which("openssl")


# The files alone


def without_comments(text: str) -> str:
    return re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE)


def servers() -> list[str]:
    """The two server blocks of nginx.conf."""
    found = without_comments(NGINX_CONF).split("\nserver {")[1:]
    assert len(found) == 2
    return found


def unit() -> dict[str, list[str]]:
    """The lines of sarika.service by name."""
    lines = without_comments((DEPLOY / "sarika.service").read_text(encoding="utf-8")).splitlines()
    made: dict[str, list[str]] = {}
    for line in lines:
        if "=" in line:
            name, value = line.split("=", 1)
            made.setdefault(name, []).append(value)
    return made


def test_nginx_writes_nothing_down() -> None:
    text = without_comments(NGINX_CONF)
    assert set(re.findall(r"access_log (.+);", text)) == {"off"}
    assert set(re.findall(r"error_log (.+);", text)) == {"/dev/null emerg"}
    for server in servers():
        outside_locations = server.split("location", 1)[0]
        assert "access_log off;" in outside_locations
        assert "error_log /dev/null emerg;" in outside_locations
    assert "log_format" not in text


def test_nginx_parks_no_message_in_a_file() -> None:
    tls = servers()[1]
    assert f"client_max_body_size {LARGEST // 1024}k;" in tls, "as large as Sarika takes"
    assert f"client_body_buffer_size {LARGEST // 1024}k;" in tls, "and all of it in memory"
    assert "proxy_max_temp_file_size 0;" in tls
    assert "proxy_cache" not in tls


def test_nginx_speaks_tls_only() -> None:
    plain, tls = servers()
    assert "proxy_pass" not in plain
    assert "return 301 https://" in plain
    assert "ssl_protocols TLSv1.2 TLSv1.3;" in tls
    assert re.search(r'add_header Strict-Transport-Security "max-age=(\d{8,})" always;', tls)
    assert NGINX_CONF.count("add_header") == 1, "an add_header in a location would switch HSTS off there"


def test_nginx_hides_the_caller_from_sarika() -> None:
    for header in ("X-Forwarded-For", "X-Real-IP", "Forwarded", "X-Forwarded-Host"):
        assert f'proxy_set_header {header} "";' in NGINX_CONF
    assert "$remote_addr" not in NGINX_CONF
    for location in re.findall(r"location [^{]+\{[^}]+\}", NGINX_CONF):
        assert "proxy_set_header" not in location, "it would switch off those above"


def test_only_providers_that_never_ask_again_get_the_fixed_reply() -> None:
    assert re.findall(r"location ~ \^/webhook/\(([a-z|]+)\)\$", NGINX_CONF) == ["twilio|somleng"]
    assert {"twilio", "somleng"} <= {channel.name for channel in CHANNELS}
    assert "proxy_intercept_errors on;" in NGINX_CONF
    assert "error_page 500 502 503 504 =200 /resting.xml;" in NGINX_CONF


def test_fixed_reply(library: Library) -> None:
    text = (DEPLOY / "resting.xml").read_text(encoding="utf-8")
    assert text.isascii(), "a provider's fallback may turn other letters into question marks"
    message = ElementTree.fromstring(text).findtext("Message") or ""
    assert 0 < len(message) <= 160, "one SMS"
    known = {re.sub(r"\D", "", number) for contact in library.contacts for number in contact.phones}
    numbers = [number for number in re.findall(r"\d+", message) if len(number) > 2]
    assert numbers
    assert set(numbers) <= known, "every number stands in contacts.csv"


@pytest.mark.parametrize(
    "line",
    [
        "EnvironmentFile=/etc/sarika.env",
        "User=sarika",
        "WorkingDirectory=/opt/sarika",
        "Restart=always",
        "StartLimitIntervalSec=0",
        "KillMode=mixed",
        "KillSignal=SIGTERM",
        "StateDirectory=sarika",
        "StateDirectoryMode=0700",
        "UMask=0077",
        "LimitCORE=0",
        "MemorySwapMax=0",
        "MemoryDenyWriteExecute=yes",
        "NoNewPrivileges=yes",
        "CapabilityBoundingSet=",
        "PrivateTmp=yes",
        "PrivateDevices=yes",
        "ProtectSystem=strict",
        "ProtectHome=yes",
        "ProtectProc=invisible",
        "ProtectKernelLogs=yes",
        "ProtectKernelModules=yes",
        "ProtectKernelTunables=yes",
        "RestrictNamespaces=yes",
        "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX",
        "SystemCallArchitectures=native",
        "SystemCallFilter=@system-service",
        "SystemCallFilter=~@privileged @resources",
    ],
)
def test_service_is_locked_in(line: str) -> None:
    name, value = line.split("=", 1)
    assert value in unit().get(name, []), line


def test_service_runs_the_production_server() -> None:
    (start,) = unit()["ExecStart"]
    assert re.fullmatch(r"/opt/sarika/\.venv/bin/sarika serve --workers \d+", start)
    assert "SARIKA_DATA=/var/lib/sarika" in unit()["Environment"][0].split()
    assert not any(re.search(r"TOKEN|SECRET", value) for values in unit().values() for value in values)


def test_service_satisfies_systemd(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd-analyze is not installed")
    copy = tmp_path / "sarika.service"
    text = (DEPLOY / "sarika.service").read_text(encoding="utf-8")
    copy.write_text(text.replace("/opt/sarika/.venv/bin/sarika", sys.executable), encoding="utf-8")
    done = subprocess.run(
        [analyze, "security", "--offline=true", "--threshold=15", copy],
        capture_output=True,
        text=True,
        timeout=60,
    )
    if "unrecognized option" in done.stderr:
        pytest.skip("systemd-analyze is older than 250")
    assert done.returncode == 0, done.stdout[-200:] + done.stderr
    done = subprocess.run([analyze, "verify", copy], capture_output=True, text=True, timeout=60)
    complaints = [line for line in done.stderr.splitlines() if "sarika.service" in line]
    assert not complaints


def test_settings_file_holds_settings_and_no_secret() -> None:
    names = {setting.name for setting in SETTINGS}
    for line in (DEPLOY / "sarika.env").read_text(encoding="utf-8").splitlines():
        if match := re.match(r"#?([A-Z_]+)=(.*)", line):
            assert match[1] in names
            assert not (match[1].endswith(("_TOKEN", "_SECRET")) and match[2]), line


# The guide


def code() -> str:
    """What stands in code spans and grey boxes of the guide."""
    blocks = re.findall(r"^ *```\n(.*?)^ *```", GUIDE, re.MULTILINE | re.DOTALL)
    spans = re.findall(r"(?<!`)`([^`\n]+)`(?!`)", GUIDE)
    return "\n".join([*blocks, *spans])


def test_guide_names_commands_that_exist() -> None:
    named = set(re.findall(r"\.venv/bin/sarika +([a-z]+)", code()))
    assert named
    assert named <= set(main.commands)
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"(?:sudo |^)make ([a-z]+)", code(), re.MULTILINE)) <= targets


def test_guide_names_settings_that_exist() -> None:
    named = set(re.findall(r"\b(?:SARIKA_\w+|PUBLIC_URL|\w+_TOKEN|PORT|HOST)\b", GUIDE))
    assert {"SARIKA_DATA", "PUBLIC_URL"} <= named <= {setting.name for setting in SETTINGS}


def test_guide_names_files_that_exist() -> None:
    for path in re.findall(r"(?<![\w/])((?:deploy|docs|tests)/[\w./]+\w)", GUIDE):
        assert (ROOT / path).exists(), path
    for path in re.findall(r"\]\(([\w.]+)\)", GUIDE):
        assert (ROOT / "docs" / path).exists(), path
    assert all(path.name in GUIDE for path in DEPLOY.iterdir() if path.is_file())


def test_guide_names_webhooks_that_exist() -> None:
    named = set(re.findall(r"/webhook/([a-z]+)", GUIDE))
    assert named == {"twilio", "somleng"}
    assert named <= {channel.name for channel in CHANNELS}


def test_guide_and_unit_agree() -> None:
    for path in ("/etc/sarika.env", "/var/lib/sarika", "/opt/sarika", "/etc/sarika/resting.xml"):
        assert path in GUIDE
    assert "install -m 600 deploy/sarika.env /etc/sarika.env" in GUIDE


# The real thing: TLS, nginx, the production server


@dataclass(frozen=True)
class Line:
    """A running line: nginx in front, Sarika behind."""

    port: int
    plain_port: int
    folder: Path
    sarika: subprocess.Popen[bytes]

    @property
    def public(self) -> str:
        return f"https://localhost:{self.port}"

    @property
    def certificate(self) -> Path:
        return self.folder / "fullchain.pem"

    def ask(
        self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> tuple[int, str, http.client.HTTPMessage]:
        context = ssl.create_default_context(cafile=self.certificate)
        with contextlib.closing(
            http.client.HTTPSConnection("localhost", self.port, timeout=20, context=context)
        ) as connection:
            connection.request(method, path, body, headers or {})
            response = connection.getresponse()
            return response.status, response.read().decode(), response.headers

    def text(self, words: str, message_id: str, token: str = TOKEN) -> tuple[int, str]:
        form = {"MessageSid": message_id, "From": SENDER, "To": "+66800000000", "Body": words}
        signature = RequestValidator(token).compute_signature(f"{self.public}/webhook/twilio", form)
        headers = {"X-Twilio-Signature": signature, "Content-Type": "application/x-www-form-urlencoded"}
        status, body, _ = self.ask("POST", "/webhook/twilio", urlencode(form).encode(), headers)
        return status, body


def free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]


def wait_for(port: int, process: subprocess.Popen[bytes], what: str, log: Path, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        assert process.poll() is None, f"{what} stopped: {log.read_text()[-2000:]}"
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise AssertionError(f"{what} did not open its port: {log.read_text()[-2000:]}")


@contextlib.contextmanager
def running(command: list[str | Path], log: Path, env: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    with (
        log.open("wb") as out,
        subprocess.Popen(command, cwd=ROOT, env=env, stdout=out, stderr=out) as process,
    ):
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()


def nginx_files(folder: Path, port: int, plain_port: int, behind: int) -> Path:
    """deploy/nginx.conf with its names, ports and paths changed, inside a configuration like Debian's."""
    site = NGINX_CONF
    for old, new in {
        "    listen [::]:80 default_server;\n": "",
        "    listen [::]:443 ssl http2 default_server;\n": "",
        "listen 80 ": f"listen 127.0.0.1:{plain_port} ",
        "listen 443 ": f"listen 127.0.0.1:{port} ",
        "127.0.0.1:8000": f"127.0.0.1:{behind}",
        "/etc/letsencrypt/live/line.example.org": str(folder),
        "root /etc/sarika;": f"root {folder};",
        "line.example.org": "localhost",
    }.items():
        assert old in site, f"deploy/nginx.conf changed: {old}"
        site = site.replace(old, new)
    (folder / "site.conf").write_text(site, encoding="utf-8")
    shutil.copy(DEPLOY / "resting.xml", folder)
    parked = "".join(
        f"    {kind}_temp_path {folder}/parked-{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    conf = folder / "nginx.conf"
    conf.write_text(
        ("user root;\n" if os.geteuid() == 0 else "")
        + f"worker_processes 1;\ndaemon off;\npid {folder}/nginx.pid;\nerror_log {folder}/error.log info;\n"
        + "events {}\nhttp {\n"
        + f"    types {{ text/html html; text/xml xml; }}\n    access_log {folder}/access.log;\n"
        + f"    gzip on;\n{parked}"
        + f"    include {folder}/site.conf;\n}}\n",
        encoding="utf-8",
    )
    return conf


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory, reader: Reader, models_folder: Path) -> Iterator[Line]:
    if NGINX is None or OPENSSL is None:
        pytest.skip("nginx or openssl is not installed")
    folder = tmp_path_factory.mktemp("line")
    subprocess.run(
        [OPENSSL, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
         "-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    port, plain_port, behind = free_ports(3)
    conf = nginx_files(folder, port, plain_port, behind)
    tested = subprocess.run(
        [NGINX, "-t", "-e", folder / "error.log", "-c", conf], capture_output=True, text=True, timeout=60
    )
    assert tested.returncode == 0, tested.stderr
    assert "warn" not in tested.stderr or "deprecated" in tested.stderr, tested.stderr
    (folder / "error.log").unlink(missing_ok=True)
    env = {
        **{name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "TMPDIR")},
        "SARIKA_DATA": str(folder / "data"),
        "SARIKA_MODELS": str(models_folder),  # what `reader` learned
        "PUBLIC_URL": f"https://localhost:{port}",
        "TWILIO_AUTH_TOKEN": TOKEN,
    }
    serve: list[str | Path] = [
        sys.executable, "-c", "from bot.cli import main; main()",
        "serve", "--workers", "1", "--port", str(behind),
    ]  # fmt: skip
    with (
        running(serve, folder / "sarika.log", env) as sarika,
        running([NGINX, "-e", folder / "error.log", "-c", conf], folder / "nginx.log", env) as nginx,
    ):
        wait_for(behind, sarika, "sarika", folder / "sarika.log")
        wait_for(port, nginx, "nginx", folder / "nginx.log")
        yield Line(port, plain_port, folder, sarika)


def test_signed_message_is_answered_through_nginx(line: Line) -> None:
    status, body = line.text("MENU", "SM-through-nginx-1")
    assert status == 200
    assert ElementTree.fromstring(body).findtext("Message")
    assert "cannot answer just now" not in body


def test_forged_message_is_refused_through_nginx(line: Line) -> None:
    status, body = line.text("MENU", "SM-through-nginx-2", token="another")
    assert status == 403
    assert "<Message>" not in body


def test_health_and_headers_through_nginx(line: Line) -> None:
    status, body, headers = line.ask("GET", "/healthz")
    assert (status, body) == (200, "ok\n")
    assert headers["Strict-Transport-Security"].startswith("max-age=")
    assert headers["Server"] == "nginx"
    assert line.ask("GET", "/readyz")[0] == 200


def test_too_much_is_refused_before_sarika(line: Line) -> None:
    status, _, headers = line.ask("POST", "/webhook/twilio", b"x" * (LARGEST + 1))
    assert status == 413
    assert headers["Server"] == "nginx"


def test_fixed_reply_cannot_be_asked_for(line: Line) -> None:
    assert line.ask("GET", "/resting.xml")[0] == 404


def test_plain_http_only_points_to_tls(line: Line) -> None:
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", line.plain_port, timeout=10)) as connection:
        connection.request("GET", "/webhook/twilio")
        response = connection.getresponse()
        response.read()
    assert response.status == 301
    assert response.headers["Location"] == "https://localhost/webhook/twilio"


def test_program_of_the_guide_tries_the_line(line: Line, tmp_path: Path) -> None:
    env_file = tmp_path / "sarika.env"
    env_file.write_text(f"# settings\nPUBLIC_URL={line.public}/\nTWILIO_AUTH_TOKEN='{TOKEN}'\nSOMLENG_AUTH_TOKEN=\n")
    command = [sys.executable, DEPLOY / "try_line.py", env_file, "MENU"]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=60,
        env={"REQUESTS_CA_BUNDLE": str(line.certificate), "NO_PROXY": "localhost"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.endswith("All is well.\n")
    assert TOKEN not in done.stdout


def test_last_when_sarika_is_gone_people_get_the_fixed_reply_and_nothing_was_written_down(line: Line) -> None:
    """Stands last: it ends Sarika, then looks through everything that the tests above left on disk."""
    secret = "surely-not-to-be-kept"
    assert line.text(f"danger {secret} 0899999999", "SM-through-nginx-3")[0] == 200
    line.ask("GET", f"/webhook/kannel?from={SENDER.replace('+', '%2B')}&text={secret}")
    with socket.create_connection(("127.0.0.1", line.port), 5) as garbage:
        garbage.sendall(f"{SENDER} {secret}\r\n\r\n".encode())
        garbage.recv(1000)
    line.sarika.terminate()
    line.sarika.wait(20)
    status, body = line.text(secret, "SM-through-nginx-4")
    assert status == 200
    assert body.strip() == (DEPLOY / "resting.xml").read_text(encoding="utf-8").strip()
    status, _, headers = line.ask("POST", "/webhook/twilio", b"forged")
    assert status == 200
    assert headers["Content-Type"].startswith("text/xml")
    assert line.ask("POST", "/webhook/telegram", b"{}")[0] == 502, "who asks again by himself gets the error"
    assert line.ask("GET", "/healthz")[0] == 502

    digits, written = SENDER.removeprefix("+"), [path for path in line.folder.rglob("*") if path.is_file()]
    logs = [path for path in written if path.suffix == ".log"]
    assert {path.name for path in logs} >= {"error.log", "access.log", "sarika.log"}
    assert (line.folder / "access.log").read_bytes() == b""
    assert b"client:" not in (line.folder / "error.log").read_bytes()
    assert not [path for path in line.folder.glob("parked-*/**/*") if path.is_file()]
    for path in written:
        held = path.read_bytes()
        assert digits.encode() not in held, path
        assert b"SM-through-nginx" not in held, path
        if path in logs:
            assert secret.encode() not in held, path
    data = line.folder / "data"
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in data.iterdir() if path.is_file())
