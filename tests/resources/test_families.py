"""Publisher families are known by name or address, and nothing is guessed."""

from __future__ import annotations

from importlib import resources

import pytest

from wiredesk.resources.families import families, family_of, folded


@pytest.mark.parametrize(
    ("outlet", "url", "family"),
    [
        (None, "https://www.nypost.com/2024/05/06/x", "News Corp"),
        (None, "https://video.wsj.com:443/x", "News Corp"),
        ("The Wall Street Journal", None, "News Corp"),
        ("wall street journal", "https://unknown.example/", "News Corp"),
        ("AP", "https://nypost.com/wire/1", "Associated Press"),
        ("BBC", None, "BBC"),
        (None, "https://news.bbc.co.uk/1", "BBC"),
        (None, "https://notnypost.com/", None),
        (None, "https://nypost.com.evil.example/", None),
        (None, "https://nypost.com@evil.example/", None),
        (None, "https://co.uk/", None),
        (None, "https://unknown.co.uk/", None),
        ("Wall Street", None, None),
        ("The Times", None, None),
        ("The Herald", None, None),
        (None, None, None),
        ("", "", None),
        ("Courier", "not an address", None),
    ],
)
def test_family_is_known_or_not(outlet: str | None, url: str | None, family: str | None) -> None:
    assert family_of(outlet, url) == family


def test_the_list_is_sound() -> None:
    table = (resources.files("wiredesk.resources") / "families.tsv").read_text(encoding="utf-8")
    rows = [r.split("\t") for r in table.splitlines() if r and not r.startswith("#")]
    assert all(len(r) == 3 for r in rows)
    domains = [r[0] for r in rows]
    assert len(set(domains)) == len(domains)
    assert all(d == d.lower().strip() and "." in d and not d.startswith("www.") for d in domains)
    of: dict[str, str] = {}
    for _, family, names in rows:
        for name in filter(None, names.split("|")):
            assert of.setdefault(folded(name), family) == family, f"{name} is of two families"
    assert sum(map(len, families().values())) == len(rows)
