"""Makes sure the tests have a browser: the system's, else the distribution's, else Playwright's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def found() -> str | None:
    """The system's own Chromium, None where there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def apt() -> None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], check=True, env=quiet)
    subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"], check=True, env=quiet)


def own() -> None:
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


def main() -> int:
    if found():
        return 0
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    try:
        if root and shutil.which("apt-get"):
            apt()
        else:
            own()
    except (OSError, subprocess.CalledProcessError) as error:
        print(
            f"No browser for the tests: {error}\n"
            "Install Chromium (for example: apt-get install chromium) and run 'make test' again.",
            file=sys.stderr,
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
