"""Mutations: what a copy changed of what it was made from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mutation:
    """A statement and its retelling in a copy, and what was changed.

    ``kind``: attribution_lost, hedge_dropped, condition_lost, status_changed, figure_rounded_up,
    figure_changed.  ``source`` and ``target`` are statement ids; ``was`` and ``now`` what was changed
    ("" where nothing stands there).  ``directed`` is false where it is not known which came first;
    ``why`` is lineage's.
    """

    kind: str
    source: str
    target: str
    was: str
    now: str
    directed: bool
    why: str
