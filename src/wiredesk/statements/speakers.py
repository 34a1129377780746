"""Who can speak: people, bodies and what is written or counted; not a cliché, a bus or a heading.

The nouns are those of the speakers, and of what was taken for one, in 470 reports of AllSides, fa-kes and
local papers, with the commoner ones of each kind from general English.  A noun that stands in no list may
still be a person's by its ending ("driver", "forecaster", "loyalists").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from wiredesk.model.parses import Word
from wiredesk.statements import bodies, cues

_PEOPLE = cues.words("""
    % actor actress adult advocate affiliate all ally alumni another applicant arm assailant associate
    attacker attendee baby backer bishop bodyguard both boy boyfriend branch brass bride broadcaster
    bystander cabbie caller camp captain captive celebrity challenger chapter chef child chorus circle
    citizen class clergy clerk client colonel commuter companion congregation conservative constituent
    consul consumer cop corps counterpart couple cousin crew critic crowd customer dad daughter defendant
    delegation democrat demonstrator deputies deputy detainee dictator dissident dozen driver duke duo
    each elder elect elite emissary employee employer enforcement engineer establishment ex ex-wife
    executive expatriate eyewitness faction faithful fan father federalist feds female firefighter
    fireman foe folk folks forecaster gang girl girlfriend graduate grandfather grandmother grandparent
    groom guard guest gunman gunmen guy half half-dozen hawk heir hero heroes holdout hostage household
    immigrant individual infantry inmate insider intellectual islamist journalist juror jury kid landlord
    leadership legend liberal looter loyalist majority male manufacturer marcher marine marshal mayor
    mechanic media medic member migrant militant minor minority mob moderate mom monarch monk mother
    motorist nanny neighborhood neither newcomer newscaster noble none nonprofit nun nurse oligarch
    operative opposition organizer orphan other outsider owner pair panel paramedic parent parishioner
    participant partisan partner passenger passer-by passerby passersby patient patron pedestrian peer
    peoples percent performer personality personnel photographer pilot plaintiff player poet police
    populist practitioner president-elect principal prisoner progressive prosecution protester public
    pundit pupil quarter refugee registrar relative republican respondent responder rioter royal sailor
    scholar scout senior shooter sibling side skeptic socialist sophomore specialist spouse staff staffer
    statesman stranger strongman suspect taxpayer team teen teenager tenant terrorist theorist thief
    thieves third toddler tourist townspeople trio troop trooper truther twin tycoon user vendor vet
    viewer villager visitor voice volunteer watcher whistleblower widow widower wing worker world
    youngster youth
""")
_BODIES = cues.words("""
    academy administration airline airport archdiocese assembly bank bench bloc board brigade bureau
    business cabinet capital caucus chamber city college commission committee community company
    conference conglomerate consortium consulate corporation country county defence defense desk diocese
    directorate district division dynasty embassy emirate empire enterprise estate federation firm fund
    government guild hospital house industry institution island judiciary junta kingdom laboratory
    league legislature lobby mission monarchy monitor mosque municipality museum nation ngo observatory
    operator outlet parliament platform prefecture presidency press province
    publication publisher regime regiment region republic retailer school secretariat sect senate
    service shelter squad startup state store studio subcommittee sultanate supplier syndicate tank
    task-force taskforce think-tank thinktank town tribe tribunal troupe trust unit utility village
    watchdog wire workforce
