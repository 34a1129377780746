"""The parser is loaded light, and parses as the plain model does."""

from __future__ import annotations

import subprocess
import sys

import pytest

from wiredesk.resources import parser

TEXT = (
    "The mayor of Orvel said on Monday that the dam holds. It didn't, farmers say; e.g. Mr. Tal isn't sure."
)


def test_the_light_load_gives_the_tokens_and_tags_of_the_plain_load() -> None:
    import importlib.util

    package = next(m for m in parser.MODELS if importlib.util.find_spec(m))
    plain, light = importlib.import_module(package).load(), parser._model()
    a, b = plain(TEXT), light(TEXT)
    assert [(t.text, t.lemma_, t.tag_, t.dep_, t.head.i, t.ent_type_) for t in a] == [
        (t.text, t.lemma_, t.tag_, t.dep_, t.head.i, t.ent_type_) for t in b
    ]
    same = dict(plain.tokenizer.rules) == dict(light.tokenizer.rules)
    assert same, "the tokenizers have other exceptions"


def test_parsing_brings_no_web_client_and_leaves_spacy_whole() -> None:
    code = (
        "import sys; from wiredesk.resources.parser import parse; parse(['The dam holds.']);"
        "assert 'weasel' not in sys.modules and 'httpx' not in sys.modules;"
        "import spacy.cli; assert spacy.cli.__file__; import spacy; assert spacy.info.__module__"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_words_looked_up_again_have_the_part_of_speech_and_lemma_of_the_model(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = [
        "The mayor said that she ain't leaving the better towns.",
        "The mayor said that she was leaving the better towns, and let's see.",
        "Leaving towns, the mayors left; said one: we can't.",
    ]
    once, again = parser.parse(texts), parser.parse(texts)
    with monkeypatch.context() as patch:
        patch.setattr(parser, "LOOKED_UP", ())
        patch.setattr(parser, "_look_up", lambda doc: None)
        plain = parser.parse(texts)
    assert once == again == plain
