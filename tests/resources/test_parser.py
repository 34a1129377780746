"""The parser is loaded light, and parses as the plain model does."""

from __future__ import annotations

import importlib
import importlib.util
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from wiredesk.model.parses import Parse, Word
from wiredesk.resources import parser
from wiredesk.resources.arcs import Arcs
from wiredesk.resources.entities import Entities
from wiredesk.resources.lemmas import FIRST_OF_PAIR
from wiredesk.resources.word_vectors import WordVectors

TEXT = (
    "The mayor of Orvel said on Monday that the dam holds. It didn't, farmers say; e.g. Mr. Tal isn't sure."
)


def test_the_light_load_gives_the_tokens_and_tags_of_the_plain_load() -> None:
    package = next(m for m in parser.MODELS if importlib.util.find_spec(m))
    plain, light = importlib.import_module(package).load(), parser._model()
    a, b = plain(TEXT), light(TEXT)
    assert [(t.text, t.lemma_, t.tag_, t.dep_, t.head.i, t.ent_type_) for t in a] == [
        (t.text, t.lemma_, t.tag_, t.dep_, t.head.i, t.ent_type_) for t in b
    ]
    ours = {k: v for k, v in light.tokenizer.rules.items() if k not in parser.TITLES}
    assert ours == dict(plain.tokenizer.rules), "the tokenizers have other exceptions"


def test_parsing_brings_no_web_client_and_leaves_spacy_whole() -> None:
    code = (
        "import sys; from wiredesk.resources.parser import parse; parse(['The dam holds.']);"
        "assert 'weasel' not in sys.modules and 'httpx' not in sys.modules;"
        "import spacy.cli; assert spacy.cli.__file__; import spacy; assert spacy.info.__module__"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


TEXTS = [
    TEXT,
    "",
    "The mayor said that she ain't leaving the better towns, and let's see.",
    "Leaving towns, the mayors left; said one: we can't. There is a gate. The gate is shut, there's no way.",
    "\tOn 14 May 2021  Ana Vale of the Northwater Front paid $12 million,\nor 5%, to Orvel's two banks.",
    "There are 40 of them. They are gonna leave Varo River by Sunday, y'all; I've gotta go",
]


def _plain(texts: list[str]) -> list[Parse]:
    """The parses that spaCy alone gives."""
    package = next(m for m in parser.MODELS if importlib.util.find_spec(m))
    model = importlib.import_module(package).load(exclude=["senter"])
    out = []
    for doc in model.pipe(texts):
        place = {t.i: k for k, t in enumerate(t for t in doc if not t.is_space)}
        sentences = {t.i: n for n, sent in enumerate(doc.sents) for t in sent}
        numbers = sorted({sentences[i] for i in place})
        words = []
        for t in doc:
            if t.is_space:
                continue
            head = next((h for h in (t.head, *t.head.ancestors) if not h.is_space), t)
            words.append(
                Word(
                    t.idx, t.idx + len(t), t.text, t.lemma_, t.pos_, t.tag_, t.dep_, place[head.i],
                    t.ent_type_, t.ent_iob_ == "B", numbers.index(sentences[t.i]),
                )
            )  # fmt: skip
        out.append(Parse(doc.text, tuple(words)))
    return out


def test_parses_are_those_of_the_plain_model() -> None:
    assert parser.parse(TEXTS) == _plain(TEXTS)


def test_the_point_of_a_title_before_a_name_ends_no_sentence() -> None:
    for title in ("Sgt.", "Staff Sgt.", "Police Lt.", "Det.", "Capt.", "Spc.", "Sens.", "Reps."):
        parse = parser.parse([f"The driver fled on foot, said {title} Rafe Odum. Nobody was hurt."])[0]
        assert len(parse.sentences) == 2, title


def test_a_paragraph_is_parsed_the_same_alone_and_beside_others_and_once_its_words_are_known() -> None:
    together = parser.parse(TEXTS * 3)
    parser._reader.cache_clear()
    assert [parser.parse([text])[0] for text in TEXTS] * 3 == together
    assert parser.parse(reversed(TEXTS * 3)) == together[::-1]


def test_threads_that_read_at_once_find_what_one_finds_alone() -> None:
    alone = parser.parse(TEXTS)
    switch = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)  # threads give way in the midst of what they do
    try:
        parser._reader.cache_clear()
        parser._reader()  # one for all of them, that knows no word yet
        with ThreadPoolExecutor(4) as pool:
            assert list(pool.map(lambda _: parser.parse(TEXTS), range(4))) == [alone] * 4
    finally:
        sys.setswitchinterval(switch)


def test_a_word_has_the_vector_of_the_plain_model_whatever_is_read_beside_it() -> None:
    reader = parser._reader()
    docs = [reader.model.make_doc(text) for text in TEXTS if text]
    together = reader.vectors.of(docs)
    for doc, vectors in zip(docs, together, strict=True):
        assert np.allclose(reader.vectors.of([doc])[0], vectors, atol=1e-4)
    (plain,) = reader.model.get_pipe("tok2vec").model.predict(docs[:1])
    assert np.allclose(plain, together[0], atol=1e-4)


def test_every_rule_of_the_model_that_reads_two_words_is_one_that_lemmas_are_remembered_by() -> None:
    rules = parser._reader().model.get_pipe("attribute_ruler").patterns
    pairs = [p for rule in rules for p in rule["patterns"] if len(p) > 1]
    assert len(pairs) == 8
    for first, *rest in pairs:
        assert len(rest) == 1
        first = first.get("LOWER", first.get("DEP"))
        words = (
            [w for w in (*FIRST_OF_PAIR, "expl") if first == w or re.match(first.get("REGEX", "$ "), w)]
            if isinstance(first, dict)
            else [first]
        )
        assert words
        assert set(words) <= {*FIRST_OF_PAIR, "expl"}
    known = {key for rule in rules for p in rule["patterns"] for word in p for key in word}
    assert known <= {"TAG", "LOWER", "DEP", "IS_SPACE"}, "a rule reads what lemmas are not remembered by"


def test_networks_of_another_kind_are_refused() -> None:
    model = parser._model()
    with pytest.raises((ValueError, KeyError)):
        WordVectors(model.get_pipe("tagger").model)
    with pytest.raises((ValueError, KeyError)):
        Entities(model.get_pipe("parser"))
    with pytest.raises((ValueError, KeyError)):
        Arcs(model.get_pipe("ner"))


def test_a_word_that_stops_at_a_hyphen_ends_no_sentence() -> None:
    text = "A man and his wife were also executed in al- Mayadin city in Varo. Nobody was held."
    assert [len(r) for r in parser.parse([text])[0].sentences] == [15, 4]


def test_a_dateline_is_parsed_apart_from_the_sentence_behind_it() -> None:
    lead = "VARO, May 16 (Novapress) - "
    told = "Guards retook the pier on Sunday, the ministry said."
    whole, alone = parser.parse([lead + told, told])
    behind = [w for w in whole.words if w.start >= len(lead)]
    assert [(w.text, w.tag, w.dep) for w in behind] == [(w.text, w.tag, w.dep) for w in alone.words]
    assert whole.words[0].sentence != behind[0].sentence
