"""How a capture of a desk comes back from a web archive as it was.

A record that a desk wrote carries, in a header of its own, what the capture was called and which
hints came with it: another program passes it over, this one restores the capture.  When the desk
captured it is then the archive's word, like that of any other archive.
"""

from __future__ import annotations

import json
from dataclasses import fields

from wiredesk.gather.plain import capture
from wiredesk.model.custody import Origin
from wiredesk.model.ids import sha256
from wiredesk.model.reports import Capture, Hints

FIELD = "Wiredesk-Capture"  # as wiredesk.export.webarchive writes it


def restored(header: str, data: bytes, captured_at: str, origin: Origin) -> Capture | None:
    """The capture that a header and its payload say; None where the header is not one of ours or the
    bytes are not the ones that it was written for."""
    try:
        row = json.loads(header)
        known = {f.name for f in fields(Hints)}
        hints = Hints(**{k: v for k, v in row["hints"].items() if k in known and isinstance(v, str)})
        path, media = row["path"], row["media"]
        if row["sha256"] != sha256(data) or not (isinstance(path, str) and isinstance(media, str)):
            return None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return capture(path, data, captured_at, media, hints, origin)
