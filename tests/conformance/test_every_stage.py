"""What every stage of the plan must be; a new stage inherits all of it by being in the plan."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from tests.conformance.example import GOLDEN, digests, recorded

from wiredesk.model.codec import decode, dumps
from wiredesk.model.reports import Report
from wiredesk.model.spans import joined
from wiredesk.model.statements import Statement
from wiredesk.model.views import Lineage, Reuse
from wiredesk.run import plan
from wiredesk.run.plan import PLAN
from wiredesk.run.stages import Each, Fold

EACHES = [s for s in PLAN if isinstance(s, Each)]
FOLDS = [s for s in PLAN if isinstance(s, Fold)]


def inputs(stage: Any) -> list[Any]:
    """What the stage was given; the statements stage with its parses, as the runner adds them."""
    pairs = recorded()[stage.name]
    if stage.name == plan.STATEMENTS.name:
        parses = dict(recorded()[plan.PARSE.name])
        return [(r, tuple(parses[p.of(r.text)] for p in r.paragraphs())) for (r, _), _ in pairs]
    return [given for given, _ in pairs]


def as_set(value: Any) -> list[str]:
    """A view without the order of its items."""
    return sorted(dumps(v) for v in value) if isinstance(value, tuple | list) else [dumps(value)]


def test_the_plan_names_each_stage_once() -> None:
    assert len({s.name for s in PLAN}) == len(PLAN)


@pytest.mark.parametrize("stage", EACHES, ids=lambda s: s.name)
def test_each_gives_the_same_alone_in_any_batch_and_any_order(stage: Any) -> None:
    items = inputs(stage)
    whole = [dumps(v) for v in stage.run(items)]
    assert whole == [dumps(v) for v in stage.run(items)], "twice the same input, two outputs"
    assert whole == [dumps(stage.run([item])[0]) for item in items], "alone it gives something else"
    order = list(range(len(items)))
    random.Random(len(items)).shuffle(order)
    shuffled = [dumps(v) for v in stage.run([items[i] for i in order])]
    assert [whole[i] for i in order] == shuffled, "another order gives something else"


@pytest.mark.parametrize("stage", FOLDS, ids=lambda s: s.name)
def test_a_fold_depends_on_the_set_of_its_group_alone(stage: Any) -> None:
    rng = random.Random(7)
    for group in inputs(stage):
        first = as_set(stage.run(group))
        assert first == as_set(stage.run(group))
        for _ in range(3):
            assert as_set(stage.run(shuffled_group(group, rng))) == first, f"{stage.name} depends on order"


def shuffled_group(group: Any, rng: random.Random) -> Any:
    """The group with the items of each of its collections in another order."""
    if group and all(isinstance(part, tuple) and not hasattr(part, "_fields") for part in group):
        return tuple(shuffled_group(part, rng) if isinstance(part, tuple) else part for part in group)
    if group and any(isinstance(part, tuple) for part in group):
        return tuple(shuffled_group(part, rng) if isinstance(part, tuple) else part for part in group)
    items = list(group)
    rng.shuffle(items)
    return tuple(items)


@pytest.mark.parametrize("stage", PLAN, ids=lambda s: s.name)
def test_every_result_survives_being_kept(stage: Any) -> None:
    for _, out in recorded()[stage.name]:
        assert dumps(decode(stage.gives, json.loads(dumps(out)))) == dumps(out)


@pytest.mark.parametrize("stage", PLAN, ids=lambda s: s.name)
def test_changed_output_means_a_raised_version(stage: Any) -> None:
    golden = json.loads(GOLDEN.read_text())
    assert stage.name in golden, "a new stage: run python -m tests.conformance.example"
    version, digest = golden[stage.name]
    if digest == digests()[stage.name]:
        return
    assert stage.version > version, (
        f"{stage.name} gives another output on the example; raise its version in run/plan.py, "
        "then run python -m tests.conformance.example"
    )
    pytest.fail("the version is raised; now run python -m tests.conformance.example and keep what it writes")


def test_every_span_reads_back_to_its_words() -> None:
    reports: dict[str, Report] = {r.id: r for _, r in recorded()["clean"]}
    for report in reports.values():
        for segment in report.offsets.segments:
            assert 0 <= segment.clean <= segment.clean_end <= len(report.text)
    found: list[Statement] = [s for _, of in recorded()["statements"] for s in of]
    assert found
    for s in found:
        text = reports[s.report].text
        assert s.text == joined(s.spans, text)
        for mark in [*s.figures, *s.places]:
            assert 0 <= mark.start < mark.end <= len(text)
    edges: list[Reuse | Lineage] = [
        e for name in ("reuse", "lineage") for _, of in recorded()[name] for e in of
    ]
    for edge in edges:
        left = edge.left if isinstance(edge, Reuse) else edge.source
        right = edge.right if isinstance(edge, Reuse) else edge.target
        for p in edge.passages:
            assert p.left.end <= len(reports[left].text)
            assert p.right.end <= len(reports[right].text)
