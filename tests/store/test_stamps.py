"""A time stamp from outside shows what no file can show of itself; the authority is made here."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from wiredesk.cli import wiredesk
from wiredesk.desk import Desk
from wiredesk.errors import InputError

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the authority")

CONFIG = """
[req]
distinguished_name = dn
[dn]
[ca]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign,cRLSign
[stamper]
basicConstraints = critical,CA:false
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[tsa]
default_tsa = one
[one]
dir = {dir}
serial = {dir}/serial
signer_cert = {dir}/tsa.pem
signer_key = {dir}/tsa.key
certs = {dir}/ca.pem
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
"""


def openssl(*args: str | Path, data: bytes | None = None) -> bytes:
    return subprocess.run(["openssl", *map(str, args)], input=data, check=True, capture_output=True).stdout


def make_authority(folder: Path) -> Path:
    """Keys and certificates of an authority; the path of its root."""
    folder.mkdir()
    config = folder / "tsa.cnf"
    config.write_text(CONFIG.format(dir=folder))
    (folder / "serial").write_text("01\n")
    for name in ("ca", "tsa"):
        openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", folder / f"{name}.key")
    openssl("req", "-x509", "-new", "-key", folder / "ca.key", "-subj", "/CN=Root of Orvel", "-days", "3650",
            "-config", config, "-extensions", "ca", "-out", folder / "ca.pem")  # fmt: skip
    openssl("req", "-new", "-key", folder / "tsa.key", "-subj", "/CN=Stamper of Orvel", "-config", config,
            "-out", folder / "tsa.csr")  # fmt: skip
    openssl("x509", "-req", "-in", folder / "tsa.csr", "-CA", folder / "ca.pem", "-CAkey", folder / "ca.key",
            "-CAcreateserial", "-days", "3650", "-extfile", config, "-extensions", "stamper",
            "-out", folder / "tsa.pem")  # fmt: skip
    return folder / "ca.pem"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_authority(tmp_path_factory.mktemp("tsa") / "one")


@pytest.fixture
def tsa(authority: Path, socket_enabled: None) -> Iterator[str]:
    folder = authority.parent

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = self.rfile.read(int(self.headers["Content-Length"]))
            (folder / "query.tsq").write_bytes(query)
            kind = "application/timestamp-reply"
            if self.path == "/":
                openssl("ts", "-reply", "-config", folder / "tsa.cnf", "-queryfile", folder / "query.tsq",
                        "-out", folder / "answer.tsr")  # fmt: skip
            data = (folder / "answer.tsr").read_bytes() if self.path in ("/", "/stale") else b"no"
            if self.path == "/page":
                kind = "text/html"
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("The harbour bridge of Varnholm was closed on Sunday.")
    with Desk(tmp_path / "x.desk", cache=False) as made:
        made.add([str(tmp_path / "a.txt")])
    return tmp_path / "x.desk"


def test_stamp_is_kept_checked_up_to_its_root_and_holds_for_other_tools(
    desk: Path, tsa: str, authority: Path
) -> None:
    run = CliRunner().invoke
    token = desk.with_name("x.tsr")
    assert (
        run(wiredesk, ["timestamp", "--desk", str(desk), "--tsa", f"{tsa}/", "-o", str(token)]).exit_code == 0
    )
    checks = ["verify", "--desk", str(desk), "--token", str(token), "--roots", str(authority)]
    result = run(wiredesk, checks)
    assert result.exit_code == 0, result.output
    assert result.output.count("signature and certificate hold") == 2
    with Desk(desk, cache=False) as made:
        (event,) = made.events("timestamped")
    head = desk.with_name("head.txt")
    head.write_text(event.details["head"])
    assert b"OK" in openssl("ts", "-verify", "-data", head, "-in", token, "-CAfile", authority)


def test_stamp_of_another_authority_does_not_lead_to_the_given_root(
    desk: Path, tsa: str, tmp_path: Path
) -> None:
    other = make_authority(tmp_path / "other")
    with Desk(desk, cache=False) as made:
        made.timestamp(f"{tsa}/")
        assert made.verify().findings == ()
        (finding,) = made.verify(roots=other.read_bytes()).findings
        assert finding.code == "stamp-wrong"
        assert "given roots" in finding.message


def test_stamp_kept_outside_shows_that_the_log_was_cut(desk: Path, tsa: str) -> None:
    with Desk(desk, cache=False) as made:
        made.verify()
        token = made.timestamp(f"{tsa}/").token
    db = sqlite3.connect(desk)
    guards = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in guards:
        db.execute(f"DROP TRIGGER {name}")
    db.execute("DELETE FROM events WHERE seq > 2")
    for _, sql in guards:
        db.execute(sql)
    db.commit()
    db.close()
    with Desk(desk, cache=False) as made:
        assert made.verify().findings == ()
        (finding,) = made.verify(tokens=[token]).findings
        assert (finding.code, "cut or written anew" in finding.message) == ("stamp-wrong", True)


def test_stamp_changed_in_the_log_is_found(desk: Path, tsa: str) -> None:
    with Desk(desk, cache=False) as made:
        token = made.timestamp(f"{tsa}/").token
        broken = token[:-40] + b"\x00" * 40
        codes = [f.code for f in made.verify(tokens=[broken], roots=None).findings]
        assert codes in ([], ["stamp-wrong"])  # the signature is only looked at with roots
        assert [f.code for f in made.verify(tokens=[b"nothing"]).findings] == ["stamp-wrong"]


def test_broken_signature_is_found_with_the_roots_at_hand(desk: Path, tsa: str, authority: Path) -> None:
    with Desk(desk, cache=False) as made:
        token = made.timestamp(f"{tsa}/").token
        assert made.verify(tokens=[token], roots=authority.read_bytes()).findings == ()
        broken = token[:-4] + bytes(b ^ 0xFF for b in token[-4:])
        codes = [f.code for f in made.verify(tokens=[broken], roots=authority.read_bytes()).findings]
        assert codes == ["stamp-wrong"]


@pytest.mark.parametrize("path", ["/stale", "/junk", "/page"])
def test_answer_that_is_no_stamp_of_this_head_is_refused_and_not_kept(
    desk: Path, tsa: str, path: str
) -> None:
    with Desk(desk, cache=False) as made:
        made.timestamp(f"{tsa}/")
        with pytest.raises(InputError, match=r"authority|expected application/timestamp-reply"):
            made.timestamp(tsa + path)
        assert len(list(made.events("timestamped"))) == 1


@pytest.mark.parametrize("url", ["ftp://x.example/", "nonsense", "http://127.0.0.1:9/"])
def test_address_that_gives_nothing_is_named(desk: Path, url: str, socket_enabled: None) -> None:
    with Desk(desk, cache=False) as made, pytest.raises(InputError, match=url.split("/")[0]):
        made.timestamp(url)
