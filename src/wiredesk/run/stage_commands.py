"""Each stage as a command: reports or pairs in, one JSON object a line out.

This is how the public benchmarks are run, and how a stage can be used without the rest.  All
offsets are code points in the text that was given (for ``html``, in the HTML).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from wiredesk.errors import InputError
from wiredesk.model.ids import content_id, sha256
from wiredesk.model.reports import Capture, Hints, PublishedFrom, Report
from wiredesk.model.spans import OffsetMap, Span
from wiredesk.model.statements import PlaceMention
from wiredesk.run import plan
from wiredesk.run.cache import Keeper
from wiredesk.run.local import clean, parsed_statements

Record = Mapping[str, Any]
BATCH = 256  # records held at once by the stages that look at one report at a time


def run_stage(name: str, records: Iterable[Record], keeper: Keeper) -> Iterator[dict[str, Any]]:
    """The records' output from one stage.

    Raises InputError for an unknown stage, or for a record without what the stage needs.
    """
    if name not in STAGES:
        raise InputError(f"there is no stage {name!r}; expected one of {', '.join(STAGES)}")
    return STAGES[name](records, keeper)


def capture_of(record: Record) -> Capture:
    """A record as a capture: its text or HTML as bytes, the rest as hints."""
    body = record.get("html") or record.get("text")
    if not isinstance(body, str):
        raise InputError(
            f"record {_id(record)!r} has neither text nor html; expected one of them, as a string"
        )
    data = body.encode("utf-8", "surrogatepass")
    digest = sha256(data)
    hints = Hints(
        *(
            None if record.get(k) is None else str(record[k])
            for k in ("id", "url", "outlet", "title", "published")
        )
    )
    media = "text/html" if record.get("html") else "text/plain"
    return Capture(content_id("c", _id(record), digest), _id(record), digest, data, "", media, hints)


def as_given(record: Record) -> Report:
    """A record's text as a report, uncleaned: its offsets are those of the text given."""
    text = record.get("text")
    if not isinstance(text, str):
        raise InputError(f"record {_id(record)!r} has no text; expected a string")
    published = record.get("published") or record.get("date")
    return Report(
        id=_id(record),
        capture="",
        path=_id(record),
        url=record.get("url"),
        sha256=sha256(text.encode("utf-8", "surrogatepass")),
        outlet=record.get("outlet"),
        title=record.get("title"),
        published=str(published)[:10] if published else None,
        published_from=PublishedFrom.METADATA if published else PublishedFrom.UNKNOWN,
        language="en",
        text=text,
        offsets=OffsetMap.identity(len(text)),
    )


def _id(record: Record) -> str:
    if "id" not in record:
        raise InputError("a record has no id; expected a JSON object with id and text on each line")
    return str(record["id"])


def _batches(records: Iterable[Record]) -> Iterator[list[Record]]:
    it = iter(records)
    while part := list(islice(it, BATCH)):
        yield part


def _clean(records: Iterable[Record], keeper: Keeper) -> Iterator[dict[str, Any]]:
    for part in _batches(records):
        for record, report in zip(part, clean([capture_of(r) for r in part], keeper), strict=True):
            yield {
                "id": record["id"],
                "title": report.title,
                "outlet": report.outlet,
                "published": report.published,
                "text": report.text,
            }


