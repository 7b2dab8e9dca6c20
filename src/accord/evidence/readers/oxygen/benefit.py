"""What is said of the benefit of oxygen: expected, seen in a test, or not to be expected."""

from __future__ import annotations

import re

from accord.records.findings import Presence

_O2 = r"(?:oxygen|o2)"
_ON_IT = re.compile(
    rf"\b{_O2}\b(?! (?:sat|level|test))|\b\d(?:\.\d)? ?(?:l|lpm|l/min|liters?)\b|\bsupplement\w*|\bconcentrator\b|"
    rf"\btank\b|\bcorrects? with\b"
)
_CARRIES_ON = re.compile(
    r"\W*(?:\d+[.)]\s*)?(?:i |we )?(?:should|expect\w*|anticipat\w*|hope\w*|intend\w*|aim\w*|goal|purpose|it|this|"
    r"that|which|these|will|would|he|she|feels?|felt|with it)\b"
)
_OTHER_TREATMENT = re.compile(
    r"\b(?:prednisone|steroids?|inhalers?|nebuli\w+|nebs?|furosemide|lasix|diure\w+|rehab\w*|antibiotic\w*|"
    r"azithro\w*|doxy\w*|lama|laba|ics|tiotropium|nintedanib|pirfenidone|"
    r"surgery|c?pap|bi-?pap|weight loss|vaccin\w+|physical therapy|exercise program|transfusion|anticoag\w+)\b"
)
_GAINS = (
    r"(?:let|lets|lower\w*|bring\w* down|take strain off|unload\w*|offload\w*|protect\w*|support\w*|allow\w*|"
    r"help\w*|improv\w*|reliev\w*|relief|correct\w*|reduc\w*|enabl\w*|permit\w*|prevent\w*|rais\w+|eas(?:e|es|ing)|"
    r"restor\w*|increas\w*|normali\w+|alleviat\w*|lessen\w*|slow\w*|better|benefit\w*|less (?:short|breathless|"
    r"dyspn\w+|winded)|keep\w* (?:her|his|sats?|saturation|spo2)|maintain\w*|treat\w*|stabili\w+|resolv\w+|"
    r"make it (?:easier|possible)|more active|tolerat\w+|clear\w*|off-?load\w*|lift\w*|take the (?:load|strain|work) off|"
    r"decreas\w+|avoid\w*|do well|does well|ease)"
)
_BENEFIT = re.compile(
    rf"\b{_O2}\b[^.;]{{0,70}}\b(?:should|will|would|is expected to|expected to|is going to|can|to|in order to|"
    rf"so (?:that )?(?:she|he|they))\b[^.;]{{0,40}}\b{_GAINS}\b|"
    rf"\b(?:expect\w*|anticipat\w*|intend\w*|hope\w*|goal is|aim is|purpose is)\b[^.;]{{0,70}}\b(?:{_GAINS}|"
    rf"same at home)\b|"
    rf"\b(?:should|will|would)\b (?!not\b)(?:[\w/%-]+ ){{0,6}}?{_GAINS}\b|"
    rf"\b(?:it |this |that |oxygen |o2 |\d(?:\.\d)? ?(?:l|lpm|l/min|liters?)(?: o2| oxygen)?,? |which )"
    r"(?:(?:continuous|nocturnal|at night|with exertion|nc|daily|therapy),? ){0,2}(?:clearly |"
    rf"promptly |fully |adequately |immediately )?(?:corrects?|corrected|improves?|improved|relieves?|relieved|"
    rf"normali\w+|resolves?|resolved|eases|eased|raises|raised|restores|abolish\w+|helps?|helped)\b|"
    rf"\b(?:hypox\w+|desaturation|saturations?|sats?|dyspnea|symptoms|headaches?|sob|breathlessness|"
    rf"exercise tolerance|endurance)\b[^.;]{{0,30}}\b(?:corrects?|corrected|improves?|improved|relieved|normali\w+|"
    rf"resolves?|resolved|better)\b[^.;]{{0,30}}\b(?:on|with|by)\b|"
    rf"\bbenefit\w* (?:from|of|with) (?:\w+ ){{0,2}}{_O2}\b|\b(?:feels?|felt|breathes|sleeps|slept|walks|walked|"
    rf"moves|does) (?:much |so |a lot |noticeably )?(?:better|easier|farther|further|longer)\b[^.;]{{0,30}}\b(?:on|"
    rf"with)\b|"
    rf"\b(?:home |supplemental |nocturnal |continuous |portable )?{_O2}\b[^.;]{{0,40}}\b(?:to|for) (?:correct\w*|"
    rf"treat\w*|reliev\w*|relief|improv\w*|prevent\w*|maintain\w*|keep\w*|reduc\w*|alleviat\w*)\b|"
    rf"\b{_O2}\b[^.;]{{0,40}}\bfor (?:(?:chronic|resting|exertional|nocturnal|severe|her|his|the) ){{0,3}}(?:hypox\w+|desat\w*)|"
    rf"\b{_O2}\b[^.;]{{0,40}}\b(?:goal|target|keep|titrate)\b[^.;\d]{{0,20}}(?:>|>=|≥|above|at)? ?(?:8[89]|9\d)|"
    rf"\b(?:[6-8]\d) ?%? ?(?:->|→|to|up to) ?9\d ?%? (?:on|with|w/) ?(?:\d(?:\.\d)? ?(?:l|lpm)|{_O2})\b|"
    rf"\b(?:hypox\w+|desat\w*|sats?|spo2|dyspnea|sob)\b[^.;]{{0,24}}\b(?:corrects?|corrected|improves?|improved|better|resolves?) w/ ?(?:\d|{_O2})|"
    rf"\bprotect\w*\b[^.;]{{0,30}}\b(?:heart|right ventricle|rv)\b|"
    rf"\b(?:with|on) (?:{_O2}|\d(?:\.\d)? ?(?:l|lpm|l/min|liters?))\b[^.;]{{0,40}}\b(?:normali\w+|rose|improv\w+|"
    rf"correct\w+|resolv\w+|came up|increased|less (?:short|breathless|dyspn\w+|winded)|better|easier|eased|"
    rf"relie\w+)\b|"
    rf"\b(?:walk\w*|moves?|slept|sleeps) (?:\w+ ){{0,2}}(?:as far|farther|further|longer|better|"
    rf"easier)\b[^.;]{{0,30}}\b(?:on|with)\b|\bfe(?:lt|els) less (?:short|breathless|dyspn\w+|winded)|"
    r"\bso (?:that )?(?:she|he|they|pt|patient) (?:can|may|will be able to|could|is able to) (?!be discharged|go home|leave|return|"
    r"be transferred|travel|fly|smoke|be seen)|"
    rf"\bwith (?:the )?(?:aim|goal|hope|intent\w*|purpose) (?:of|to)\b|"
    rf"\b{_O2}\b[^.;]{{0,90}}\bto (?:{_GAINS}|take the (?:load|strain|work) off|unload|lower|raise)\b|"
    rf"\b\d(?:\.\d)? ?(?:l|lpm|l/min|liters?)\b[^.;]{{0,60}}\bto (?:{_GAINS}|lower|raise)\b|"
    rf"\b(?:relief|improvement|improved|better|easier|benefit\w*|less (?:short|breathless|dyspn\w+|winded)|does well|did well|"
    rf"comfortable|response|responds|responded)\b (?:\w+ ){{0,2}}?(?:with|on|from|to) (?:{_O2}|supplemental|\d(?:\.\d)? ?(?:l|lpm|"
    rf"l/min|liters?))\b"
)
_NO_BENEFIT = re.compile(
    rf"\b(?:no|without(?: any)?|little) (?:significant |real |measurable |clear |appreciable )?(?:change|difference|gain|effect|"
    rf"improvement|response)\b[^.;]{{0,50}}\b(?:with|on|from|to|by) (?:the |added |supplemental |\d ?(?:l|lpm|l/min|liters?) "
    rf"(?:of )?)?{_O2}\b|\b{_O2}\b[^.;]{{0,30}}\b(?:(?:made|makes|had|has|gave|gives|brought|"
    rf"brings) (?:\w+ )?(?:no|little) (?:\w+ )?(?:difference|change|effect|benefit|improvement|relief|help)|(?:did|does) (?:nothing|"
    rf"not (?:help|improve|relieve|change|raise))|has not helped)\b|"
    rf"\b(?:doubt\w*|unlikely|sceptical|skeptical|not convinced|not persuaded|(?:do|does)(?: not|n't) (?:think|expect|"
    rf"anticipate|believe))\b[^.;]{{0,60}}(?<!without )(?<!off )\b{_O2}\b[^.;]{{0,30}}\b(?:help\w*|improv\w+|benefit\w*|reliev\w+|"
    rf"correct\w*|change\w*|make\w*|add\w*|do much|do anything|of use|useful|warranted|indicated|needed)\b|"
    rf"\b(?:doubt\w*|unlikely|(?:do|does)(?: not|n't) (?:think|expect|anticipate|believe))\b[^.;]{{0,50}}\b(?:benefit|improvement|"
    rf"gain|relief|help)\b[^.;]{{0,20}}\b(?:from|with|of|on) {_O2}\b|"
    rf"\b{_O2}\b[^.;]{{0,50}}(?:\b(?:not|unlikely|doubt\w*|never)\b|n't\b)[^.;]{{0,30}}\b(?:help|improve|benefit|relieve|"
    rf"correct|change|make)|\b(?:no|without|little|doubtful|unclear) (?:expected |clear |likely |anticipated |"
    rf"clinical |meaningful )*(?:benefit|improvement|relief|help)\b[^.;]{{0,40}}\b{_O2}\b|"
    r"\b(?:not|no) (?:expected|anticipated) (?:to )?(?:improve|help|benefit)"
)

