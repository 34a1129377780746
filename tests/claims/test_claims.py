"""Which statements say the same, which cannot both hold: on invented stories."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from wiredesk.claims import actor_of, actors, claims, disagreements, facts_of, root
from wiredesk.claims.figures import printed
from wiredesk.model.statements import Control, Figure, Force, Mode, Place, PlaceMention, Voice

TORV = Voice("Anselm Torv", "speaker", role="leader of the Marn Front", group="Marn Front")
BELL = Voice("Ida Bell", "speaker", role="Harbour Guard spokeswoman", group="Harbour Guard")


def _told(desk: Any) -> tuple[Any, Any]:
    found = actors(desk.statements, desk.reports)
    made = claims("story", desk.statements, found, desk.reports, {})
    return made, disagreements(made, found, desk.reports, {})


def _together(made: Any, *statements: Any) -> bool:
    homes = {s.id: c.id for c in made for s in c.statements}
    return len({homes[s.id] for s in statements}) == 1


def test_one_quotation_in_two_translations_is_one_claim(desk: Callable[[], Any]) -> None:
    d = desk()
    one = "“The Marn Front is ready to end the war at once if the Guard withdraws from Oldmarn and Veld,”"
    two = "“The Marn Front is prepared to stop the war at once if the Guard pulls out of Oldmarn and Veld,”"
    d.report("r1", one, "Anselm Torv said.", outlet="Marn Courier")
    d.report("r2", two, "Anselm Torv said.", outlet="Veld Post")
    a = d.says("r1", one, TORV, mode=Mode.DIRECT, condition="if the Guard withdraws from Oldmarn and Veld")
    b = d.says("r2", two, TORV, mode=Mode.DIRECT, condition="if the Guard pulls out of Oldmarn and Veld")
    made, clashes = _told(d)
    assert _together(made, a, b)
    assert not clashes
    assert made[0].wording in (one, two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("No one has been detained", "Police have made no arrests"),
        ("He was jailed for murder", "a judge sent him to prison for the killing"),
    ],
)
def test_one_meaning_in_other_words_is_one_claim(desk: Callable[[], Any], one: str, two: str) -> None:
    d = desk()
    d.report("r1", one + ".", outlet="Marn Courier")
    d.report("r2", two + ".", outlet="Veld Post")
    said = d.says("r1", one), d.says("r2", two)
    assert _together(_told(d)[0], *said)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("several miners were also hurt", "the blast injured dozens of miners"),
        (
            "the firm's guards control the entire dam except the gatehouse",
            "the firm's guards retook the whole of the dam, including the gatehouse",
        ),
        (
            "no group immediately took responsibility for the raid",
            "it was not immediately clear who carried out the raid",
        ),
    ],
)
def test_what_is_alike_but_not_the_same_is_two_claims(desk: Callable[[], Any], one: str, two: str) -> None:
    d = desk()
    d.report("r1", one + ".", outlet="Marn Courier")
    d.report("r2", two + ".", outlet="Veld Post")
    several, dozens = (
        (Figure(0, 6, low, high, "", "miner", "wounded", exact=False),) if "miners" in one else ()
        for low, high in ((3.0, 12.0), (24.0, 199.0))
    )
    said = d.says("r1", one, figures=several), d.says("r2", two, figures=dozens)
    assert not _together(_told(d)[0], *said)


def test_an_offer_under_another_condition_is_another_claim_and_a_clash(desk: Callable[[], Any]) -> None:
    d = desk()
    one = "he is ready for talks if the Guard withdraws from Oldmarn"
    two = "he is ready for talks only if the judges who were dismissed return"
    d.report("r1", "Anselm Torv said", one + ".", outlet="Marn Courier")
    d.report("r2", "Anselm Torv said", two + ".", outlet="Veld Post")
    a = d.says("r1", one, TORV, condition="if the Guard withdraws from Oldmarn")
    b = d.says("r2", two, TORV, condition="only if the judges who were dismissed return")
    made, clashes = _told(d)
    assert not _together(made, a, b)
    assert [c.kind for c in clashes] == ["condition"]


def test_a_lost_condition_never_merges(desk: Callable[[], Any]) -> None:
    d = desk()
    one, two = "he is ready for talks if the Guard withdraws from Oldmarn", "he is ready for talks"
    d.report("r1", one + ".")
    d.report("r2", two + ".")
    a = d.says("r1", one, TORV, condition="if the Guard withdraws from Oldmarn")
    b = d.says("r2", two, TORV)
    assert not _together(_told(d)[0], a, b)


def test_opposite_accounts_never_merge(desk: Callable[[], Any]) -> None:
    d = desk()
    d.report("r1", "The Guard has entered the port of Oldmarn.")
    d.report("r2", "The Guard has not entered the port of Oldmarn.")
    a = d.says("r1", "The Guard has entered the port of Oldmarn", act="enter", actor="Guard", object="port")
    words = "The Guard has not entered the port of Oldmarn"
    b = d.says("r2", words, act="enter", actor="Guard", object="port",
               negated=True)  # fmt: skip
    made, clashes = _told(d)
    assert not _together(made, a, b)
    assert [c.kind for c in clashes] == ["polarity"]


def test_another_toll_is_a_clash_and_a_later_one_an_update(desk: Callable[[], Any]) -> None:
    def toll(published: tuple[str | None, str | None]) -> list[str]:
        d = desk()
        d.report("r1", "The ferry fire off Veld killed 12 people.", published=published[0])
        d.report("r2", "The ferry fire off Veld killed 31 people.", published=published[1])
        for r, n in (("r1", 12.0), ("r2", 31.0)):
            words = f"The ferry fire off Veld killed {n:.0f} people"
            d.says(r, words, act="kill", actor="fire", object="people",
                   figures=(Figure(31, 33, n, n, "", "people", "killed"),))  # fmt: skip
        return [c.kind for c in _told(d)[1]]

    assert toll((None, None)) == ["figure"]
    assert toll(("2031-05-02", "2031-05-03")) == ["update"]


def test_all_but_two_districts_and_driven_out_clash_but_four_of_seven_do_not(desk: Callable[[], Any]) -> None:
    d = desk()
    said = {
        "r1": ("the Guard holds all districts of Veld but Ost and Pell",
               Control("holds", "Guard", None, ("Veld",), "all", ("Ost", "Pell"))),
        "r2": ("the Guard has been driven out of Veld", Control("lost", "Guard", None, ("Veld",))),
        "r3": ("at least four of the seven districts of Veld are in the hands of the Guard",
               Control("holds", "Guard", None, ("Veld",), "most", (), 4, 7)),
    }  # fmt: skip
    made = {}
    for r, (words, control) in said.items():
        d.report(r, words + ".")
        at = words.index("Veld")
        made[r] = d.says(r, words, control=control, places=(PlaceMention(at, at + 4, "Veld", "place:veld"),))
    found, clashes = _told(d)
    homes = {s.id: c.id for c in found for s in c.statements}
    linked = {frozenset((c.left, c.right)) for c in clashes if c.kind == "control"}
    assert frozenset((homes[made["r1"].id], homes[made["r2"].id])) in linked
    assert frozenset((homes[made["r3"].id], homes[made["r2"].id])) in linked
    assert frozenset((homes[made["r1"].id], homes[made["r3"].id])) not in linked


def test_the_order_of_arrival_changes_nothing(desk: Callable[[], Any]) -> None:
    d = desk()
    for i, verb in enumerate(("sank", "went down", "sank", "capsized", "burned")):
        d.report(f"r{i}", f"The ferry Alma {verb} off Veld with {20 + i} people aboard.")
        d.says(
            f"r{i}", f"The ferry Alma {verb} off Veld with {20 + i} people aboard", act="sink", actor="Alma"
        )
    first = _told(d)
    for seed in range(3):
        random.Random(seed).shuffle(d.statements)
        random.Random(seed).shuffle(d.reports)
        assert _told(d) == first


def test_every_statement_is_in_exactly_one_claim(desk: Callable[[], Any]) -> None:
    d = desk()
    d.report("r1", "The Alma sank.", "The Alma sank off Veld.", "Torv resigned.")
    for words in ("The Alma sank", "The Alma sank off Veld", "Torv resigned"):
        d.says("r1", words)
    made, _ = _told(d)
    assert sorted(s.id for c in made for s in c.statements) == sorted({s.id for s in d.statements})
    assert len({c.id for c in made}) == len(made)


def test_a_spokesman_counts_as_the_body_he_speaks_for(desk: Callable[[], Any]) -> None:
    d = desk()
    d.report("r1", "the port is closed and quiet.")
    s = d.says("r1", "the port is closed", BELL)
    t = d.says("r1", "quiet", Voice("Harbour Guard", "speaker"))
    found = actors(d.statements, d.reports)
    one, two = actor_of(s, found), actor_of(t, found)
    assert one
    assert two
    assert root(one.id, found) == root(two.id, found) == two.id


def test_officials_of_two_reports_are_two_unnamed_actors(desk: Callable[[], Any]) -> None:
    d = desk()
    for r in ("r1", "r2"):
        d.report(r, "the port is closed.")
        d.says(r, "the port is closed", Voice("officials", "speaker", named=False))
    kinds = [a for a in actors(d.statements, d.reports) if a.kind == "unnamed"]
    assert len(kinds) == 2


def test_words_quoted_under_two_names_are_one_voice(desk: Callable[[], Any]) -> None:
    d = desk()
    words = "“This port will not open again before the spring,”"
    d.report("r1", words)
    d.report("r2", words)
    d.says("r1", words, TORV, mode=Mode.DIRECT)
    d.says("r2", words, BELL, mode=Mode.DIRECT)
    made, _ = _told(d)
    assert len(made) == 1
    assert len({s.voice.actor for s in made[0].statements}) == 1


def test_one_number_twice_in_a_statement_is_no_pair(desk: Callable[[], Any]) -> None:
    d = desk()
    d.report("r1", "12 sailors and 12 guards were hurt.")
    one = Figure(0, 2, 12, 12, "", "sailor", "wounded")
    two = Figure(15, 17, 12, 12, "", "guard", "wounded")
    d.says("r1", "12 sailors and 12 guards were hurt", figures=(one, two))
    assert len(_told(d)[0]) == 1


def test_two_of_one_surname_are_not_one_person(desk: Callable[[], Any]) -> None:
    made = desk()
    made.report("a", "Ada Lin is charged with the theft of the harbour bell.")
    made.report("b", "Bo Lin is charged with the theft of the harbour bell.")
    made.says("a", "Ada Lin is charged with the theft of the harbour bell", act="charge", object="Ada Lin")
    made.says("b", "Bo Lin is charged with the theft of the harbour bell", act="charge", object="Bo Lin")
    assert len(claims("s", made.statements, actors(made.statements, made.reports), made.reports, {})) == 2


def test_a_lawyer_who_denies_what_his_client_says_clashes_with_her(desk: Callable[[], Any]) -> None:
    made = desk()
    made.report(
        "a",
        "Ada Lin said the port company paid the harbour master in March.",
        "Her lawyer Oto Rehn said the port company never paid the harbour master in March.",
    )
    made.says(
        "a", "the port company paid the harbour master in March", Voice("Ada Lin", "speaker"), act="pay"
    )
    made.says(
        "a",
        "the port company never paid the harbour master in March",
        Voice("Oto Rehn", "speaker", role="lawyer of Ada Lin", group="Ada Lin"),
        act="pay",
        negated=True,
    )
    people = actors(made.statements, made.reports)
    assert any(a.speaks_for for a in people)
    found = claims("s", made.statements, people, made.reports, {})
    assert [d.kind for d in disagreements(found, people, made.reports, {})] == ["polarity"]


def test_a_claim_of_responsibility_meets_the_word_that_nobody_knew_who(desk: Callable[[], Any]) -> None:
    d = desk()
    d.report(
        "a", "It was not immediately clear who carried out the attack in Marnport.", published="2020-03-01"
    )
    d.report(
        "b", "The Harbour Front claimed responsibility for the attack in Marnport.", published="2020-03-02"
    )
    filler = [f"The harbour attack of Marnport struck gate {i} of the harbour." for i in range(14)]
    d.report("c", *filler, published="2020-03-01")
    for text in filler:
        d.says("c", text)
    d.says("a", d.reports[0].text, negated=True)
    d.says("b", d.reports[1].text)
    found = claims("s", d.statements, [], d.reports)
    (one,) = disagreements(found, [], d.reports)
    assert (one.kind, one.update) == ("update", "claimed")


def test_one_name_in_a_story_is_one_place(desk: Callable[[], Any]) -> None:
    d = desk()
    d.report("a", "Four others were hurt after a shooting at flats in Marnport on Sunday.")
    d.report("b", "Four others were hurt after a shooting at flats in Harbour County on Sunday.")
    d.report("c", "Harbour County police asked the people of Marnport for help.")
    far, near = "county:far", "county:near"
    within = {"town": (near, "land"), near: ("land",), far: ("other", "land")}
    kept = {i: Place(i, i, (), None, None, w) for i, w in within.items()}
    kept |= {i: Place(i, i, (), None, None, ()) for i in ("land", "other")}

    def at(report: str, name: str, place: str) -> PlaceMention:
        text = next(r.text for r in d.reports if r.id == report)
        return PlaceMention(text.index(name), text.index(name) + len(name), name, place)

    one = d.says("a", d.reports[0].text, act="hurt", places=(at("a", "Marnport", "town"),))
    two = d.says("b", d.reports[1].text, act="hurt", places=(at("b", "Harbour County", far),))
    d.says("c", d.reports[2].text, places=(at("c", "Harbour County", near), at("c", "Marnport", "town")))
    for order in (d.statements, d.statements[::-1]):
        facts = {f.id: f for f in facts_of(order, [], d.reports, kept)}
        assert facts[two.id].where == {near}
        assert near in facts[one.id].inside


def test_a_part_counts_whom_it_says_have_died(desk: Callable[[], Any]) -> None:
    said = {
        "2 of those victims died at the scene.": "killed",
        "2 of the wounded have died.": "killed",
        "2 of the wounded were children.": None,
        "2 of those who were killed were brothers.": None,
    }
    d = desk()
    for i, text in enumerate(said):
        d.report(f"r{i}", text)
        d.says(f"r{i}", text, figures=(Figure(0, 1, 2.0, 2.0, "", "victim", "wounded"),))
    assert [f.figures[0].status for f in facts_of(d.statements, [], d.reports, {})] == list(said.values())


def test_what_will_be_done_is_not_what_has_been_done(desk: Callable[[], Any]) -> None:
    d = desk()
    d.report("r1", "The Guard will enter the port of Oldmarn with two hundred men.")
    d.report("r2", "The Guard has entered the port of Oldmarn with two hundred men.")
    d.report("r3", "The Guard had already entered the port of Oldmarn with two hundred men.")
    slots = {"act": "enter", "actor": "Guard", "object": "port"}
    a, b, c = (d.says(r.id, r.text, **slots) for r in d.reports)
    made = _told(d)[0]
    assert not _together(made, a, b)
    assert _together(made, b, c)


def test_a_part_of_the_dead_is_not_all_of_them(desk: Callable[[], Any]) -> None:
    d = desk()
    d.report("r1", "At least 11 children were among the 26 villagers killed in Oldmarn.")
    d.report("r2", "At least 26 villagers were killed in Oldmarn.")
    whole = Figure(37, 39, 26.0, 26.0, "", "villager", "killed")
    part = Figure(0, 11, 11.0, None, "", "child", None)
    a = d.says("r1", d.reports[0].text, act="be", figures=(part, whole))
    b = d.says(
        "r2", d.reports[1].text, act="kill", figures=(Figure(0, 11, 26.0, None, "", "villager", "killed"),)
    )
    assert not _together(_told(d)[0], a, b)


def test_what_is_not_done_until_a_day_is_no_denial(desk: Callable[[], Any]) -> None:
    d = desk()
    d.report("r1", "The talks on the port of Oldmarn will not begin until the autumn.")
    d.report("r2", "The talks on the port of Oldmarn will begin in the autumn.")
    d.report("r3", "The talks on the port of Oldmarn will not begin in the autumn.")
    slots = {"act": "begin", "actor": "talks"}
    a = d.says("r1", d.reports[0].text, negated=True, **slots)
    b = d.says("r2", d.reports[1].text, **slots)
    c = d.says("r3", d.reports[2].text, negated=True, **slots)
    made, clashes = _told(d)
    assert _together(made, a, b)
    assert not _together(made, b, c)
    assert [x.kind for x in clashes] == ["polarity"]


def test_a_short_denial_clashes_with_who_says_those_very_words(desk: Callable[[], Any]) -> None:
    d = desk()
    d.report("r1", "There was no harbour charter violation.")
    d.report(
        "r2", "Asked for her view of the long and costly works, Bell spoke of a harbour charter violation."
    )
    d.report("r3", "The harbour board of Veld said that a harbour charter violation could not be ruled out.")
    a = d.says("r1", "no harbour charter violation", TORV, negated=True)
    b = d.says("r2", d.reports[1].text[:-1], BELL, act="speak", actor="Bell")
    d.says("r3", d.reports[2].text[:-1], act="rule", actor="board")
    made, clashes = _told(d)
    homes = {s.id: c.id for c in made for s in c.statements}
    assert [({c.left, c.right}, c.kind) for c in clashes] == [({homes[a.id], homes[b.id]}, "polarity")]


def test_a_question_without_its_mark_and_mockery_join_nobody_who_says_so(desk: Callable[[], Any]) -> None:
    d = desk()
    plain = "The Varo mill will close in June"
    asked, mocked = (
        "Will the Varo mill close in June",
        "Oh, sure, the mill will close in June, and pigs will fly",
    )
    for report, words in (("r1", plain), ("r2", asked), ("r3", mocked)):
        d.report(report, words + ".")
    a = d.says("r1", plain, TORV, act="close", actor="mill")
    b = d.says("r2", asked, act="close", actor="mill", force=Force.ASKED)
    c = d.says("r3", mocked, BELL, act="close", actor="mill")
    made, clashes = _told(d)
    assert not _together(made, a, b)
    assert not _together(made, a, c)
    assert not clashes


def test_what_clashes_by_its_number_or_its_opposite_alone_is_never_one_claim(desk: Callable[[], Any]) -> None:
    for one, two in (
        ("A tanker leaked 5,000 tons of oil off Varo", "A tanker leaked 500 tons of oil off Varo"),
        ("The Varo court acquitted the former minister", "The Varo court convicted the former minister"),
    ):
        d = desk()
        d.report("r1", one + ".")
        d.report("r2", two + ".")
        a, b = d.says("r1", one, TORV), d.says("r2", two, BELL)
        made, clashes = _told(d)
        assert not _together(made, a, b)
        assert len(clashes) == 1


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (Figure(0, 3, 500.0, 500.0, "ton", "oil"), "500 tons of oil"),
        (Figure(0, 3, 51.0, 51.0, "percent", "part"), "51 percent"),
        (Figure(0, 3, 846.0, 1034.0, "", "person", exact=False), "about 940 people"),
        (Figure(0, 3, 1200.0, 1200.0, "", "rebel"), "1,200 rebels"),
        (Figure(0, 3, 40.0, None, "", "body"), "at least 40 bodies"),
        (Figure(0, 3, 1.0, 1.0, "", "man"), "1 man"),
    ],
)
def test_a_figure_is_told_as_a_newsroom_would_write_it(figure: Figure, words: str) -> None:
    assert printed(figure) == words


@pytest.mark.parametrize(
    ("role", "group", "speaks"),
    [
        ("Varonia senator", "Varonia", False),
        ("Varonia resident", "Varonia", False),
        ("former Varonia police chief", "Varonia", False),
        ("Senate Minority Leader", "Senate Minority", False),
        ("professor at Varonia University", "Varonia University", False),
        ("spokesman for the Varonia Residents League", "Varonia Residents League", True),
        ("president of the Varonia Players Association", "Varonia Players Association", True),
        ("Varonia governor", "Varonia", True),
        ("spokeswoman of the Senate", "Senate", True),
    ],
)
def test_who_speaks_for_a_body_and_who_for_himself(
    desk: Callable[[], Any], role: str, group: str, speaks: bool
) -> None:
    made = desk()
    made.report("a", "The dam holds, Ida Holm said.")
    made.says("a", "The dam holds", Voice("Ida Holm", "speaker", role=role, group=group))
    (holm,) = (a for a in actors(made.statements, made.reports) if a.name == "Ida Holm")
    assert bool(holm.speaks_for) is speaks


def test_two_senators_of_one_country_are_two_voices(desk: Callable[[], Any]) -> None:
    made = desk()
    for report, who in (("a", "Ida Holm"), ("b", "Uwe Rehn")):
        made.report(report, f"The dam holds, {who} said.")
        made.says(report, "The dam holds", Voice(who, "speaker", role="Varonia senator", group="Varonia"))
    found = actors(made.statements, made.reports)
    assert len({root(a.id, found) for a in found if a.kind == "person"}) == 2