""")
_PAPERS = cues.words("""
    account accusation act adage addendum advert advertisement advisory affidavit agenda agreement alert
    allegation amendment analysis anecdote announcement appeal archive argument article assessment audit
    autopsy ballot bill billboard biography book briefing broadcast brochure budget bulletin bylaw cable
    call caption card cartoon case census certificate channel charges chart charter chronicle chunk circular
    citation claim clause clip code column combination comment commentary communication communique
    complaint confession constitution contract copy count court-filing coverage criteria critique data
    database deal decision declaration decree deed definition denial deposition description diagram
    diary dictionary directive disclosure dispatch dissent docs document documentary documents dossier draft
    edict edition editorial entry episode essay estimate evaluation evidence examination excerpt
    executive-order explanation fact-check feature feed figure filing finding flyer footage footnote
    forecast foreword form formula fundraiser gazette gospel graph graphic guidance guide guideline
    handbook handout header headline history image index indictment infographic information inquest
    inquiry instruction interview investigation invitation invoice joke journal judgement judgment label
    law lawsuit leaflet leak ledger legislation letter lettering license line list log logbook lyric
    manifesto manual manuscript measure memo memoir memorandum message model monitoring motion motto
    narrative newscast newsletter newspaper note notice notification novel number oath obituary op-ed
    opinion order ordinance outlook page pamphlet paper parable paragraph parody passage permit petition
    photo picture piece placard plan plaque playbook plea pleading podcast poem poll polling post postcard
    poster precedent preface presentation press-release probe proclamation profile program programme
    projection proof proposal prospectus protocol proverb provision query question questionnaire
    quotation quote ranking rating reading recap receipt recommendation record recording regulation
    release remark reply report reporting reprimand requirement research resolution response result
    results review rider roadmap rule ruling saying schedule science screen screenshot script scripture
    sentence series set settlement sheet show sign signage site slew slide slogan song source speech
    spoof spot spreadsheet stat statement statistic statistics statute sticker story storyline study
    subpoena subtitle suit summary summons survey syllabus table tag tale tally tape tariff telegram
    template testimony text textbook theory thesis thread threat ticker timeline timetable title toll
    track trailer transcript translation treaty trove tweet tweets update verdict verse version video
    view voice-mail voicemail warning warrant web-site weblog website wiki wording writ write-up writing
    writings
""")
_MANY = re.compile(r"\d[\d.,]*%?")
_ENDINGS = ("ist", "ian", "man", "men", "woman", "women", "ologist", "crat", "ster")
_PLURALS = ("ers", "ors", "ists", "ians", "ants", "ees", "crats", "sters", "men", "ites")
_MADE = ("er", "or")
"""Endings of people's nouns, in the plural where the singular is as often a thing's ("tower", "grant")."""
_SHUT = cues.words("""
    answer answers border borders center centers chapters color colors computer computers corners
    disaster disasters doors error errors factor factors favor favors finger floor floors flower flowers
    flyers hammer honor hours jumpsuits labor ladder leather letters matter matters mirror motor motors
    murder numbers offer offers orders papers passer posters power powers prayers quarters river rivers
    shoulder shoulders shower silver summer terror thunder timber tower towers trigger water weather
    winners winter years
""")
"""Things whose nouns end as people's do."""

_SPEAKERS = cues.ROLES | cues.UNNAMED | cues.BODIES | set(cues.MEDIA) | _PEOPLE | _BODIES | _PAPERS


_DATED = ("DATE", "TIME")


def head_of(words: Sequence[Word]) -> Word | None:
    """The noun that a source phrase is about: the last word before its first preposition, comma or clause."""
    main: list[Word] = []
    for n, word in enumerate(words):
        clause = word.tag in ("WDT", "WP", "WP$") or (word.pos == "SCONJ" and n > 0)
        last_one = next((w for w in reversed(main) if w.pos != "ADV"), None)  # "the crew also known as"
        noun = last_one is not None and last_one.pos in ("NOUN", "PROPN", "PRON", "DET", "NUM")
        full = last_one is not None and last_one.pos != "DET"
        behind = noun and full and word.pos in ("ADJ", "VERB") and word.text.islower()
        behind = behind and word.text != "old"
        last = behind and not any(w.pos == "NOUN" for w in words[n + 1 : n + 2])  # "people close to him"
        dated = last_one is not None and last_one.pos in ("NOUN", "PROPN") and last_one.ent not in _DATED
        dated &= word.ent in _DATED  # "a poll last year by"
        if main and (clause or last or word.pos == "ADP" or word.text in (",", "(", "—", "–", ":", ";")):
            break
        if dated:
            break
        if word.pos not in ("PUNCT", "SPACE"):
            main.append(word)
    while main and main[-1].pos in ("ADV", "PART") and len(main) > 1:
        main.pop()
    return main[-1] if main else None


