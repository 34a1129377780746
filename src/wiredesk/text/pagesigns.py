"""The words by which pages that are no report are told: one list for what is fetched and what is cleaned."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

ROBOTS = "a test for robots"


@lru_cache(maxsize=1)
def page_signs() -> Mapping[str, re.Pattern[str]]:
    """What a page may be instead of a report ("a cookie wall"), and the pattern of its words, case
    ignored; in the order in which they are to be tried.  From ``pagekinds.tsv`` beside this module."""
    found: dict[str, list[str]] = {}
    table = (resources.files("wiredesk.text") / "pagekinds.tsv").read_text(encoding="utf-8")
    for row in table.splitlines():
        if row and not row.startswith("#"):
            name, _, pattern = row.partition("\t")
            found.setdefault(name, []).append(pattern)
    return {name: re.compile("|".join(patterns), re.I) for name, patterns in found.items()}
