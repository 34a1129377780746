"""A document of our own, handed over as JSON with its captures: read back without loss.

`wiredesk export --format json` puts the captured bytes beside what follows from them.  Only the bytes
are believed, each by its SHA-256; everything else is found anew.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from wiredesk.gather.plain import capture
from wiredesk.model.custody import Origin
from wiredesk.model.ids import sha256
from wiredesk.model.reports import Capture, Hints
from wiredesk.model.views import Problem

SUFFIXES = (".json",)
_OURS = re.compile(rb'\s*\{\s*"schema"\s*:\s*1\s*,')
_MEDIA = re.compile(r"[\w.+-]{1,60}/[\w.+-]{1,60}", re.A)


def fits(name: str, data: bytes) -> bool:
    """Whether it is a document of ours that holds captures."""
    return _OURS.match(data[:200].removeprefix(b"\xef\xbb\xbf")) is not None and b'"captures"' in data


def captures(path: str, data: bytes, captured_at: str) -> Iterator[Capture | Problem]:
    """Each capture under its own path, media and hints, so that it gets its old id.

    When it was first captured is the other desk's word, kept as the origin's ``taken``.
    """
    try:
        held = json.loads(data.decode("utf-8-sig"))["captures"]
        if not isinstance(held, list):
            raise TypeError("captures is no list")
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        yield Problem(path, f"not a whole document of ours ({error})", "export it again")
        return
    for number, row in enumerate(held, 1):
        try:
            yield _capture(row, path, captured_at)
        except (ValueError, TypeError, KeyError, AttributeError, binascii.Error) as error:
            yield Problem(f"{path}#{number}", f"a capture that cannot be read ({error})", "export it again")


def _capture(row: dict[str, Any], path: str, captured_at: str) -> Capture:
    data = base64.b64decode(row["data"], validate=True)
    if sha256(data) != row["sha256"]:
        raise ValueError(f"its bytes have SHA-256 {sha256(data)}, it says {row['sha256']}")
    known = {f.name for f in fields(Hints)}
    hints = Hints(**{k: v for k, v in row["hints"].items() if k in known and isinstance(v, str)})
    if not isinstance(row["path"], str) or not _MEDIA.fullmatch(row["media"]):
        raise ValueError("its path or media type is none")
    origin = Origin(archive=path, taken=str(row["captured_at"]))
    return capture(row["path"], data, captured_at, row["media"], hints, origin)
