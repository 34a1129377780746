"""Stories: by event, whatever the order; look-alikes apart."""

# ruff: noqa: E501  (invented reports are one line each)

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from wiredesk.model.reports import PublishedFrom, Report
from wiredesk.model.spans import OffsetMap
from wiredesk.stories import Item, Stream, group, stories, why
from wiredesk.stories.keys import key, sound

PLACES = "Keld Marnhill Tavrin Seldport Quessant Brannoch Illowa Dunmar Kestrelby Ostrava".split()
PEOPLE = "Merrow Hvelding Calder Odumaro Briskova Pellgren Sorrelli Twainer Ashgrove Volkmer".split()


PASTED = (
    (
        "Harbour vote splits Marrin council",
        "The council of Marrin voted late on Monday to sell the old harbour, a decision that critics called a gift to developers. The vote was 11 to 10. Councillor Pavel Rusk walked out before the count. Fishermen stood outside the hall with lanterns and shouted. Under the plan flats would be built on the northern side, and a market hall on the southern one. A court may yet be asked to look at it. Rusk told reporters that he would collect signatures for a referendum. The regional government in Osvik has not commented.",
    ),
    (
        "Analysis: why Dorn sold the quay",
        "What changed is money. The budget that her treasurer laid out in private shows a hole that no tax could fill, people who saw it say. Osvik refused to help twice. Investors had waited for such a moment, and one of them, Northlight, has made an offer that few expected to be so high. Pavel Rusk, once her ally, is now her loudest opponent, and his walkout leaves her majority in doubt. Voters will judge in the autumn. Some of those who backed her say that they felt bullied, and that the debate about the harbour was cut short. Northlight has built in three towns along the coast, not always to the liking of the neighbours.",
    ),
    (
        "Rusk seeks referendum after harbour sale",
        "Opponents of the sale of the harbour began to collect signatures on Tuesday, hours after the council agreed to it by one vote. They need 4,000 names within six weeks, the clerk of Marrin said. Pavel Rusk, who leads the campaign, called the evening a disgrace. He accused the mayor of hiding the true price. The buyer, Northlight, declined to comment. Unions of dock workers fear that 200 jobs will go, and asked for talks. At the fish market people queued at a table with a banner and a thermos of coffee.",
    ),
)
"""One invented vote told by three papers: the news, an analysis, what came after."""


def event(n: int) -> list[Item]:
    """Three reports of the n-th invented shooting, all in one form of words."""
    place, who, other = PLACES[n % 10], PEOPLE[n % 10], PEOPLE[(n + 3) % 10]
    age, street = 18 + n, f"{400 + 7 * n} block of {PEOPLE[(n + 5) % 10]} Street"
    day = f"2031-03-{1 + n % 25:02d}"
    texts = (
        f"Jon {who}, {age}, was shot dead on the {street} in {place}, police said. Detectives arrested Ray {other}.",
        f"Police in {place} named the victim of the shooting on the {street} as {age}-year-old Jon {who}.",
        f"Ray {other} was charged with the murder of Jon {who}, {age}, in {place}. Neighbours lit candles for {who}.",
    )
    titles = (
        f"Man shot dead in {place}",
        f"{place} shooting victim named",
        f"Suspect charged in {who} killing",
    )
    return [
        Item(f"{n:02d}-{i}", title, text, day, f"outlet {i}")
        for i, (title, text) in enumerate(zip(titles, texts, strict=True))
    ]


def report(item: Item) -> Report:
    known = PublishedFrom.METADATA if item.published else PublishedFrom.UNKNOWN
    return Report(
        id=item.id, capture=item.id, path=item.id, url=None, sha256="", outlet=item.outlet, title=item.title,
        published=item.published, published_from=known, language="en", text=item.text,
        offsets=OffsetMap.identity(len(item.text)),
    )  # fmt: skip


def test_look_alikes_stay_apart_and_one_event_together() -> None:
    items = [i for n in range(10) for i in event(n)]
    found = group(items)
    together = {story: {i for i in found if found[i] == story} for story in found.values()}
    assert all(len({i[:2] for i in members}) == 1 for members in together.values())
    assert len(together) <= 14


