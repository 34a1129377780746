"""What a stage is: a value with a name, a version and a pure function, in one of four shapes.

Inside a stage there is no clock, network, store or randomness; it gives the same answer for an
item alone, in any batch and in any order of arrival.  Pairing and grouping belong to the runner,
so that any engine with map, join-on-key and group can run the plan.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

X = TypeVar("X")
Y = TypeVar("Y")


@dataclass(frozen=True, slots=True)
class Each(Generic[X, Y]):
    """A batch of X to a batch of Y, one for one.  ``gives`` is the type of Y, for the cache."""

    name: str
    version: int
    run: Callable[[Sequence[X]], Sequence[Y]]
    gives: Any
    configuration: str = ""


@dataclass(frozen=True, slots=True)
class Keys(Generic[X]):
    """The blocking keys of an X: two items are compared when they share one."""

    name: str
    version: int
    run: Callable[[X], Iterable[Hashable]]


@dataclass(frozen=True, slots=True)
class Judge(Generic[X, Y]):
    """A pair of X to a finding, or None."""

    name: str
    version: int
    run: Callable[[X, X], Y | None]


@dataclass(frozen=True, slots=True)
class Fold(Generic[X, Y]):
    """A group, given as one input value, to a view of it."""

    name: str
    version: int
    run: Callable[[X], Y]
    gives: Any
    configuration: str = ""


Stage = Each[Any, Any] | Keys[Any] | Judge[Any, Any] | Fold[Any, Any]
