"""Where a condition ends, and where what follows from it begins and ends.

From the parse, checked against the order of the words where the parser is often wrong.  Chosen on four fifths
of the conditionals of SemEval-2020 task 5.
"""

from __future__ import annotations

from wiredesk.model.parses import Parse
from wiredesk.statements.sentences import SUBJECTS, finite

WOULD = frozenset({"would", "could", "might", "'d", "’d"})


def last_comma(parse: Parse, sentence: range, first: int, modal: int) -> int | None:
    """The place after the last comma (or dash) between ``first`` and ``modal`` behind which the modal's own
    subject stands; None where there is none."""
    words = parse.words
    for k in range(modal - 1, first, -1):
        if words[k].text in {",", "—", "–", "-", "--"}:
            between = words[k + 1 : modal]
            if any(w.pos in {"NOUN", "PRON", "PROPN"} for w in between):
                return k + 1
    return None


def would_begin(parse: Parse, sentence: range, first: int) -> int | None:
    """Where the clause begins that says what would be, after ``first``: at the subject of the first "would",
    "might" or the like that has its own subject there; None where there is none."""
    words = parse.words
    for k in range(first + 1, sentence.stop):
        if words[k].tag != "MD" or words[k].text.lower() not in UNREAL | {"should"}:
            continue
        own = parse.child(words[k].head, *SUBJECTS) if words[k].dep.startswith("aux") else None
        if own is None or not first <= own < k or words[own].tag in {"WDT", "WP"}:
            continue
        start = min(j for j in parse.subtree(own) if j >= first)
        comma = next((j for j in range(own, start, -1) if words[j].text == ","), None)
        if start == first and comma is not None:
            return comma + 1
        return start
    return None


UNREAL = frozenset({"would", "could", "might", "'d", "’d", "may", "will", "can"})


STOPS = frozenset({",", ";", ".", "—", "–", "-", "?", "!", "...", ":"})


_BEFORE = frozenset(
    {"that", "and", "but", "or", "so", "because", "as", "since", "then", "well", "course", "now"}
)


def _opens_sentence(parse: Parse, sentence: range, start: int) -> bool:
    """Whether what begins at ``start`` comes before its main clause."""
    if start == sentence.start:
        return True
    before = parse.words[start - 1]
    return before.text.lower() in _BEFORE or before.pos == "PUNCT" or before.dep in {"cc", "mark", "intj"}


def main_clause_after(parse: Parse, sentence: range, start: int, i: int, head: int) -> int | None:
    """Where the main clause begins when the condition stands before it; None where it stands after."""
    words = parse.words
    opens = _opens_sentence(parse, sentence, start)
    governor = words[head].head
    if governor > head and governor in sentence and words[head].dep not in {"relcl", "acl"}:
        left = [
            min(parse.subtree(c))
            for c in parse.children(governor)
            if c > head and c < governor and words[c].dep != "punct" and min(parse.subtree(c)) > head
        ]
        return _after_comma(parse, head, min([*left, governor]))
    if not opens:
        return None
    # the parser hung it elsewhere: after a comma, or "then", a subject and a finite verb
    for k in range(head + 1, sentence.stop - 1):
        if words[k].text.lower() == "then" and words[k].dep == "advmod":
            return k + 1
        if words[k].text == "," and _clause_begins(parse, sentence, k + 1):
            after = _past_reporting(parse, sentence, k + 1)
            return None if reports(parse, sentence, after) else after
    if words[head].dep in {"ROOT", "advcl", "conj", "ccomp"}:
        for k in range(head + 1, sentence.stop - 1):
            if words[k].text.lower() in UNREAL and words[k].tag == "MD" and k > i + 3:
                own = parse.child(words[k].head, *SUBJECTS)
                if own is not None and head < own < k:
                    return min(j for j in parse.subtree(own) if j > head)
    return None


def up_to_modal(parse: Parse, sentence: range, boundary: int) -> int:
    """``boundary``, or the place after a later comma where only behind that the main clause's modal has its
    subject: "If towns share costs, shown in a plan, [they would save]"."""
    words = parse.words
    modal = next(
        (
            k
            for k in range(boundary, sentence.stop)
            if words[k].tag == "MD" and words[k].text.lower() in UNREAL
        ),
        None,
    )
    if modal is None:
        return boundary
    own = parse.child(words[modal].head, *SUBJECTS) if words[modal].dep.startswith("aux") else None
    if (
        own is not None
        and own >= boundary
        and boundary <= min(j for j in parse.subtree(own))
        and not any(words[k].text == "," for k in range(boundary, own))
    ):
        return boundary
    after = last_comma(parse, sentence, boundary, modal)
    return boundary if after is None else after