@pytest.mark.parametrize("seed", range(20))
def test_any_order_gives_the_same_stories(seed: int) -> None:
    reports = [report(i) for n in range(8) for i in event(n)]
    expected = stories(reports)
    Random(seed).shuffle(reports)
    assert stories(reports) == expected


def test_every_report_is_in_exactly_one_story() -> None:
    reports = [report(i) for n in range(10) for i in event(n)]
    listed = [r for s in stories(reports) for r in s.reports]
    assert sorted(listed) == sorted(r.id for r in reports)


def test_the_title_is_a_members_own() -> None:
    reports = [report(i) for i in event(2)]
    titles = {r.title for r in reports}
    assert {s.title for s in stories(reports)} <= titles


def test_nothing_gives_no_story_and_empty_reports_stand_alone() -> None:
    assert stories([]) == ()
    empty = [report(Item(n, "", "")) for n in "ab"]
    assert [len(s.reports) for s in stories(empty)] == [1, 1]


def test_a_headline_alone_and_a_wrong_date_are_no_error() -> None:
    items = [*event(1), Item("x", "Man shot dead in Marnhill", "", "2031-13-77")]
    assert len(group(items)) == 4


def test_a_missing_date_does_not_part_an_event() -> None:
    items = [Item(i.id, i.title, i.text) for i in event(4)]
    assert len(set(group(items).values())) == 1


def test_three_reports_of_one_event_pasted_without_dates_are_one_story() -> None:
    items = [Item(f"{n}", title, text) for n, (title, text) in enumerate(PASTED)]
    assert len(set(group(items).values())) == 1
    among_others = group([*items, *(replace(i, published=None) for n in range(8) for i in event(n))])
    assert not {among_others[i.id] for i in items} & {among_others[f"{n:02d}-0"] for n in range(8)}


@pytest.mark.parametrize(
    "texts",
    [
        (
            "The new bridge over the river in Qweshanti was opened by the mayor, who cut a ribbon.",
            "Qweshanti won their third match in a row. The coach praised the goalkeeper.",
            "A dentist from Qweshanti was sentenced to two years for tax fraud.",
        ),
        (
            "A fire destroyed two warehouses at the port of Marrin. Pavel Rusk said that nobody was hurt.",
            "The town of Marrin named its school after a poet. Pavel Rusk spoke at the ceremony.",
            "Pavel Rusk of Marrin won the regional chess championship for the second time.",
        ),
    ],
)
def test_short_undated_texts_that_share_a_name_alone_are_not_one_event(texts: tuple[str, ...]) -> None:
    assert len(set(group([Item(str(n), "", text) for n, text in enumerate(texts)]).values())) == len(texts)


def test_the_same_kind_of_event_years_later_is_another() -> None:
    one = "The river Seld flooded the lower town of Tavrin and 40 families left their homes."
    other = "The river Seld burst its banks in Tavrin again and 25 families had to leave."
    items = [Item("a", "Flood in Tavrin", one, "2021-04-02"), Item("b", "Tavrin floods", other, "2029-05-02")]
    assert len(set(group(items).values())) == 2
    assert len(set(group([items[0], replace(items[1], published="2021-04-03")]).values())) == 1


def test_short_undated_texts_of_one_event_are_one_story() -> None:
    texts = (
        "A fire destroyed two warehouses at the port of Marrin. Pavel Rusk said that nobody was hurt.",
        "Nobody was hurt when flames took two warehouses in Marrin, according to Pavel Rusk.",
    )
    assert len(set(group([Item(str(n), "", text) for n, text in enumerate(texts)]).values())) == 1


def test_identical_reports_of_two_outlets_are_one_story() -> None:
    one = event(3)[0]
    two = Item("copy", one.title, one.text, "2031-03-05", "another outlet")
    assert len(set(group([one, two]).values())) == 1


