"""Time stamps (RFC 3161): another's signed word that the head of a log stood at a moment.

What is stamped is the SHA-256 of the head as it is printed, ``COUNT:HASH``, so that anybody can
check a stamp with other tools: ``printf %s COUNT:HASH > head.txt; openssl ts -verify -data head.txt
-in stamp.tsr -CAfile roots.pem``.  The library for it is an extra: ``pip install wiredesk[timestamp]``.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from wiredesk.errors import ResourceError
from wiredesk.model.custody import Head


class BadStamp(ValueError):
    """Bytes are no time stamp, or not the one that they should be; the message says why."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time stamp: when its authority says that it was made (ISO UTC), and of what (SHA-256)."""

    at: str
    imprint: str
    token: bytes


def _library() -> Any:
    try:
        import rfc3161_client
    except ImportError as error:
        raise ResourceError(
            "time stamps need the package rfc3161-client; install it with: pip install 'wiredesk[timestamp]'"
        ) from error
    return rfc3161_client


def request(head: Head) -> bytes:
    """What is sent to an authority: the hash of the head, with a nonce, asking for its certificate."""
    library = _library()
    builder = library.TimestampRequestBuilder().data(str(head).encode())
    made = builder.hash_algorithm(library.HashAlgorithm.SHA256).cert_request(cert_request=True).build()
    return bytes(made.as_bytes())


def read(token: bytes) -> Stamp:
    """An authority's answer.  Raises :class:`BadStamp` where it is none, or a refusal."""
    library = _library()
    try:
        answer = library.decode_timestamp_response(_ordered(token))
        granted = answer.status in (0, 1)
        info = answer.tst_info
        imprint, made = bytes(info.message_imprint.message), info.gen_time
    except Exception as error:  # the library raises ValueError and its parser's own kinds
        raise BadStamp(f"no RFC 3161 time stamp ({error})") from error
    if not granted:
        raise BadStamp(f"the authority refused (status {answer.status})")
    return Stamp(made.isoformat().replace("+00:00", "Z"), imprint.hex(), token)


def imprint(head: Head) -> str:
    """The SHA-256 that a stamp of this head holds, in hexadecimal."""
    return hashlib.sha256(str(head).encode()).hexdigest()


def signed_by(stamp: Stamp, roots: bytes) -> None:
    """Check the signature, and its certificates up to one of ``roots`` (PEM).

    Raises :class:`BadStamp` where they do not hold."""
    library = _library()
    from cryptography import x509

    try:
        builder = library.VerifierBuilder()
        for root in x509.load_pem_x509_certificates(roots):
            builder = builder.add_root_certificate(root)
        answer = library.decode_timestamp_response(_ordered(stamp.token))
        builder.build().verify(answer, bytes.fromhex(stamp.imprint))
    except (ValueError, library.VerificationError) as error:
        raise BadStamp(f"its signature does not hold up to the given roots ({error})") from error


def _ordered(token: bytes) -> bytes:
    """An answer with the certificates in it sorted, as DER wants a set to be.

    Authorities that run on OpenSSL send them in the order of their configuration, which the library
    refuses.  They stand outside of what is signed, so their order says nothing.
    """
    try:
        answer = _inside(token, 0)
        status = _inside(token, answer[0])
        parts = _inside(token, status[1])  # ContentInfo: its type, then the signed data
        kind = _inside(token, parts[0])
        signed = _inside(token, _inside(token, kind[1])[0])
        at = signed[0]
        for _ in range(3):  # version, digest algorithms, content
            at = _inside(token, at)[1]
        if token[at] != 0xA0:
            return token
        start, end = _inside(token, at)
        pieces, at = [], start
        while at < end:
            after = _inside(token, at)[1]
            pieces.append(token[at:after])
            at = after
    except IndexError:
        return token
    return token[:start] + b"".join(sorted(pieces)) + token[end:]


def _inside(data: bytes, at: int) -> tuple[int, int]:
    """Where the contents of the DER element at ``at`` begin and end; raises IndexError past the end."""
    size, start = data[at + 1], at + 2
    if size & 0x80:
        count = size & 0x7F
        size, start = int.from_bytes(data[start : start + count], "big"), start + count
    if start + size > len(data):
        raise IndexError
    return start, start + size
