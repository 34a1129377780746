"""Templates and assets, shipped in the package; every word of a report is escaped on its way out."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from typing import Any

import jinja2

from wiredesk.export import harmless
from wiredesk.export.feeds import KIND_WORDS
from wiredesk.export.page import LABEL_WORDS, MODE_WORDS, SHORT
from wiredesk.model.views import LABELS, Claim
from wiredesk.text.wording import count, day, flat, listed, shown, some, standing_words
from wiredesk.web.forms import forms
from wiredesk.web.here import clip, when
from wiredesk.web.verdicts import CREDIBILITY, RELIABILITY
from wiredesk.web.views import carriers

KINDS = {
    "desk.css": "text/css; charset=utf-8",
    "brief.css": "text/css; charset=utf-8",
    "desk.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}
"""The assets by name; no other file of the package can be asked for."""


@cache
def asset(name: str) -> bytes:
    """The bytes of an asset; ``brief.css`` is the style of the exported brief, so that a story looks
    the same on the desk and when handed over.  Raises KeyError for another name."""
    if name not in KINDS:
        raise KeyError(name)
    if name == "brief.css":
        return (files("wiredesk.export") / "templates" / "page.css").read_bytes()
    return (files("wiredesk.web") / "static" / name).read_bytes()


@cache
def address(name: str) -> str:
    """Where an asset is, with its digest, so that it can be kept for good."""
    return f"/static/{name}?v={hashlib.sha256(asset(name)).hexdigest()[:12]}"


def anchor(claim: Claim) -> str:
    """The statement that a judgement of a claim is tied to: it outlives the claim's id."""
    return shown(claim).id


def _source(name: str) -> str | None:
    room, _, rest = name.rpartition("/")
    package = "wiredesk.export" if room == "export" else "wiredesk.web"
    found = files(package) / "templates" / rest
    return found.read_text("utf-8") if found.is_file() else None


def _own(value: object) -> object:
    """What every expression passes through: nothing that steers the display or turns its order."""
    if isinstance(value, str) and not hasattr(value, "__html__"):
        return harmless(value, "\n")
    return "" if value is None else value


@cache
def _environment() -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.FunctionLoader(_source),
        autoescape=True,
        finalize=_own,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=100,
    )
    made.globals |= {
        "asset": address,
        "anchor": anchor,
        "carriers": carriers,
        "clip": clip,
        "count": count,
        "credibility": CREDIBILITY,
        "day": day,
        "flat": flat,
        "forms": forms,
        "kinds": KIND_WORDS,
        "labels": LABEL_WORDS,
        "listed": listed,
        "modes": MODE_WORDS,
        "moment": when,
        "order": LABELS[::-1],
        "reliability": RELIABILITY,
        "short": SHORT,
        "some": some,
        "standing_words": standing_words,
    }
    return made


def render(template: str, **context: Any) -> str:
    """A page as HTML."""
    return _environment().get_template(f"{template}.html.jinja").render(**context)
