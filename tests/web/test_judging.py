"""What a person decides in the pages: kept, obeyed, shown, undone."""

from __future__ import annotations

import re

import pytest
from client import BASE, Client

ROW = re.compile(r'name="claim" value="([\w-]+)".*?href="/claim/([\w-]+)"[^>]*>(.*?)</a>', re.S)


def story(client: Client) -> str:
    """The address of the example's story."""
    found = re.search(r'href="(/story/[\w-]+)"', client.get("/").text)
    assert found
    return found[1]


def rows(client: Client) -> dict[str, str]:
    """Wording to the value of its check box, for every claim of the story."""
    out = {}
    for offset in (0, 60):
        page = client.get(f"{story(client)}/claims?offset={offset}").text
        out.update({re.sub(r"\s+", " ", text).strip(): value for value, _, text in ROW.findall(page)})
    return out


def find(client: Client, words: str) -> str:
    """The check box of the claim whose wording begins with some words."""
    return next(value for text, value in rows(client).items() if text.startswith(words))


def test_two_claims_are_merged_seen_so_and_undone(client: Client) -> None:
    before = rows(client)
    chosen = [find(client, "No deaths were"), find(client, "17 people")]
    page = client.send("/merge", claim=chosen, reason="one toll", next=story(client) + "/claims")
    assert "Ana: merged two claims." in page.text
    assert len(rows(client)) == len(before) - 1
    log = client.get("/log").text
    assert "one toll" in log
    undo = re.search(r'class="said".*?name="judgement" value="([\w-]+)"', page.text, re.S)
    assert undo
    assert "undid a judgement" in client.send("/undo", judgement=undo[1]).text
    assert rows(client) == before
    assert "undone" in client.get("/log").text


def test_a_passage_is_split_off_and_comes_back(client: Client) -> None:
    before = rows(client)
    box = find(client, "“The Tarn River")
    page = client.get(f"/claim/{box}").text
    statements = re.findall(r'name="statement" value="([\w-]+)"', page)
    claim = re.search(r'name="claim" value="(clm-[\w-]+|k-[\w-]+)"', page)
    assert claim
    client.send("/split", claim=claim[1], statement=[statements[-1]], reason="another offer")
    assert len(rows(client)) == len(before) + 1
    last = re.search(r'class="undo".*?value="(j-[\w-]+)"', client.get("/help").text, re.S)
    assert last
    client.send("/undo", judgement=last[1])
    assert rows(client) == before


def test_splitting_everything_off_is_refused_in_words(client: Client) -> None:
    page = client.get(f"/claim/{find(client, '“The Tarn River')}").text
    statements = re.findall(r'name="statement" value="([\w-]+)"', page)
    claim = re.search(r'name="claim" value="(clm-[\w-]+|k-[\w-]+)"', page)
    assert claim
    answer = client.send("/split", claim=claim[1], statement=statements)
    assert answer.status_code == 400
    assert "at least one must stay" in answer.text


def test_what_a_person_confirmed_is_told_from_what_was_suggested(client: Client) -> None:
    box = find(client, "No deaths were")
    assert "Suggested" in client.get(f"/claim/{box}").text
    client.send("/judge", kind="accept", left=box, answer="yes")
    page = client.get(f"/claim/{box}").text
    assert "✓ Confirmed" in page
    assert "Ana, " in page
    only = client.get(f"{story(client)}/claims?state=accepted").text
    assert "One claim." in only


def test_a_misread_claim_can_be_struck_at_once(client: Client) -> None:
    box = find(client, "No deaths were")
    page = client.get(f"/claim/{box}").text
    assert ">Confirm" in page
    assert ">Strike" in page
    client.send("/judge", kind="accept", left=box, answer="no")
    page = client.get(f"/claim/{box}").text
    assert "✕ Struck" in page
    assert ">Strike" not in page
    assert ">Confirm" in page


def test_a_pinned_claim_heads_the_brief(client: Client) -> None:
    client.send("/judge", kind="pin", left=find(client, "No deaths were"), answer="yes")
    page = client.get(story(client)).text
    first = page[page.index('<section class="part') :]
    assert first.startswith('<section class="part pinned"')
    assert "pinned by Ana" in first


def test_a_story_is_pinned_under_a_title_of_ones_own_and_unpinned(client: Client) -> None:
    address = story(client)
    shown = client.get(f"{address}/reports").text
    assert "Pin the story" in shown
    client.send(
        "/judge", kind="pin_story", left=address.rpartition("/")[2], answer="yes", value="The dam that held"
    )
    shown = client.get(f"{address}/reports").text
    assert '<h1 dir="auto">The dam that held</h1>' in shown
    assert "Ana pinned this story" in shown
    client.send("/judge", kind="pin_story", left=address.rpartition("/")[2], answer="no")
    assert "The dam that held" not in client.get(address).text


def test_a_line_of_ones_own_stands_in_the_brief_with_its_evidence(client: Client) -> None:
    box = find(client, "No deaths were")
    client.send("/judge", kind="line", answer="yes", value="Nobody is said to have died.", evidence=[box])
    page = client.get(story(client)).text
    assert "Nobody is said to have died." in page
    assert "written by Ana" in page


def test_a_line_without_evidence_is_refused(client: Client) -> None:
    answer = client.send("/judge", kind="line", answer="yes", value="It is so.")
    assert answer.status_code == 400
    assert "rests on at least one claim" in answer.text


def test_a_note_is_shown_to_colleagues_and_cannot_run(client: Client) -> None:
    box = find(client, "No deaths were")
    client.send("/judge", kind="note", left=box, answer="yes", value="<b onclick=x>Call the hospital</b>")
    page = client.get(f"/claim/{box}").text
    assert "&lt;b onclick=x&gt;Call the hospital" in page