_OTHERS_SAY = re.compile(
    r"\b(?:supplier|vendor|dme|family|wife|husband|daughter|son|sister|brother|neighbou?r|friend|cousin|caregiver|he|she|they|"
    r"patient|pt|rep)\b(?: \w+){0,2}? (?:says?|said|believes?|thinks?|hopes?|wants?|asks?|claims?|feels? that|felt that|insists?|"
    r"wonders?|requests?|would like|is (?:sure|convinced|hoping))\b"
)
_I_SPEAK = re.compile(
    r"; ?(?=(?:but )?(?:i|we) (?:will|expect|anticipate|do expect|am|think|believe|agree|order\w*|prescribe\w*)\b)"
)
_OPEN = re.compile(
    r"\b(?:if|unless|whether|in case|may|might|could perhaps|perhaps|possibly|unclear|not (?:clear|sure|certain)|uncertain|"
    r"see how|trial to see|question\w*)\b"
)


def _own_clause(text: str, match: re.Match[str]) -> str:
    """The words up to the benefit; behind a semicolon only where the practitioner speaks there: '...; I expect it to ease'."""
    own = max((m.end() for m in _I_SPEAK.finditer(text, 0, match.end())), default=0)
    return text[own : match.end()]


def benefit_in(text: str, before: str) -> tuple[re.Match[str], Presence] | None:
    """The words that tell of a benefit, or of none; oxygen is named in the sentence, or in the one before that it carries on."""
    no = _NO_BENEFIT.search(text)
    if no:
        return None if _OTHERS_SAY.search(text[: no.start()]) else (no, Presence.ABSENT)
    match = _BENEFIT.search(text)
    if match is None or _OPEN.search(text[: match.end()][-90:]) or _OTHERS_SAY.search(_own_clause(text, match)):
        return None
    named = bool(_ON_IT.search(text))
    carried = bool(_ON_IT.search(before) and _CARRIES_ON.match(text))
    other = _OTHER_TREATMENT.search(text[: match.end()])
    if not (named or carried) or (other and not _ON_IT.search(text[other.end() : match.end()] + " " + match[0])):
        return None
    return match, Presence.PRESENT
