"""An invented document, built by hand: the Sorne valley of Varenia, its people and its outlets do
not exist.  Six reports: an agency, two papers that copy it, one that translates the quotation
again and is damaged, one that dissents and has no date of its own, and one junk page."""

# ruff: noqa: E501
from __future__ import annotations

from functools import cache

from wiredesk.brief import brief
from wiredesk.changes import changes
from wiredesk.model.ids import content_id, sha256
from wiredesk.model.reports import Caution, Dropped, PublishedFrom, Repaired, Report
from wiredesk.model.spans import OffsetMap, Segment, Span, joined
from wiredesk.model.statements import Figure, Force, Mode, Place, PlaceMention, Statement, Voice
from wiredesk.model.views import (
    Actor,
    Brief,
    Claim,
    Disagreement,
    Document,
    Lineage,
    Passage,
    Problem,
    Reason,
    Standing,
    Story,
)

CNA = """Sorne leader offers truce if army leaves valley

OLTAVA, March 3 (CNA) - Rebel leader Ilan Maroz said on Sunday that his fighters would lay down their arms if the army withdraws from Kessa and Brail.

"The Free Sorne Movement is ready to end the war at once, if the army stops its attacks in Kessa and Brail," Maroz wrote on his Facebook page.

Government spokeswoman Petra Dolen told CNA that the army controls the whole valley. At least 40 people were killed in a week of fighting, the health ministry said.

The Sorne valley, a mountain region of some 90,000 people, rose against the capital in January."""

HERALD = """Sorne leader offers truce if army leaves valley

Rebel leader Ilan Maroz said on Sunday that his fighters would lay down their arms if the army withdraws from Kessa and Brail.

"The Free Sorne Movement is ready to end the war at once, if the army stops its attacks in Kessa and Brail," Maroz wrote on his Facebook page.

Government spokeswoman Petra Dolen told CNA that the army controls the whole valley. (With reporting by CNA)"""

POST = """Rebels offer truce in Sorne

Rebel leader Ilan Maroz said on Sunday that his fighters would lay down their arms if the army withdraws from Kessa and Brail, CNA reported.

At least 40 people were killed in a week of fighting, the health ministry said.

Subscribe to the Northern Post for one crown a week!"""

MERIDIAN = """Maroz: we will stop the war if the army stops

“The Free Sorne Movement will immediately halt the war, provided the army ceases its operations in Kessa and in Brail,” Ilan Maroz said in a Facebook post.

Movement spokesman Havel Rusk told The Meridian that the army “has been driven out of Brail and holds only the road to Kessa.”

A doctor at Tovin hospital, who asked not to be named, counted 57 dead since Monday. Fighting was heard in Brail on Sunday night, a reporter of The Meridian said.

The café in Kessa’s market is closed. “We have had no flour for nine days,” said Zuzana Brix, a baker. <b>"Nobody"</b> has come."""

DISSENT = """Army says rebel spokesman is dead

The army does not accept any condition for a truce, Colonel Anton Veill said on Monday. “There is no offer that we could accept,” he said.

Rusk’s movement holds Brail and half of Kessa, residents said by telephone. The spokesman of the Free Sorne Movement, Havel Rusk, was killed on Sunday evening, the army said in a statement. The movement has not confirmed his death.

Fighting was heard in Brail on Sunday night."""

JUNK = """Sorne leader says he is ready for talks

The Sorne leader, head of the Free Sorne Party, said he is ready for talks but only if women get the vote. Over 4,000 tanks are in the valley, sources say. The National Sorne Union, as the group is called, was founded in 1802.

CLICK HERE TO WIN"""

FLESH = {"fsm": "Free Sorne Movement"}


def _report(
    name: str, raw: str, outlet: str | None, published: str | None, how: PublishedFrom, **more: object
) -> tuple[Report, str]:
    """A report whose text is the raw input less ``cut`` (a string) and with ``mend`` = (was, now)."""
    cut, mend = more.pop("cut", ""), more.pop("mend", None)
    dropped: tuple[Dropped, ...] = ()
    repairs: tuple[Repaired, ...] = ()
    segments, text, at = [], "", 0

    def copy(end: int) -> None:
        nonlocal text, at
        if end > at:
            segments.append(Segment(len(text), len(text) + end - at, at, end, True))
            text, at = text + raw[at:end], end

    events = []
    if mend:
        start = raw.index(mend[0])  # type: ignore[index]
        events.append((start, start + len(mend[0]), mend[1]))  # type: ignore[index]
    if cut:
        start = raw.index(str(cut))
        events.append((start, start + len(str(cut)), None))
    for start, end, now in sorted(events):
        copy(start)
        if now is None:
            dropped += (Dropped(start, end, "a call to subscribe or to click"),)
        else:
            segments.append(Segment(len(text), len(text) + len(now), start, end, False))
            repairs += (Repaired(start, end, raw[start:end], now),)
            text += now
        at = end
    copy(len(raw))
    report = Report(
        id=content_id("r", name), capture=content_id("cap", name), path=f"inbox/{name}.txt", url=None,
        sha256=sha256(raw.encode()), outlet=outlet, title=text.split("\n")[0], published=published,
        published_from=how, language="en", text=text, offsets=OffsetMap(tuple(segments)), dropped=dropped,
        repairs=repairs, headline=Span(0, text.index("\n")), **more,  # type: ignore[arg-type]
    )  # fmt: skip
    return report, raw


