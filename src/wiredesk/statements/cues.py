"""Words that bring in someone else's words: verbs, nouns and phrases of reporting.

The lists are the cues that occur three times or more in the PolNeAR training articles, sorted by
hand into what they do, with the commoner synonyms of each kind added from general English.
"""

from __future__ import annotations


def words(block: str) -> frozenset[str]:
    """The words of a block of text."""
    return frozenset(block.split())


SAY = words("""
    say tell add write note report announce suggest argue continue explain acknowledge declare state
    reply respond insist reveal warn claim contend assert maintain concede admit recall observe remark
    comment confirm conclude stress emphasize emphasise tweet retweet post boast joke quip allege
    testify predict estimate recount reiterate repeat point mention indicate complain caution exclaim
    shout yell scream whisper murmur mutter chant cry read intone beam lament vent proclaim disclose
    divulge inform advise notify assure remind reassure convince relate describe opine muse speculate
    deny refute rebut affirm attest avow swear pronounce elaborate clarify detail underline underscore
    highlight counter retort agree text email e-mail blog inquire wonder ask pledge promise vow threaten
    gush rant tout hint imply intimate imagine reason theorize hypothesize posit surmise deduce infer
    conjecture caption headline quote cite sum interject snap fume thunder bellow deadpan plead urge
    confess specify
    demand request order command recommend propose advocate submit volunteer assess forecast project
    calculate determine find show learn communicate convey express voice signal broadcast air publish
    release issue write-in reckon guess chime offer begin greet answer query object protest apologize
    brag marvel sigh laugh preach rule decide hold charge accuse blame criticize criticise condemn
    denounce praise thank dispute reject question challenge dismiss mock blast slam attack defend exude
    hail refer call talk speak discuss
""")
"""Lemmas of verbs that bring in words said or written, whatever their syntax."""

STRONG = words("""
    say tell add write note announce argue explain acknowledge declare state reply insist warn claim
    contend assert maintain concede admit remark comment confirm conclude stress emphasize emphasise
    tweet post boast joke quip allege testify recount reiterate complain exclaim shout yell scream
    whisper mutter chant proclaim opine muse affirm elaborate clarify counter retort lament continue
    report respond ask recall observe predict caution deny beam intone fume thunder snap deadpan vow
    pledge chime wonder gush rant brag marvel interject plead sigh suggest read inform reveal
""")
"""Verbs that, standing beside a quotation with a subject, are its cue."""

THINK = words("""
    think believe know hope fear feel expect want see understand realize worry doubt suspect consider
    assume remember forget dream wish prefer intend plan seek anticipate foresee regard view deem trust
    care
""")
"""Lemmas of verbs of belief and wish: what someone holds, not what they said."""

ACT = words("""
    pledge promise vow threaten refuse agree offer urge demand order ask request call deny accuse blame
    criticize criticise condemn denounce praise support oppose endorse reject back welcome question
    challenge dispute decline propose recommend advocate announce claim warn advise instruct tell invite
    encourage permit forbid ban want hope plan intend expect seek decide choose vote appeal beg implore
    beseech press pressure push express reiterate voice swear undertake commit consent mock blast slam
    attack defend dismiss commend hail applaud acknowledge admit confirm describe label brand dub
    predict suggest insist declare authorize approve prefer wish need try volunteer
""")
"""Lemmas of verbs that do something with words (or wish it) and take an infinitive or an object."""

ADDRESS = words("""
    tell ask urge invite advise instruct inform assure remind order command beg implore notify
""")
"""Verbs whose object is a listener, not what was said."""

HEARSAY = words("""
    say report believe think expect allege suppose estimate understand rumor rumour know claim
""")
"""Verbs whose passive names nobody: "is said to have", "were reported", "is expected to"."""

SEEM = frozenset(["seem", "appear", "look"])

ADVERBS = frozenset(["reportedly", "allegedly", "supposedly", "purportedly", "apparently"])
"""Adverbs that say the outlet has it from somebody it does not name."""

NOUNS = words("""
    statement claim report announcement allegation accusation assertion warning promise pledge vow
    threat denial suggestion belief view opinion hope fear concern call demand request offer proposal
    plan prediction argument assessment conclusion finding complaint remark comment admission
    acknowledgment insistence contention confirmation reminder idea notion feeling rumor rumour charge
    criticism praise endorsement estimate order expectation news readiness willingness refusal urge
    appeal
""")
"""Nouns of saying that take a that-clause or an infinitive."""

MEDIA = {
    "facebook": "Facebook",
    "twitter": "Twitter",
    "tweet": "Twitter",
    "tweets": "Twitter",
    "tweeted": "Twitter",
    "tweeting": "Twitter",
    "retweeted": "Twitter",
    "instagram": "Instagram",
    "telegram": "Telegram",
    "whatsapp": "WhatsApp",
    "youtube": "YouTube",
    "tiktok": "TikTok",
    "statement": "statement",
    "statements": "statement",
    "communique": "statement",
    "communiqué": "statement",
    "release": "press release",
    "interview": "interview",
    "interviews": "interview",
    "letter": "letter",
    "letters": "letter",
    "memo": "memo",
    "email": "email",
    "e-mail": "email",
    "emails": "email",
    "post": "post",
    "posts": "post",
    "posted": "post",
    "blog": "blog",
    "op-ed": "op-ed",
    "editorial": "editorial",
    "column": "column",
    "report": "report",
    "speech": "speech",
    "address": "speech",
    "testimony": "testimony",
    "conference": "press conference",
    "briefing": "briefing",
    "book": "book",
    "video": "video",
    "resolution": "resolution",
    "documents": "documents",
    "telephone": "telephone",
    "phone": "telephone",
    "radio": "radio",
    "television": "television",
}
"""Words for the medium that carried the words, and the medium's name."""

