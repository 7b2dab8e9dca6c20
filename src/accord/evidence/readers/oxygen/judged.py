"""What practitioners say of oxygen tests: that they ordered one, and that they looked at the result."""

from __future__ import annotations

import re

_WALK = (
    r"(?:(?:hall|hallway|6[ -]?min\w*|six[ -]minute|stepwise|stepped|titration|titrated|exertional|exercise|oximetry|"
    r"hospital|in-?office|desat\w*) walk(?:ing)?(?: test\w*| study| studies| sheet| oximetry| report| results?)?|"
    r"walk(?:ing)? (?:tests?|testing|study|studies|sheet|oximetry|reports?|results?|sats?|saturations?|trial)|"
    r"(?<=\ba )walk\b(?! (?:in|to|with|every|of|daily|around|outside))|(?<=\bthe )walk\b(?! (?:in|to|with|every|of)))"
)
TEST = (
    rf"(?:oximet\w*|pulse ox\w*|{_WALK}|6 ?mwt|abgs?|(?:arterial |blood )+gas(?:es)?|\bgas\b|overnight (?:study|test|"
    r"ox\w*|recording)|(?:night|nocturnal) (?:tests?|study|ox\w*|recording)|"
    r"(?:sat\w*|oxygen|o2|stepped|exercise|exertion\w*|qualifying|titration|room air) (?:test\w*|study|studies|"
    r"check|trial|evaluation)|tracing|testing|spo2|sats?|saturations?|desat\w*|titration)"
)
_I = r"\b(?:i|we)\b(?:'ve| have| had| also| personally| then| therefore| did| just)*"
_STAFF = (
    r"(?:(?:my|our|the|a|an) )?(?:\w+ )?(?:rt|rrt|ma|nurse|rn|lpn|tech\w*|therapist|staff|respiratory(?: therap\w+)?|"
    r"medical assistant|hospital|lab)"
)
_ORDERED = re.compile(
    rf"\bordered\b[^.;]{{0,50}}\b{TEST}|\b{TEST}[^.;]{{0,60}}(?:{_I} (?:ordered|requested|asked for|arranged)|"
    rf"\b(?:was |were )?(?:ordered|requested|arranged) by (?:me|myself|us|this (?:office|clinic)|dr\b|undersigned|"
    rf"the undersigned))|"
    rf"{_I} (?:ordered|requested|asked|arranged|obtained|sent|directed|had)\b[^.;]{{0,60}}\b{TEST}|\b(?:sent|"
    rf"referred) (?:her |him |pt |patient |them )?(?:across|down|over|to|for|up)\b[^.;]{{0,50}}\b{TEST}|"
    rf"\b(?:obtained|performed|had) (?:a |an )?{TEST} (?:today|in (?:the )?(?:office|clinic)|at my request)|"
    rf"\bat my (?:request|direction)\b|\border for {TEST} (?:placed|sent)|"
    rf"\b(?:per|on|at|by|under|with) my (?:order|orders|request|direction)\b|"
    rf"\b{TEST}[^.;]{{0,60}}\bordered (?:and \w+ )?by (?:me|us|myself)\b|"
    rf"\b(?:tests?|studies|testing|work-?up)\b (?:that |which )?{_I} (?:ordered|requested|arranged|asked for)\b[^.;]{{0,60}}\b{TEST}|"
    rf"\b(?:had|asked) {_STAFF} (?:to )?walk (?:her|him|them|pt|patient|the patient|mr|mrs|ms)\b"
)
_NOT_YET = re.compile(r"\bwill\b|\bplan to\b|\bto be ordered\b|\bnot ordered\b|\bif\b")
_NO_TEST = re.compile(
    r"\b(?:home with instructions|physical therapy|\bpt\b|walker|rollator|cane)\b[^.;]{0,30}\bwalk\w*|"
    r"\b(?:walk\w*|testing)\b[^.;]{0,20}\b(?:program|daily|more)\b"
)
_REVIEW = (
    r"(?:reviewed|review|looked (?:at|over|through)|look(?:ed)? it over|went (?:over|through)|gone over|"
    r"interpreted|read|evaluated|examined|seen|saw|studied|analy[sz]ed|personally viewed|agree|note|noted|"
    r"considered|confirm\w*|have (?:it|them|the))"
)
_SHEET = r"(?:strip|sheet|tracing|printout|print-out|results?|reports?|recording|oximetry|study|test|gas|abg|walk)"
_EVALUATED = re.compile(
    rf"\b{TEST}[^;]{{0,90}}{_I} (?:\w+ed|sent for|got)(?: and| then|,)+ (?:have |then |also )?{_REVIEW}\b|"
    rf"{_I} {_REVIEW}\b[^.;]{{0,80}}\b(?:{TEST}|results?|reports?|sheet|numbers|values)|"
    rf"\b{TEST}[^.]{{0,90}}{_I} {_REVIEW}\b|\b{TEST}[^.;]{{0,60}}\b(?:was |were |is |has been |"
    rf"results? )?(?:reviewed|interpreted|evaluated|discussed|gone over|looked over|seen by (?:me|us)|noted by (?:me|us))\b|"
    rf"\b(?:reviewed|interpreted|evaluated|went over|looked over|looked through|discussed) (?:the |her |his |today'?s |"
    rf"results? of |with (?:her|him|pt|patient) )*(?:\w+ ){{0,3}}{TEST}|\bmy (?:interpretation|read|review|"
    rf"reading) of\b[^.;]{{0,40}}\b{TEST}|"
    rf"\b(?:gas|{TEST}|echo)\b[^.;]{{0,60}}\b(?:is|are) the basis (?:for|of)|\b(?:based on|in light of|given|"
    rf"per) (?:the |this |these |today'?s |her |his |above )*(?:\w+ ){{0,2}}{TEST}[^.;]{{0,60}}\b(?:order\w*|"
    rf"start\w*|prescrib\w*|qualif\w*|home (?:o2|oxygen))|"
    rf"\b{TEST}[^.;]{{0,50}}\b(?:shows?|showed|showing|demonstrat\w+|reveal\w+|confirm\w+|documents?|"
    rf"documented)\b[^.;]{{0,60}}(?:\d|desat|hypox|qualif|normal|low|drop|dip|fall|signific|need)|"
    rf"\b{TEST}[^.;]{{0,60}}\bordered and (?:reviewed|interpreted|evaluated|read) by (?:me|us|myself)\b|"
    rf"{_I} (?:\w+ed|asked for|sent for|got) (?:and|, then) (?:have |then |also |personally )?{_REVIEW}\b[^;]{{0,80}}\b{TEST}|"
    rf"\b(?:tests?|testing|studies|data|results|diagnostics|workup)\b[^.;:]{{0,20}}\b(?:reviewed|gone over|looked at|"
    rf"interpreted)\b[^.;]{{0,60}}\b{TEST}|"
    rf"(?:^|[:;,] ?|\b(?:and|then) )(?:saw|read|seen|looked (?:at|over|through)) (?:the |her |his |today'?s )+"
    rf"(?:\w+ ){{0,3}}{TEST}|"
    rf"{_I} (?:co-?|counter-?)?(?:signed|initial+ed) (?:off on )?(?:the |this |that |her |his )?(?:\w+ )?{_SHEET}\b|"
    rf"\b{_SHEET} (?:is |was |were |has been )?(?:\w+ )?(?:co-?|counter-?)?(?:signed|initial+ed) by (?:me|us|myself)\b"
)
_EVALUATED_IT = re.compile(
    rf"{_I} {_REVIEW} (?:both|all (?:three|of (?:it|them|these))|each|it|them|this|these|the (?:result|report|sheet|tracing)s?)\b|\breviewed it\b|"
    rf"\bit was reviewed by me\b|\bresults? (?:were |was |is |are )?(?:reviewed|discussed|interpreted)\b|"
    rf"\breviewed by me\b|\breviewed\W*$"
)
_UNSEEN = re.compile(
    r"\bnot (?:yet )?(?:been )?(?:available|review|seen|read|look)|\bwill review|\bto review|\bunable to review|"
    r"\bpending\b[^.;]{0,10}$"
)
_TEST = re.compile(rf"\b{TEST}\b")


def orders_a_test(text: str) -> re.Match[str] | None:
    """The words that say an oxygen test was ordered, not one to come."""
    found = _ORDERED.search(text)
    if found is None or _NOT_YET.search(text[: found.end()][-60:]) or _NO_TEST.search(found[0]):
        return None
    return found


def judges_a_test(text: str, context: str) -> re.Match[str] | None:
    """The words that say an oxygen test was looked at; 'it' is a test when the context names one."""
    found = _EVALUATED.search(text) or (_EVALUATED_IT.search(text) if _TEST.search(context) else None)
    return None if found is None or _UNSEEN.search(text) else found
