"""A real server on this machine, a headless Chromium, and visits that must stay on this machine."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, sync_playwright
from sqlite_utils import Database
from werkzeug.serving import WSGIRequestHandler, make_server

from bot.web import create_app
from tests.browser.install import found

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE, DESKTOP = 360, 1280


class Silent(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def serving(data: Path) -> Iterator[str]:
    """The address of a server with its records in `data`."""
    app = create_app({"SARIKA_DATA": str(data)})
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Silent)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        app.extensions["sarika"].records.close()


def launch(playwright: Playwright) -> Browser:
    """The system's Chromium, else Playwright's own."""
    return playwright.chromium.launch(executable_path=found(), args=list(QUIET))


@pytest.fixture(scope="package")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("browser")


@pytest.fixture(scope="package")
def server(records: Path) -> Iterator[str]:
    with serving(records) as address:
        yield address


# Not for the session: while Playwright runs, no other test could start an event loop.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        made = launch(playwright)
        yield made
        made.close()


@pytest.fixture
def counted(records: Path) -> Callable[[], int]:
    """How many messages the line has counted."""

    def count() -> int:
        db = Database(str(records / "sarika.db"))
        try:
            return db["log"].count if "log" in db.view_names() else 0
        finally:
            db.close()

    return count


@pytest.fixture
def visit(browser: Browser, server: str) -> Iterator[Callable[..., Page]]:
    """Open the page; afterwards no request may have left this machine and the console must be clean.

    `outside` and `complaints` are what a visit expects of either.
    """
    contexts: list[BrowserContext] = []
    left: list[str] = []
    complained: list[str] = []
    expected: dict[str, tuple[str, ...]] = {"outside": (), "complaints": ()}

    def open_page(
        address: str = "/?lang=en",
        *,
        javascript: bool = True,
        width: int = DESKTOP,
        outside: tuple[str, ...] = (),
        complaints: tuple[str, ...] = (),
        **options: object,
    ) -> Page:
        expected.update(outside=outside, complaints=complaints)
        size = {"width": width, "height": 640 if width == PHONE else 800}
        context = browser.new_context(viewport=size, java_script_enabled=javascript, **options)
        context.set_default_timeout(10_000)
        context.on("request", lambda request: left.append(request.url))
        contexts.append(context)
        page = context.new_page()

        def listen(message: ConsoleMessage) -> None:
            if message.type in ("error", "warning"):
                complained.append(message.text)

        page.on("console", listen)
        page.on("pageerror", lambda error: complained.append(str(error)))
        page.goto(server + address)
        return page

    yield open_page
    cookies = [cookie for context in contexts for cookie in context.cookies()]
    for context in contexts:
        context.close()
    assert cookies == []
    hosts = {urlsplit(url).hostname for url in left if not url.startswith("data:")}
    assert hosts <= {"127.0.0.1", *expected["outside"]}
    assert [text for text in complained if not any(known in text for known in expected["complaints"])] == []
