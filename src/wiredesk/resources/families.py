"""Publisher families: which outlets are published by one company.

The list (``families.tsv``) holds facts, each an outlet's own imprint, and fails closed: a domain or a
name that is not in it is a family of its own, and no likeness of names or domains is taken for one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources


@lru_cache(maxsize=1)
def _known() -> tuple[dict[str, str], dict[str, str]]:
    """Domain to family; folded name to family."""
    domains: dict[str, str] = {}
    names: dict[str, str] = {}
    table = (resources.files("wiredesk.resources") / "families.tsv").read_text(encoding="utf-8")
    for row in table.splitlines():
        if row and not row.startswith("#"):
            domain, family, known_as = row.split("\t")
            domains[domain] = family
            for name in filter(None, known_as.split("|")):
                names[folded(name)] = family
    return domains, names


def folded(name: str) -> str:
    """A name for comparing: lower case, letters and digits only, without "the"."""
    return re.sub(r"\W+", " ", name.lower()).strip().removeprefix("the ")


def family_of(outlet: str | None, url: str | None) -> str | None:
    """The family of a report by its outlet's name, else by its address; None where it is not known.

    The name goes first: an agency's report on a newspaper's site is the agency's.  An address is known
    by the whole of its host or by what its host ends in, so ``news.example.co.uk`` is of
    ``example.co.uk`` and never of ``co.uk`` or ``otherexample.co.uk``.
    """
    domains, names = _known()
    if outlet and (found := names.get(folded(outlet))):
        return found
    host = re.split(r"[/?#:]", (url or "").partition("://")[2].lower().rpartition("@")[2], maxsplit=1)[0]
    parts = host.strip(".").split(".")
    return next((domains[d] for i in range(len(parts) - 1) if (d := ".".join(parts[i:])) in domains), None)


def families() -> dict[str, tuple[str, ...]]:
    """Every family with its domains, for those who want to check the list."""
    out: dict[str, list[str]] = {}
    for domain, family in _known()[0].items():
        out.setdefault(family, []).append(domain)
    return {family: tuple(sorted(domains)) for family, domains in sorted(out.items())}
