"""Where alerts go: a webhook, or mail; only to addresses that the user gave."""

from __future__ import annotations

import hashlib
import hmac
import http.client
import json
import smtplib
import socket
import ssl
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from urllib.parse import urlsplit

from wiredesk.errors import WiredeskError
from wiredesk.export.feeds import KIND_WORDS, Entry, to_json_feed
from wiredesk.export.plain import harmless
from wiredesk.gather.guard import Network, refusal

TRIES = 4
WAIT = 2.0  # seconds before the second try; doubled before each further one
PATIENCE = 15.0  # seconds for a connection, and for its answer


class NotTold(WiredeskError):
    """A channel that could not be told; it is tried again in the next round."""


class _Again(Exception):
    """A failure that may pass."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """POSTs alerts as a JSON Feed to one address.

    Redirects are not followed, and an address that is not of the public Internet is refused unless
    it lies in ``allowed``.  With a ``secret`` the header ``X-Wiredesk-Signature`` carries the HMAC-SHA256
    of the body.  Network failures, 429 and 5xx are tried again, :data:`TRIES` times in all.
    """

    url: str
    allowed: tuple[Network, ...] = ()
    secret: str = ""
    sleep: Callable[[float], None] = time.sleep

    def __call__(self, alerts: Sequence[Entry]) -> None:
        """Tell them.  Raises :class:`NotTold`."""
        body = json.dumps(to_json_feed(alerts, "Wiredesk alerts")).encode()
        for attempt in range(TRIES):
            if attempt:
                self.sleep(WAIT * 2 ** (attempt - 1))
            try:
                return self._post(body)
            except (_Again, OSError, http.client.HTTPException) as error:
                last = error
        raise NotTold(f"{self.url}: told {TRIES} times in vain ({last}); it is tried again in the next round")

    def _post(self, body: bytes) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise NotTold(f"{self.url!r} is no web address; expected https://host/path")
        port = parts.port or (443 if parts.scheme == "https" else 80)
        connection = http.client.HTTPConnection(parts.hostname, port, timeout=PATIENCE)
        connection.sock = self._connected(parts.hostname, port, parts.scheme == "https")
        headers = {"content-type": "application/feed+json", "user-agent": "wiredesk"}
        if self.secret:
            signed = hmac.new(self.secret.encode(), body, hashlib.sha256).hexdigest()
            headers["x-wiredesk-signature"] = f"sha256={signed}"
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        try:
            connection.request("POST", target, body, headers)
            status = connection.getresponse().status
        finally:
            connection.close()
        if status == 429 or status >= 500:
            raise _Again(f"it answered {status}")
        if not 200 <= status < 300:
            raise NotTold(f"{self.url}: it answered {status}; expected 2xx, and redirects are not followed")

    def _connected(self, host: str, port: int, secure: bool) -> socket.socket:
        """A connection to an address that was looked at, so that no name can point elsewhere later."""
        why = "it has no address"
        for family, kind, protocol, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
            refused = refusal(str(address[0]), self.allowed)
            if refused:
                why = f"{refused}; --allow-network NETWORK lets it"
                continue
            found = socket.socket(family, kind, protocol)
            try:
                found.settimeout(PATIENCE)
                found.connect(address)
                if secure:
                    return ssl.create_default_context().wrap_socket(found, server_hostname=host)
                return found
            except BaseException:
                found.close()
                raise
        raise NotTold(f"{self.url}: not told, for {why}")


@dataclass(frozen=True, slots=True)
class Mail:
    """Mails alerts as plain text, one message a round.

    ``server`` is "host" or "host:port"; TLS is used where the server offers it, and always before a
    ``user`` and ``password`` are shown.
    """

    to: tuple[str, ...]
    sender: str
    server: str = "localhost"
    user: str = ""
    password: str = ""

    def message(self, alerts: Sequence[Entry]) -> EmailMessage:
        """The message that tells them."""
        made = EmailMessage()
        title = harmless(alerts[0].heading)
        more = f" (and {len(alerts) - 1} more)" if len(alerts) > 1 else ""
        try:
            made["Subject"] = f"[Wiredesk] {title}{more}"
            made["From"], made["To"] = self.sender, ", ".join(self.to)
        except ValueError as error:
            raise NotTold(f"no mail can be made for {', '.join(self.to)!r}: {error}") from error
        made["Date"], made["Message-ID"] = formatdate(), make_msgid(domain="wiredesk.invalid")
        made["Auto-Submitted"] = "auto-generated"
        made.set_content("\n\n".join(told(e) for e in alerts) + "\n")
        return made

    def __call__(self, alerts: Sequence[Entry]) -> None:
        """Tell them.  Raises :class:`NotTold`."""
        message = self.message(alerts)
        host, _, port = self.server.partition(":")
        try:
            with smtplib.SMTP(host, int(port or 25), timeout=PATIENCE) as server:
                server.ehlo()
                if server.has_extn("starttls"):
                    server.starttls(context=ssl.create_default_context())
                    server.ehlo()
                elif self.user:
                    raise NotTold(f"{self.server}: offers no TLS; a password is not shown without")
                if self.user:
                    server.login(self.user, self.password)
                server.send_message(message)
        except (OSError, smtplib.SMTPException, ValueError) as error:
            raise NotTold(f"{self.server}: the mail was not taken ({error})") from error


def told(entry: Entry) -> str:
    """An alert as plain text that steers no terminal and turns no reading order."""
    lines = [f"{KIND_WORDS.get(entry.kind, entry.kind)} - {harmless(entry.title)}"]
    lines += ["  " + harmless(line) for line in entry.text.split("\n")]
    lines.append(f"  {harmless(', '.join(entry.outlets))} [{entry.story}]")
    return "\n".join(lines)
