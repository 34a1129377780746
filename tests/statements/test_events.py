"""Events: the act with its actor and object, passives and light verbs undone."""

from __future__ import annotations

import pytest

from wiredesk.resources.parser import parse
from wiredesk.statements.events import event


@pytest.mark.parametrize(
    ("text", "act", "actor", "obj"),
    [
        ("The police shot three men.", "shoot", "police", "men"),
        ("Three men were shot by the police.", "shoot", "police", "men"),
        ("The rebels launched an attack on the harbour.", "attack", "rebels", "harbour"),
        ("The rebels are ready to stop the war.", "stop", "rebels", "war"),
        ("The council came out with an initiative of peace talks.", "talk", "council", ""),
        ("The army began to shell the port.", "shell", "army", "port"),
    ],
)
def test_act_actor_and_object(text: str, act: str, actor: str, obj: str) -> None:
    parsed = parse([text])[0]
    found = event(parsed, parsed.root(parsed.sentences[0]))
    assert (found.act, found.actor, found.object) == (act, actor, obj)