def _past_reporting(parse: Parse, sentence: range, at: int) -> int:
    """``at``, or the place after a "he said," that stands there."""
    for k in range(at, min(sentence.stop, at + 8)):
        if parse.words[k].text == "," and k + 1 < sentence.stop:
            inside = any(parse.words[j].lemma in REPORTING for j in range(at, k))
            return k + 1 if inside else at
    return at


def _after_comma(parse: Parse, head: int, boundary: int) -> int:
    """``boundary``, or the place after the comma before it where only a noun phrase lies between (a
    subject that the parser gave to the condition)."""
    for k in range(boundary - 1, head, -1):
        word = parse.words[k]
        if word.text == ",":
            return k + 1
        if word.pos in {"VERB", "AUX", "SCONJ"}:
            break
    return boundary


def _clause_begins(parse: Parse, sentence: range, at: int) -> bool:
    words = parse.words
    if (at < sentence.stop and words[at].dep in {"cc", "mark"}) or words[at].tag in {"WDT", "WP", "WRB"}:
        return False
    for k in range(at, min(sentence.stop, at + 9)):
        if words[k].text in {",", ";"}:
            return False
        if words[k].tag == "MD" or (finite(parse, k) and words[k].pos in {"VERB", "AUX"}):
            verb = words[k].head if words[k].dep.startswith("aux") else k
            own = parse.child(verb, *SUBJECTS)
            return own is not None and at <= own < k
    return False


def clause_right(parse: Parse, sentence: range, start: int) -> list[int]:
    """The main clause that begins at ``start``: to the end of the sentence or of the quotation."""
    out = []
    for k in range(start, sentence.stop):
        word = parse.words[k]
        if word.text in {"”", '"', "''", ";"} and k > start + 2:
            break
        if word.text == "," and k + 1 < sentence.stop and reports(parse, sentence, k + 1):
            break
        if k > start + 3 and (word.text.lower() in {"although", "though"} or word.text == "("):
            break
        if k > start + 3 and word.text.lower() in {"if", "unless"} and word.dep == "mark":
            break
        out.append(k)
    return out


REPORTING = frozenset("say add tell write note explain argue claim continue warn".split())


def reports(parse: Parse, sentence: range, at: int) -> bool:
    """Whether a short "he said" closes the sentence from ``at`` on."""
    rest = range(at, sentence.stop)
    return len(rest) < 9 and any(parse.words[k].lemma in REPORTING for k in rest)


def last_word(parse: Parse, i: int, head: int, under: list[int]) -> int:
    """The last word of an antecedent that stands after its main clause.  A further predicate after a
    comma (", and hopes to …") belongs to the main clause however the parser hangs it."""
    words = parse.words
    end = max(under, default=i)
    own = set(under)
    for k in under:
        word = words[k]
        if k <= head or word.dep not in {"conj", "ccomp", "parataxis"} or words[k].head != head:
            continue
        first = min((j for j in parse.subtree(k) if j in own), default=k)
        joined = first - 1 if words[first - 1].dep == "cc" else first
        if joined - 1 <= i or words[joined - 1].text not in {",", ";", "—", "–"}:
            continue
        if finite(parse, k) and (parse.child(k, *SUBJECTS) is not None or word.tag in {"VBZ", "VBP"}):
            end = min(end, joined - 2)
    for k in range(i + 1, end):
        if words[k].text in {"”", "''", '"'} and k > head and not _opened(parse, i, k):
            end = k - 1
            break
        if words[k].text == "," and k > i + 2 and reports(parse, range(i, end + 1), k + 1):
            end = k - 1
            break
    while end > head and words[end].text in STOPS:
        end -= 1
    return max(end, i)


