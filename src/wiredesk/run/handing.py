"""What leaves a desk for another: a document with its captures and judgements, or a web archive."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from wiredesk.errors import DeskError, InputError, NothingToRead, UnfitJudgement
from wiredesk.model.custody import Head
from wiredesk.model.judgements import KINDS, UNDO, Decision, Judgement
from wiredesk.model.reports import Capture
from wiredesk.model.views import Document
from wiredesk.run.cache import Keeper, Progress
from wiredesk.run.clock import tool
from wiredesk.run.judging import author
from wiredesk.run.local import clean
from wiredesk.store.desk_file import DeskFile


@dataclass(frozen=True, slots=True)
class Exported:
    """What one export of a web archive wrote: how many captures, the file's SHA-256, and the head of
    the log that stands in it."""

    captures: int
    sha256: str
    head: Head


def handed_over(document: Document, captures: Sequence[Capture], log: Sequence[Decision], whole: bool) -> str:
    """A document as JSON with its captures and the edit log, of one story only what bears on it."""
    from wiredesk.export.handing import handed_over as written

    known = {d.judgement.id: d for d in document.decisions}
    kept = [known.get(d.judgement.id, d) for d in log if whole or d.judgement.id in known]
    return written(document, captures, kept)


def judgements_of(path: Path | str) -> tuple[Judgement, ...]:
    """The judgements in a file that :func:`handed_over` wrote.  Raises InputError, UnfitJudgement."""
    from wiredesk.export.handing import judgements_in

    try:
        judged = judgements_in(json.loads(Path(path).read_text("utf-8-sig")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"{path}: no document that was handed over ({error}); expected what `wiredesk export` writes"
        ) from error
    for judgement in judged:
        author(judgement.made_by)
        if judgement.kind not in (*KINDS, UNDO):
            raise UnfitJudgement(f"{path}: a judgement of the unknown kind {judgement.kind!r}")
    return tuple(judged)


def export_wacz(
    file: DeskFile, keeper: Keeper, progress: Progress | None, path: Path, captures: Sequence[str],
    title: str, made_at: str, story: str | None, as_of: str | None,
) -> Exported:  # fmt: skip
    """Write captures (ids, in order) as a web archive, and the export as an event.

    Raises NothingToRead where there is no capture, DeskError where the file cannot be written.
    """
    from wiredesk.export.webarchive import Listed, write_wacz

    if not captures:
        raise NothingToRead("there is no capture to export; add reports first")
    head, chosen = file.head(), set(captures)
    events = [e for e in file.events() if e.subject in chosen and e.kind != "judged"]

    def listed() -> Iterator[Listed]:
        for n, id_ in enumerate(captures, 1):
            capture = file.capture(id_)
            assert capture is not None
            if progress:
                progress("export", n, len(captures))
            yield Listed(capture, clean([capture], keeper)[0].title)

    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as out:
            count = write_wacz(out, listed(), events, head, made_at, tool(), title)
        with part.open("rb") as written:
            digest = file_digest(written, "sha256").hexdigest()
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise DeskError(f"{path}: cannot be written ({error.strerror}); give another -o FILE") from error
    details = {"format": "wacz", "sha256": digest, "captures": count, "story": story, "as_of": as_of}
    file.log(made_at, "exported", "", {**details, "file": path.name, "tool": tool()})
    return Exported(count, digest, head)
