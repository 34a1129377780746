"""What went wrong on the way to an address, in words, and what to do about it."""

from __future__ import annotations

import socket

from urllib3.exceptions import HTTPError, SSLError

from wiredesk.errors import NotFetched


def refused_status(status: int) -> str:
    """What to do about a status that is no answer."""
    return {
        401: "log in with a browser and save the page", 402: "it has to be paid for: save the page",
        403: "it refuses programs: save the page from a browser",
        404: "check the address", 410: "it was taken away: look in an archive of the web",
        451: "it was taken away for legal reasons: look in an archive of the web",
    }.get(status, "read it later" if status >= 500 else "check the address")  # fmt: skip


def broken(asked: str, host: str | None, error: Exception) -> NotFetched:
    """What a broken exchange with a host was, by everything that led to the error."""
    chain: list[BaseException] = [error]
    while (inner := chain[-1].__cause__ or chain[-1].__context__) is not None and len(chain) < 8:
        chain.append(inner)
    if any(isinstance(e, socket.gaierror) for e in chain):
        return NotFetched(asked, "dead host", f"no host is called {host}", "check the address")
    if any(isinstance(e, SSLError) or type(e).__module__ == "ssl" for e in chain):
        return NotFetched(
            asked, "certificate", f"no trusted connection to {host} ({_said(chain)})",
            "open it in a browser and look at its certificate; save the page if you trust it",
        )  # fmt: skip
    if any(isinstance(e, TimeoutError) for e in chain):
        return NotFetched(asked, "time", f"{host} is silent", "read it later, or allow more time")
    if any(isinstance(e, ConnectionRefusedError) for e in chain):
        return NotFetched(asked, "dead host", f"{host} refuses connections", "read it later")
    if any("IncompleteRead" in type(e).__name__ or "Incomplete" in str(e) for e in chain):
        return NotFetched(asked, "truncated", "the answer ends too early", "read it later")
    if any(isinstance(e, OSError) and not isinstance(e, HTTPError) for e in chain):
        return NotFetched(asked, "dead host", f"{host} cannot be reached ({_said(chain)})", "read it later")
    return NotFetched(asked, "protocol", f"{host} does not answer in HTTP ({_said(chain)})", "read it later")


def _said(chain: list[BaseException]) -> str:
    return " ".join(str(chain[-1]).split())[:120] or type(chain[-1]).__name__
