"""Pages that stand before a report instead of being one: logins, cookie walls, checks for robots."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from wiredesk.text.pagesigns import ROBOTS, page_signs

PROSE = 700
"""Characters of running text from which a page is a report whatever else it shows."""
LITTLE = 4_000
"""Characters of visible text up to which the words of a wall are what a page is about."""

_REFUSED = re.compile(
    r"just a moment|attention required|access (?:to this page has been )?denied", re.I
)  # a report may say so, too; the other words of such checks are in wiredesk.text.pagesigns
_COOKIES = re.compile(r"\bcookies?\b|\bкуки|файл\w* cookie|κούκι|クッキー|쿠키", re.I)
_CONSENT = re.compile(
    r"\b(?:accept|agree|consent|reject|allow) all\b|\bi (?:accept|agree)\b|\bpersonal data\b"
    r"|\bwe (?:value|care about) your privacy\b|\bour (?:\d+ )?partners\b"
    r"|\b(?:manage|privacy|cookie) (?:preferences|settings|choices)\b"
    r"|alle akzeptieren|zustimmen|einwillig|personenbezogene|tout accepter|accepter|consentement"
    r"|données personnelles|aceptar|consentimiento|datos personales|accett[ao]|consenso|dati personali"
    r"|accepteren|toestemming|akkoord|aceitar|godkänn|samtycke|samtykke|hyväksy|zgadzam|zgod[aęy]|souhlas"
    r"|elfogad|принима|соглас|прийняти|kabul et|çerez",
    re.I,
)
_LOGIN_PATH = re.compile(
    r"(?:^|[/._-])(?:log-?in|sign-?in|signon|sso|oauth2?|authenticate|anmelden|connexion)(?:$|[/._?-])", re.I
)
_CONSENT_PLACE = re.compile(
    r"(?:^|[/.])(?:consent|privacy-?gate|cookie-?wall|cookie-?consent|gdpr)(?:$|[/._?-])", re.I
)
_LOGIN = re.compile(
    r"\b(?:log|sign) ?in\b|\bforgot(?:ten)? (?:your )?password\b|anmelden|einloggen|se connecter"
    r"|iniciar sesión|\baccedi\b|inloggen|entrar|logga in|zaloguj|войти|увійти|giriş yap",
    re.I,
)
_ARTICLE = re.compile(
    rb"og:type[\"']?\s+content=[\"']?article|content=[\"']?article[\"']?\s+property=[\"']?og:type"
    rb"|[\"']@type[\"']\s*:\s*\[?\s*[\"'](?:news)?article"
)
_TOLD_BY = (
    b"password", b"cookie", b"captcha", b"robot", b"human", b"moment", b"denied", b"traffic", b"ddos",
    b"browser", b"interruption", b"attention", b"security check",
)  # fmt: skip
"""Without one of these words no page is a wall, and none needs to be parsed to know."""
_PARAGRAPH = re.compile(rb"<p(?:\s[^>]*)?>(.{120,5000}?)</p>", re.S)
_TAGS = re.compile(rb"<[^>]*>")
_HIDDEN = ("script", "style", "noscript", "template", "svg", "head", "iframe", "object", "select", "option")
_BLOCKS = ("p", "li", "td", "div", "section", "article", "blockquote", "h1", "h2", "h3", "h4", "pre")


def wall(data: bytes, asked: str = "", url: str = "") -> tuple[str, str] | None:
    """What a page is that stands before a report, as a code and a sentence, or None for any other.

    ``asked`` is the address asked for and ``url`` the one that answered; both may be "".

    Never a wall is a page with ``PROSE`` characters of paragraphs that do not speak of cookies or of
    logging in.  Otherwise it is a "login page" with a field for a password under a heading to match, or
    where a redirect ended at a login; a "cookie wall" where it speaks of cookies and asks for consent,
    or where a redirect ended at a place for that; a "robot check" where it says so and little else.
    What declares itself an article (og:type, JSON-LD) is none of the first two but for a redirect.
    A page with the first lines of a report and a request to subscribe is none: it is read as it is.

    The bounds were set on the saved pages of trafilatura's public evaluation set (articles of
    newspapers and blogs in a dozen languages), so that none with an article is called a wall; the
    words are those of the common software for consent and for keeping robots out, and how many walls
    of the open web they find has not been measured.
    """
    low = data.lower()
    if _plainly_prose(low):
        return None
    moved = urlsplit(url) if url and _place(url) != _place(asked) else None
    if moved is None and not any(word in low for word in _TOLD_BY):
        return None
    from lxml import html as lxml_html
    from lxml.etree import ParserError, XMLSyntaxError

    try:
        page = lxml_html.document_fromstring(data[:3_000_000])
    except (ParserError, XMLSyntaxError, ValueError, AssertionError):
        return None
    heads = [page.findtext(".//title") or "", *("".join(h.itertext()) for h in page.iter("h1", "legend"))]
    title = " ".join(" ".join(heads).split())
    password = any((i.get("type") or "").lower() == "password" for i in page.iter("input"))
    for hidden in list(page.iter(*_HIDDEN)):
        hidden.drop_tree()
    blocks = [" ".join(b.split()) for b in _blocks(page)]
    about_it = (_COOKIES, _CONSENT, _LOGIN)
    prose = sum(len(b) for b in blocks if len(b) >= 80 and not any(w.search(b) for w in about_it))
    if prose >= PROSE:
        return None
    words = " ".join(blocks)
    if len(words) <= LITTLE and any(
        sign.search(f"{title} {words}") for sign in (_REFUSED, page_signs()[ROBOTS])
    ):
        return "robot check", "the page asks whether one is a person, and holds no report"
    if moved is not None:
        at = f"{moved.hostname}{moved.path}"
        if _CONSENT_PLACE.search(at):
            return "cookie wall", f"redirected to {at}, which asks to agree to cookies"
        if _LOGIN_PATH.search(at):
            return "login page", f"redirected to {at}, where one logs in"
    if len(words) > LITTLE * 2:
        return None
    if _ARTICLE.search(low):
        return None
    if password and (_LOGIN.search(title) or _LOGIN_PATH.search(urlsplit(url).path)):
        return "login page", "the page asks for a password, and holds no report"
    if _COOKIES.search(words) and len({m.lower() for m in _CONSENT.findall(words)}) >= 2:
        return "cookie wall", "the page asks to agree to cookies, and holds no report"
    return None


def _plainly_prose(low: bytes) -> bool:
    """Whether there is so much text in paragraphs that the page need not be parsed to know."""
    total = 0
    for found in _PARAGRAPH.finditer(low):
        words = _TAGS.sub(b"", found.group(1)).strip()
        if len(words) >= 120 and not any(w in words for w in (b"cookie", b"consent", b"privacy", b"log in")):
            total += len(words)
            if total > 4 * PROSE:
                return True
    return False


def _place(url: str) -> str:
    """An address without what changes when a site moves to https or to www."""
    return re.sub(r"^https?://(?:www\.)?|/+$", "", url.partition("#")[0].partition("?")[0])


def _blocks(page: Any) -> list[str]:
    """The text of a page, block by block, each word once."""
    out: list[str] = []
    current: list[str] = []

    def end() -> None:
        if current:
            out.append("".join(current))
            current.clear()

    for event, element in _walk(page):
        block = element.tag in _BLOCKS
        if block:
            end()
        if event == "start" and element.text and isinstance(element.tag, str):
            current.append(element.text)
        if event == "end" and element.tail:
            current.append(element.tail if not block else f" {element.tail}")
    end()
    return [b for b in out if b.strip()]


def _walk(page: Any) -> Any:
    from lxml import etree

    return etree.iterwalk(page, events=("start", "end"))
