"""Acts that cannot both be said of one actor and thing at one time."""

from __future__ import annotations

OPPOSITES: tuple[tuple[frozenset[str], frozenset[str]], ...] = tuple(
    (frozenset(a.split()), frozenset(b.split()))
    for a, b in (
        ("accept agre approv back support endors", "reject refus oppos den rebuff"),
        ("ris increas grow surg climb jump gain", "fal drop declin decreas plung slump slid shrink"),
        ("win won victor", "los defeat"),
        ("aliv surviv", "dead di kil death"),
        ("guilt convict", "acquit innocent clear"),
        ("attack", "defend"),
        ("confirm admit acknowledg", "den disput refut"),
        ("open reopen", "clos shut"),
        ("begin start launch", "end stop halt ceas"),
        ("arriv enter", "leav depart withdraw"),
        ("releas free", "detain arrest jail imprison"),
        ("allow permit legal", "ban prohibit bar forbid illegal"),
        ("advanc", "retreat withdraw"),
        ("pass", "fail reject"),
        ("success successful", "fail failur unsuccessful"),
        ("hir appoint", "fir dismiss sack"),
        ("captur seiz tak", "los repel"),
    )
)
"""Acts that cannot both be said of one actor and thing at one time, as stems."""


def opposites(left: str, right: str) -> bool:
    """Whether two stems are opposite acts."""
    return any((left in a and right in b) or (left in b and right in a) for a, b in OPPOSITES)
