"""Scripts that put no spaces between words (Chinese, Japanese, Thai, Lao, Khmer, Burmese): tokens,
sentences and numbers, as far as quotations and figures need them.

No grammar of them is read.  Units are pieces of two letters, numbers and signs; sentences end at their marks.
"""

from __future__ import annotations

import re
import unicodedata

from wiredesk.text.countwords import Amount

_LETTER = re.compile(
    "[\u0e00-\u0edf\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff66-\uff9f]"
)
_PIECE = re.compile(
    rf"[0-9０-９]+(?:[,，.．][0-9０-９]+)*|{_LETTER.pattern}{{1,2}}|[^\W\d]+?(?={_LETTER.pattern})|\w|[^\w\s]"
)
_END = frozenset("。！？!?．")
_OPENING = frozenset("「『“‘（《")
_CLOSING = frozenset("」』”’）》）)\"'")
SHARE = 0.3
"""Share of a paragraph's letters from which it is taken for one of these scripts."""

_SCALES = {"十": 10.0, "百": 1e2, "千": 1e3, "万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8, "兆": 1e12}
_AMOUNT = re.compile(
    r"(?P<least>少なくとも|至少|最少|超过|超過|逾)?(?P<about>約|约|およそ|大约|大約|近)?"
    r"(?P<digits>[0-9０-９]+(?:[,，][0-9０-９]{3})*(?:[.．][0-9０-９]+)?)(?P<scale>[十百千万萬亿億兆])?"
    r"(?P<rest>[0-9０-９]{1,4})?(?P<share>[%％])?(?P<over>余|多|以上)?(?P<after>.?)"
)
_NO_AMOUNT = frozenset("年月日時时分秒点歳岁才号號第期世:：/-")
"""What makes a date, an hour, an age or a name of the number before it."""


def unspaced(text: str) -> bool:
    """Whether a text is in a script without spaces between words."""
    found = 0 if text.isascii() else len(_LETTER.findall(text))
    letters = sum(c.isalpha() for c in text) if found else 0
    return letters > 0 and found >= SHARE * letters


def words_in(text: str) -> int:
    """About how many words a text has: two letters of such a script count for one."""
    return len(text.split()) + len(_LETTER.findall(text)) // 2


def pieces(text: str) -> list[tuple[int, int, int]]:
    """The tokens of a text: start, end, and the number of its sentence."""
    out: list[tuple[int, int, int]] = []
    sentence, ended, open_ = 0, False, 0
    for found in _PIECE.finditer(text):
        said = found.group()
        if ended and said not in _CLOSING | _END:
            sentence, ended = sentence + 1, False
        out.append((found.start(), found.end(), sentence))
        if said in _OPENING:
            open_ += 1
        elif said in _CLOSING and open_:
            open_ -= 1
            ended = open_ == 0 and said in "”’" and out[-2:-1] != [] and text[found.start() - 1] in _END
        elif said in _END and not open_:
            ended = True
    return out


def unspaced_amounts(text: str) -> list[Amount]:
    """The numbers in digits that count something; dates, hours, ages and names are left out."""
    out = []
    for found in _AMOUNT.finditer(text):
        if found["after"] in _NO_AMOUNT and found["after"] and not found["share"]:
            continue
        if text[max(0, found.start() - 1) : found.start()] in ("第", "-", "/", ":", "："):
            continue
        digits = unicodedata.normalize("NFKC", found["digits"]).replace(",", "")
        value = float(digits) * _SCALES.get(found["scale"] or "", 1.0)
        if found["rest"] and found["scale"]:
            value += float(unicodedata.normalize("NFKC", found["rest"]))
        least = bool(found["least"] or found["over"])
        about = bool(found["about"])
        low, high = (value * 0.9, value * 1.1) if about else (value, None if least else value)
        end = found.start("after")
        unit = "percent" if found["share"] else ""
        out.append(Amount(found.start(), end, low, high, not (least or about), unit, value))
    return out
