"""A page in headless Chromium, driven over its DevTools pipe: no port, no driver, no network."""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
from pathlib import Path
from typing import Any

PATIENCE = 60  # seconds to wait for a word of the browser
PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def program() -> str | None:
    """The browser's path, or None where there is none."""
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)


class Browser:
    """One tab.  Use it as a context manager; it closes the browser that it started."""

    def __init__(self, profile: Path) -> None:
        """Start the browser with a profile folder of its own."""
        to_browser, ours_out = os.pipe()
        ours_in, from_browser = os.pipe()
        wrapper = f'exec 3<&{to_browser} 4>&{from_browser}; exec "$0" "$@"'
        options = (
            "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --hide-scrollbars "
            "--no-first-run --disable-extensions --remote-debugging-pipe"
        ).split()
        self._process = subprocess.Popen(
            [
                "bash",
                "-c",
                wrapper,
                program() or "chromium",
                *options,
                f"--user-data-dir={profile}",
                "about:blank",
            ],
            pass_fds=(to_browser, from_browser),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(to_browser)
        os.close(from_browser)
        self._out, self._in = os.fdopen(ours_out, "wb"), os.fdopen(ours_in, "rb")
        self._id, self._rest, self._session = 0, b"", ""
        self.events: list[dict[str, Any]] = []
        self._target = ""
        self._view: dict[str, int] = {"width": 1280}

    def __enter__(self) -> Browser:
        return self

    def __exit__(self, *_: object) -> None:
        self._out.close()
        self._process.terminate()
        self._process.wait(20)
        self._in.close()

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            if not select.select([self._in], [], [], PATIENCE)[0]:
                raise RuntimeError(f"the browser said nothing for {PATIENCE} seconds")
            got = os.read(self._in.fileno(), 1 << 16)
            if not got:
                raise RuntimeError("the browser closed its pipe")
            self._rest += got
        message, self._rest = self._rest.split(b"\0", 1)
        return json.loads(message)  # type: ignore[no-any-return]

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """One DevTools command and its answer; events on the way are kept in ``events``."""
        self._id += 1
        message: dict[str, Any] = {"id": self._id, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        self._out.write(json.dumps(message).encode() + b"\0")
        self._out.flush()
        while True:
            answer = self._read()
            if answer.get("id") == self._id:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]  # type: ignore[no-any-return]
            self.events.append(answer)

    def _fresh(self) -> None:
        """A new tab in place of the old one: no test sees what another did."""
        old, self._session = self._target, ""
        self._target = self.call("Target.createTarget", url="about:blank")["targetId"]
        if old:
            self.call("Target.closeTarget", targetId=old)
        self._session = self.call("Target.attachToTarget", targetId=self._target, flatten=True)["sessionId"]
        self.call("Target.activateTarget", targetId=self._target)
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def go(self, url: str, javascript: bool = True) -> None:
        """Load an address in a fresh tab and wait until it is there."""
        self._fresh()
        self._emulate()
        self.call("Emulation.setScriptExecutionDisabled", value=not javascript)
        self.call("Page.setLifecycleEventsEnabled", enabled=True)
        self.events.clear()
        loader = self.call("Page.navigate", url=url)["loaderId"]
        while not any(  # the empty page of the tab may say that it is loaded, too
            e.get("method") == "Page.lifecycleEvent"
            and e["params"]["loaderId"] == loader
            and e["params"]["name"] == "load"
            for e in self.events
        ):
            self.events.append(self._read())

    def loaded(self) -> None:
        """Wait until a page that is being loaded is there; what is kept of events starts anew."""
        while not any(e.get("method") == "Page.loadEventFired" for e in self.events):
            self.events.append(self._read())

    def press(self, key: str, code: int = 0, shift: bool = False) -> None:
        """Press a key: a letter as itself, another by its name and code ("Enter", 13)."""
        text = key if len(key) == 1 else "\r" if key == "Enter" else ""
        code = code or (ord(key.upper()) if len(key) == 1 else 0)
        for kind in ("keyDown", "keyUp"):
            more: dict[str, Any] = {"text": text} if text and kind == "keyDown" else {}
            modifiers = 8 if shift else 0
            self.call(
                "Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=code, modifiers=modifiers,
                **more,
            )  # fmt: skip

    def open(self, path: Path, fragment: str = "", javascript: bool = True) -> None:
        """Load a file in a fresh tab and wait until it is there."""
        self._fresh()
        self._emulate()
        self.call("Emulation.setScriptExecutionDisabled", value=not javascript)
        self.events.clear()
        self.call("Page.navigate", url=path.as_uri() + fragment)
        while not any(e.get("method") == "Page.loadEventFired" for e in self.events):
            self.events.append(self._read())

    def view(self, width: int, height: int = 900, dark: bool = False) -> None:
        """The size of the screen and the colour scheme of the next page."""
        self._view = {"width": width, "height": height, "dark": dark}

    def turn(self, width: int, height: int = 900, dark: bool = False) -> None:
        """Another size of the screen, or colour scheme, for the page that is open."""
        self.view(width, height, dark)
        self._emulate()

    def _emulate(self) -> None:
        width, height = self._view["width"], self._view.get("height", 900)
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 600,
        )
        scheme = "dark" if self._view.get("dark") else "light"
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])

    def js(self, expression: str) -> Any:
        """The value of an expression in the page."""
        found = self.call("Runtime.evaluate", expression=expression, returnByValue=True)
        if "exceptionDetails" in found:
            raise RuntimeError(str(found["exceptionDetails"]))
        return found["result"].get("value")

    def shot(self, path: Path, whole: bool = True) -> None:
        """A picture of the page (PNG)."""
        found = self.call("Page.captureScreenshot", captureBeyondViewport=whole)
        path.write_bytes(base64.b64decode(found["data"]))

    def pdf(self, path: Path) -> None:
        """The page as printed (PDF)."""
        found = self.call("Page.printToPDF", preferCSSPageSize=True)
        path.write_bytes(base64.b64decode(found["data"]))
