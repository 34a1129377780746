"""The desk for programs: as described, and as a stranger's program meets it."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.web.client import Client

from wiredesk.desk import Desk
from wiredesk.web.api import ROUTES
from wiredesk.web.api.description import description
from wiredesk.web.api.keys import token_file, word
from wiredesk.web.app import create_app


@pytest.fixture(scope="module")
def desk(example_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with the example in it."""
    return Path(shutil.copy(example_desk, tmp_path_factory.mktemp("api") / "orvel.desk"))


@pytest.fixture
def client(desk: Path) -> Iterator[Client]:
    """A program that asks the desk."""
    with Client(create_app(desk)) as client:
        yield client


def first_story(client: Client) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/api/stories").json()["items"][0]
    return found


def bearer(desk: Path) -> dict[str, str]:
    return {"authorization": f"Bearer {word(desk)}"}


def test_every_route_is_described_and_every_description_has_its_route() -> None:
    described = {(p, m.upper()) for p, of in description()["paths"].items() for m in of}
    assert described == {(path, method) for path, _, method in ROUTES}


def test_a_story_is_the_json_document_of_its_reports(client: Client, desk: Path) -> None:
    from wiredesk.export import to_json

    line = first_story(client)
    with Desk(desk) as opened:
        assert client.get(f"/api/stories/{line['id']}").json() == json.loads(
            json.dumps(to_json(opened.story(line["id"])))
        )


def test_claims_reports_and_traces_lead_to_each_other(client: Client) -> None:
    story = client.get(f"/api/stories/{first_story(client)['id']}").json()
    claim = client.get(f"/api/claims/{story['claims'][0]['id']}").json()
    assert claim["claim"] == story["claims"][0]
    statement = claim["claim"]["statements"][0]
    report = client.get(f"/api/reports/{statement['report']}").json()
    span = statement["spans"][0]
    assert report["raw"][span["start"] : span["end"]].split()[0] in statement["text"]
    assert client.get(f"/api/reports/{statement['report']}/raw").text == report["raw"]
    assert client.get(f"/api/trace/{claim['claim']['id']}").json()["sound"] is True
    assert client.get(f"/api/why/{claim['claim']['id']}").status_code == 200
    new = client.get("/api/changes", params={"since": "2020-01-01"}).json()
    assert new["news"]
    assert client.get("/api/changes", params={"since": "2099-01-01"}).json()["news"] == []
    assert client.get("/api/search", params={"q": "dam"}).json()["total"] > 0


def test_a_story_has_feeds_of_what_was_new(client: Client) -> None:
    story = first_story(client)["id"]
    feed = client.get(f"/api/stories/{story}/feed.json").json()
    atom = client.get(f"/api/stories/{story}/feed.atom").text
    assert feed["items"]
    assert all(i["id"] in atom for i in feed["items"])
    assert feed["items"][0]["_wiredesk"]["story"] == story


def test_lists_come_in_parts_that_join_to_the_whole(client: Client) -> None:
    whole = client.get("/api/search", params={"q": "dam", "limit": 200}).json()["items"]
    url: str | None = "/api/search?q=dam&limit=2"
    parts: list[Any] = []
    while url:
        answer = client.get(url)
        parts += answer.json()["items"]
        url = answer.json()["next"]
        assert (url is not None) == ("next" in answer.links)
    assert len(whole) > 2
    assert parts == whole


