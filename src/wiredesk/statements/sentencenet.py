"""A network that tells which words bring in someone's words, whose, and which these are.

A transformer of six layers (all-MiniLM-L6-v2: Wang et al. 2020, Reimers and Gurevych 2019) reads a
sentence and scores each word.  It takes the place of the small network (:mod:`cuenet`) where all that may
be an attribution is asked for (:mod:`doubts`): it finds more of what is no speech, and takes as long as all
the rest of reading.  Trained by ``training/sentence_network.py`` on the PolNeAR training articles
(docs/models/attribution.md).  Without the file :func:`sentence_network` is None.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from wiredesk.model.parses import Parse
from wiredesk.resources.networks import Network, network
from wiredesk.statements.reported import Frame
from wiredesk.statements.traits import Words
from wiredesk.text.wordpieces import WordPieces

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Scores = NDArray[np.float32]

MOST = 160
"""So many pieces are read at once, as in training; a longer sentence is read in parts."""
OF_A_WORD = 60
"""So many pieces of a word are read."""
FILE = "sentencenet.onnx"


class SentenceNetwork:
    """The trained network, and what it makes of sentences."""

    def __init__(self, made: Network) -> None:
        self._network = made
        self._pieces = WordPieces.listed(made.notes["vocabulary"])
        self._of = lru_cache(maxsize=4_096)(self._read)
        self._cut = lru_cache(maxsize=65_536)(self._pieces)

    def scores(self, asked: Sequence[tuple[Words, Sequence[Frame], bool, Collection[int]]]) -> list[Scores]:
        """What :meth:`cuenet.Network.scores` gives, by this network."""
        return [self.labels(view.parse, sentences)[:, :3] for view, _, _, sentences in asked]

    def labels(self, parse: Parse, asked: Collection[int]) -> Scores:
        """Of every word of some of a paragraph's sentences (by number), in order, the log chances that it
        is none, begins or goes on one of cue, source and content: words × 9.  Each sentence is read by
        itself."""
        import numpy as np

        sentences: dict[int, list[str]] = {number: [] for number in sorted(asked)}
        for word in parse.words:
            if word.sentence in sentences:
                sentences[word.sentence].append(word.text)
        return np.concatenate([self._of(tuple(words)) for words in sentences.values()])

    def _read(self, words: tuple[str, ...]) -> Scores:
        """The log chances of a sentence's words."""
        import numpy as np

        told = []
        for pieces, begins in self._parts(words):
            given = np.array([self._pieces.first, *pieces, self._pieces.last])
            told.append(self._network(pieces=given)[np.array(begins) + 1])
        scores = np.concatenate(told).reshape(len(words), 3, 3)
        scores -= scores.max(2, keepdims=True)
        scores -= np.log(np.exp(scores).sum(2, keepdims=True))
        return np.asarray(np.round(scores, 3).reshape(len(words), 9), dtype=np.float32)

    def _parts(self, words: Sequence[str]) -> Iterator[tuple[list[int], list[int]]]:
        """The pieces of as many words as are read at once, and where each word begins among them; a word of
        none begins where the next one does."""
        pieces, begins = list[int](), list[int]()
        for word in words:
            own = self._cut(word, OF_A_WORD)
            if len(pieces) + len(own) > MOST - 2:
                yield pieces, begins
                pieces, begins = [], []
            begins.append(len(pieces))
            pieces += own
        yield pieces, begins


@lru_cache(maxsize=1)
def sentence_network() -> SentenceNetwork | None:
    """The network that comes with the package; None where its file is missing."""
    made = network("wiredesk.statements", FILE)
    return None if made is None else SentenceNetwork(made)
