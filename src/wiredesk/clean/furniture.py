"""What stands on a page beside the report: menus, appeals, comment boxes, shares, dates of the day.

Rules see general features (length, sentence end, position, repetition, neighbours) and the phrases
that sites of any kind use.  Chosen on the left-over furniture in AllSides, LongTailQATask and FA-KES.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from wiredesk.clean.lines import Line

_I = re.IGNORECASE
_AMOUNTS = re.compile(r"(?:[$€£¥₹]?\s?\d[\d.,]*\s?(?:[$€£¥₹%]|USD|EUR|GBP|k|m|K|M)?[\s|/·•]*)+")
_NO_WORDS = re.compile(r"[\W_]+")
_MENU = re.compile(r"home\s*(?:[>›»/|\\→·•-]\s*\S|(?=[A-Z]))|(?:[^>›»|]{2,25}\s[>›»|/•·]\s){2,}|you are here\b", 0)

_PHRASES: tuple[tuple[str, str], ...] = (
    ("comment box", r"(?:leave|post|add|write|submit) (?:a |your )?(?:reply|comment|response)s?(?: below)?(?: cancel reply)?"
        r"|your e-?mail address will not be published.*|required fields are marked.*|please enter (?:your|an?) .{0,60}"
        r"|(?:\d+ )?(?:comments?|replies|responses)(?: (?:are )?(?:closed|off|\(?\d*\)?|on .{1,80}))?\W*|(?:no|recent|latest|show|view|load|"
        r"all|see all|hide|read|join the|more|\d+) comments?\W*|join the (?:conversation|discussion)\W*|save my name.*browser.*"
        r"|(?:you must be )?log(?:ged)? in to (?:post a )?(?:comment|reply).*|notify me of .{0,60}|cancel reply|be the first to comment.*"
        r"|(?:name|e-?mail|website|comment|message)\s*\*|have your say\W*|what do you think\?.*(?:comments?|below).*"
        r"|comments? (?:policy|guidelines|powered by .*)"),
    ("share buttons", r"share (?:this|on|via|with|it|article|story|post|the|now|to).{0,60}|share|tweet|retweet|pin(?: it)?|e-?mail(?: this.{0,30})?"
        r"|print(?: this.{0,30}| article| page)?|get (?:the )?link|copy (?:the )?link.*|link copied.*|(?:click|tap) to (?:share|print|e-?mail).*"
        r"|(?:facebook|twitter|whatsapp|telegram|linkedin|pinterest|reddit|instagram|youtube|messenger|tumblr|x|rss|vk|pocket|flipboard)"
        r"(?:[\s,|/·•]+(?:facebook|twitter|whatsapp|telegram|linkedin|pinterest|reddit|instagram|youtube|messenger|tumblr|x|rss|vk|pocket|"
        r"e-?mail|print|more|google\+?|flipboard|copy link|share|stumbleupon|viber))*|(?:send|share) (?:by|via|through) e-?mail.*"
        r"|(?:\d[\d.,]*[kKmM]? )?(?:shares?|likes?|views?|followers|retweets)(?: \d.*)?|like (?:us|this).{0,50}|google\+"),
    ("follow or subscribe", r"(?:please )?(?:follow|like|find|join|visit|contact) (?:us|me|our|him|her|@\w+) ?.{0,90}|follow @?\w+.{0,40}|subscribe.{0,120}"
        r"|sign(?:ing)? (?:up|in|on).{0,140}|(?:get|receive) (?:our|the|daily|breaking|more|free|your|top|all the) .{0,100}"
        r"(?:newsletter|inbox|e-?mail|updates|alerts|app|briefing|headlines)\b.{0,60}|.{0,60}(?:our|free|daily|weekly) (?:e-?mail )?newsletters?\b.{0,80}"
        r"|newsletters?|download (?:our|the) .{0,40}app.{0,60}|(?:enter|provide) (?:your|a valid) e-?mail.{0,60}|e-?mail address|register(?: now| here| for.{0,60})?"
        r"|log ?(?:in|out)|my account|already a (?:member|subscriber).*|turn on (?:desktop )?notifications.*|.{0,80}delivered (?:straight |right |directly )?to your inbox.{0,60}"
        r"|join (?:our|the) .{0,40}(?:channel|group|list|community|newsletter|whatsapp|telegram).{0,60}|thank(?:s| you) for (?:signing|subscribing|reading|visiting).{0,60}"),
    ("appeal for money", r"(?:please )?(?:donate|donations?)\b.{0,120}|support (?:us|our|independent|quality|the|this|real|local|free)\b.{0,120}|become a (?:member|patron|supporter|subscriber)\b.{0,80}"
        r"|(?:do you )?(?:like|love|enjoy)(?:ed|ing)? (?:this|our|what)\b.{0,120}|.{0,60}(?:consider|by) (?:helping|supporting|donating|making a (?:donation|contribution)).{0,120}"
        r"|(?:make|give) a (?:donation|contribution|gift).{0,60}|buy (?:me|us) a coffee.{0,40}|(?:one[- ]time|monthly|paypal|patreon|bitcoin)\b.{0,40}"
        r"|.{0,80}we (?:rely|depend) on (?:readers|your|donations|support).{0,120}"),
    ("advertisement", r"\W*(?:advertis(?:ement|ing)s?|sponsored(?: content| links?| by .{0,40})?|promoted(?: content)?|ad(?:vert)?|ads by .{0,40})\W*"
        r"|(?:story|article|report) continues(?: below)?\W*.{0,40}|(?:continue|keep|scroll) (?:reading|down|to continue).{0,60}|skip (?:ad|to).{0,40}|ad feedback"
        r"|this (?:ad|video) will (?:end|start|play).{0,40}|\W*play video\W*|loading\W*|(?:media )?caption\W*|hide caption|toggle caption|enlarge this image.{0,20}|now playing.{0,20}"
        r"|up next.{0,20}|replay|autoplay|play|pause|mute|(?:current time|duration|remaining time).{0,30}|close(?: menu)?|menu|search|navigation"
        r"|chat with us.{0,60}|file (?:photo|image|picture|pic)\W*|image(?: credit)?\W*|representational (?:image|photo).{0,20}|photos?\W*|video\W*|watch live.{0,40}|live(?: updates| blog)?\W*"),
    ("links to other reports", r"(?:also|must|further|more|related|suggested|recommended)[- ]?(?:read|reading|stories|articles?|posts?|news|coverage|content|topics|links?|for you|watch)?\s*[:»>].{0,160}"
        r"|(?:also read|read also|read more|see also|see more|watch also|related|must read|more news|related (?:stories|articles?|posts?|news|coverage|content|topics|links?|video)|you (?:may|might) (?:also )?(?:like|be interested).{0,40}"
        r"|recommended(?: for you| stories| articles?)?|most (?:popular|read|viewed|shared|watched|recent|commented)(?: .{0,30})?|trending(?: now| stories| news)?|popular(?: posts| stories| news)?|latest(?: news| stories| posts| headlines| articles)?"
        r"|top (?:stories|news|headlines)(?: .{0,30})?|(?:previous|next|older|newer) (?:article|story|post|page)s?.{0,100}|editors?['’]?s? picks?|more (?:from|on|in|stories|about|news|like this)\b.{0,80}|in this (?:article|story)"
        r"|what to read next|don['’]t miss.{0,40}|in case you missed it.{0,60}|from the web|around the web|promoted stories|view (?:all|more|gallery|full|comments|original|image).{0,40}|(?:show|load|see|read|view) (?:more|less|all|full).{0,30}"
        r"|read (?:the )?(?:full|entire|original|rest|next|more|complete).{0,80}|read (?:more )?articles by .{0,60}|(?:click|tap|press) (?:here|to|on|for|the|below).{0,120}|back to (?:top|home|news).{0,20}|(?:go )?back|home|news|share your .{0,60}|full (?:story|coverage).{0,40}"
        r"|.{0,100}\bclick here\b.{0,60}|for more .{0,60}(?:visit|click|follow|go to|see|check).{0,80}|(?:tags?|topics?|categor(?:y|ies)|filed under|labels?|keywords|posted in|tagged)\s*:.{0,200}|(?:\w+\s){0,2}to see (?:the )?link\w*\W*|explore more.{0,60}|skip to .{0,40})"),
    ("rights and terms", r".{0,40}\ball rights reserved\b.{0,200}|(?:copyright|\(c\)|©).{0,200}|.{0,80}(?:may not|cannot|can not) be (?:published|reproduced|republished).{0,160}|(?:terms|conditions) (?:of|and|&) .{0,60}|privacy (?:policy|notice).{0,80}"
        r"|(?:about|contact) us|advertise(?: with us)?|careers|disclaimer\s*:?.{0,300}|(?:this|our) (?:web)?site uses cookies.{0,300}|.{0,120}\bcookies?\b.{0,80}(?:accept|consent|policy|experience|preferences|settings|agree|website|site|browser).{0,200}|(?:accept|reject|manage)(?: all)?(?: cookies)?|i (?:agree|accept)|cookie (?:policy|settings|preferences|notice)"
        r"|powered by .{0,60}|hosted by .{0,40}|designed by .{0,40}|by (?:using|continuing|signing|clicking|subscribing|submitting) .{0,200}|views expressed .{0,200}|the (?:views|opinions) expressed .{0,300}|we (?:use|value) (?:cookies|your privacy).{0,200}|republish(?:ed)? .{0,80}(?:permission|licen[cs]e).{0,80}"
        r"|this material may not .{0,200}|(?:report|correct|spot) (?:an? )?(?:error|typo|mistake|correction|this ad).{0,80}|see (?:an? )?(?:error|typo|mistake).{0,60}|got a (?:news )?tip.{0,120}|send (?:us )?(?:your|a) (?:tips?|news|story|feedback).{0,100}"),
    ("line of the page", r"(?:(?:last )?(?:updated?|modified|published|posted|created|uploaded|edited|reviewed)|date|time)\b\s*(?:on|at|:)?\s*.{0,20}\d.{0,60}|\d+ (?:min(?:ute)?s?|sec(?:ond)?s?)\.? ?(?:read|to read|video)?|reading time.{0,30}|\d+ (?:minutes?|hours?|days?|weeks?|months?|years?) ago\W*|(?:just )?now"
        r"|(?:font|text) ?size.{0,20}|a[+-]\s*a[+-].{0,10}|listen(?: to (?:this|the) .{0,40})?|\d+:\d\d(?:\s*/\s*\d+:\d\d)?|page \d+(?: of \d+)?.{0,20}|source\s*:?\s*\w{0,20}|(?:slide|photo|image) \d+ of \d+|\d+ of \d+|breaking(?: news)?|exclusive|opinion|analysis|world|politics|sports?|business|entertainment|technology|health|science|lifestyle|culture|local|national|international|africa|asia|europe|americas|middle east|weather|video|photos|english|français|español|العربية|русский"
        r"|thank you|ok|yes|no|cancel|submit|send|save|reply|edit|delete|flag|report|enable javascript.{0,100}|please enable .{0,100}|your browser .{0,120}|this (?:video|content|page) (?:is|cannot|can not|isn['’]t) .{0,40}(?:available|supported|played).{0,60}|an error occurred.{0,60}|page not found|error 404.{0,60}"),
)  # fmt: skip
_WHOLE = tuple((why, re.compile(rf"\W*(?:{pattern})", _I)) for why, pattern in _PHRASES)
_UI_VERB = re.compile(
    r"(?:please |just )?(?:open|tab|tap|click|press|view|watch|listen|download|print|e-?mail|save|copy|get|join|sign|log|"
    r"subscribe|donate|support|follow|like|show|hide|load|skip|jump|scroll|search|play|continue|reply|report|enter|choose|select|share|read|see|submit|vote|rate|browse|explore|buy|try|start)\b",
    _I,
)
_UI_NOUN = re.compile(
    r"\b(?:links?w?|story|stories|article|comments?|video|page|ads?|more|menu|content|newsletter|e-?mail|app|post|caption|"
    r"reply|website|site|site ?map|account|password|username|profile|settings|here|below|us|now|today|gallery|photos?|podcast|archive|channel|notifications|edition|free trial|subscription|offers?)\b",
    _I,
)
_GLUED = re.compile(
    r"(?<=[.!?][\"”’'])\s*(?=\S)|(?<=[.!?…”\"])(?=[^\s.!?…\"”’')\]\d])|(?<=[.!?…”\"])(?=\d[\d.,]*\s?[$€£])"
)


def phrase(text: str) -> str | None:
    """Why a whole line is web furniture by its words alone, or None."""
    if len(text) > 420:
        return None
    for why, pattern in _WHOLE:
        if pattern.fullmatch(text):
            return why
    return None


def amounts(line: Line) -> bool:
    """Only figures and currency signs: the targets of a donation box, counters."""
    return bool(_AMOUNTS.fullmatch(line.text))


def signs(line: Line) -> bool:
    """No letter or digit at all: rulers, bullets, icons."""
    return bool(_NO_WORDS.fullmatch(line.text))


def menu(line: Line) -> bool:
    """A breadcrumb or a menu run together."""
    return bool(_MENU.match(line.text)) and not line.ends_sentence


def button(line: Line) -> bool:
    """A short command to the reader that is no sentence: "Open to see links"."""
    text = line.text
    return (
        len(line.words) <= 7 and not line.ends_sentence and bool(_UI_VERB.match(text)) and bool(_UI_NOUN.search(text))
    )


def appeal(line: Line) -> bool:
    """"Support" and a name: an appeal of whoever runs the page."""
    words = line.text.split()
    return (
        2 <= len(words) <= 5 and words[0].lower() in ("support", "donate", "follow", "join", "subscribe")
        and not line.ends_sentence and all(w[:1].isupper() for w in words[1:] if w not in ("to", "the", "of"))
    )


RULES: tuple[tuple[str, Callable[[Line], bool]], ...] = (
    ("amounts", amounts),
    ("signs only", signs),
    ("menu", menu),
    ("button", button),
    ("appeal for money", appeal),
)


def glued(line: Line) -> tuple[int, str] | None:
    """Where furniture hangs on the end of a line of prose, without a space, and why; or None.

    "…in the fight.0 $", "…he said.Share this:".  The offset is in the line.
    """
    for match in reversed(list(_GLUED.finditer(line.text, max(0, len(line.text) - 120)))):
        rest = line.text[match.end() :].strip()
        if rest and (_AMOUNTS.fullmatch(rest) and re.search(r"[$€£]", rest)):
            return match.end(), "amounts"
        why = phrase(rest) if rest else None
        if why and len(rest) >= 4:
            return match.end(), why
    return None
