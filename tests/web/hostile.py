"""Reports that try to break out: script in every field, turned reading order, look-alikes, huge words."""

from __future__ import annotations

from html.parser import HTMLParser

SCRIPT = "<script>alert('ran')</script>"
IMAGE = '"><img src=x onerror=alert(1)>'
TURNED = "\u202egnp.live\u202c \u2066isolate\u2069"
LOOKALIKE = "Аlbert Маrо"  # Cyrillic letters that look Latin
LONG = "x" * 100_000

_BODY = (
    "{lead} At least {n} people were injured in the clash at Varo on Monday, police said. "
    '"We will leave Varo if the guards withdraw {inside}," said {who}, the union leader, on Tuesday. '
    "{who} denied that {n} guards were killed. The company holds the town of Varo {tail}."
)

REPORTS = [
    {
        "id": SCRIPT,
        "url": "javascript:alert(1)//" + SCRIPT,
        "outlet": f"Outlet {IMAGE}",
        "title": f"{SCRIPT} Union offers to leave Varo if guards withdraw",
        "published": "2026-03-03",
        "text": _BODY.format(lead=SCRIPT, n=12, inside=IMAGE, who="Petra Maro", tail=SCRIPT),
    },
    {
        "id": "b",
        "url": "https://two.example/a?x=" + IMAGE,
        "outlet": f"Second {TURNED}",
        "title": f"{TURNED} Union offers to leave Varo {{{{ 7*7 }}}}",
        "published": "2026-03-04",
        "text": _BODY.format(lead=TURNED, n=17, inside="</blockquote></main>", who=LOOKALIKE, tail="{%"),
    },
    {
        "id": "c",
        "outlet": LONG[:5000],
        "title": f"Union offers to leave Varo {LONG}",
        "published": "2026-03-04",
        "text": _BODY.format(lead=LONG, n=14, inside="]]>", who="Petra Maro", tail="\x1b[31m\x07\x00"),
    },
]


class Seen(HTMLParser):
    """What a page is made of: its elements, their attributes, and where it leads."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.scripts: list[dict[str, str | None]] = []
        self.attributes: set[str] = set()
        self.leads: set[str] = set()
        self.elements: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes.update(name for name, _ in attrs)
        if tag == "script":
            self.scripts.append(dict(attrs))
        self.leads.update(v or "" for name, v in attrs if name in ("href", "src", "action", "formaction"))
