"""Handing over: the document with its captures and the whole edit log, to be read back without loss."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from wiredesk.export.document import decision_json, to_json
from wiredesk.model.judgements import Anchor, Decision, Judgement, Reason
from wiredesk.model.reports import Capture
from wiredesk.model.views import Document


def handed_over(document: Document, captures: Iterable[Capture], log: Sequence[Decision] = ()) -> str:
    """The JSON document with ``captures`` (base64) of its reports, and of earlier editions of which it has
    words, and the ``judgements`` of its log.

    `wiredesk add` of the file makes the same document again.
    """
    wanted = {r.capture for r in document.reports}
    wanted |= {p.capture for r in document.reworded for p in (r.was, r.now) if p}
    kept = sorted((c for c in captures if c.id in wanted), key=lambda c: c.id)
    whole = {
        **to_json(document),
        "captures": [
            {
                "id": c.id,
                "path": c.path,
                "media": c.media,
                "sha256": c.sha256,
                "captured_at": c.captured_at,
                "hints": {k: v for k, v in asdict(c.hints).items() if v is not None},
                "data": base64.b64encode(c.data).decode("ascii"),
            }
            for c in kept
        ],
        "judgements": [decision_json(d) for d in log],
    }
    text = json.dumps(whole, ensure_ascii=False, indent=1)
    return text.encode("utf-8", "backslashreplace").decode() + "\n"


def judgements_in(whole: Mapping[str, Any]) -> tuple[Judgement, ...]:
    """The judgements of a document that was handed over.

    Raises KeyError, TypeError or ValueError where one is not as it was written.
    """
    return tuple(_judgement(j) for j in whole["judgements"])


def _judgement(j: Mapping[str, Any]) -> Judgement:
    anchors = tuple(
        Anchor(a["side"], a["kind"], a["key"], a["report"] or "", a["start"], a["end"], a["words"] or "")
        for a in j["anchors"]
    )
    return Judgement(
        str(j["id"]), str(j["kind"]), str(j["left"]), j["right"] or "", bool(j["answer"]), 1.0,
        (Reason("person", j["reason"] or ""),), str(j["by"]), str(j["at"]), j["replaces"],
        j["value"] or "", anchors,
    )  # fmt: skip
