"""Unpacking what was packed for transfer, without trusting how large it says it is."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

_STEP = 1 << 18


class Unpacked(ValueError):
    """Bytes cannot be unpacked; ``code`` is "bomb", "truncated", "damaged" or "coding"."""

    def __init__(self, code: str, why: str) -> None:
        super().__init__(why)
        self.code, self.why = code, why


def unpack(pieces: Iterable[bytes], coding: str, most: int) -> Iterator[bytes]:
    """The bytes inside, piece by piece, for a Content-Encoding ("" for none, "gzip", "deflate", or a
    list of them as in the header).

    Raises Unpacked: past ``most`` bytes ("bomb"), where the end is missing ("truncated"), where the
    bytes are not what they should be ("damaged"), or for a coding that was not asked for ("coding").
    Several gzip members one after another are one stream, as gzip(1) reads them.
    """
    codings = [c.strip().lower() for c in coding.split(",") if c.strip() and c.strip().lower() != "identity"]
    if len(codings) > 2:
        raise Unpacked("coding", f"packed {len(codings)} times over ({coding})")
    stream = iter(pieces)
    for one in reversed(codings):
        if one in ("gzip", "x-gzip"):
            stream = _gzip(stream, most)
        elif one == "deflate":
            stream = _deflate(stream, most)
        else:
            raise Unpacked("coding", f"packed as {one!r}, which was not asked for")
    total = 0
    for piece in stream:
        total += len(piece)
        if total > most:
            raise _bomb(most)
        yield piece


def gunzip(data: bytes, most: int) -> bytes:
    """The bytes inside of a gzip file; raises Unpacked as :func:`unpack` does."""
    return b"".join(unpack([data], "gzip", most))


def _bomb(most: int) -> Unpacked:
    return Unpacked("bomb", f"unpacks to more than {most:,} bytes")


def _gzip(pieces: Iterable[bytes], most: int) -> Iterator[bytes]:
    open_ = zlib.decompressobj(16 + zlib.MAX_WBITS)
    begun = ended = False
    for piece in pieces:
        while piece:
            if ended:
                if not piece.strip(b"\0"):
                    break  # padding after the last member
                if not piece.startswith(b"\x1f"):
                    break  # something after the end, which gzip(1) ignores too
                open_, ended = zlib.decompressobj(16 + zlib.MAX_WBITS), False
            begun = True
            yield from _drain(open_, piece, most)
            if open_.eof:
                ended, piece = True, open_.unused_data
            else:
                piece = b""
    if begun and not ended:
        raise Unpacked("truncated", "the packed bytes end too early")


def _deflate(pieces: Iterable[bytes], most: int) -> Iterator[bytes]:
    """zlib's format, and the bare one that some servers send under this name."""
    open_ = None
    for piece in pieces:
        if not piece:
            continue
        if open_ is None:
            zlib_head = len(piece) > 1 and piece[0] & 0x0F == 8 and (piece[0] * 256 + piece[1]) % 31 == 0
            open_ = zlib.decompressobj(zlib.MAX_WBITS if zlib_head else -zlib.MAX_WBITS)
        yield from _drain(open_, piece, most)
    if open_ is not None and not open_.eof:
        raise Unpacked("truncated", "the packed bytes end too early")


def _drain(open_: zlib._Decompress, piece: bytes, most: int) -> Iterator[bytes]:
    total = 0
    try:
        while piece:
            out = open_.decompress(piece, _STEP)
            total += len(out)
            if total > most:
                raise _bomb(most)
            yield out
            piece = open_.unconsumed_tail
            if open_.eof:
                return
    except zlib.error as error:
        raise Unpacked("damaged", f"the packed bytes are damaged ({error})") from error
