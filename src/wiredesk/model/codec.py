"""Frozen types to JSON values and back, by their annotations; nothing but the standard library."""

from __future__ import annotations

import base64
import json
import types
import typing
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from hashlib import sha256
from typing import Any, TypeVar

T = TypeVar("T")

PLAIN = frozenset((type(None), str, int, float, bool))
_known: dict[type, tuple[str, ...]] = {}  # the fields of dataclasses met so far


def encode(value: Any) -> Any:
    """A JSON value: dataclasses become lists of their fields' values, in order; bytes base64."""
    kind: Any = type(value)
    if kind in PLAIN:
        return value
    if kind is tuple or kind is list:
        return [v if type(v) in PLAIN else encode(v) for v in value]
    if (names := _known.get(kind)) is not None:
        return [v if type(v := getattr(value, n)) in PLAIN else encode(v) for n in names]
    if isinstance(value, str | int | float) and not isinstance(value, Enum):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, tuple | list):
        return [encode(v) for v in value]
    if isinstance(value, dict):
        return {str(k): encode(v) for k, v in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        _known[kind] = _names(kind)
        return [encode(getattr(value, name)) for name in _names(kind)]
    raise TypeError(f"cannot encode a {type(value).__name__}: expected frozen model types and JSON values")


def decode(kind: Any, value: Any) -> Any:
    """The value of type ``kind`` that :func:`encode` made ``value`` from.

    Raises TypeError or ValueError where the value does not fit the type.
    """
    return _decoder(kind)(value)


def dumps(value: Any) -> str:
    """Canonical JSON text of :func:`encode`."""
    return json.dumps(encode(value), ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def digest(*values: Any) -> str:
    """SHA-256, in hexadecimal, of the canonical JSON of the values."""
    text = dumps(list(values))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind))


@cache
def _decoder(kind: Any) -> Any:
    origin = typing.get_origin(kind)
    args = typing.get_args(kind)
    if kind is Any:
        return lambda v: v
    if origin in (typing.Union, types.UnionType):
        inner = [a for a in args if a is not type(None)]
        if len(inner) != 1:
            raise TypeError(f"cannot decode the union {kind}: expected one type and None")
        one = _decoder(inner[0])
        return lambda v: None if v is None else one(v)
    if origin in (tuple, list):
        make = origin
        if origin is tuple and not (len(args) == 2 and args[1] is Ellipsis):
            parts = [_decoder(a) for a in args]
            return lambda v: tuple(p(x) for p, x in zip(parts, v, strict=True))
        item = _decoder(args[0])
        return lambda v: make(item(x) for x in v)
    if origin is dict:
        value = _decoder(args[1])
        return lambda v: {k: value(x) for k, x in v.items()}
    if kind is bytes:
        return base64.b64decode
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        assert isinstance(kind, type)
        readers = [_decoder(hints[name]) for name in _names(kind)]
        if all(r is _plain for r in readers):
            return lambda v: kind(*v)

        def build(v: Any) -> Any:
            return kind(*[r(x) for r, x in zip(readers, v, strict=True)])

        return build
    return _plain


def _plain(value: Any) -> Any:
    return value
