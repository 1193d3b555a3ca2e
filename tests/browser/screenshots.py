"""Takes the pictures in docs/screenshots: .venv/bin/python -m tests.browser.screenshots [folder]"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import launch, serving

HERE = Path(__file__).resolve().parent

SHOTS = (
    # file, address, width and height, message, country, nationality
    ("chat-desktop", "/?lang=km", (1280, 800), "ថៅកែមិនបើកលុយ ២ខែហើយ", "TH", "KH"),
    ("chat-phone-en", "/?lang=en", (360, 740), "boss not pay", "MY", ""),
    ("chat-phone-km", "/?lang=km", (360, 740), "ថៅកែមិនបើកលុយ ២ខែហើយ", "TH", "KH"),
    ("chat-phone-my", "/?lang=my", (360, 740), "လစာမရသေးဘူး", "TH", "MM"),
)


def take(browser: Browser, server: str, folder: Path) -> None:
    for name, address, (width, height), message, country, nationality in SHOTS:
        scale = 1 if width > 1000 else 2
        context = browser.new_context(viewport={"width": width, "height": height}, device_scale_factor=scale)
        page = context.new_page()
        page.goto(server + address)
        page.select_option("[name=country]", country)
        page.select_option("[name=nationality]", nationality)
        page.fill("#text", message)
        page.press("#text", "Enter")
        page.wait_for_selector("#latest .cost")
        page.evaluate("document.fonts.ready")
        page.evaluate("document.activeElement.blur()")
        page.screenshot(path=str(folder / f"{name}.png"))
        context.close()
        print(folder / f"{name}.png", (folder / f"{name}.png").stat().st_size)


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent.parent / "docs" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as data,
        serving(Path(data)) as server,
        sync_playwright() as playwright,
    ):
        browser = launch(playwright)
        take(browser, server, folder)
        browser.close()


if __name__ == "__main__":
    main()
