"""Kept results: nothing is computed twice under one stage, version, configuration and input."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
import zlib
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol, TypeVar

from wiredesk.errors import DeskError, WiredeskError
from wiredesk.model.codec import decode, digest, dumps
from wiredesk.run.stages import Each, Fold
from wiredesk.store.desk_file import DeskFile

X = TypeVar("X")
Y = TypeVar("Y")
Progress = Callable[[str, int, int], None]

CACHE_LIMIT = 512 * 1024 * 1024  # bytes; a private cache file past this is begun anew
DOORS = ("alerts", "cli", "mcp", "web")  # rooms from which nothing goes into a result
PATIENCE = 2_000  # milliseconds to wait for another run that writes; then results stay in memory


class Results(Protocol):
    """Where results are kept: a desk file, a cache file, or memory."""

    def result(self, stage: str, version: int, configuration: str, key: str) -> bytes | None: ...
    def keep_results(self, rows: list[tuple[str, int, str, str, bytes]]) -> None: ...


class InMemory:
    """Results for one run only."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, int, str, str], bytes] = {}

    def result(self, stage: str, version: int, configuration: str, key: str) -> bytes | None:
        """A kept result, or None."""
        return self._kept.get((stage, version, configuration, key))

    def keep_results(self, rows: list[tuple[str, int, str, str, bytes]]) -> None:
        """Keep results."""
        for stage, version, configuration, key, output in rows:
            self._kept[stage, version, configuration, key] = output


@lru_cache(maxsize=1)
def program_digest() -> str:
    """SHA-256 (16 digits) of the names and bytes of this package's own files, data included, but for the
    doors: another program, another cache file.  What is kept does not depend on the pages and commands
    that show it.  Times of files are not looked at, since installers set them."""
    root = Path(__file__).resolve().parents[1]
    total = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        if path.is_file() and path.suffix != ".pyc" and path.relative_to(root).parts[0] not in DOORS:
            total.update(f"{path.relative_to(root)}:{path.stat().st_size};".encode())
            total.update(path.read_bytes())
    return total.hexdigest()[:16]


def private_cache() -> Results:
    """The user's own cache of results, for runs without a desk file.

    It lies in ``$WIREDESK_CACHE`` or ``$XDG_CACHE_HOME/wiredesk`` (``~/.cache/wiredesk``), readable
    by the user alone, and holds what stages made of reports, which includes their words.
    ``WIREDESK_CACHE=off`` keeps nothing.  A cache that cannot be used is done without.
    """
    where = os.environ.get("WIREDESK_CACHE", "")
    if where.lower() in ("off", "0", "none"):
        return InMemory()
    try:
        base = Path(where or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "wiredesk")
    except RuntimeError:  # a user without a home
        return InMemory()
    path = base / f"results-{program_digest()}.sqlite"
    try:
        base.mkdir(parents=True, exist_ok=True, mode=0o700)
        for old in base.glob("results-*.sqlite*"):
            if not old.name.startswith(path.name) or old.stat().st_size > CACHE_LIMIT:
                with contextlib.suppress(OSError):
                    old.unlink()
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        try:
            return PrivateCache(DeskFile(path, PATIENCE))
        except DeskError as error:
            if type(error.__cause__) is not sqlite3.DatabaseError:
                raise  # locked, full or not writable: not damaged
            for part in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
                part.unlink(missing_ok=True)
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
            return PrivateCache(DeskFile(path, PATIENCE))
    except (OSError, WiredeskError, sqlite3.Error):
        return InMemory()


class PrivateCache:
    """A cache file that never fails a run: at the first trouble (locked for long, a full disk,
    damage) it is closed, and results stay in memory."""

    def __init__(self, file: DeskFile) -> None:
        self._file: DeskFile | None = file
        self._memory = InMemory()

    def result(self, stage: str, version: int, configuration: str, key: str) -> bytes | None:
        """A kept result, or None."""
        kept = None
        if self._file is not None:
            try:
                kept = self._file.result(stage, version, configuration, key)
            except zlib.error:
                return None  # this one is damaged: it is made anew
            except sqlite3.Error:
                self.close()
        return kept if kept is not None else self._memory.result(stage, version, configuration, key)

    def keep_results(self, rows: list[tuple[str, int, str, str, bytes]]) -> None:
        """Keep results, in the file while it can be used."""
        if self._file is not None:
            try:
                self._file.keep_results(rows)
                return
            except (sqlite3.Error, DeskError):
                self.close()
        self._memory.keep_results(rows)

    def forget_results(self) -> None:
        """Drop every kept result."""
        self._memory = InMemory()
        if self._file is not None:
            try:
                self._file.forget_results()
            except (sqlite3.Error, DeskError):
                self.close()

    def close(self) -> None:
        """Close the file; what comes later stays in memory."""
        if self._file is not None:
            with contextlib.suppress(sqlite3.Error):
                self._file.close()
        self._file = None


class Keeper:
    """Runs stages through a place for results."""

    def __init__(self, results: Results, progress: Progress | None = None) -> None:
        self._results = results
        self._progress = progress
        self.computed: dict[str, int] = {}  # stage name to the number of items really computed

    def each(
        self, stage: Each[X, Y], items: Sequence[X], keys: Sequence[str] | None = None, batch: int = 64
    ) -> list[Y]:
        """The stage's output for every item, in order; only what is not kept is computed.

        ``keys`` are input ids, :func:`digest` of the item where not given.
        """
        ids = list(keys) if keys is not None else [digest(item) for item in items]
        out: dict[str, Y] = {}
        missing: dict[str, X] = {}
        for key, item in zip(ids, items, strict=True):
            if key in out or key in missing:
                continue
            found, value = self._kept(stage, key)
            if found:
                out[key] = value
            else:
                missing[key] = item
        todo = list(missing.items())
        for start in range(0, len(todo), batch):
            part = todo[start : start + batch]
            made = stage.run([item for _, item in part])
            if len(made) != len(part):
                raise ValueError(f"stage {stage.name} gave {len(made)} results for {len(part)} items")
            self._keep(stage, [(key, value) for (key, _), value in zip(part, made, strict=True)])
            out.update({key: value for (key, _), value in zip(part, made, strict=True)})
            if self._progress:
                self._progress(stage.name, min(start + batch, len(todo)), len(todo))
        return [out[key] for key in ids]

    def fold(self, stage: Fold[X, Y], group: X, key: str) -> Y:
        """The view that the stage makes of a group, kept under ``key``."""
        found, kept = self._kept(stage, key)
        if found:
            value: Y = kept
            return value
        if self._progress:
            self._progress(stage.name, 0, 1)
        value = stage.run(group)
        self._keep(stage, [(key, value)])
        return value

    def _kept(self, stage: Each[Any, Any] | Fold[Any, Any], key: str) -> tuple[bool, Any]:
        """Whether a result is kept, and the result; one that cannot be read counts as not kept."""
        kept = self._results.result(stage.name, stage.version, stage.configuration, key)
        if kept is None:
            return False, None
        try:
            return True, decode(stage.gives, json.loads(kept))
        except (ValueError, TypeError, KeyError, IndexError):
            return False, None

    def _keep(self, stage: Each[Any, Any] | Fold[Any, Any], rows: list[tuple[str, Any]]) -> None:
        self.computed[stage.name] = self.computed.get(stage.name, 0) + len(rows)
        self._results.keep_results(
            [
                (
                    stage.name,
                    stage.version,
                    stage.configuration,
                    key,
                    dumps(value).encode("utf-8", "surrogatepass"),
                )
                for key, value in rows
            ]
        )
