"""What is new in substance is told once; a further copy never is."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from wiredesk.alerts import Watch, story_entries
from wiredesk.alerts.channels import TRIES, Mail, NotTold, Webhook
from wiredesk.desk import Desk
from wiredesk.export.feeds import ATOM, Entry, to_atom, to_json_feed
from wiredesk.gather.guard import networks

FIRST = [
    "The dam above Orvel holds, mayor Ada Brun said on Tuesday.",
    "At least 12 people were hurt in the flood, the district hospital said.",
    "Northwater closed the road to Abrin because of the water in the valley.",
]
NEW = "At least 31 people were hurt in the flood, said Jon Teck, a spokesman for the ministry."


def report(outlet: str, day: int, *paragraphs: str) -> str:
    body = "\n\n".join(paragraphs)
    return f"{outlet}\n\nFlood in the valley of Orvel\n\nORVEL, {day} March 2026 - {body}\n"


class Told(list[Entry]):
    def __call__(self, alerts: tuple[Entry, ...]) -> None:
        self.extend(alerts)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A desk with one report, and a watch that has seen it."""
    add(tmp_path, "courier", report("Varo Courier", 3, *FIRST))
    Watch(tmp_path / "d.desk").round({"list": Told()}, "2026-03-06T00:00:00.000000Z")
    return tmp_path


def add(place: Path, name: str, text: str) -> None:
    (place / f"{name}.txt").write_text(text)
    with Desk(place / "d.desk") as desk:
        desk.add([str(place / f"{name}.txt")])


def look(place: Path) -> list[Entry]:
    told = Told()
    Watch(place / "d.desk").round({"list": told}, "2026-03-07T00:00:00.000000Z")
    return told


@pytest.mark.parametrize("kept", [(0, 1, 2), (0, 1), (1, 2), (0, 2), (1,)])
def test_a_further_copy_is_never_told(place: Path, kept: tuple[int, ...]) -> None:
    for n, outlet in enumerate(("Abrin Herald", "Tessa Post", "Lake Times")):
        add(place, f"copy{n}", report(outlet, 3 + n % 2, *(FIRST[k] for k in kept)))
        assert look(place) == []
    with Desk(place / "d.desk") as desk:
        every = story_entries(desk, desk.stories().items[0].id)
    assert {r for e in every for r in e.reports} <= {every[-1].reports[0]} if every else True


def test_a_new_figure_and_a_new_voice_are_told_once(place: Path) -> None:
    add(place, "herald", report("Abrin Herald", 4, FIRST[0], NEW))
    told = look(place)
    assert any("31 people" in e.text for e in told)
    assert {e.kind for e in told} & {"figure", "claim", "dispute"}
    assert "voice" in {e.kind for e in told}
    assert look(place) == []


def test_the_first_look_only_notes_where_the_desk_stands(tmp_path: Path) -> None:
    add(tmp_path, "courier", report("Varo Courier", 3, *FIRST))
    assert look(tmp_path) == []
    told = Told()
    Watch(tmp_path / "d.desk").round({"new": told}, "2026-03-07T00:00:00.000000Z", everything=True)
    assert told


def test_a_channel_that_fails_is_told_again_and_the_others_are_not(place: Path) -> None:
    def broken(alerts: tuple[Entry, ...]) -> None:
        raise NotTold("no line")

    sound, mended = Told(), Told()
    watch, now = Watch(place / "d.desk"), "2026-03-07T00:00:00.000000Z"
    watch.round({"a": sound, "b": broken}, now)
    add(place, "herald", report("Abrin Herald", 4, NEW))
    made = watch.round({"a": sound, "b": broken}, now)
    assert sound
    assert made.failed == {"b": "no line"}
    count = len(sound)
    watch.round({"a": sound, "b": mended}, now)
    assert len(sound) == count
    assert [e.id for e in mended] == [e.id for e in sound]


HOSTILE = Entry(
    "alert-000000000001", "claim", "2026-03-07T00:00:00Z",
    "<script>x</script>\x1b[31m\u202eabc ]]> & \ufffe\ud800\nNext", "story-000000000001",
    "Title\nBcc: all@x.example", ("clm-000000000001",), ("r-000000000001",), ("Out\x00let <b>",),
)  # fmt: skip