def test_an_outlet_and_a_claim_are_graded_apart(client: Client) -> None:
    client.send("/judge", kind="rate", left="outlet:Tarn Daily", answer="yes", value="B")
    assert "B · usually reliable" in client.get("/sources").text
    assert "F · cannot be judged" in client.get("/source?name=Capital+Post").text
    box = find(client, "No deaths were")
    client.send("/judge", kind="rate", left=box, answer="yes", value="3")
    assert "3 · possibly true" in client.get(f"/claim/{box}").text


def test_a_report_marked_as_copied_shows_in_the_lineage(client: Client) -> None:
    page = client.get(f"{story(client)}/lineage").text
    choices = re.findall(r'<option value="(r-[\w-]+)"[^>]*>([^<]+)', page)
    of = {name: id_ for id_, name in choices}
    client.send("/judge", kind="copies", left=of["WorldFeed"], right=of["Capital Post"], answer="yes")
    assert "judged" in client.get(f"{story(client)}/lineage").text


def test_a_report_says_itself_whom_it_was_copied_from(client: Client) -> None:
    page = client.get(f"{story(client)}/lineage").text
    of = {name: id_ for id_, name in re.findall(r'<option value="(r-[\w-]+)"[^>]*>([^<]+)', page)}
    report = client.get(f"/report/{of['WorldFeed']}").text
    assert f'name="left" value="{of["WorldFeed"]}"' in report
    assert f'<option value="{of["WorldFeed"]}"' not in report  # none is copied from itself


def test_reports_are_parted_from_their_story_joined_again_and_each_is_undone(client: Client) -> None:
    at = story(client)
    page = client.get(f"{at}/reports").text
    reports = re.findall(r'name="report" value="(r-[\w-]+)"', page)
    assert len(reports) == 6
    parted = client.send("/part", story=at.rpartition("/")[2], report=reports[:2], reason="another dam")
    assert "parted two reports" in parted.text
    assert "2 stories" in client.get("/").text.lower().replace("two", "2")
    one, other = (
        re.search(r'<a href="(/story/[\w-]+)', client.get(f"/report/{reports[n]}").text) for n in (0, 5)
    )
    assert one
    assert other
    assert one[1] != other[1]
    assert one[1].rpartition("/")[2] in client.get(f"{other[1]}/reports").text  # to be joined with
    joined = client.send(
        "/join", story=one[1].rpartition("/")[2], address=f"http://127.0.0.1{other[1]}/claims"
    )
    assert "put two reports in one story" in joined.text
    assert "one story" in client.get("/").text.lower()


def test_a_story_cannot_be_joined_with_itself_or_nothing_nor_emptied(client: Client) -> None:
    id_ = story(client).rpartition("/")[2]
    assert "this very story" in client.send("/join", story=id_, other=id_).text
    assert "takes another story" in client.send("/join", story=id_).text
    reports = re.findall(r'name="report" value="(r-[\w-]+)"', client.get(f"/story/{id_}/reports").text)
    assert "at least one must stay" in client.send("/part", story=id_, report=reports).text


def test_judgements_carry_the_name_that_the_reader_gave(client: Client) -> None:
    client.send("/me", by="Noor Azizi")
    page = client.send("/judge", kind="accept", left=find(client, "No deaths were"), answer="yes").text
    assert "Noor Azizi: confirmed a claim." in page


def test_a_form_of_another_site_changes_nothing(client: Client) -> None:
    box, token = find(client, "No deaths were"), client.token()
    fields = {"kind": "accept", "left": box, "answer": "yes", "token": token}
    for headers in (
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"sec-fetch-site": "cross-site"},
    ):
        answer = client.post("/judge", data=fields, headers=headers)
        assert answer.status_code == 403, headers
        assert "Send it again" not in answer.text
    assert (
        client.post("/judge", data={**fields, "token": "0" * 64}, headers={"origin": BASE}).status_code == 403
    )
    assert "Nobody has judged anything yet" in client.get("/log").text


def test_a_page_that_is_too_old_offers_to_send_again_what_was_written(client: Client) -> None:
    fields = {"kind": "note", "left": "r-1", "answer": "yes", "value": "a long thought", "token": "0" * 64}
    answer = client.post("/judge", data=fields, headers={"origin": BASE})
    assert answer.status_code == 403
    assert 'value="a long thought"' in answer.text
    assert "Send it again" in answer.text


@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:x"]
)
def test_an_act_leads_back_to_this_desk_alone(client: Client, target: str) -> None:
    answer = client.post(
        "/theme", data={"theme": "dark", "next": target, "token": client.token()}, headers={"origin": BASE}
    )
    assert answer.status_code == 303
    assert answer.headers["location"] == "/"


def test_the_theme_is_kept_without_script(client: Client) -> None:
    assert 'data-theme="dark"' in client.send("/theme", theme="dark", next="/help").text


def test_a_pasted_report_joins_the_desk(client: Client) -> None:
    text = "Tarn Gazette\n\nMarch 5, 2026\n\nA bridge fell in Varo\n\nA bridge fell in Varo, police said."
    page = client.send("/add", text=text, name="../../gazette", next="/")
    assert "The report is in the desk" in page.text
    assert "A bridge fell in Varo" in client.get("/?q=bridge").text


def test_a_form_that_is_too_long_is_refused(client: Client) -> None:
    token = client.token()
    answer = client.post("/add", data={"token": token, "text": "x" * 2_100_000}, headers={"origin": BASE})
    assert answer.status_code == 413