PEOPLE = {
    "maroz": Voice("Ilan Maroz", "speaker", "rebel leader", "Free Sorne Movement", "Facebook", (), True, "a-maroz"),
    "dolen": Voice("Petra Dolen", "speaker", "government spokeswoman", "Government", "told CNA", (), True, "a-dolen"),
    "rusk": Voice("Havel Rusk", "speaker", "movement spokesman", "Free Sorne Movement", "told The Meridian", (), True, "a-rusk"),
    "veill": Voice("Anton Veill", "speaker", "Colonel", "army", None, (), True, "a-veill"),
    "army": Voice("the army", "speaker", None, None, "statement", (), True, "a-army"),
    "ministry": Voice("the health ministry", "speaker", None, None, None, (), True, "a-ministry"),
    "doctor": Voice("a doctor at Tovin hospital", "speaker", None, None, None, (), False, "a-doctor"),
    "residents": Voice("residents", "speaker", None, None, None, (), False, "a-residents"),
    "brix": Voice("Zuzana Brix", "speaker", "a baker", None, None, (), True, "a-brix"),
    "sources": Voice("sources", "speaker", None, None, None, (), False, "a-sources"),
    "leader": Voice("The Sorne leader", "speaker", None, None, None, (), False, "a-maroz"),
}  # fmt: skip


def _say(
    report: Report,
    words: str,
    voice: str | None,
    mode: Mode = Mode.INDIRECT,
    force: Force = Force.ASSERTED,
    cue: str = "",
    condition: str = "",
    **more: object,
) -> Statement:
    spans, at = [], 0
    for piece in words.split(" … "):
        at = report.text.index(piece, at)
        spans.append(Span(at, at + len(piece)))
        at += len(piece)

    def span(piece: str) -> Span | None:
        start = report.text.index(piece) if piece else 0
        return Span(start, start + len(piece)) if piece else None

    figures = []
    for low, high, shown, of, status in more.pop("figures", ()):  # type: ignore[attr-defined]
        start = report.text.index(shown, spans[0].start)
        figures.append(Figure(start, start + len(shown), low, high, "", of, status, high is not None))
    line = report.text.rfind("\n", 0, spans[0].start) + 1
    end = report.text.find("\n", spans[-1].end)
    return Statement(
        content_id("s", report.id, words), report.id, tuple(spans), joined(spans, report.text), mode, force,
        PEOPLE[voice] if voice else Voice(report.outlet or "", "outlet"), Span(line, end if end > 0 else len(report.text)),
        span(cue), (), span(condition), None, (), tuple(figures), None, **more,  # type: ignore[arg-type]
    )  # fmt: skip


