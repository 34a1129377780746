"""Words of a passage as the judge compares them: stems, weights, likeness of meaning, numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from wiredesk.claims.names import folded

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TOKEN = re.compile(r"\d[\d,.]*\d|\w+(?:[’'.-]\w+)*|[$€£%]")

STOP = frozenset(
    [
        "a",
        "an",
        "the",
        "this",
        "that",
        "these",
        "those",
        "some",
        "any",
        "each",
        "every",
        "either",
        "both",
        "of",
        "in",
        "on",
        "at",
        "by",
        "for",
        "with",
        "from",
        "to",
        "into",
        "onto",
        "upon",
        "over",
        "under",
        "about",
        "as",
        "than",
        "then",
        "and",
        "or",
        "but",
        "nor",
        "so",
        "yet",
        "if",
        "while",
        "when",
        "where",
        "who",
        "whom",
        "whose",
        "which",
        "what",
        "why",
        "how",
        "i",
        "me",
        "my",
        "we",
        "us",
        "our",
        "you",
        "your",
        "he",
        "him",
        "his",
        "she",
        "her",
        "hers",
        "it",
        "its",
        "they",
        "them",
        "their",
        "theirs",
        "himself",
        "herself",
        "itself",
        "themselves",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "am",
        "'s",
        "'re",
        "'ve",
        "'ll",
        "'d",
        "has",
        "have",
        "had",
        "having",
        "do",
        "does",
        "did",
        "doing",
        "done",
        "will",
        "would",
        "shall",
        "should",
        "can",
        "could",
        "may",
        "might",
        "must",
        "also",
        "just",
        "very",
        "too",
        "more",
        "most",
        "much",
        "many",
        "such",
        "own",
        "same",
        "other",
        "there",
        "here",
        "again",
        "further",
        "once",
        "only",
        "still",
        "already",
        "even",
        "now",
        "after",
        "before",
        "during",
        "between",
        "because",
        "since",
        "until",
        "s",
        "t",
        "d",
        "ll",
        "re",
        "ve",
        "m",
        "o",
        "not",
        "no",
        "never",
        "none",
        "n't",
        "said",
        "says",
        "say",
        "saying",
        "told",
        "tell",
        "according",
        "added",
        "adding",
    ]
)
"""Function words, and the verbs of saying, which belong to the cue and not to what is said."""

NEGATIONS = frozenset(
    [
        "not",
        "no",
        "never",
        "none",
        "nobody",
        "nothing",
        "neither",
        "nor",
        "without",
        "cannot",
        "n't",
        "hardly",
    ]
)

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
TIME_WORDS = frozenset(
    [
        *_MONTHS,
        *_DAYS,
        "today",
        "yesterday",
        "tomorrow",
        "week",
        "month",
        "night",
        "morning",
        "afternoon",
        "evening",
        "earlier",
        "later",
        "late",
        "early",
        "recent",
        "recently",
        "ago",
    ]
)
"""Words that say when: they differ freely between reports of one thing on different days."""


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word without its English inflection ("forces", "forced", "forcing": "forc").

    The first steps of Porter's algorithm (1980), which undo plurals, -ed, -ing and -ly; longer
    suffixes are left alone, for they change what is said ("nation", "national").
    """
    w = word.replace("’", "'")
    if w.endswith("'s"):
        w = w[:-2]
    elif w.endswith("'"):
        w = w[:-1]
    if len(w) <= 3 or not w.isalpha():
        return IRREGULAR.get(w, w)
    if w in IRREGULAR:
        return IRREGULAR[w]
    if w.endswith("sses"):
        w = w[:-2]
    elif w.endswith("ies"):
        w = w[:-3] + "y"
    elif w.endswith("s") and not w.endswith(("ss", "us", "is")):
        w = w[:-1]
    for end in ("ing", "ed"):
        if w.endswith(end) and re.search(r"[aeiouy]", w[: -len(end)]) and len(w) - len(end) >= 2:
            w = w[: -len(end)]
            if w.endswith(("at", "bl", "iz")):
                w += "e"
            elif len(w) > 2 and w[-1] == w[-2] and w[-1] not in "lsz":
                w = w[:-1]
            break
    if w.endswith("ly") and len(w) > 5:
        w = w[:-2]
    if w.endswith("y") and len(w) > 2 and w[-2] not in "aeiou":
        w = w[:-1] + "i"
    if w.endswith("e") and len(w) > 3:
        w = w[:-1]
    return w