def test_what_the_reader_has_is_not_sent_again(client: Client) -> None:
    url = f"/api/stories/{first_story(client)['id']}"
    tag = client.get(url).headers["etag"]
    again = client.get(url, headers={"if-none-match": f'"other", W/{tag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(url, headers={"if-none-match": '"other"'}).status_code == 200


@pytest.mark.parametrize(
    "method, url, status, says",
    [
        ("GET", "/api/stories/story-000000000000", 404, "story-000000000000"),
        ("GET", "/api/stories?limit=0", 400, "limit"),
        ("GET", "/api/stories?sort=luck", 400, "luck"),
        ("GET", "/api/stories?as_of=tomorrow", 400, "tomorrow"),
        ("GET", "/api/stories?as_of=0001-01-01T00:00:00%2B14:00", 400, "0001"),
        ("GET", "/api/search", 400, "q is missing"),
        ("GET", "/api/nothing", 404, "/api/nothing"),
        ("DELETE", "/api/stories", 405, ""),
        ("POST", "/api/judgements", 403, ".token"),
    ],
)
def test_every_error_has_one_shape(client: Client, method: str, url: str, status: int, says: str) -> None:
    answer = client._runner.run(client._http.request(method, url))
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body["status"] == status
    assert says in body["detail"]


def test_a_program_with_the_token_file_judges_and_undoes(client: Client, desk: Path) -> None:
    story = first_story(client)["id"]
    before = client.get(f"/api/stories/{story}").json()
    claim = before["claims"][0]["id"]
    made = client.post(
        "/api/judgements", json={"kind": "accept", "left": claim, "by": "ann"}, headers=bearer(desk)
    )
    assert made.status_code == 201, made.text
    after = client.get(f"/api/claims/{claim}").json()
    assert (after["claim"]["status"], after["claim"]["judged"]) == ("accepted", [made.json()["id"]])
    assert after["decisions"][0]["by"] == "ann"
    undone = client.post(f"/api/judgements/{made.json()['id']}/undo", headers=bearer(desk))
    assert undone.status_code == 201, undone.text
    assert client.get(f"/api/stories/{story}").json() == before
    log = client.get("/api/judgements").json()["items"]
    assert [x["state"] for x in log[:2]] == ["obeyed", "undone"]


def test_a_page_of_another_site_cannot_judge(client: Client, desk: Path) -> None:
    body = {"kind": "note", "left": "outlet:X", "value": "x"}
    for headers in (
        {},
        {"authorization": "Bearer wrong"},
        {"authorization": "Basic x"},
        {"x-wiredesk-token": "0" * 64},
        {"origin": "https://evil.example"},
    ):
        assert client.post("/api/judgements", json=body, headers=headers).status_code in (401, 403)
    sent = client.post("/api/judgements", content=b"kind=note", headers=bearer(desk))
    assert sent.status_code == 415
    assert (
        client.post(
            "/api/judgements", json=body, headers={**bearer(desk), "host": "evil.example"}
        ).status_code
        == 421
    )


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
def test_the_token_file_is_its_users_alone(tmp_path: Path) -> None:
    from wiredesk.errors import DeskError

    desk = tmp_path / "x.desk"
    made = word(desk)
    assert word(desk) == made
    assert token_file(desk).stat().st_mode & 0o777 == 0o600
    token_file(desk).chmod(0o644)
    with pytest.raises(DeskError, match="chmod 600"):
        word(desk)


def test_what_arrives_is_streamed_from_where_the_reader_was(client: Client, desk: Path) -> None:
    text = client.get("/api/events", params={"after": 0, "once": 1}).text
    seen = [b for b in text.split("\n\n") if b.startswith("id: ")]
    assert [int(b.split("\n")[0][4:]) for b in seen] == list(range(1, len(seen) + 1))
    assert any("event: captured" in b for b in seen)
    rest = client.get("/api/events", params={"once": 1}, headers={"last-event-id": str(len(seen) - 1)}).text
    assert rest.count("id: ") == 1


def test_a_stream_waits_for_what_comes(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from starlette.requests import Request

    from wiredesk.web.api import stream

    monkeypatch.setattr(stream, "EVERY", 0.01)

    async def silent() -> Any:
        await asyncio.Event().wait()

    async def listen() -> bytes:
        request = Request({"type": "http", "headers": [], "app": client.app}, silent)
        desks = client.app.state.desks
        head = await desks.call(lambda desk: desk.head().count)
        told = stream._told(request, head, once=False)
        got = await anext(told)
        await desks.call(lambda desk: desk.judge("note", "outlet:X", value="heard", by="ann"))
        got += await anext(told)
        await told.aclose()
        return got

    heard = client._runner.run(asyncio.wait_for(listen(), 60)).decode()
    assert heard.startswith("retry: ")
    assert "event: judged" in heard


def test_the_api_is_as_described(desk: Path) -> None:
    """Every operation, with requests that fit the description and requests that do not."""
    import schemathesis
    from hypothesis import HealthCheck, Phase, given, settings
    from schemathesis.generation import GenerationMode
    from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance, unsupported_method

    # Judging takes a token of a page or of a file, so that taking one away proves nothing; methods that
    # an address does not take are asked above.
    left_out = [ignored_auth, unsupported_method]
    app = create_app(desk, hosts=["testserver"])
    with Desk(desk) as opened:
        story = opened.story(opened.stories().items[0].id)
    known = {
        "/stories/{id}": story.stories[0].id,
        "/stories/{id}/feed.atom": story.stories[0].id,
        "/stories/{id}/feed.json": story.stories[0].id,
        "/claims/{id}": story.claims[0].id,
        "/reports/{id}": story.reports[0].id,
        "/reports/{id}/raw": story.reports[0].id,
        "/why/{id}": story.claims[0].id,
        "/trace/{id}": story.brief.lines[0].id,
    }
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", app)
    statuses: dict[str, set[int]] = {}

    def ask(operation: Any, mode: GenerationMode) -> None:
        @settings(
            max_examples=2, database=None, phases=[Phase.generate], derandomize=True,
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(case=operation.as_strategy(generation_mode=mode))
        def holds(case: schemathesis.Case) -> None:
            path = case.operation.path
            if path in known and mode is GenerationMode.POSITIVE:
                case.path_parameters = {"id": known[path]}
            headers = bearer(desk) if case.method == "POST" else {}
            # A well-formed judgement may still be none that can be made (422): a note without words.
            out = [*left_out, positive_data_acceptance] if case.method == "POST" else left_out
            answer = case.call_and_validate(excluded_checks=out, headers=headers)
            statuses.setdefault(f"{case.method} {path}", set()).add(answer.status_code)

        holds()

    for result in schema.get_all_operations():
        operation = result.ok()
        if operation.path == "/events":
            continue  # without end; asked above
        ask(operation, GenerationMode.POSITIVE)
        if operation.query or operation.path_parameters or operation.body:
            ask(operation, GenerationMode.NEGATIVE)
    assert len(statuses) == len(ROUTES) - 2  # the stream, and the description itself
    assert {path for path in known if 200 not in statuses[f"GET {path}"]} == set()
