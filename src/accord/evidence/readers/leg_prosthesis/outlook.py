"""The goal that a clinician expects to be reached, and the patient's motivation."""

from __future__ import annotations

from accord.evidence.patterns import lazy_pattern
from accord.evidence.readers.leg_prosthesis.words import WALKING
from accord.evidence.readers.pairs import AHEAD_TOO, Pair

_NOT_REACHED = (
    r"\b(?:not|unlikely|never|if|whether|un\w*certain|may|might|hospice)\b|\bin (?:a |the |his |"
    r"her )?(?:wheel ?chair|w/c)\b(?![^.;]*walk)|\b(?:hopes?|wants?|wishes|would like|(?:patient|pt|"
    r"his|her)(?:'s)? goals?)\b"
    r"(?![^.;]*\b(?:realistic|achiev\w+|expect\w*))|\bgoals?\b[^.;]{0,40}\b(?:discontinue|met)\b|\bwound\b"
)
_GETS_ABOUT = (
    rf"{WALKING}|\bamb\b|\b(?:back|return) to (?:the |his |her )?(?:\w+ ){{0,2}}?(?:church|stores?|town|bus|work|gym|garden\w*|shop\w*|farm\w*|ranch\w*|job|"
    r"hunt\w*|fish\w*|golf\w*|yard|community)\b|"
    r"\bregains?\b|\bback on the\b"
)
_NEVER = (
    r"\bk ?-?0\b|\b(?:does|do) not have (?:the )?(?:ability or )?potential to ambulate\b|\b(?:will|would) not enhance\b|"
    r"\bno (?:rehabilitation |rehab |"
    r"functional )?potential (?:to|for) (?:walk\w*|ambulat\w+|prosthetic)"
)
_NO_WISH = (
    r"\bunmotivated\b|\b(?:not|isn't|never) (?:\w+ )?(?:motivated|interested|eager)\b|\b(?:lacks?|no|poor|little|"
    r"low) (?:motivation|interest|desire)\b|"
    r"\bmotivation\b\W{1,4}(?:is )?(?:poor|low|lacking|none|absent)"
)
OUTLOOK: tuple[Pair, ...] = (
    Pair(
        "llp_goal",
        lazy_pattern(
            r"\bexpect(?:s|ed|ation|ations)?\b|\banticipat\w+|\bgoals?\b|\bprog(?: is)?\W{0,3}(?:good|exc\w*)\b|\boutlook\b|"
            r"\b(?:i think|i believe)\b[^.;]{0,20}\bback\b|\breasonable to (?:think|expect)\b|\b(?:he|"
            r"she)'ll (?:be (?:back|walking)|return|walk)\b|\bshould (?:keep|stay|remain|continue)(?: \w+){0,3} (?:walk\w*|"
            r"ambulat\w*|community)\b|\b[sl]tgs?\b|"
            r"\bprognosis\b|\brealistic\b|\b(?:rehab\w*) potential\b|\baims?\b|\bshould be (?:back|there|walking|able)\b|"
            r"\bwill (?:[\w-]+ ){0,2}?(?:return|resume|reach|regain|go back|be able|become|maintain|achieve)|\bshould (?:[\w-]+ ){0,2}?(?:return|"
            r"resume|reach|regain|go back|be able|become|maintain|achieve)|\bplan\b[^.;]{0,14}\bto regain\b"
        ),
        lazy_pattern(_GETS_ABOUT),
        denies=lazy_pattern(_NEVER),
        unless=lazy_pattern(_NOT_REACHED),
        times=AHEAD_TOO,
        foreseen=True,
    ),
    Pair("llp_goal", lazy_pattern(_NEVER), denies=lazy_pattern(_NEVER), unless=lazy_pattern(r"\b(?:family|if)\b")),
    Pair(
        "llp_motivated",
        lazy_pattern(
            r"\bmotivat(?:ed|ion)\b|\bmotiv\b|\bmot\. ?(?:&|and) |\bdriven to\b|\b(?:really|truly|badly) wants to (?:walk|ambulate)|"
            r"\bset on (?:walk\w+|ambulat\w+)|\b(?:keen|eager|determined|committed|enthusiastic|driven|desire|desires)\b|\bmotivational level\b|"
            r"\bwants to walk\b|\bback on (?:his|her) feet\b|\bwants very much\b|\bunmotivated\b|"
            r"\b(?:interest|interested) in (?:walk\w*|ambulat\w+)"
        ),
        lazy_pattern(
            r"(?<!un)\bmotivated\b|\bmotiv\b\W{1,3}(?:is )?(?:good|high|excellent|strong)|\b(?:good|high|strong|excellent) motiv\b|"
            r"\bmotivation\b(?=(?: (?:to|for) \w+)?\W{1,6}\[)|\bmotivation\b[^.;\[]{0,20}\[ ?x ?\] ?(?:good|"
            r"high|excellent)|\bmotivation (?:5 ?/ ?5|10 ?/ ?10)\b|\bdriven to (?:be|get|walk|return|ambulate)|"
            r"\b(?:really|truly|badly) wants to (?:walk|ambulate)|\bset on (?:walk\w+|ambulat\w+)|\bcould(?: not|"
            r"n't) be more motivated\b|\bmotivation (?:&|and) \w+\W{1,3}(?:is |are )?(?:good|high|excellent|"
            r"strong)|\bkeen to (?:get (?:out|back|up|walking)|be (?:up|back|walking)|walk|go (?:out|back|home))\b|"
            r"\bmot\. ?(?:&|and) [\w.]+\W{1,3}(?:good|high|excellent|strong)|\bmotivation\b(?: (?:to|for) [\w ]{2,28})?\W{1,40}(?:is )?(?:good|"
            r"high|excellent|strong|yes)|"
            r"\b(?:good|high|excellent|strong|shows) (?:\w+ )?motivation\b|\b(?:is|remains|very|he's|she's) (?:keen|eager|determined|committed|"
            r"enthusiastic|driven)\b|\bmotivational level\W{1,3}(?:high|good|excellent)|\bwants to walk\b[^.;]{0,30}\bwork(?:s|"
            r"ing) hard|\bwants to walk\b[^.;]{0,30}\b(?:hep|exercis\w*|daily|practi[cs]\w+)|\bdetermined to (?:walk|get|be|stand|return)|"
            r"\bstrong desire to (?:walk|ambulate|return|use)|\bwants very much to (?:walk|ambulate)|"
            r"\beager to (?:walk|ambulate|return|get|work)\b"
        ),
        denies=lazy_pattern(_NO_WISH),
        unless=lazy_pattern(
            r"\b(?:whether|if|unclear)\b|\bmotivational (?!level)|\bmotivated by\b|"
            r"(?<!pt and )(?<!patient and )(?<!he and )(?<!she and )\b(?:wife|husband|"
            r"family|brother|sister|daughter|son|mother)\b[^.;]{0,20}\bmotivat\w+|"
            r"\bmotivat\w+ to (?:quit|stop|lose|diet)|\bsense of\b|\bgoal\b[^.;]{0,20}\bmotivation"
        ),
        times=AHEAD_TOO,
        foreseen=True,
    ),
)
