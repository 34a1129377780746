"""Views are kept piece by piece, and are what they would be if made all at once."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from random import Random

import pytest

from wiredesk.desk import Desk
from wiredesk.errors import InputError, NotFound
from wiredesk.model.ids import story_id

DAYS = ("2031-04-02", "2031-04-03")
FLOOD = "The river Tavrin broke its banks at Keld and {n} houses were flooded, mayor Ilse Merrow said. {tail}"
TRIAL = "A court in Quessant acquitted the banker Odo Pellgren of fraud. {tail} Ana Volkmer will appeal."


def reports() -> list[dict[str, str]]:
    """Two stories and a loner, with headline, outlet and day."""
    out = []
    for i, tail in enumerate(("Roads are cut.", "Merrow asked for boats.", "Nobody was hurt in Keld.")):
        text = FLOOD.format(n=40 + i, tail=tail)
        out.append({"title": f"Tavrin floods Keld, {tail.lower()}", "text": text, "outlet": f"Post {i}"})
    for i, tail in enumerate(("The ruling is long.", "Pellgren wept.")):
        text = TRIAL.format(tail=tail)
        out.append({"title": "Banker Pellgren acquitted in Quessant", "text": text, "outlet": f"Echo {i}"})
    out.append(
        {"title": "Goat elected in Brannoch", "text": "A goat called Twain leads Brannoch.", "outlet": "X"}
    )
    return [{**r, "id": f"n{i}", "published": DAYS[i % 2]} for i, r in enumerate(out)]


def files(folder: Path) -> list[str]:
    """One file for each report."""
    out = []
    for row in reports():
        path = folder / f"{row['id']}.jsonl"
        path.write_text(json.dumps(row), encoding="utf-8")
        out.append(str(path))
    return out


def held(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the views, but for those of past moments."""
    db = sqlite3.connect(path)
    names = ["view_captures", "view_reports", "view_stories", "view_documents", "view_ids", "view_word_rows"]
    out = {n: sorted(db.execute(f"SELECT * FROM {n}").fetchall(), key=repr) for n in names}
    out["words"] = sorted(db.execute("SELECT rowid, * FROM view_words").fetchall())
    db.close()
    return out


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk that was given everything at once."""
    folder = tmp_path_factory.mktemp("views")
    with Desk(folder / "whole.desk", clock=lambda: "2031-04-05T00:00:00.000000Z") as desk:
        desk.add(files(folder))
        desk.refresh()
    return folder / "whole.desk"


@pytest.mark.parametrize("seed", range(4))
def test_any_order_and_batching_leaves_the_same_bytes(kept: Path, tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    given = files(kept.parent)
    random.shuffle(given)
    with Desk(tmp_path / "d.desk", clock=lambda: "2031-04-05T00:00:00.000000Z") as desk:
        while given:
            part = random.randint(1, 4)
            desk.add(given[:part])
            given = given[part:]
            desk.refresh(tell=random.random() < 0.5)
        desk.refresh()
    assert held(tmp_path / "d.desk") == held(kept)


def test_a_rebuild_changes_no_byte(kept: Path, tmp_path: Path) -> None:
    (tmp_path / "d.desk").write_bytes(kept.read_bytes())
    with Desk(tmp_path / "d.desk") as desk:
        desk.rebuild()
        desk.refresh()
    assert held(tmp_path / "d.desk") == held(kept)


def test_only_stories_that_can_have_changed_are_told_again(tmp_path: Path) -> None:
    given = files(tmp_path)
    with Desk(tmp_path / "d.desk") as desk:
        desk.add(given[:2] + given[3:])
        assert desk.refresh().new == 5
        before = desk.computed["statements"]
        desk.add(given[2:3])
        done = desk.refresh()
        assert done.new == 1
        assert len(done.changed) == 1
        assert desk.computed["statements"] == before + 1
        assert desk.refresh().changed == ()


def test_a_story_alone_says_what_the_whole_document_says(kept: Path) -> None:
    with Desk(kept) as desk:
        whole = desk.document()
        lines = desk.stories().items
        assert {line.id for line in lines} == {s.id for s in whole.stories}
        for line in lines:
            one = desk.story(line.id)
            assert one.claims == tuple(c for c in whole.claims if c.story == line.id)
            assert line.claims == len(one.claims)
            assert [r.id for r in one.reports] == [
                r.id for r in whole.reports if r.id in one.stories[0].reports
            ]
            assert all(raw in whole.raws for raw in one.raws)


def test_every_id_that_a_story_could_have_had_leads_to_it(kept: Path) -> None:
    with Desk(kept) as desk:
        line = desk.stories(sort="reports").items[0]
        story = desk.story(line.id)
        assert line.reports == 3
        for report in story.stories[0].reports:
            assert desk.story(story_id(report)) == story
            assert desk.story(report) == story
        with pytest.raises(NotFound, match="story-none"):
            desk.story("story-none")


def test_lists_are_sorted_filtered_and_cut(kept: Path) -> None:
    with Desk(kept) as desk:
        assert [s.reports for s in desk.stories(sort="reports").items] == [3, 2, 1]
        assert [s.title for s in desk.stories(query="acquit").items] == [
            "Banker Pellgren acquitted in Quessant"
        ]
        page = desk.stories(limit=1, offset=1)
        assert (len(page.items), page.total, page.more) == (1, 3, True)
        with pytest.raises(InputError, match="loudest"):
            desk.stories(sort="loudest")


def test_a_search_finds_reports_claims_and_voices_and_marks_the_words(kept: Path) -> None:
    with Desk(kept) as desk:
        found = desk.search("merrow")
        assert {f.kind for f in found.items} == {"report", "claim", "voice"}
        for hit in found.items:
            assert all(hit.snippet[a:b].casefold() == "merrow" for a, b in hit.marks)
            assert desk.story(hit.story)
        claim = next(f for f in found.items if f.kind == "claim")
        assert desk.claim(claim.id).story == claim.story


@pytest.mark.parametrize(
    "words", ['"', "AND OR NOT", "a* b^ (c", "{x y}:z", "-", "", "\x00", '"""', "near(" * 50]
)
def test_nothing_typed_is_taken_for_syntax(kept: Path, words: str) -> None:
    with Desk(kept) as desk:
        assert desk.search(words).total >= 0
        assert desk.stories(query=words).total >= 0


