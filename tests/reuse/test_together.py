"""What is found for all pairs at once is what is found pair by pair, in the plain way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from random import Random

import pytest

from wiredesk.model.spans import Span
from wiredesk.model.views import Passage
from wiredesk.reuse import index
from wiredesk.reuse.align import Indexed, align
from wiredesk.reuse.index import FEW, PHRASE, SHARE, STANDING, sharing
from wiredesk.reuse.texts import Text, related, unrelated_beside
from wiredesk.reuse.together import together

WORDS = (
    "the ferry pier of Keld was struck by a barge on Monday and council engineers closed it for two weeks"
).split()


def sentence(random: Random, length: int) -> list[str]:
    return [random.choice(WORDS) + random.choice(("", "", "s")) for _ in range(length)]


def texts(seed: int) -> list[Text]:
    """Texts that hold some of a few sentences, whole, cut, with a word changed, or again and again."""
    random = Random(seed)
    told = [sentence(random, random.randint(6, 25)) for _ in range(7)]
    out = [Text(""), Text("the ferry"), Text("ferry " * 30)]
    for _ in range(10):
        words: list[str] = []
        for _ in range(random.randint(1, 5)):
            words += sentence(random, random.randint(0, 4))
            here = list(random.choice(told))
            for _ in range(random.choice((0, 0, 1, 2))):
                here[random.randrange(len(here))] = random.choice(WORDS)
            words += here[random.choice((0, 0, 3)) :]
        out.append(Text(" ".join(words)))
    random.shuffle(out)
    return out


@pytest.mark.parametrize("seed", range(60))
def test_a_text_is_aligned_with_many_at_once_as_with_each(seed: int) -> None:
    every = texts(seed)
    for left in every:
        plain = [align(Indexed(left.keys), right.keys) for right in every]
        assert together(left, every) == plain
    assert any(a for left in every for a in together(left, every))


@pytest.mark.parametrize("seed", range(30))
def test_what_is_unrelated_beside_shared_words_is_found_for_many_as_for_each(seed: int) -> None:
    random = Random(seed)
    every = [t for t in texts(seed) if len(t.words) > 1]
    left, rights = every[0], every[1:]
    passages = [[Passage(some_words(left, random), some_words(r, random))] for r in rights]
    bound = random.choice((0.3, 0.6))
    found = unrelated_beside(left, rights, passages, 12, bound)
    assert found == [apart(left, r, p[0], 12, bound) for r, p in zip(rights, passages, strict=True)]
    assert unrelated_beside(left, [], [], 12, bound) == []


def some_words(text: Text, random: Random) -> Span:
    begin = random.randrange(len(text.words))
    return text.span(begin, random.randint(begin + 1, len(text.words)))


def apart(left: Text, right: Text, passage: Passage, least: int, bound: float) -> bool:
    """The cosine of two texts without all words that stand in the passage."""
    within = left.inside(passage.left), right.inside(passage.right)
    gone = {t.words[i] for t, at in zip((left, right), within, strict=True) for i in at}
    if min(len(t.words) - len(at) for t, at in zip((left, right), within, strict=True)) < least:
        return False
    one, two = ({w: v for w, v in t.weights.items() if w not in gone} for t in (left, right))
    shared = sum(v for w, v in one.items() if w in two)
    if not shared:
        return True
    return float(shared / (sum(one.values()) * sum(two.values())) ** 0.5) < bound


@pytest.mark.parametrize("crowd", [4, 200])
@pytest.mark.parametrize("seed", range(15))
def test_the_index_pairs_what_counting_pair_by_pair_does(
    seed: int, crowd: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "CROWD", crowd)
    every = texts(seed)

    def unrelated(at: Sequence[int]) -> bool:
        return sum(at) % 3 == 0

    found = sharing([t.different_runs for t in every], [t.different_seeds for t in every], unrelated)
    long = [set(t.different_runs.tolist()) for t in every]
    small = [set(t.different_seeds.tolist()) for t in every]
    both: Counter[tuple[int, int]] = Counter()
    few: Counter[tuple[int, int]] = Counter()
    news: set[tuple[int, int]] = set()
    standing: set[int] = set()
    asked: dict[tuple[int, ...], bool] = {}
    for run in sorted(set().union(*long)):
        at = [n for n, t in enumerate(long) if run in t]
        if len(at) > 1:
            asked[tuple(at)] = len(at) >= STANDING and unrelated(at)
            both.update(pairs(at, crowd))
            if asked[tuple(at)]:
                standing.add(run)
            else:
                news.update(pairs(at, crowd))
    for run in sorted(set().union(*small)):
        at = [n for n, t in enumerate(small) if run in t]
        if 1 < len(at) <= PHRASE and not asked.get(tuple(at), False):
            few.update(p for p in pairs(at, crowd) if p not in both)
    share = {p: times / max(1, min(len(long[p[0]]), len(long[p[1]]))) for p, times in both.items()}
    chosen = news | {p for p, n in few.items() if n >= FEW} | {p for p, s in share.items() if s >= SHARE}
    assert found.standing == standing
    smaller = {(a, b): max(1, min(len(long[a]), len(long[b]))) for a, b in chosen}
    assert found.pairs == {(a, b): min(1.0, len(long[a] & long[b]) / smaller[a, b]) for a, b in chosen}
    assert list(found.pairs) == sorted(chosen)


def pairs(at: Sequence[int], crowd: int) -> list[tuple[int, int]]:
    first = at[:-1] if len(at) <= crowd else at[:3]
    return [(a, b) for i, a in enumerate(first) for b in at[i + 1 :]]


def test_how_two_texts_are_related_does_not_depend_on_which_comes_first() -> None:
    every = [t for t in texts(3) if t.words]
    for a in every:
        for b in every:
            assert related(a, b) == related(b, a)
