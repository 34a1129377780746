"""What says who made a report and where: byline, dateline, credits, captions."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wiredesk.clean.lines import Line

MONTHS = {
    m: i
    for i, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for m in names.split()
}
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_PLACE = (
    r"(?P<place>[^\W\d_][\w.’'\- ]{1,30}(?:,\s[^\W\d_][\w.’'\- ]{1,24}){0,2}"
    r"(?:/[^\W\d_][\w.’'\- ]{1,24}(?:,\s[A-Z][\w.’' ]{1,20})?)?)"
)
_DATE = rf"(?P<date>{MONTH}\s\d{{1,2}}(?:,?\s\d{{4}})?|\d{{1,2}}\s{MONTH}(?:,?\s\d{{4}})?)"
_AGENCY = r"(?P<agency>[A-Z][\w.&’' -]{1,30}?)"
_DATELINE = re.compile(
    rf"(?:{_PLACE}(?:,?\s\(?{_DATE}\)?)?\s?[,.:]?\s?(?:/{_AGENCY}/"
    rf"|\({_AGENCY.replace('agency', 'agency2')}\))\s?(?:[-–—:.]+|\.)?\s?"
    rf"|{_PLACE.replace('place', 'place3')}(?:,?\s\(?{_DATE.replace('date', 'date3')}\)?)?\s?(?:[–—]|--"
    rf"|-\s|—|:\s?[-–—])\s?)",
    re.I,
)
_DASHED = re.compile(r"(?:[-–—:.]|/)\s*$")
_BYLINE = re.compile(
    r"(?:(?:written |reported |posted |story |report |article |compiled )?by|from|author|reporter"
    r"|correspondent|words)\s*:?\s+(?P<who>[^\W\d_][^\d:;!?]{2,110}?)(?:\s*[|,•·–—-]\s*.{0,60})?\W*",
    re.I,
)
_CREDIT = re.compile(
    r"contribut(?:ing|ors?)\s?:\s?.{3,200}|(?P<who>.{3,260}?)\s(?:have |has |also )?(?:contributed"
    r"|reported)(?: (?:to|from|for)\b.{0,120}|\s?(?:reporting|writing).{0,40})?\W*"
    r"|(?:additional |with )?(?:reporting|writing|editing|additional reporting|report"
    r"|production)\s?(?:by|from|;|and writing by)\s.{3,300}"
    r"|(?:with|including)\s(?:files|information|reporting|additional reporting|input|inputs|material"
    r"|agencies|reports?)\s?(?:from|by)?.{0,160}"
    r"|(?:the )?associated press (?:writers?|reporters?|journalists?).{3,200}(?:contributed|reported).{0,80}"
    r"|(?:reporting|writing|editing) by .{3,300}|\(.{0,40}(?:reporting|writing|editing|compiled"
    r"|edited) by .{3,260}\)\W*",
    re.I,
)
_CAPTION = re.compile(
    r"\b(?:(?:is|are|was|were) (?:seen|pictured|shown)|in this (?:\w+ ){0,3}(?:image|photo|picture"
    r"|photograph|frame grab|screengrab|still|handout|undated)|"
    r"(?:image|photo|picture|video|frame|still|handout|screenshot|photograph)\b.{0,30}\b(?:obtained"
    r"|taken|provided|released|grab|courtesy)|file (?:photo|image|picture|pic)|(?:seen|pictured) (?:here"
    r"|in|on|at|during|above|left|right)|"
    r"(?:photo|image|picture|video|credit)s?\s?(?:by|:|credit|courtesy|/)|(?:getty images|shutterstock"
    r"|afp/getty|ap photo|photo/|reuters/[A-Z]|via getty|epa-efe|istock|screengrab|undated (?:photo"
    r"|image|video|handout|picture)))",
    re.I,
)
_PHOTO_CREDIT = re.compile(
    r"\W*(?:(?:photo|image|picture|video|photograph|illustration|credit|courtesy|graphic|screenshot"
    r"|screengrab|source)s?\b.{0,50}[:/©].{2,60}|(?:getty images|shutterstock|ap photo|afp|reuters|epa"
    r"|istock(?:photo)?|unsplash|pixabay|wikimedia.{0,20})\W*(?:/.{0,40})?"
    r"|(?:file )?(?:photo|image|picture|video)(?: (?:by|via|courtesy(?: of)?|credit|from)\b.{2,60})"
    r"|.{2,60}(?:/|via |[|] )(?:getty(?: images)?|ap(?: photo)?|afp|reuters|epa|shutterstock|file)\W*)",
    re.I,
)


_REPORT = "(?:article|story|report|post|piece|headline|dispatch|item)"
_CORRECTION = re.compile(
    r"\W*(?:(?:correction|clarification|corrected|erratum|editor[’']?s[’']? (?:note|correction)"
    r"|correction note)"
    r"\s?(?:[(].{2,40}[)]|,.{2,40})?\s?[:—–-].*"
    rf"|correction to this {_REPORT}\b.*"
    rf"|(?:this|the) {_REPORT}\b.{{0,60}}\b(?:(?:was|has been|is|have been) (?:\w+ ){{0,2}}(?:corrected"
    r"|amended|clarified|updated to (?:correct|clarify|reflect))|corrects).*"
    rf"|(?:an? |the )?(?:earlier|previous|original|prior) versions? of this {_REPORT}\b.*"
    r"|(?:korrektur|berichtigung|rectificatif|correctif|fe de errores|correcci[óo]n|rettifica|уточнение)"
    r"\s?[:—–-].*)",
    re.I | re.S,
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """The words that open a report before its first sentence.  ``end`` is the offset in the line
    where the sentence begins; ``place``, ``date`` and ``agency`` are as printed, or None."""

    end: int
    place: str | None
    date: str | None
    agency: str | None


def dateline(text: str) -> Dateline | None:
    """The dateline that a paragraph opens with, or None.

    Known forms: "PLACE, Month 5. /AGENCY/.", "PLACE (Agency) -", "PLACE, Country, Month 5 (Agency) —",
    "PLACE —".  A place without agency or date must be in capitals.
    """
    match = _DATELINE.match(text[:160])
    if not match:
        return None
    found = match.groupdict()
    place = found["place"] or found["place3"]
    date = found["date"] or found["date3"]
    agency = found["agency"] or found["agency2"]
    place = place.strip(" ,.(") if place else place
    if (
        place
        and not date
        and (dated := re.search(rf",?\s\(?({_DATE.replace('?P<date>', '')})\)?$", place, re.I))
    ):
        place, date = place[: dated.start()], dated.group(1)
    city = re.split(r"[,/]", place)[0].strip() if place else ""
    capitals = city.isupper() and len(city) >= 3
    if not (capitals or (agency and place and place[0].isupper() and len(place.split()) <= 5)):
        return None
    if agency and not (agency.isupper() or agency[:1].isupper()):
        return None
    if not capitals and not date and not agency.isupper() and not _DASHED.search(match.group()):
        return None  # "Rep. Ida Holm Brandt (Ida) Holm": a name, and no place with its agency
    rest = text[match.end() :]
    if (
        not rest
        or len(place.split()) > 8
        or not (rest[0].isupper() or rest[0] in "\"“‘'«[(" or rest[0].isdigit() or date)
    ):
        return None
    return Dateline(match.end(), place.strip(" ,."), date, agency.strip() if agency else None)


def byline(line: Line) -> str | None:
    """The name or names of a byline that fills the line, or None."""
    if len(line.words) > 16 or (line.ends_sentence and len(line.words) > 8):
        return None
    match = _BYLINE.fullmatch(line.text)
    if not match:
        return None
    who = match["who"].strip(" ,|")
    names = re.split(r",|\band\b|&|;", who)
    first = [w for w in names[0].split() if w]
    if not 1 <= len(first) <= 6 or not all(
        w[0].isupper() or w in ("de", "al", "van", "von", "bin", "der", "di", "la") for w in first
    ):
        return None
    return who


def credit(line: Line) -> bool:
    """Whether the line only says who else worked on the report."""
    return (
        len(line.words) <= 60
        and bool(_CREDIT.fullmatch(line.text))
        and (
            "contribut" in line.folded
            or bool(
                re.search(
                    r"\b(?:reporting|writing|editing|files|agencies|information|compiled|edited|reports?"
                    r"|inputs?)\b",
                    line.folded,
                )
            )
        )
    )


def correction(line: Line) -> bool:
    """Whether the line says that the report was corrected, as an editor does below or above it.

    "Correction: …", "An earlier version of this article misstated …", "This story has been corrected to …".
    """
    return 4 <= len(line.words) <= 120 and bool(_CORRECTION.fullmatch(line.text))


def caption(line: Line) -> bool:
    """Whether the line describes a picture."""
    return (
        4 <= len(line.words) <= 70
        and bool(_CAPTION.search(line.text))
        and not line.text.startswith(("“", '"'))
    )


def photo_credit(line: Line) -> bool:
    """Whether the line is only the credit of a picture."""
    return len(line.words) <= 12 and bool(_PHOTO_CREDIT.fullmatch(line.text))


def names(line: Line) -> bool:
    """Only capitalised words and "and": the names of writers without "By"."""
    words = line.text.replace(",", " ").split()
    return (
        bool(words)
        and len(words) <= 8
        and all(w[0].isupper() or w in ("and", "&", "de", "von", "van", "al") for w in words)
        and ("and" in words or len(words) <= 3)
    )