def can_speak(words: Sequence[Word]) -> bool:
    """Whether a source phrase may be somebody or something that says something.

    Names and whatever holds one may ("the Varo bus company"), people and bodies by their nouns, papers,
    surveys and figures, shares and numbers of people; not "a political cliché", "the bus", "tax returns".
    """
    head = head_of(words)
    if head is None or head.text.startswith("@"):
        return True
    low, lemma = head.text.lower(), head.lemma.lower()
    if low == "powers" and len(words) > 1 and (words[-2].pos == "ADJ" or words[-2].text.lower() == "world"):
        return True  # "Western powers"
    if head.pos in ("PRON", "NUM", "DET") or _MANY.fullmatch(head.text) or head.text[:1].isupper():
        return True
    if {low, lemma, low.rstrip("s")} & _SPEAKERS or bodies.is_kind(low) or bodies.is_kind(lemma):
        return True
    if head.ent in ("CARDINAL", "PERCENT") or low == "old":  # "the 9-year-old"
        return True
    if low in _SHUT or lemma in _SHUT:
        return False
    made = low.endswith(_ENDINGS) or low.endswith(_PLURALS) or lemma.endswith(_MADE)
    return made or _held(words, head) or _are_people(words, head)


def _are_people(words: Sequence[Word], head: Word) -> bool:
    """Whether a noun only says how many people speak: "a string of Republicans", "a parade of mayors"."""
    at = next(n for n, w in enumerate(words) if w is head)
    behind = words[at + 1 :]
    if len(behind) < 2 or behind[0].text.lower() != "of" or words[0].text.lower() not in ("a", "an"):
        return False
    many = next((n for n, w in enumerate(behind) if w.tag in ("NNS", "NNPS")), None)
    if many is None or any(w.pos in ("ADP", "PUNCT") or w.tag == "POS" for w in behind[1:many]):
        return False
    last = behind[many]
    return last.ent == "NORP" or bool({last.text.lower(), last.lemma.lower()} & (cues.ROLES | _PEOPLE))


def _held(words: Sequence[Word], head: Word) -> bool:
    """Whether a name makes somebody of a noun that may be a thing: "the Varo waterfront hub", "its lead, Ida
    Holm"; not one to which the thing belongs ("Vale's win", "the fall of Varo")."""
    at = next(n for n, w in enumerate(words) if w is head)
    named = [n for n, w in enumerate(words) if _named(w)]
    if not named:
        return False
    owned = max((n for n, w in enumerate(words[:at]) if w.tag == "POS"), default=-1)
    if any(owned < n < at for n in named):
        return not head.lemma.lower().endswith(_ABSTRACT)
    return any(words[n].ent == "PERSON" and _opens(words, n) for n in named if n > at)


def _opens(words: Sequence[Word], n: int) -> bool:
    """Whether a word stands right behind a comma, or behind a title there: "…, Sen. Ida Holm of Varo,"."""
    while n > 1 and (words[n - 1].text == "." or words[n - 1].text.lower() in cues.TITLES):
        n -= 1
    return words[n - 1].text == ","


def _named(word: Word) -> bool:
    return word.ent in ("PERSON", "ORG", "NORP") or (word.text[:1].isupper() and word.pos == "PROPN")


_ABSTRACT = ("tion", "sion", "ment", "ness", "ity", "ance", "ence", "ing", "ism", "ure", "yield")
"""Endings of what is done or owned, not of who does it."""


__all__ = ["can_speak", "head_of"]