_FORMS = """
tak: take took taken taking; kil: kill killed kills killing killings
di: die died dies dying; go: go went gone goes going
com: come came comes coming; giv: give gave given gives giving
los: lose lost loses losing loss losses; win: win won wins winning
fight: fight fought fights fighting; hold: hold held holds holding
lead: lead led leads leading; find: find found finds finding
fal: fall fell fallen falls falling; ris: rise rose risen rises rising
driv: drive drove driven drives driving; mak: make made makes making
get: get got gotten gets getting; break: break broke broken breaks breaking
send: send sent sends sending; leav: leave left leaves leaving
meet: meet met meets meeting meetings; begin: begin began begun begins beginning
speak: speak spoke spoken speaks speaking; see: see saw seen sees seeing
shoot: shoot shot shoots shooting shootings shots; buy: buy bought buys buying
sel: sell sold sells selling; pay: pay paid pays paying
think: think thought thinks thinking; know: know knew known knows knowing
man: man men; woman: woman women
child: child children; person: person people persons
fle: flee fled flees fleeing; strik: strike struck strikes striking stricken
hit: hit hits hitting; build: build built builds building
bring: bring brought brings bringing; grow: grow grew grown grows growing growth
write: write wrote written writes writing; choos: choose chose chosen chooses choosing choice
seek: seek sought seeks seeking; withdraw: withdraw withdrew withdrawn withdraws withdrawing withdrawal
withstand: withstand withstood; spend: spend spent spends spending
wound: wound wounded wounds wounding; throw: throw threw thrown throws throwing
run: run ran runs running; steal: steal stole stolen steals stealing
beat: beat beaten beats beating; becom: become became becomes becoming
stand: stand stood stands standing; keep: keep kept keeps keeping
feel: feel felt feels feeling; teach: teach taught
catch: catch caught; lie: lie lied lies lying
news: news; police: police
war: war wars; death: death deaths
dead: dead
"""

IRREGULAR = {
    was: entry.partition(":")[0].strip()
    for entry in _FORMS.replace("\n", ";").split(";")
    for was in entry.partition(":")[2].split()
}
"""Irregular English forms that news uses daily, to the stem of their base form."""


@dataclass(frozen=True, slots=True)
class Token:
    """A content word: ``stem``, ``word`` in lower case, ``weight`` in nats (rarer is heavier),
    ``name`` whether it is printed as a name, ``at`` its place among all tokens of the passage."""

    stem: str
    word: str
    weight: float
    name: bool
    at: int


@lru_cache(maxsize=1)
def lexicon() -> tuple[dict[str, tuple[int, float]], NDArray[np.float32], NDArray[np.float32]]:
    """Stem to (row, weight), the vectors (whole numbers), and their lengths; empty where the file is
    missing."""
    import numpy as np

    path = resources.files("wiredesk.claims") / "lexicon.npz"
    if not path.is_file():
        return {}, np.zeros((0, 1), dtype=np.float32), np.zeros(0, dtype=np.float32)
    with path.open("rb") as handle, np.load(handle) as data:
        stems = data["stems"].tobytes().decode("utf-8").split("\n")
        weights = data["weights"].astype(np.float32) / 16.0
        vectors = data["vectors"].astype(np.float32)
    lengths = np.maximum(np.linalg.norm(vectors, axis=1), 1e-6)
    return {s: (i, float(weights[i])) for i, s in enumerate(stems)}, vectors, lengths


RARE = 8.0
"""Weight in nats of a word that the lexicon does not hold: about one document in 3,000."""


def weight(stemmed: str) -> float:
    """How telling a stem is: minus the log of the share of news articles that hold it."""
    known = lexicon()[0].get(stemmed)
    return known[1] if known else RARE


def known(stemmed: str) -> bool:
    """Whether the lexicon holds a stem: if not, it is a name or very rare."""
    return stemmed in lexicon()[0]


@lru_cache(maxsize=200_000)
def likeness(left: str, right: str) -> float:
    """How near two stems are in meaning, 0 to 1: 1 for the same, 0 where either is unknown."""
    if left == right:
        return 1.0
    table, vectors, lengths = lexicon()
    a, b = table.get(left), table.get(right)
    if a is None or b is None:
        return 0.0
    cosine = float(vectors[a[0]] @ vectors[b[0]] / (lengths[a[0]] * lengths[b[0]]))
    return round(max(0.0, min(0.9, (cosine - 0.35) * 1.8)), 4)


def tokens(text: str) -> tuple[Token, ...]:
    """The content words of a passage in order; numbers are left to the figures."""
    out: list[Token] = []
    for at, match in enumerate(TOKEN.finditer(text)):
        raw = match.group()
        low = raw.lower().replace("’", "'")
        if low in STOP or not any(c.isalpha() for c in low):
            continue
        bare = low[:-2] if low.endswith("'s") else low
        if bare in STOP or len(bare) < 2:
            continue
        # The first word of a sentence is printed with a capital anyway: then the lexicon decides.
        before = text[: match.start()].rstrip()
        opening = not before or before[-1] in '.!?“"‘:([—–\n'
        stemmed = stem(bare)
        in_lexicon = known(stemmed)
        name = raw[0].isupper() and (not opening or not in_lexicon)
        if name and not in_lexicon:
            stemmed = folded(bare)
        out.append(Token(stemmed, bare, weight(stemmed), name, at))
    return tuple(out)


def plain(text: str) -> str:
    """The words alone, in lower case, each between spaces."""
    return f" {' '.join(re.findall(r'[a-z0-9]+', text.lower().replace('’', '').replace(chr(39), '')))} "