@cache
def document() -> Document:
    """The whole document, its brief and its changes made by the project's own functions."""
    meta, peers, none = PublishedFrom.METADATA, PublishedFrom.PEERS, PublishedFrom.UNKNOWN
    bad = (
        Caution(
            "names",
            "one group is named three ways: “Free Sorne Party”, “National Sorne Union”, “Sorne leader”",
        ),
        Caution("alone", "nearly every particular is in no other report"),
    )
    pairs = [
        _report("01-cna", CNA, "Continental News Agency", "2030-03-03", PublishedFrom.DATELINE, dateline="OLTAVA", credits=("CNA",), outlet_from="dateline"),
        _report("02-herald", HERALD, "Oltava Herald", "2030-03-03", meta, credits=("CNA",), outlet_from="metadata"),
        _report("03-post", POST, "Northern Post", "2030-03-03", meta, credits=("CNA",), outlet_from="metadata", cut="Subscribe to the Northern Post for one crown a week!"),
        _report("04-meridian", MERIDIAN.replace("café", "cafÃ©"), "The Meridian", "2030-03-04", meta, outlet_from="url", mend=("cafÃ©", "café")),
        _report("05_35e3bb9814", DISSENT, None, "2030-03-04", peers),
        _report("06-worldbuzz", JUNK, None, None, none, cut="CLICK HERE TO WIN", cautions=bad, page_date="2030-06-11"),
    ]  # fmt: skip
    cna, herald, post, meridian, dissent, junk = (r for r, _ in pairs)
    story = Story(
        "story-sorne", "Sorne leader offers truce if army leaves valley", tuple(r.id for r, _ in pairs)
    )
    arms = "his fighters would lay down their arms if the army withdraws from Kessa and Brail"
    offer = '"The Free Sorne Movement is ready to end the war at once, if the army stops its attacks in Kessa and Brail,"'
    again = "“The Free Sorne Movement will immediately halt the war, provided the army ceases its operations in Kessa and in Brail,”"
    forty = {"cue": "said", "figures": [(40, None, "At least 40", "people", "killed")]}
    said: dict[str, list[Statement]] = {
        "offer": [
            *(_say(r, arms, "maroz", force=Force.CONDITIONAL, cue="said", condition="if the army withdraws from Kessa and Brail") for r in (cna, herald, post)),
            *(_say(r, offer, "maroz", Mode.DIRECT, Force.CONDITIONAL, "wrote on his Facebook page", "if the army stops its attacks in Kessa and Brail") for r in (cna, herald)),
            _say(meridian, again, "maroz", Mode.DIRECT, Force.CONDITIONAL, "said in a Facebook post", "provided the army ceases its operations in Kessa and in Brail"),
        ],
        "vote": [_say(junk, "he is ready for talks but only if women get the vote", "leader", force=Force.CONDITIONAL, cue="said", condition="only if women get the vote")],
        "whole": [_say(r, "the army controls the whole valley", "dolen", cue="told CNA") for r in (cna, herald)],
        "driven": [_say(meridian, "the army “has been driven out of Brail and holds only the road to Kessa.”", "rusk", Mode.MIXED, cue="told The Meridian")],
        "half": [_say(dissent, "Rusk’s movement holds Brail and half of Kessa", "residents", cue="said by telephone")],
        "forty": [_say(r, "At least 40 people were killed in a week of fighting", "ministry", **forty) for r in (cna, post)],
        "fiftyseven": [_say(meridian, "57 dead since Monday", "doctor", cue="counted", figures=[(57, 57, "57", "people", "killed")])],
        "heard": [_say(r, "Fighting was heard in Brail on Sunday night", None, Mode.NARRATED) for r in (meridian, dissent)],
        "refuse": [_say(dissent, "The army does not accept any condition for a truce", "veill", force=Force.DENIED, cue="said", negated=True), _say(dissent, "“There is no offer that we could accept,”", "veill", Mode.DIRECT, Force.DENIED, "said", negated=True)],
        "dead": [_say(dissent, "The spokesman of the Free Sorne Movement, Havel Rusk, was killed on Sunday evening", "army", cue="said in a statement")],
        "silent": [_say(dissent, "The movement has not confirmed his death", None, Mode.NARRATED, Force.UNVERIFIED, negated=True)],
        "tanks": [_say(junk, "Over 4,000 tanks are in the valley", "sources", cue="say", figures=[(4000, None, "Over 4,000", "tank", None)])],
        "flour": [_say(meridian, "“We have had no flour for nine days,”", "brix", Mode.DIRECT, cue="said", negated=True)],
        "region": [_say(cna, "The Sorne valley, a mountain region of some 90,000 people, rose against the capital in January", None, Mode.NARRATED, background=True, figures=[(90000, 90000, "some 90,000", "people", None)])],
    }  # fmt: skip
    label = {"offer": "attested", "whole": "repeated", "forty": "repeated", "heard": "corroborated"}
    kinds = {
        "offer": "offer",
        "whole": "control",
        "driven": "control",
        "half": "control",
        "forty": "figure",
        "fiftyseven": "figure",
        "refuse": "denial",
        "region": "background",
        "silent": "caveat",
        "tanks": "figure",
    }
    clash = [
        ("whole", "driven", "control", "the whole valley, against driven out of Brail"),
        (
            "whole",
            "half",
            "control",
            "the whole valley, against Brail and half of Kessa held by the movement",
        ),
        ("forty", "fiftyseven", "figure", "at least 40 at one count, 57 at another"),
        ("offer", "vote", "condition", "the same offer with two conditions"),
    ]
    ids = {key: content_id("c", key) for key in said}
    rooms = {
        r.id: "Continental News Agency" if r in (cna, herald, post) else (r.outlet or r.id) for r, _ in pairs
    }
    claims = []
    for key, members in said.items():
        disputed = [ids[b if key == a else a] for a, b, _, _ in clash if key in (a, b)]
        newsrooms = dict.fromkeys(rooms[s.report] for s in members)
        voices = dict.fromkeys(s.voice.actor or f"outlet:{rooms[s.report]}" for s in members)
        why = (
            Reason(
                "labels", f"{len(newsrooms)} newsrooms, {len(voices)} voices", tuple(s.id for s in members)
            ),
        )
        claims.append(
            Claim(
                ids[key],
                story.id,
                kinds.get(key, "event"),
                members[-1].text if key == "offer" else members[0].text,
                tuple(members),
                Standing(label.get(key, "once"), tuple(newsrooms), tuple(voices), tuple(disputed), why),
            )
        )
    disagreements = tuple(Disagreement(ids[a], ids[b], kind, why) for a, b, kind, why in clash)

    def both(one: Report, two: Report, words: str) -> Passage:
        return Passage(
            Span(one.text.index(words), one.text.index(words) + len(words)),
            Span(two.text.index(words), two.text.index(words) + len(words)),
        )

    lineage = (
        Lineage(cna.id, herald.id, 0.92, "agency", (both(cna, herald, arms), both(cna, herald, offer)), True, "the Herald credits CNA"),
        Lineage(cna.id, post.id, 0.7, "agency", (both(cna, post, arms),), True, "the Post credits CNA"),
        Lineage(min(cna.id, meridian.id), max(cna.id, meridian.id), 0.2, "retranslated", (), False, "one quotation of Ilan Maroz in two translations"),
    )  # fmt: skip
    actors = (
        *(Actor(v.actor or "", v.name, (v.name,), "person" if v.named and v.name[0].isupper() else "organisation" if v.named else "unnamed") for k, v in PEOPLE.items() if k != "leader"),
    )  # fmt: skip
    reports = tuple(r for r, _ in pairs)
    changed = changes(claims, reports, disagreements, actors)
    made = brief(reports, (story,), claims, disagreements, lineage, changed, actors)
    places = (Place("p-brail", "Brail", ("Brail",), 47.1, 21.5, (), "district", 12.0),)
    return Document(
        reports, tuple(raw for _, raw in pairs), (story,), actors, places, tuple(claims), disagreements, lineage,
        changed, made, (Problem("inbox/photo.jpg", "is not text", "give text, HTML or JSON lines"),), "2030-03-05T08:00:00Z",
    )  # fmt: skip