def with_plan(parse: Parse, sentence: range, head: int, last: int) -> int:
    """``last``, or the end of the sentence where what was decided comes after an aside: "if he decides,
    despite the pleas, to leave"."""
    words = parse.words
    if (
        last + 2 >= sentence.stop
        or words[last + 1].text != ","
        or words[head].tag not in {"VBZ", "VBP", "VBD"}
    ):
        return last
    rest = range(last + 2, sentence.stop)
    plan = next((k for k in rest if words[k].tag == "TO" and words[k - 1].text == ","), None)
    if (
        plan is None
        or plan - last > 12
        or any(finite(parse, k) for k in rest)
        or reports(parse, sentence, last + 2)
    ):
        return last
    end = sentence.stop - 1
    while end > plan and not words[end].text[0].isalnum():
        end -= 1
    return end


def with_twin(parse: Parse, sentence: range, head: int, last: int) -> int:
    """``last``, or the last word of a second clause in the very form of the first that follows after
    "and": "we stay until the town is freed and nobody is hunted", whatever the parser joins it to."""
    words = parse.words
    first = last + 2
    over = words[head].head
    if first >= sentence.stop or words[last + 1].text.lower() not in {"and", "or"}:
        return last
    twin = next((k for k in range(first, sentence.stop) if words[k].dep == "conj" and finite(parse, k)), None)
    own = parse.child(twin, *SUBJECTS) if twin is not None else None
    if twin is None or own is None or min(parse.subtree(own)) != first or words[twin].head in (head, twin):
        return last
    if _form(parse, twin) != _form(parse, head) or _form(parse, over) == _form(parse, head):
        return last
    end = max(k for k in parse.subtree(twin) if words[k].text[0].isalnum())
    return end if end + 1 >= sentence.stop or words[end + 1].pos == "PUNCT" else last


def _form(parse: Parse, i: int) -> tuple[str, ...]:
    """The form of a verb: its tag, and those of the words that help it ("are freed", "is hunted")."""
    helps = sorted(c for c in parse.children(i) if parse.words[c].dep in {"aux", "auxpass"})
    return tuple("VBZ" if parse.words[k].tag == "VBP" else parse.words[k].tag for k in (*helps, i))


def _opened(parse: Parse, i: int, k: int) -> bool:
    return any(parse.words[j].text in {"“", "``", '"'} for j in range(i, k))


def clause_left(parse: Parse, sentence: range, antecedent: tuple[int, ...], head: int) -> list[int]:
    """The main clause that stands before the condition."""
    inside = set(antecedent)
    first = antecedent[0]
    governor = parse.words[head].head
    near = nearest_clause(parse, sentence, first)
    if governor == head or governor in inside or governor not in sentence or governor >= first:
        return stripped(parse, near)
    while parse.words[governor].head != governor and not (
        finite(parse, governor) and _own_subject(parse, governor)
    ):
        governor = parse.words[governor].head
    under = [k for k in parse.subtree(governor) if k < first and k in sentence]
    if not under:
        return stripped(parse, near)
    whole = list(range(min(under), first))
    modal = any(parse.words[k].text.lower() in UNREAL for k in near)
    return stripped(parse, near if modal and near and near[0] > whole[0] + 6 else whole)


def _own_subject(parse: Parse, verb: int) -> bool:
    """Whether a verb has a subject of its own: not the "who" of "those who fought", which what follows from
    a condition goes beyond unless it says what would be."""
    subject = parse.child(verb, *SUBJECTS)
    if subject is None:
        return False
    would = any(parse.words[c].tag == "MD" for c in parse.children(verb))
    return would or parse.words[subject].tag not in {"WDT", "WP"}


def nearest_clause(parse: Parse, sentence: range, first: int) -> list[int]:
    """The clause right before word ``first``: from the subject of its nearest finite verb."""
    words = parse.words
    for k in range(first - 1, sentence.start - 1, -1):
        if words[k].tag in {"MD", "VBD", "VBZ", "VBP"}:
            verb = words[k].head if words[k].dep.startswith("aux") else k
            own = parse.child(verb, *SUBJECTS)
            if own is not None and own < k:
                start = min(j for j in parse.subtree(own) if j >= sentence.start)
                if words[own].tag in {"WDT", "WP"}:
                    continue
                return list(range(start, first))
    return [k for k in sentence if k < first]


def stripped(parse: Parse, rest: list[int]) -> list[int]:
    words = parse.words
    while rest and (
        words[rest[0]].text in STOPS
        or words[rest[0]].text.lower() in {"then", "that"}
        or words[rest[0]].dep in {"cc", "mark"}
    ):
        rest = rest[1:]
    while rest and (words[rest[-1]].text in STOPS or words[rest[-1]].dep == "cc"):
        rest = rest[:-1]
    return rest
