"""What a page says to its readers in the midst of a report: sentences that are none of the report's own.

"Click here for updates", "(Published Friday, Sept. 5, 2031)", "RELATED: Two held in Varo", "Reach her at
412-555-0101", "0:52 Raw video of the pier fire".  Lines of this kind are dropped when a page is cleaned; here
are those that a page has run into a paragraph.  Chosen on 210 reports of local papers (SemEval-2018 task 5),
in which one statement of 25 was such a sentence, and looked for in 840 of AllSides and fa-kes.
"""

from __future__ import annotations

import re

_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_START = r"[\s•►>\[(⦁*|—-]*"
_KINDS = (
    r"all rights reserved\b.{0,120}",
    r"(?:(?:TM and )?©|(?:TM and )?copyright (?:©|\(c\)|\d{4})|all content ©).{0,120}",
    rf"published (?:on )?{_DAY}, .{{0,20}}",
    r"(?<=\()source: .{3,60}",
    r"related(?: (?:coverage|links?|stories|story|content))?\s?[:|].{0,200}",
    r"more:\s?.{3,200}",
    (
        r"(?-i:(?:NOW |MUST |RAW )?(?:WATCH|VIDEO|READ|PHOTOS?|IMAGES|SLIDESHOW|GALLERY|LISTEN|RECALL|"
        r"SEE ALSO|READ MORE|READ NEXT|ALSO READ)|[A-Z][A-Z ]{2,30} INVESTIGATES):\s?[^.]{3,160}"
    ),
    r"(?-i:JUST WATCHED) .{5,200}",
    r"(?:please )?click (?:here|on the (?:link|button|photo|video))\b.{0,160}",
    r"(?:if you|to|for) .{3,80}\bclick here\b.{0,60}",
    r"(?:please )?check back (?:for|with|here|later|soon|at|to|or)\b.{0,160}",
    r"stay with \w.{0,80}\b(?:updates?|story|develops|latest|details)\b.{0,60}",
    r"(?:follow|find|like) .{2,60}\bon (?:twitter|facebook|instagram)\b.{0,160}",
    r"subscribe (?:now|today|to receive)\b.{0,160}",
    r"sign up for (?:(?:our|the|one of our)\b.{0,120}|.{0,40}\bnewsletters?\b.{0,60})",
    r"(?:please )?(?:sign|log) in(?: (?:to|with|using|or)\b.{0,100})?[.!]?",
    (
        r"by (?:signing up|clicking|registering|continuing|submitting|subscribing)\b.{0,40}"
        r"\byou (?:agree|accept|consent)\b.{0,60}"
        r"\b(?:terms|polic(?:y|ies)|conditions|privacy|cookies)\b.{0,100}"
    ),
    r"thank you for (?:registering|signing up|subscribing)\b.{0,100}",
    r"please check your e-?mail\b.{0,120}",
    r"please (?:enable|turn on|allow|disable) (?:javascript|cookies|your ad ?block\w*)\b.{0,80}",
    r"oops\b.{0,80}\b(?:newsletters?|try again|went wrong)\b.{0,80}",
    r"never miss a (?:story|beat)\b.{0,160}",
    r"get .{3,80}\b(?:delivered|sent) (?:\w+ )?to your (?:inbox|phone|e-?mail)\b.{0,40}",
    (
        r"(?:watch|see|read|view|listen to) the (?:full |entire |complete )?"
        r"(?:video|story|statement|interview|clip|photos|tweet|letter|report|post|speech|transcript|article) "
        r"(?:below|above|here)\b.{0,40}"
    ),
    r"(?:see|view|show|load) more (?:videos|photos|stories|news|comments|results)\b.{0,30}",
    r"(?:download (?:the|our|this|now)\b.{0,120}|for news and updates, download\b.{0,120})",
    r"text [A-Z\d]{3,} to \d{4,}\b.{0,200}",
    r"reach (?:him|her|them|[A-Z]\w+) at (?:[(\d]|\S+@).{0,80}",
    r"this (?:post|story|article|report|page) (?:has been|was|will be) (?:last )?updated\b.{0,40}",
    r"contact the (?:writer|reporter|author)\b.{0,80}",
    r"if you (?:want|would like) to receive .{0,120}",
)
_TALK = re.compile(rf"{_START}(?:{'|'.join(_KINDS)})", re.I | re.S)
_CLIP = re.compile(r"\s*\d:\d\d (?![AP]\.?M)[A-Z\d'‘“\"][^.]{8,120}(?<![.”\"])\s*")
"""A clip of a list of videos: its length, a title, no full stop; a line of a diary ("9:45 Police have come.")
has one."""
_SLIDE = re.compile(r"\b(?:photo|image):? .{0,60}?\bimage \d+ of (?:/ ?)?\d+(?: caption)?(?: close)?\b", re.I)
"""What stands over the pictures of a gallery: "Photo: Varo Video Image 3 of 14 Caption Close"."""

_FILM = re.compile(
    r"[^.!?]{5,160} [-–—|] (?:YouTube|Vimeo|Dailymotion)\b(?! (?:said|says|has|had|is|was|and)\b)"
)
"""The title of a film set into a report, run into its next sentence or not: "Storm hits Varo - YouTube The
mayor said …".  Of 804 reports of fa-kes seventeen hold one."""
_CREDIT = r"(?:[A-Z]\w+ |File )?[Pp]hoto(?: [A-Z]\w+)?|AFP|AP|Reuters|Getty Images"
_CREDITED = re.compile(rf"[^()]{{20,300}}\((?:{_CREDIT})\)(?=\s*$|\s+[A-Z“\"])")
"""A caption with its credit, run into the next sentence: "Guards search Varo on Monday (Reuters Photo) Two
boats …"; a dozen in fa-kes."""


def page_talk(sentence: str) -> list[tuple[int, int]]:
    """Where a sentence speaks to the readers of a page, in code points of it: all of it, the labels of
    pictures, or a title or caption run into it; none for a report's own words."""
    if _TALK.fullmatch(sentence) or _CLIP.fullmatch(sentence):
        return [(0, len(sentence))]
    run_in = _FILM.match(sentence) or _CREDITED.match(sentence)
    if run_in:
        return [run_in.span()]
    return [match.span() for match in _SLIDE.finditer(sentence)] if "mage" in sentence.lower() else []


__all__ = ["page_talk"]
