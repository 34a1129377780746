"""Content ids: the same content has the same id, everywhere and always."""

from __future__ import annotations

import hashlib
import json
from typing import Any

_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def content_id(prefix: str, *parts: Any) -> str:
    """``prefix-`` and 12 hexadecimal digits of the SHA-256 of the parts as canonical JSON."""
    text = _CANONICAL.encode(parts)
    return f"{prefix}-{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def story_id(report: str) -> str:
    """The id of the story whose earliest report this is.  Each report of a story gives it another
    name, so that ids stay good when stories merge, split or get an earlier report."""
    return content_id("story", report)


def sha256(data: bytes) -> str:
    """The SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