def _statements(records: Iterable[Record], keeper: Keeper) -> Iterator[dict[str, Any]]:
    from wiredesk.statements.attribution import attributions

    def pair(span: Span) -> list[int]:
        return [span.start, span.end]

    for part in _batches(records):
        reports = [as_given(r) for r in part]
        paragraphs = [r.paragraphs() for r in reports]
        parses = keeper.each(
            plan.PARSE, [p.of(r.text) for r, ps in zip(reports, paragraphs, strict=True) for p in ps]
        )
        all_statements = parsed_statements(reports, keeper)
        at = 0
        for record, report, ps, narrated in zip(part, reports, paragraphs, all_statements, strict=True):
            mine = parses[at : at + len(ps)]
            at += len(ps)
            rows = [
                {
                    "source": [pair(s) for s in a.source],
                    "cue": [pair(a.cue)] if a.cue else [],
                    "content": [pair(s) for s in a.content],
                    "mode": a.mode.value,
                    "force": next(
                        (s.force.value for s in narrated if a.content and s.spans[0].overlaps(a.content[0])),
                        "asserted",
                    ),
                    "voice": a.voice.name,
                }
                for a in attributions(report.text, ps, mine, doubtful=bool(record.get("doubtful")))
            ]
            rows.extend(
                {
                    "source": [],
                    "cue": [],
                    "content": [pair(s) for s in st.spans],
                    "mode": st.mode.value,
                    "force": st.force.value,
                    "voice": st.voice.name,
                }
                for st in narrated
                if record.get("narrated") and st.voice.kind == "outlet"
            )
            yield {"id": record["id"], "statements": rows}


def _stories(records: Iterable[Record], keeper: Keeper) -> Iterator[dict[str, Any]]:
    given = {_id(r): r for r in records}
    for story in plan.STORIES.run(tuple(as_given(r) for r in given.values())):
        for report in story.reports:
            yield {"id": given[report]["id"], "story": story.id}


def _reuse(records: Iterable[Record], keeper: Keeper) -> Iterator[dict[str, Any]]:
    given = {_id(r): r for r in records}
    for found in plan.REUSE.run(tuple(as_given(r) for r in given.values())):
        yield {
            "left": given[found.left]["id"],
            "right": given[found.right]["id"],
            "share": round(found.share, 4),
            "kind": found.kind,
        }


def _times(records: Iterable[Record], keeper: Keeper) -> Iterator[dict[str, Any]]:
    from wiredesk.text.times import times

    for record in records:
        report = as_given(record)
        yield {
            "id": record["id"],
            "times": [
                {"start": t.start, "end": t.end, "type": t.type, "value": t.value}
                for t in times(report.text, report.published)
            ],
        }


def _places(records: Iterable[Record], keeper: Keeper) -> Iterator[dict[str, Any]]:
    from wiredesk.resources.gazetteer import place
    from wiredesk.statements.places import places

    def row(m: PlaceMention) -> dict[str, Any]:
        at = place(m.place) if m.place else None
        return {
            "start": m.start,
            "end": m.end,
            "name": m.name,
            "lat": at.lat if at else None,
            "lon": at.lon if at else None,
        }

    for part in _batches(records):
        for record in part:
            report = as_given(record)
            parses = keeper.each(plan.PARSE, [p.of(report.text) for p in report.paragraphs()])
            yield {"id": record["id"], "places": [row(m) for m in places(report, parses)]}


def _pairs(records: Iterable[Record], keeper: Keeper) -> Iterator[dict[str, Any]]:
    from wiredesk.claims import pair_scores

    for part in _batches(records):
        texts = [str(r[side]) for r in part for side in ("left", "right")]
        parses = keeper.each(plan.PARSE, texts)
        for record, (same, clash) in zip(
            part, pair_scores(list(zip(parses[::2], parses[1::2], strict=True))), strict=True
        ):
            yield {"id": record["id"], "same": same >= 0.5, "clash": clash >= 0.5, "score": round(same, 4)}


STAGES: dict[str, Callable[[Iterable[Record], Keeper], Iterator[dict[str, Any]]]] = {
    "clean": _clean,
    "statements": _statements,
    "stories": _stories,
    "reuse": _reuse,
    "times": _times,
    "places": _places,
    "pairs": _pairs,
}


def read_records(lines: Iterable[str], source: str) -> Iterator[Record]:
    """The JSON objects of JSON lines; blank lines are passed over.

    Raises InputError naming the line that is not a JSON object.
    """
    for n, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            raise InputError(
                f"{source}, line {n}: is not JSON ({error}); expected one JSON object a line"
            ) from error
        if not isinstance(record, dict):
            raise InputError(f"{source}, line {n}: is a {type(record).__name__}; expected a JSON object")
        yield record