def test_feeds_hold_hostile_text_as_text() -> None:
    feed = ElementTree.fromstring(to_atom([HOSTILE], "Desk <1>", "desk", "http://127.0.0.1:8008"))
    entry = feed.find(f"{{{ATOM}}}entry")
    assert entry is not None
    content = entry.find(f"{{{ATOM}}}content")
    assert content is not None
    assert content.get("type") == "text"
    assert content.text is not None
    assert content.text.startswith("<script>")
    assert not {"\x1b", "\u202e", "\ufffe"} & set(content.text)
    assert [c.tag for c in content] == []
    link = entry.find(f"{{{ATOM}}}link")
    assert link is not None
    assert link.get("href") == "http://127.0.0.1:8008/claim/clm-000000000001"
    made = to_json_feed([HOSTILE], "Desk")
    assert "\n" not in made["items"][0]["title"]
    assert json.loads(json.dumps(made).encode())["items"][0]["_wiredesk"]["claims"] == ["clm-000000000001"]


def test_mail_keeps_hostile_text_out_of_its_headers() -> None:
    made = Mail(("desk@paper.example",), "wiredesk@localhost").message([HOSTILE])
    assert made["Bcc"] is None
    assert made["To"] == "desk@paper.example"
    assert "\x1b" not in made.get_content()
    with pytest.raises(NotTold):
        Mail(("a@b.example\nBcc: all@x.example",), "wiredesk@localhost").message([HOSTILE])


class Hook(http.server.BaseHTTPRequestHandler):
    """Answers as its server was told to, and keeps what was sent."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.got.append((dict(self.headers), body))  # type: ignore[attr-defined]
        status = self.server.answers.pop(0)  # type: ignore[attr-defined]
        self.send_response(status)
        if status == 302:
            self.send_header("location", "http://127.0.0.1:1/")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def hook(socket_enabled: None) -> Iterator[Any]:
    """A listener on the loopback."""
    server: Any = http.server.HTTPServer(("127.0.0.1", 0), Hook)
    server.got, server.answers = [], []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_webhook_is_tried_again_and_signed(hook: Any) -> None:
    waits: list[float] = []
    url = f"http://127.0.0.1:{hook.server_port}/in?x=1"
    hook.answers = [503, 429, 204]
    Webhook(url, networks(["127.0.0.0/8"]), "secret", waits.append)([HOSTILE])
    assert len(hook.got) == 3
    assert waits == [2.0, 4.0]
    headers, body = hook.got[-1]
    import hashlib
    import hmac

    headers = {k.lower(): v for k, v in headers.items()}
    assert (
        headers["x-wiredesk-signature"] == "sha256=" + hmac.new(b"secret", body, hashlib.sha256).hexdigest()
    )
    assert json.loads(body)["items"][0]["id"] == "urn:wiredesk:alert-000000000001"


def test_a_webhook_gives_up_and_follows_nothing(hook: Any) -> None:
    url = f"http://127.0.0.1:{hook.server_port}/"
    hook.answers = [500] * TRIES
    with pytest.raises(NotTold, match="tried again in the next round"):
        Webhook(url, networks(["127.0.0.0/8"]), "", lambda _: None)([HOSTILE])
    hook.got.clear()
    hook.answers = [302]
    with pytest.raises(NotTold, match="redirects"):
        Webhook(url, networks(["127.0.0.0/8"]), "", lambda _: None)([HOSTILE])
    assert len(hook.got) == 1


def test_a_webhook_knocks_at_no_private_door_unless_let(hook: Any) -> None:
    with pytest.raises(NotTold, match="--allow-network"):
        Webhook(f"http://127.0.0.1:{hook.server_port}/", (), "", lambda _: None)([HOSTILE])
    assert hook.got == []
    with pytest.raises(NotTold, match="no web address"):
        Webhook("file:///etc/passwd", (), "", lambda _: None)([HOSTILE])
