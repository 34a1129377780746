"""Alerts: what is new in substance, told once, by feed, webhook or mail; never a further copy."""

from __future__ import annotations

from wiredesk.alerts.finding import desk_entries, entries, story_entries
from wiredesk.alerts.watch import Watch

__all__ = ["Watch", "desk_entries", "entries", "story_entries"]
