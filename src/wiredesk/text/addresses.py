"""Web addresses as names of reports: two ways to write one address are one address."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

_TRACKING = re.compile(
    r"utm_\w+|at_\w+|pk_\w+|mtm_\w+|hsa_\w+|_hs\w+|mc_[ce]id|[a-z]*clid|igshid?|yclid|ysclid|twclid|wickedid"
    r"|cmp|cmpid|cid|ocid|smid|smtyp|sref|ref|ref_src|ref_url|referrer|referer|source|src|ftag|ftcamp|ito|ncid"
    r"|partner|xtor|s_cid|spm|share|shared|soc_src|soc_trk|feature|fb_ref|fb_source|__twitter_impression|amp"
    r"|rss|from|via|taid|guccounter|guce_\w+|_ga|_gl|mkt_tok|rb_clickid|_openstat",
    re.IGNORECASE,
)
"""Names of query parameters that say how a reader came and not what is read: those of the large
analytics and advertising services, and of the share links of news sites."""

_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.IGNORECASE)


def address(url: str | None) -> str | None:
    """What names the report at a URL, the same for every way to write it, or None.

    Left out are scheme, ``www.``, user, default port, fragment, a trailing slash, the name of an
    index page, and parameters that only say how a reader came; host and escapes are normalised and
    parameters ordered.  None where there is no http address, or only that of a whole site: a front
    page names no report.

    >>> address("https://www.Example.org:443/a/b/?utm_source=x&id=7#top")
    'example.org/a/b?id=7'
    """
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return None
    host = (parts.hostname or "").rstrip(".").removeprefix("www.")
    if parts.scheme.lower() not in ("http", "https") or not host:
        return None
    if port and port not in (80, 443):
        host = f"{host}:{port}"
    path = quote(
        unquote(parts.path, errors="surrogateescape"), safe="/:@!$&'()*+,;=~-._", errors="surrogateescape"
    )
    path = _INDEX.sub("", re.sub(r"/{2,}", "/", path)).rstrip("/")
    kept = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(k)]
    if not path and not kept:
        return None
    query = urlencode(sorted(kept), errors="surrogateescape")
    return f"{host}{path}" + (f"?{query}" if query else "")
