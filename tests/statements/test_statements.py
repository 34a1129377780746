"""What statements must be, whatever the words: they read back, keep conditions, and tile sentences."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from varo_courier import report

from wiredesk.model.ids import content_id
from wiredesk.model.spans import Span, joined
from wiredesk.model.statements import Force, Mode, Statement
from wiredesk.resources.parser import parse
from wiredesk.statements import statements


def read(text: str, **more: object) -> tuple[Statement, ...]:
    made = report(text, **more)  # type: ignore[arg-type]
    return statements(made, parse([s.of(made.text) for s in made.paragraphs()]))


FILE = Path(__file__).parent.parent / "cases" / "told.jsonl"
TOLD = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", TOLD, ids=[c["why"] for c in TOLD])
def test_each_claim_is_a_statement_of_its_own_speaker(case: dict[str, Any]) -> None:
    found = [s for s in read(case["text"]) if case["says"] in s.text]
    assert len(found) == 1, [s.text for s in read(case["text"])]
    assert (found[0].voice.name if found[0].voice.kind == "speaker" else "") == case["voice"]
    if case.get("whole"):
        assert found[0].text.strip("“”\"'. ") == case["says"]
    for name in ("mode", "force"):
        if name in case:
            assert getattr(found[0], name).value == case[name]
    for other in case.get("not_with", ()):
        assert other not in found[0].text


def test_an_address_or_a_number_in_a_post_is_no_statement() -> None:
    found = read(
        "We look forward to the vote. https://t.co/x5G3eu — Port of Varo (@portvaro) February 19, 2017\n\n"
        "7. The chief then left the harbour for good. — Ida Holm (@idaholm) February 20, 2017"
    )
    assert not [s.text for s in found if s.text.startswith("http") or s.text.strip(". ") == "7"]
    assert any("look forward" in s.text for s in found)


def test_a_sentence_of_two_hundred_words_is_told_claim_by_claim() -> None:
    told = [
        f"that the port office said {n} boats were lost in the bay of village number {n}"
        for n in range(21, 34)
    ]
    who = "the mayor of Varo, Lena Orsk"
    text = f"On Monday {who}, told the council {', '.join(told)}, and that nobody was hurt."
    assert len(text.split()) > 200
    found = read(text)
    apart = 0
    for n in range(21, 34):
        mine = [s for s in found if f"{n} boats were lost" in s.text and s.voice.name == "port office"]
        assert not any(f" {m} boats" in s.text for s in mine for m in range(21, 34) if m != n)
        apart += len(mine) == 1
    assert apart >= 11  # the parser ends the sentence once or twice in the middle of a number


STORY = (
    "Rebels hand over the port of Varo\n\n"
    "The mayor, Ilse Brandt, said on Tuesday that four people were killed and 12 wounded in the shelling. "
    "The army took the harbour while the rebels kept the old town, losing 40 of their fighters.\n\n"
    "“We are ready to talk if the army leaves Varo,” the rebel leader Tomas Rehn said. "
    "“We ask that they stop the shelling. In return, we will open the road.”"
)


def test_every_span_reads_back_and_ids_are_content_ids() -> None:
    text = STORY
    found = read(text)
    assert found
    for s in found:
        assert all(0 <= span.start < span.end <= len(text) for span in s.spans)
        assert all(span.of(text) in s.text for span in s.spans)
        assert s.id == content_id(
            "s", "r1", [(x.start, x.end) for x in s.spans], s.mode, s.voice.name or "Varo Courier"
        )
    assert len({s.id for s in found}) == len(found)
    assert [s.spans[0].start for s in found] == sorted(s.spans[0].start for s in found)


def test_headline_gives_no_statement_unless_there_is_nothing_else() -> None:
    head = Span(0, STORY.index("\n"))
    assert not any(s.spans[0].overlaps(head) for s in read(STORY, headline=head))
    alone = STORY[: head.end]
    assert read(alone, headline=head)


def test_condition_stays_with_what_depends_on_it() -> None:
    offer = next(s for s in read(STORY) if "ready to talk" in s.text)
    assert offer.force is Force.CONDITIONAL
    assert offer.condition is not None
    assert offer.condition.of(STORY) == "if the army leaves Varo"


@pytest.mark.parametrize("language", ["fr", "ar", "de"])
def test_of_a_language_without_rules_only_quotations_and_figures_are_read(language: str) -> None:
    text = (
        "Le maire a parlé mardi. Le feu a fait 4 morts. "
        "«Nous allons rouvrir la route demain matin», a dit le maire."
    )
    found = read(text, language=language)
    assert [s.text for s in found if s.mode is Mode.NARRATED] == ["Le feu a fait 4 morts."]
    assert all("Nous allons" in s.text for s in found if s.mode is not Mode.NARRATED)
    assert not any("a parlé" in s.text for s in found)


ENGLISH = "The mayor said on Tuesday that the harbour of Varo would stay closed."
FRENCH = "Le port de Varo reste fermé, et la mairie ne sait pas quand il va rouvrir."


def test_each_paragraph_is_read_by_its_own_language() -> None:
    alone = [s.text for s in read(ENGLISH)]
    mixed = read(f"{FRENCH}\n\n{ENGLISH}\n\n{FRENCH}", language="fr", languages=("fr", "en", "fr"))
    assert [s.text for s in mixed] == alone
    assert [s.text for s in read(f"{ENGLISH}\n\n{FRENCH}", languages=("en", "fr"))] == alone
    assert [s.text for s in read(f"{ENGLISH}\n\n{FRENCH}", languages=("en", None))] != alone


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "…",
        "“",
        "THE MAYOR SAID HE WILL GO. NO.",
        "Q: Why?\nA: Because.",
        "1 2 3\n4 5 6",
        "word " * 300,
    ],
)
def test_odd_input_never_fails(text: str) -> None:
    for s in read(text):
        assert s.text


SENTENCES = (
    "The army took the harbour and the rebels kept the old town.",
    "“We will talk,” Rehn said, “if the army leaves.”",
    "Four people were killed and 12 wounded, officials said",
    "THE MAYOR SAID NO ONE WAS HURT",
    "Q: Who holds Varo? A: Nobody.",
    "He said: “One. Two. In return, three",
    "- item one; item two; item three",
    "«Nous partirons», a dit le maire.",
    "Rehn, who was born in 1980 in Merin, denied it; his aide did not.",
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(SENTENCES), max_size=6), st.sampled_from([" ", "\n", "\n\n"]))
def test_any_mixture_of_sentences_reads_back(parts: list[str], glue: str) -> None:
    text = glue.join(parts)
    found = read(text)
    assert len({s.id for s in found}) == len(found)
    for s in found:
        assert s.spans == tuple(sorted(s.spans))
        assert s.text == joined(s.spans, text)
        assert all(s.sentence.covers(span) or len(s.spans) > 1 or s.condition for span in s.spans)
        if s.condition is not None:
            assert any(span.overlaps(s.condition) for span in s.spans)
        for figure in s.figures:
            assert any(span.start <= figure.start and figure.end <= span.end for span in s.spans)


FRAGMENTS = (
    """
