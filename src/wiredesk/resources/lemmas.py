"""Parts of speech and lemmas, remembered by word, tag and dependency.

The model's rules (spaCy's attribute ruler and lemmatizer) give a word the same answer wherever it has the
same tag and dependency, but for a few pairs of words ("gon na") and for a word behind an expletive ("there
is").  They are asked once for each, all new words of many paragraphs together.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from itertools import product
from typing import Any

RULES = ("attribute_ruler", "lemmatizer")
"""Parts of the model that are asked."""
FIRST_OF_PAIR = frozenset(("ai", "gon", "got", "let", "c'm", "c’m", "y", "y'", "y’"))
PAIRS = re.compile(r"\b(?:ai['’]?n['’]?t|ain['’]t|gonna|gotta|let['’]s|c['’]mon|y['’]?\s?all)\b", re.I)
"""Words that the model reads as two whose lemmas hang on each other: a text with one is asked as it is."""
REMEMBERED = 100_000
"""Words kept; all of them take 30 MB."""

Key = tuple[int, int, int, bool]
Known = tuple[str, str, str, str, str]


class Lemmas:
    """What is known of words by form, tag, dependency and whether an expletive stands before them."""

    def __init__(self, model: Any) -> None:
        """Of a whole model of spaCy's, whose rules are asked."""
        self._model = model
        self._known: dict[Key, Known] = {}
        self._expletive = model.vocab.strings["expl"]
        self._pairing = frozenset(
            model.vocab.strings.add("".join(form))
            for word in FIRST_OF_PAIR
            for form in product(*((c.lower(), c.upper()) for c in word))
        )
        self._mentioned = _mentioned(model.get_pipe("attribute_ruler").patterns)
        self._apart: dict[int, bool] = {}  # forms that are asked of all rules with each tag and dependency
        self._kinds: dict[tuple[int, int], tuple[int, int, Any]] = {}  # part of speech, grammar twice
        self._lemmas: dict[tuple[int, int, int], str] = {}  # by form, part of speech and grammar
        _indexed(model)

    def keys(self, orths: Sequence[int], tags: Sequence[int], deps: Sequence[int]) -> list[Key]:
        """The keys of a document's words."""
        expletive = self._expletive
        behind = [False, *(dep == expletive for dep in deps[:-1])]
        return list(zip(orths, tags, deps, behind, strict=True))

    def of(self, docs: Sequence[Any], keyed: Sequence[Sequence[Key]]) -> list[list[Known]]:
        """Text, lemma, part of speech, tag and dependency of each document's words, by their keys."""
        if len(self._known) > REMEMBERED:
            self._known.clear()
            self._lemmas.clear()
            self._apart.clear()
        known = self._known
        apart = {
            n
            for n, (doc, keys) in enumerate(zip(docs, keyed, strict=True))
            if not self._pairing.isdisjoint([key[0] for key in keys]) and PAIRS.search(doc.text)
        }
        found = [list(map(known.get, keys)) for keys in keyed]
        lacking = [n for n, of in enumerate(found) if n not in apart and None in of]
        if lacking:
            self._ask(sorted({key for n in lacking for key in keyed[n] if key not in known}))
        for n in lacking:
            found[n] = list(map(known.__getitem__, keyed[n]))
        for n in apart:
            found[n] = list(self._whole(docs[n]))
        return found  # type: ignore[return-value]

    def _whole(self, doc: Any) -> list[Known]:
        for name in RULES:
            doc = self._model.get_pipe(name)(doc)
        return _read(doc)

    def _ask(self, keys: Iterable[Key]) -> None:
        """Ask the rules for words; of those that no rule mentions, only one for each tag and dependency."""
        strings = self._model.vocab.strings
        plain: list[Key] = []
        asked: list[Key] = []
        first: dict[Key, None] = {}  # of their tags and dependencies
        met: set[tuple[int, int]] = set()
        for key in keys:
            orth, tag, dep, behind = key
            apart = self._apart.get(orth)
            if apart is None:
                text = strings[orth]
                apart = self._apart[orth] = (
                    text.isspace() or self._mentioned.fullmatch(text.lower()) is not None
                )
            if behind or apart:
                asked.append(key)
            elif (tag, dep) in self._kinds or (tag, dep) in met:
                plain.append(key)
            else:
                met.add((tag, dep))
                first[key] = None
        self._ask_all([*asked, *first], first)
        self._lemmatize(plain)

    def _ask_all(self, keys: Iterable[Key], first: Container[Key]) -> None:
        """Ask all rules, for each word behind the expletive "there" or where it makes no pair; what they say
        of the ``first`` holds for their tags and dependencies."""
        from spacy.tokens import Doc

        strings = self._model.vocab.strings
        asked: list[tuple[str, int, int, Key | None]] = []
        for key in keys:
            orth, tag, dep, behind = key
            if behind:
                asked.append(("there", strings.add("EX"), self._expletive, None))
            elif asked and (asked[-1][2] == self._expletive or asked[-1][0].lower() in FIRST_OF_PAIR):
                asked.append((",", strings.add(","), strings.add("punct"), None))
            asked.append((strings[orth], tag, dep, key))
        if not asked:
            return
        doc = Doc(self._model.vocab, words=[word for word, *_ in asked])
        for token, (_, tag, dep, _) in zip(doc, asked, strict=True):
            token.tag, token.dep = tag, dep
        for (*_, asked_key), token, known in zip(asked, doc, self._whole(doc), strict=True):
            if asked_key is not None:
                self._known[asked_key] = known
                if asked_key in first:
                    morph: Any = token.morph
                    self._kinds[asked_key[1:3]] = token.pos, morph.key, morph

    def _lemmatize(self, keys: Sequence[Key]) -> None:
        """Give words the part of speech of their tag and dependency, and ask only for their lemmas, once for
        each part of speech and grammar (number, tense and so on)."""
        from spacy.tokens import Doc

        strings = self._model.vocab.strings
        new: list[Key] = []
        for key in keys:
            orth, tag, dep, _ = key
            pos, morph, _ = self._kinds[tag, dep]
            lemma = self._lemmas.get((orth, pos, morph))
            if lemma is None:
                new.append(key)
            else:
                self._known[key] = strings[orth], lemma, strings[pos], strings[tag], strings[dep]
        if not new:
            return
        doc: Any = Doc(self._model.vocab, words=[strings[key[0]] for key in new])
        kinds = [self._kinds[key[1:3]] for key in new]
        for token, (pos, _, grammar) in zip(doc, kinds, strict=True):
            token.pos = pos
            token.set_morph(grammar)
        self._model.get_pipe("lemmatizer")(doc)
        for key, token, (pos, morph, _) in zip(new, doc, kinds, strict=True):
            lemma = token.lemma_
            self._lemmas[key[0], pos, morph] = lemma
            self._known[key] = strings[key[0]], lemma, strings[pos], strings[key[1]], strings[key[2]]