def test_a_past_moment_is_what_was_shown_then(tmp_path: Path) -> None:
    given = files(tmp_path)
    ticks = iter(f"2031-04-{n:02d}T00:00:00.000000Z" for n in range(4, 28))
    with Desk(tmp_path / "d.desk", clock=lambda: next(ticks)) as desk:
        desk.add(given[:2])
        then, line = desk.stories(), desk.story(desk.stories().items[0].id)
        moment = max(c.captured_at for c in desk.captures())
        claim = line.claims[0].statements[0].id
        desk.add(given[2:])
        home = line.stories[0].id
        other = desk.story(home).claims[-1].statements[0].id
        desk.judge("same_claim", claim, other, True, "editor", "the same matter")
        assert desk.stories() != then
        assert desk.stories(as_of=moment) == then
        past = desk.story(home, as_of=moment)
        assert past.as_of == moment
        assert (past.claims, past.brief, past.raws) == (line.claims, line.brief, line.raws)
        with pytest.raises(NotFound, match="as of 2031"):
            desk.story(desk.stories(query="goat").items[0].id, as_of=moment)


def test_a_judgement_is_heard_by_the_story_it_bears_on_and_no_other(kept: Path, tmp_path: Path) -> None:
    (tmp_path / "d.desk").write_bytes(kept.read_bytes())
    with Desk(tmp_path / "d.desk") as desk:
        line = desk.stories(sort="reports").items[0]
        one, two = (c.statements[0].id for c in desk.story(line.id).claims[:2])
        desk.judge("same_claim", one, two, True, "editor", "the same matter")
        assert desk.refresh().changed == (line.id,)
        assert any({one, two} <= {s.id for s in c.statements} for c in desk.story(line.id).claims)


def test_a_report_shows_its_statements_and_claims(kept: Path) -> None:
    with Desk(kept) as desk:
        report = desk.story(desk.stories(sort="reports").items[0].id).reports[0]
        seen = desk.report(report.id)
        assert seen.report == report
        assert seen.statements
        assert all(s.report == report.id for s in seen.statements)
        with pytest.raises(NotFound, match="r-none"):
            desk.report("r-none")


def test_it_is_said_why_two_reports_are_together_and_why_not(kept: Path) -> None:
    with Desk(kept) as desk:
        members = desk.story(desk.stories(sort="reports").items[0].id).reports
        found = desk.together(members[0].id, members[1].path)
        assert found.together
        assert found.direct.probability > 0.5 or found.steps
        assert any("Tavrin" in reason.message for reason in found.direct.reasons)
        other = desk.story(desk.stories(query="pellgren").items[0].id).reports[0]
        apart = desk.together(members[0].id, other.id)
        assert not apart.together
        assert apart.steps == ()
        with pytest.raises(NotFound, match="no report is called so"):
            desk.together("nothing.txt", other.id)