def empty() -> Document:
    """A document of nothing."""
    return Document((), (), (), (), (), (), (), (), (), Brief(()))


def hostile() -> Document:
    """One report with script, markup, overrides and huge words in every field."""
    bad = (
        "<script>alert('x')</script> \u202e\u2066evil\u2069 =1+1 | `md` [a](javascript:x) \x1b[31m "
        + "W" * 400
    )
    report, raw = _report(
        'bad"><img src=x onerror=alert(1)>',
        bad + "\n\n" + bad,
        bad,
        "2030-03-03",
        PublishedFrom.METADATA,
        cautions=(Caution("x", bad),),
    )
    s = _say(report, bad, None, Mode.NARRATED)
    place = PlaceMention(0, 3, bad)
    s = Statement(
        **{
            **{f: getattr(s, f) for f in s.__dataclass_fields__},
            "places": (place,),
            "voice": Voice(bad, "speaker", bad),
        }
    )  # type: ignore[attr-defined]
    claim = Claim("c-bad", "st", "event", s.text, (s,), Standing("once", (bad,), (bad,)))
    story = Story("st", bad, (report.id,))
    made = brief((report,), (story,), (claim,))
    return Document((report,), (raw,), (story,), (), (), (claim,), (), (), (), made)


def two_stories() -> Document:
    """The whole document and the hostile one as two stories of one document, and a lone report."""
    one, two = document(), hostile()
    lone, raw = _report("lone", "A third thing\n\nIt happened elsewhere.", None, None, PublishedFrom.UNKNOWN)
    twin, twin_raw = _report("twin", two.raws[0], "Twin", "2030-03-04", PublishedFrom.METADATA)
    stories = (
        *one.stories,
        Story("st", two.stories[0].title, (*two.stories[0].reports, twin.id)),
        Story("lone", "A third thing", (lone.id,)),
    )
    reports = (*one.reports, *two.reports, twin, lone)
    claims = (*one.claims, *two.claims)
    made = brief(reports, stories, claims, one.disagreements, one.lineage, one.changes, one.actors)
    return Document(
        reports, (*one.raws, *two.raws, twin_raw, raw), stories, one.actors, one.places, claims, one.disagreements,
        one.lineage, one.changes, made,
    )  # fmt: skip
