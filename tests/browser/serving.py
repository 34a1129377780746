"""The desk served as `wiredesk serve` serves it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path


class Served:
    """`wiredesk serve` in a process of its own, on a free port of the loopback."""

    def __init__(self, desk: Path) -> None:
        self.desk = desk
        self._process = subprocess.Popen(
            [sys.executable, "-m", "wiredesk", "serve", "--desk", str(desk), "--port", "0", "--by", "Ana"],
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
            env={**os.environ, "WIREDESK_CACHE": "off"},
        )
        assert self._process.stderr
        said = ""
        for line in self._process.stderr:
            said += line
            found = re.search(r"http://127\.0\.0\.1:\d+", line)
            if found:
                self.at = found[0]
                return
        raise RuntimeError(f"the desk did not open: {said}")

    def close(self) -> None:
        """End the process."""
        self._process.terminate()
        self._process.wait(30)
        assert self._process.stderr
        self._process.stderr.close()