def test_a_way_over_others_is_shown_where_two_are_not_alike(kept: Path) -> None:
    with Desk(kept) as desk:
        for line in desk.stories().items:
            members = [r.id for r in desk.story(line.id).reports]
            for one in members:
                for other in members:
                    found = desk.together(one, other)
                    if found.steps:
                        assert found.steps[0].left == one
                        assert found.steps[-1].right == other
                        assert all(step.probability >= 0.5 for step in found.steps)


def test_a_later_story_of_the_same_people_is_named_with_what_joins_them(tmp_path: Path) -> None:
    given = files(tmp_path)
    later = {
        "id": "late",
        "title": "Vineyard owner fined over unpaid taxes",
        "text": "A judge fined Ilse Merrow over taxes on a vineyard and two boats, the tax office said. "
        "The fine covers six years of wine sales; appeals end in July.",
        "published": "2033-09-09",
        "outlet": "Echo",
    }
    (tmp_path / "late.jsonl").write_text(json.dumps(later), encoding="utf-8")
    with Desk(tmp_path / "d.desk") as desk:
        desk.add([*given, str(tmp_path / "late.jsonl")])
        desk.refresh(tell=False)
        flood = desk.stories(sort="reports").items[0].id
        found = desk.related(flood)
        assert [r.title for r in found] == ["Vineyard owner fined over unpaid taxes"]
        assert found[0].days
        assert found[0].days > 800
        assert any("Ilse Merrow" in reason.message for reason in found[0].reasons)
        assert [r.story for r in desk.related(found[0].story)] == [flood]


def test_the_attack_the_funeral_and_the_trial_are_three_stories_that_lead_to_each_other(
    tmp_path: Path,
) -> None:
    path = Path(__file__).parents[1] / "cases" / "saga.jsonl"
    with Desk(tmp_path / "d.desk") as desk:
        desk.add([str(path)])
        desk.refresh()
        lines = {line.id: line for line in desk.stories().items}
        what = {"2031-04-02": "attack", "2031-04-06": "funeral", "2031-09-15": "trial", "2031-09-16": "rain"}
        assert sorted(what[line.first or ""] for line in lines.values()) == sorted(what.values())
        leads = {
            what[line.first or ""]: {what[lines[r.story].first or ""] for r in desk.related(line.id)}
            for line in lines.values()
        }
        assert leads == {
            "attack": {"funeral", "trial"},
            "funeral": {"attack"},
            "trial": {"attack"},
            "rain": set(),  # an outlet's own name joins nothing
        }
        trial = next(line for line in lines.values() if line.first == "2031-09-15")
        assert "Goran Pell" in trial.actors


def test_a_story_whose_reports_have_each_other_for_nearest_still_leads_to_its_trial(tmp_path: Path) -> None:
    path = Path(__file__).parents[1] / "cases" / "saga.jsonl"
    given = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    many = []
    for n in range(36):
        words = given[0]["text"].partition("\n\n")[2].split(". ")
        words.insert(1 + n % 4, f"Our reporter {chr(65 + n % 26)}{'aeiou'[n % 5]}rn Moor{n} was there")
        many.append({**given[0], "id": f"attack-{n}", "outlet": f"Outlet {n}", "text": ". ".join(words)})
    everything = tmp_path / "many.jsonl"
    everything.write_text("\n".join(json.dumps(r) for r in [*many, *given[4:]]), encoding="utf-8")
    with Desk(tmp_path / "d.desk") as desk:
        desk.add([str(everything)])
        desk.refresh(tell=False)
        attack = desk.stories(sort="reports").items[0]
        assert attack.reports == 36
        assert [r.days for r in desk.related(attack.id)] == [166]


def test_a_long_list_of_a_moment_tells_no_story_for_it_and_has_the_same_stories(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = iter(f"2031-04-05T00:00:{n:02d}.000000Z" for n in range(60))
    with Desk(tmp_path / "a.desk", clock=lambda: next(moments)) as desk:
        for path in files(tmp_path):
            desk.add([path])
        desk.refresh(tell=False)
        then = desk.moments()[-2]
        whole = desk.stories(as_of=then)
        told = desk.computed.get("statements", 0)
        monkeypatch.setattr("wiredesk.run.moments.WHOLE", 0)
        for sort in ("latest", "first", "reports", "title", "claims"):
            part = desk.stories(as_of=then, sort=sort, limit=2)
            assert part.total == whole.total
            assert {s.id for s in part.items} <= {s.id for s in whole.items}
        rest = desk.stories(as_of=then, limit=2, offset=2)
        assert len(rest.items) == whole.total - 2
        assert desk.computed.get("statements", 0) == told
