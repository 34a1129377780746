"""Bytes to the raw text that all raw offsets count in."""

from __future__ import annotations

import codecs
import re

from wiredesk.model.reports import Capture

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)|<\?xml[^>]*encoding=[\"']([\w-]+)", re.I
)
# Labels that browsers read as another encoding (WHATWG Encoding Standard).
_LABELS = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
}
_BY_DEFAULT = frozenset({"iso-8859-1", "latin1", "us-ascii", "ascii", "utf-8"})


def decode(capture: Capture) -> str:
    """The raw text of a capture: what is decoded from its bytes, or, of a PDF, the text taken from it.

    Tried in order: a byte order mark; UTF-8; the charset that the server gave or, for a page, that it
    declares itself; windows-1252 where nearly all bytes beyond ASCII are letters and quotation marks
    of it; else UTF-8 with U+FFFD for each invalid byte.  Never raises and loses no valid byte.  The
    text of a mark is left out.
    """
    return decoded(capture.data, capture.media, capture.hints.charset)[0]


def decoded(data: bytes, media: str, charset: str | None = None) -> tuple[str, str]:
    """The raw text and how it was read: the encoding's name, with ``!`` where bytes were invalid.

    ``charset`` is what the server said.  It goes before what the page says (WHATWG), but for the
    labels that servers send for every page, whatever it holds (``_BY_DEFAULT``).
    """
    if media == "application/pdf":
        return _of_pdf(data), "pdf"
    for bom, name in _BOMS:
        if data.startswith(bom):
            text = data[len(bom) :].decode(name, "replace")
            return text, name + ("!" if "\ufffd" in text else "")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    labels = [charset.strip(" \"'").lower()] if charset else []
    if media == "text/html" and (found := _META.search(data[:4096])):
        label = (found.group(1) or found.group(2)).decode("ascii").lower()
        labels = [label, *labels] if labels and labels[0] in _BY_DEFAULT else [*labels, label]
    for label in labels:
        try:
            name = codecs.lookup(_LABELS.get(label, label)).name
            if not name.startswith("utf-8"):
                text = data.decode(name, "replace")
                return text, name + ("!" if "\ufffd" in text else "")
        except (LookupError, ValueError):
            continue
    text = data.decode("utf-8", "replace")
    good = sum(ord(c) >= 0x80 and c != "\ufffd" for c in text)
    bad = text.count("\ufffd")
    if bad > good:  # no UTF-8 to speak of: a single-byte page of the West, if it reads like one
        guess = data.decode("cp1252", "replace")
        if "\ufffd" not in guess and _western(guess):
            return guess, "cp1252"
    return text, "utf-8!"


def _western(text: str) -> bool:
    beyond = [c for c in text if ord(c) >= 0x80]
    usual = sum(
        c in "àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿßœÀÁÂÄÅÆÇÈÉÊËÍÎÏÑÓÔÖØÙÚÛÜ‘’“”–—…«» £€°·©®™•" for c in beyond
    )
    return usual >= 0.95 * len(beyond)


def _of_pdf(data: bytes) -> str:
    from wiredesk.resources.pdftext import NoText, read_pdf

    try:
        return read_pdf(data).text
    except NoText:
        return ""
