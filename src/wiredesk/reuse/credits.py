"""Agencies that a report credits, in the places where reports print such credits."""

from __future__ import annotations

import re

from wiredesk.model.reports import Report

# The form of a credit, not a list of agencies: "CITY, May 5 (Agency) —", "CITY. /AGENCY/.",
# "[AGENCY]" at the end of the text, "Agency contributed to this report".
_DATELINE = re.compile(
    r"^.{0,120}?(?:/(?P<slash>[A-Z][A-Za-z]{1,14})/"
    r"|\((?P<round>[A-Z][A-Za-z&.]*(?: [A-Z][A-Za-z]+){0,2})\)\s*[-–—:])",
    re.DOTALL,
)
_END = re.compile(
    r"(?:^|\n)[\s(\[]*(?:With (?:input|reporting|files|inputs) (?:from|by)\s+)?"
    r"(?P<name>(?:The )?[A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+){0,3})"
    r"(?: contributed to this (?:report|story|article)\b.{0,40}|\s*[)\]])\.?\s*$"
)
_SOURCE = re.compile(r"\n\s*(?:Source|Via)\s*:\s*(?P<name>[A-Z][\w&. -]{1,40})\s*$")


def credited(report: Report) -> frozenset[str]:
    """Names of the agencies that a report credits, casefolded: those that cleaning found and
    those in its dateline or last line; empty where it credits none."""
    names = set(report.credits)
    body = report.text
    if report.headline is not None and report.headline.end < 300:
        body = body[report.headline.end :].lstrip()
    if found := _DATELINE.match(body[:300]):
        names.add(found.group("slash") or found.group("round"))
    for pattern in (_END, _SOURCE):
        if found := pattern.search(body[-200:]):
            names.add(found.group("name"))
    return frozenset(n.casefold().removeprefix("the ").strip() for n in names if n)