According to|according to|Ostmark Code 5-10-104|the police report|said|told reporters|denied|Rehn|she|if
the mayor|a spokesman for the ministry|that|only if|in return for|while|and|who|at least 12|400|killed
half of the town|were killed|took|control of|Varo|on Monday|will leave|no one|reportedly|wrote in a letter
asked|whether|promised|citing|saying|,|,|.|.|:|“|”|—|(|)|'s|$5 million
""".replace("\n", "|")
    .strip("|")
    .split("|")
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=25))
def test_news_words_in_any_order_read_back(parts: list[str]) -> None:
    text = " ".join(parts)
    for s in read(text):
        assert s.text == joined(s.spans, text)


def test_statements_of_one_sentence_share_no_more_than_the_noun_that_both_speak_of() -> None:
    found = read(STORY)
    for a in found:
        for b in found:
            if a.id < b.id and a.mode is b.mode is Mode.NARRATED and a.sentence == b.sentence:
                shared = sum(
                    max(0, min(x.end, y.end) - max(x.start, y.start)) for x in a.spans for y in b.spans
                )
                assert shared <= min(len(a.text), len(b.text)) / 2


def test_signature_of_an_embedded_post_is_no_statement() -> None:
    text = "The bridge of Varo must open again! — Ilse Brandt (@ilsebrandt) May 4, 2031"
    assert [s.text for s in read(text)] == ["The bridge of Varo must open again"]


def test_place_that_only_describes_is_marked() -> None:
    text = "The Paris-led coalition bombed a village in Greece."
    (one,) = read(text)
    assert [(p.name, p.locative) for p in one.places] == [("Paris", False), ("Greece", True)]


def test_denial_beside_the_main_thing_is_the_deniers() -> None:
    text = (
        "The firm paid four million crowns to five women, despite Rehn's denying the truth of their claims."
    )
    paid, denied = read(text)
    assert (paid.force, paid.mode) == (Force.ASSERTED, Mode.NARRATED)
    assert (denied.force, denied.voice.name, denied.voice.kind) == (Force.DENIED, "Rehn", "speaker")


@pytest.mark.parametrize(
    "text",
    [
        "Vale has not responded to a request for comment.",
        "Vale did not say who had called the guard.",
        "The White House declined to comment on the tariffs.",
        "Justice Ola Vale wrote the majority opinion with three judges joining him.",
        "Police have yet to announce a suspect.",
        "The mayor did not condemn the raid.",
        "He was being questioned by detectives on Sunday.",
        "Firefighters received the first calls about a fire at the pier at noon.",
        "Ida Holm has been reporting for the Courier since March 2014.",
        "The guard, who asked not to be named, left the pier.",
        "The militants have declared an autonomous region across the areas that they hold.",
    ],
)
def test_silence_and_the_writing_of_papers_are_told_by_the_outlet(text: str) -> None:
    assert {s.voice.kind for s in read(text)} == {"outlet"}


def test_participle_without_a_comma_goes_on_with_what_is_said() -> None:
    text = "Harbour officials said at the time that the raid hit a gathering killing dozens of fighters."
    assert {s.voice.name for s in read(text)} == {"Harbour officials"}


def test_a_quotation_is_its_speakers_whatever_the_verb_and_the_rest_of_the_sentence() -> None:
    text = (
        "Harbour Attorney Idris Vale Jr. also thanked the dockers for their courage in a statement shared "
        'on Friday. "Thank you to the brave dockers who have come forward, our office’s tireless clerks, '
        'and our dedicated partners at @HarbourNews," he shared before urging those with additional accounts '
        "or information to reach out.\n"
    )
    (thanks,) = [s for s in read(text) if "brave dockers" in s.text]
    assert thanks.voice.name == "Idris Vale Jr."
    assert thanks.mode is not Mode.NARRATED


BODY = "The port of Varo was closed on Sunday after two of its piers had burned, the council said."


def test_heading_between_paragraphs_is_no_statement() -> None:
    after = "The council meets on Monday to hear the engineers."
    text = f"{BODY}\n\nRehn seeks guidance from the council\n\n{after}"
    assert not [s.text for s in read(text) if "guidance" in s.text]


def test_points_of_a_list_are_statements() -> None:
    points = ["Two piers burned on Sunday", "The council meets on Monday", "Rehn left the port in May"]
    listed = "\n\n".join(points)
    found = [s.text for s in read(f"{BODY}\n\n{listed}\n\n{BODY.replace('Sunday', 'Friday')}")]
    assert set(points) <= set(found)


def test_heading_in_capitals_is_no_statement_of_a_report_in_small_letters() -> None:
    made = report(
        "The bridge was closed on Monday.\n\nTHE MAYOR ANGERS FISHERMEN\n\nNobody was hurt in Varo."
    )
    found = statements(made, parse([s.of(made.text) for s in made.paragraphs()]))
    assert [s.text for s in found] == ["The bridge was closed on Monday", "Nobody was hurt in Varo"]


def test_heading_in_capitals_that_the_parser_cuts_in_two_is_no_statement() -> None:
    heading = "VALE LEAVES PORT. REHN STAYS IN THE OLD TOWN"
    assert not [s.text for s in read(f"{BODY}\n\n{heading}\n\n{BODY}") if "REHN" in s.text]


def test_report_all_in_capitals_is_read() -> None:
    made = report("THE BRIDGE WAS CLOSED ON MONDAY\n\nNOBODY WAS HURT IN VARO")
    assert statements(made, parse([s.of(made.text) for s in made.paragraphs()]))


def test_the_place_of_a_dateline_is_no_actor() -> None:
    text = "Guards retake the pier\n\nVARO (Novapress) - Guards retook the pier on Sunday."
    found = read(text, headline=Span(0, 22))
    assert [(s.actor, s.text) for s in found] == [("Guards", "Guards retook the pier on Sunday")]


def test_between_two_years_is_all_of_the_time_between_them() -> None:
    (one,) = read("The chest of the harbour guild was looted between 2015 and 2019.")
    assert one.about is not None
    assert (one.about.first, one.about.last, one.about.precision) == ("2015-01-01", "2019-12-31", "year")


def test_since_when_somebody_rules_is_not_when_he_speaks() -> None:
    (one,) = read("Pavel Kole, in power since 2009, dismissed the charges as fairy tales.")
    assert one.about is None


def test_a_bidding_of_three_words_is_the_speakers() -> None:
    (one,) = read("“Stay at home tonight,” the mayor, Lena Orsk, told residents of Varo.")
    assert (one.voice.name, one.force) == ("Lena Orsk", Force.DEMANDED)


@pytest.mark.parametrize(
    ("text", "language", "quoted", "low"),
    [
        (
            'قالت رئيسة البلدية: "لقد أغلقنا الميناء". وقتل 14 شخصا في الانفجار.',
            "ar",
            "لقد أغلقنا الميناء",
            14,
        ),
        ("Murieron 14 personas, dijo la alcaldesa: “Hemos cerrado el puerto”.", "es", "Hemos cerrado", 14),
        ("«Мы закрыли порт», — заявила мэр. Погибли 14 человек.", "ru", "Мы закрыли порт", 14),
    ],
)
def test_quotations_and_figures_are_found_whatever_the_script_and_the_first_word(
    text: str, language: str, quoted: str, low: float
) -> None:
    found = read(text, language=language)
    assert any(quoted in s.text and s.mode is Mode.DIRECT for s in found)
    assert [f.low for s in found for f in s.figures] == [low]


INTERVIEW = (
    "Mayor Anna Lindqvist has run Varo for twelve years. We spoke to her about the dam.\n\n"
    "Q: Were you told that the dam would be raised?\n\n"
    "A: Nobody told us anything. If they start without a permit, we will go to court."
)


def test_who_answers_in_an_interview_is_the_one_it_is_with() -> None:
    answers = [s for s in read(INTERVIEW) if "told us" in s.text or "court" in s.text]
    assert [(s.voice.name, s.force) for s in answers] == [
        ("Anna Lindqvist", Force.ASSERTED),
        ("Anna Lindqvist", Force.CONDITIONAL),
    ]
    assert not any(s.text.startswith("A:") for s in answers)


def test_who_answers_stays_open_where_two_are_named_before() -> None:
    answers = [
        s for s in read("Harbour master Lena Orsk was there, too. " + INTERVIEW) if "told us" in s.text
    ]
    assert [s.voice.name for s in answers] == ["A"]


def test_whom_somebody_within_ones_words_told_is_no_statement() -> None:
    said = read("Rehn noted on Monday that Ida Vale told the council that the old pier would be closed.")
    assert [s.text.rstrip(".") for s in said] == ["the old pier would be closed"]


def test_two_words_without_a_verb_in_a_longer_quotation_are_no_statement() -> None:
    said = read("“They closed the old pier again. Very unfair! We will sue the port,” Ida Vale said.")
    assert [s.text.strip("“”,. ") for s in said] == ["They closed the old pier again", "We will sue the port"]


def test_two_words_that_are_all_of_a_quotation_are_a_statement() -> None:
    (one,) = read("“Never, never,” Ida Vale said.")
    assert one.voice.name == "Ida Vale"


def test_quotations_of_scripts_without_spaces_and_after_foreign_cues_are_found_alone() -> None:
    japanese = read(
        "市長は「我々は12人を失った。橋はまだ閉鎖されている」と述べた。", language="ja", languages=("ja",)
    )
    assert [s.text for s in japanese] == ["「我々は12人を失った。橋はまだ閉鎖されている」"]
    assert [f.low for s in japanese for f in s.figures] == [12.0]
    german = read(
        "Der Wirt sagte: „Wir haben zwölf Gäste verloren.“ Die Polizei sprach von 1.200 Verletzten.",
        language="de",
        languages=("de",),
    )
    assert [(s.text, s.mode.value) for s in german if s.mode is Mode.DIRECT] == [
        ("„Wir haben zwölf Gäste verloren.“", "direct")
    ]
    assert [f.low for s in german for f in s.figures] == [1200.0]