def test_reasons_name_what_is_shared_and_what_is_not() -> None:
    messages = {r.rule: r.message for r in why(*event(5)[:2])}
    assert "Pellgren" in messages["names"]
    assert messages["words"] == "both tell of Brannoch, block"
    assert messages["ages"] == "both give the age 23"
    assert messages["dates"] == "published on the same day"
    assert "ages apart" in {r.rule for r in why(event(5)[0], event(6)[0])}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("foua", "fua"),
        ("kefraya", "kafriya"),
        ("panjshir", "panjsher"),
        ("nuseirat", "nusayrat"),
        ("idlib", "edlib"),
    ],
)
def test_transliterations_of_one_name_are_compared_as_one(left: str, right: str) -> None:
    assert sound(left) == sound(right)


def test_names_that_differ_in_their_consonants_stay_two() -> None:
    names = ("merrow", "hvelding", "calder", "pellgren", "tavrin", "dunmar", "kestrel", "brannoch")
    assert len({sound(n) for n in names}) == len(names)


def test_common_words_are_never_folded_and_reasons_print_the_word() -> None:
    assert key("police") == "police"
    assert key("fires") == "fire"
    left = Item("a", "", "Shells fell on Qweshanti and Jubrelaya before dawn, farmers of Qweshanti said.")
    right = Item("b", "", "Farmers of Qweshanty said that shells had hit Jubrelayah as well.")
    words = {r.rule: r.message for r in why(left, right)}["words"]
    assert "Qweshanti" in words
    assert "~" not in words


def test_a_report_of_three_events_joins_none_of_them_together() -> None:
    events = [event(n) for n in (1, 4, 7)]
    roundup = Item(
        "round-up", "Three killings in three towns", " ".join(e[0].text for e in events), "2031-03-20"
    )
    found = group([*(i for e in events for i in e), roundup])
    assert len({found[e[0].id] for e in events}) == 3


def test_a_headline_alone_finds_its_story() -> None:
    items = event(6)
    found = group(
        [*items, Item("alone", items[0].title + ", Jon Sorrelli shot, Ray Ashgrove held", "", "2031-03-07")]
    )
    assert list(found.values()).count(found["alone"]) > 1


def test_a_date_in_the_future_is_no_error_and_parts_no_copies() -> None:
    one = event(3)[0]
    late = Item("late", one.title, one.text, "2931-01-01", "another outlet")
    assert len(set(group([*event(3), late]).values())) == len(set(group(event(3)).values()))


def test_a_live_blog_stays_with_the_event_it_follows() -> None:
    items = event(8)
    entries = "\n\n".join(f"{9 + n}:00 {i.text}" for n, i in enumerate(items))
    found = group([*items, Item("live", f"Live: {items[0].title}", entries, items[0].published)])
    assert list(found.values()).count(found["live"]) > 1


@pytest.mark.parametrize("seed", range(20))
def test_any_order_in_batches_of_any_size_gives_the_same_stories(seed: int) -> None:
    random = Random(seed)
    items = [i for n in range(6) for i in event(n)]
    items += [Item("empty", "", ""), replace(items[0], id="copy", outlet="another", published="2931-01-01")]
    expected = Stream()
    expected.add(items)
    random.shuffle(items)
    batched = Stream()
    while items:
        size = random.randint(1, 9)
        batched.add(items[:size])
        del items[:size]
    assert batched.stories() == expected.stories()


def test_a_report_in_another_language_joins_its_story_by_names_and_figures() -> None:
    items = [i for n in (2, 6) for i in event(n)]
    place, who, other = PLACES[2], PEOPLE[2], PEOPLE[5]
    text = (
        f"Jon {who}, 20 ans, a été abattu dimanche à {place}, au 414 {PEOPLE[7]} Street, a annoncé la police. "
        f"Ray {other} a été arrêté et inculpé du meurtre de Jon {who}."
    )
    found = group([*items, Item("fr", f"Meurtre à {place}", text, items[0].published, "Le Courrier")])
    assert found["fr"] in {found[i.id] for i in event(2)}
    assert found["fr"] not in {found[i.id] for i in event(6)}


def test_a_stream_in_reverse_gives_the_same_stories() -> None:
    items = [i for n in range(6) for i in event(n)]
    forward, backward = Stream(), Stream()
    for item in items:
        forward.add([item])
    for item in reversed(items):
        backward.add([item])
    assert forward.stories() == backward.stories()