ROLES = words("""
    spokesman spokeswoman spokesperson spokesmen spokespersons spokespeople leader chief head president
    chairman chairwoman chair director minister secretary governor mayor senator sen rep gov
    representative congressman congresswoman commander general gen colonel col major maj captain capt
    lieutenant lt sergeant sgt admiral officer official ambassador envoy judge justice lawyer attorney
    prosecutor sheriff deputy analyst expert professor prof doctor dr author writer reporter journalist
    editor correspondent activist organizer organiser candidate nominee founder co-founder ceo manager
    strategist adviser advisor aide economist researcher scientist teacher student resident witness
    neighbor neighbour victim survivor farmer shopkeeper owner pastor bishop pope imam cleric priest
    rabbi sheikh king queen prince princess premier chancellor speaker lawmaker legislator negotiator
    delegate member pollster historian coach player detective inspector superintendent constable trooper
    agent diplomat undersecretary under-secretary-general secretary-general vice-president vice-chairman
    mullah father mother brother sister son daughter wife husband friend colleague cousin uncle aunt
    boss warlord rebel fighter militant insurgent host anchor columnist commentator critic supporter
    opponent rival successor predecessor veteran nurse surgeon physician psychologist counsel solicitor
    barrister billionaire businessman businesswoman mogul mp mate roommate classmate teammate
    commissioner coroner marshal whip corporal archbishop councilman councilwoman councillor councilor
    coordinator specialist photographer counselor counsellor medic paramedic firefighter volunteer lecturer
    rapporteur engineer filmmaker publicist dean administrator provost rector
    assemblyman assemblywoman treasurer comptroller chairperson president-elect mayor-elect governor-elect
""")
"""Nouns for what a person is: a role before or after a name, or standing for it."""

TITLES = words("""
    mr mrs ms miss mr. mrs. ms. dr dr. sen sen. rep rep. gov gov. gen gen. col col. lt lt. sgt sgt. maj
    maj. capt capt. adm adm. prof prof. rev rev. fr fr. hon hon. sir dame lord lady president vice
    senator congressman congresswoman representative governor mayor judge justice king queen prince
    princess pope general colonel captain lieutenant sergeant major admiral minister chancellor premier
    secretary sheriff chief officer detective sheikh mullah ayatollah imam pastor bishop cardinal rabbi
    ambassador professor doctor prime former ex- then- chairman cpl cpl. corporal sens sens. reps reps. gens.
    whip coroner commissioner comm comm. marshal archbishop councilman councilwoman councillor councilor
    senators governors representatives justices
""")
"""Words before a name that are no part of it."""

FEMALE = words("""
    mrs mrs. ms ms. miss madam spokeswoman chairwoman congresswoman businesswoman queen princess mother
    sister daughter wife actress aunt lady dame widow girlfriend woman girl grandmother her she herself
""")
MALE = words("""
    mr mr. sir spokesman chairman congressman businessman king prince father brother son husband actor
    uncle lord pope boyfriend man boy grandfather his he him himself mullah ayatollah imam
""")

KIN = words("""
    father mother brother sister son daughter wife husband friend colleague cousin uncle aunt boss rival
    opponent supporter successor predecessor victim
""")
"""Roles that relate one person to another: they say nothing of whom someone speaks for."""

FAMILY = words("""
    father mother brother sister son daughter wife husband cousin uncle aunt niece nephew grandfather
    grandmother stepfather stepmother girlfriend boyfriend fiance fiancee widow dad mom
""")
"""Those of whom a person mostly has one, or one who speaks."""

UNNAMED = words("""
    official officials source sources police authority authorities witness witnesses resident residents
    expert experts analyst analysts critic critics supporter supporters people person man woman men
    women some many others observer observers diplomat diplomats activist activists investigator
    investigators prosecutor prosecutors lawyer lawyers doctor doctors scientist scientists researcher
    researchers economist economists soldier soldiers fighter fighters local locals neighbor neighbors
    neighbour neighbours lawmaker lawmakers leader leaders aide aides adviser advisers advisor advisors
    spokesman spokeswoman spokesperson spokesmen militant militants rebel rebels voter voters student
    students family families friend friends one everyone anyone somebody someone nobody most several few
    reporter reporters journalist journalists opponent opponents
""")
"""Heads of noun phrases that name nobody."""

BODIES = words("""
    group movement party front organisation organization agency ministry department office council
    committee company firm campaign team government administration army military union association court
    newspaper paper channel network station bank university institute foundation center centre church
    embassy coalition alliance militia force forces body
""")
"""Common nouns that stand for a body named before."""
