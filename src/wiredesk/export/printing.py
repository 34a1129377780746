"""A brief as PDF, printed by a browser that is installed: no layout engine of our own to keep."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from wiredesk.errors import WiredeskError

BROWSERS = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
    "microsoft-edge", "msedge", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)  # fmt: skip
PATIENCE = 120  # seconds


class NoPrinter(WiredeskError):
    """No browser is installed that could print, or it could not."""


def browser() -> str | None:
    """The first of :data:`BROWSERS` that is installed; $WIREDESK_BROWSER goes before them."""
    for name in (os.environ.get("WIREDESK_BROWSER", ""), *BROWSERS):
        found = shutil.which(name) if name else None
        if found:
            return found
    return None


def printed(page: str) -> bytes:
    """An HTML page as PDF, printed without a network and in a profile of its own.

    Raises :class:`NoPrinter` with what to do instead.
    """
    program = browser()
    if program is None:
        raise NoPrinter(
            "a PDF is printed by Chromium, Chrome or Edge, and none is installed; install one, name it in "
            "$WIREDESK_BROWSER, or print the page of --format html from any browser"
        )
    with tempfile.TemporaryDirectory(prefix="wiredesk-") as place:
        source, made = Path(place, "brief.html"), Path(place, "brief.pdf")
        source.write_text(page, encoding="utf-8")
        command = [
            program, "--headless", "--disable-gpu", "--no-first-run", "--disable-extensions",
            "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND",
            f"--user-data-dir={Path(place, 'profile')}", "--no-pdf-header-footer", f"--print-to-pdf={made}",
        ]  # fmt: skip
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.append("--no-sandbox")  # Chromium's sandbox does not run as root
        try:
            done = subprocess.run(
                [*command, source.as_uri()], capture_output=True, timeout=PATIENCE, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise NoPrinter(f"{program} did not print ({error}); print the page of --format html") from error
        data = made.read_bytes() if made.exists() else b""
        if not data.startswith(b"%PDF-"):
            why = done.stderr.decode("utf-8", "replace").strip()[-200:]
            raise NoPrinter(f"{program} printed nothing ({why}); print the page of --format html")
        return data