def _read(doc: Any) -> list[Known]:
    return [(t.text, t.lemma_, t.pos_, t.tag_, t.dep_) for t in doc]


def _indexed(model: Any) -> None:
    """Make sets of the lemmatizer's word lists, in which it looks up every form that a rule makes."""
    lookups = model.get_pipe("lemmatizer").lookups
    table = lookups.get_table("lemma_index", {})
    for part_of_speech in list(table):
        table[part_of_speech] = frozenset(table[part_of_speech])


def _mentioned(patterns: Sequence[dict[str, Any]]) -> re.Pattern[str]:
    """What the lower-case forms that a rule asks for match; all forms where a rule asks in another way."""
    out: set[str] = set()
    for word in (word for rule in patterns for pattern in rule["patterns"] for word in pattern):
        form = word.get("LOWER", {"IN": []})
        if not word.keys() <= {"TAG", "DEP", "LOWER", "IS_SPACE"}:
            return re.compile(".*", re.S)
        if isinstance(form, str):
            out.add(re.escape(form))
        elif "IN" in form:
            out |= {re.escape(one) for one in form["IN"]}
        elif "REGEX" in form:
            out.add(f".*(?:{form['REGEX']}).*")
        else:
            return re.compile(".*", re.S)
    return re.compile("|".join(sorted(out)), re.S)
