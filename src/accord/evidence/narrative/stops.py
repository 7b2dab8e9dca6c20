"""Where a sentence ends: at a stop that belongs to no initial, title, abbreviation or number."""

from __future__ import annotations

import re

from accord.evidence.narrative.wordlists import listed

STOP = re.compile(
    r"(?<=[^\s.])[.!?]+[\"'”’)\]]*(?=\s+[\"'“‘(\[<]*[A-Z0-9~>/*-])|(?<=[^\s.])[.!?][\"'”’)\]]*(?=\s{3,}\S)"
)
TITLES = frozenset(listed("dr drs mr mrs ms st ste prof rev capt col sgt hon msgr mt jas wm geo chas thos"))
"""What stands before a name and never ends a sentence."""
ABBREVIATIONS = TITLES | frozenset(
    listed("""no nos vs i.e e.g ie eg etc pt pts approx apt ave blvd rd dept ext fig hosp inc ltd
    jr sr lt rt mg ml min max sec hr hrs wk wks mo mos yr yrs lb lbs oz ft in temp avg est tel ph fx fax ref resp
    dx hx rx tx sx q.d b.i.d t.i.d q.i.d q.h.s q.a.m q.p.m p.r.n p.o i.v i.m s.c a.m p.m h.s a.c p.c a.k.a
    u.s d.o.b f.h fam m.d d.o r.n n.p p.a ph.d jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur
    thurs fri sat sun pg pp vol al cf dist prox bilat lat med post ant sup inf w/o neg pos qty exp gr gm
    cont incl gen univ co corp assoc asst bros fr""")
)
ENDS_UNLESS_NUMBER = frozenset(listed("no nos jan feb mar apr jun jul aug sep sept oct nov dec fig vol pg"))
ENDING_TOO = frozenset(
    listed("""etc pt pts apt min max sec hr hrs wk wks mo mos yr yrs lb lbs oz ft in temp hosp mg ml dx hx rx tx sx fx q.d
    b.i.d t.i.d q.i.d q.h.s p.r.n p.o i.v i.m a.m p.m h.s resp exp neg pos med post lat sat sun mar dec rd ave inc
    ltd jr sr m.d d.o r.n n.p p.a ph.d d.o.b u.s ref est ext avg dept bilat qty al gr gm""")
)
ENDS_BEFORE_OPENERS = frozenset(listed("cont incl gen univ co corp assoc asst bros fr"))
"""Abbreviations that end a sentence only where a word follows that opens one: 'cont. Lasix', but 'to cont. She …'."""
ALONE = frozenset(listed("pt pts ft sr jr co gen hosp resp fr lt rt temp post med"))
"""Abbreviations that as a sentence of their own would say nothing: 'Pt. Reports pain', 'Ft. Wayne'."""
OPENERS = frozenset(
    listed("""She He It They We The This That These Those There No Not Nor His Her Hers Their Our Your Its Patient Pt On At
    With For And But Also Denies Denied Reports Reported States Has Had Have Uses Used Takes Took Needs Is Was Were Are If
    When While Since After Before Then Now Today Continue Continues Follow Return Refer Start Started Stop Stopped
    Discussed Reviewed Would Could Should Normal OK Next Treated Walks""")
)
"""Words that open a sentence and are no family names."""
CLASSES = frozenset(
    listed("""group class grade stage type plan part hepatitis vitamin schedule step phase level category hgb hemoglobin
    factor protein influenza strep""")
)
"""Words behind which a capital letter names a kind, no person: 'vitamin D.', 'Group I.'."""
PERSONS = frozenset(
    listed("""patient pt wife husband spouse daughter son mother father sister brother friend caregiver aide nurse rep
    resident therapist technician tech partner neighbor member beneficiary client named""")
)
BEFORE_NAMES = frozenset(listed("by from to with w/ and per for cc attn"))
NO_INITIALS = frozenset(listed("e.r o.r o.d o.s o.u b.p h.r r.r c.t d.c p.t o.t r.t v.a p.e d.m n.c r.a b.m t.b u.a"))
"""Two letters with stops that are a thing, no name."""
INITIALS = re.compile(r"(?:[A-Z]\.){1,2}[A-Z]")
# 'x-ray L. Knee', 'pain R. L4-5': the side of what follows
SIDE_OF = re.compile(
    r"\s+(?:knee|hip|shoulder|ankle|foot|feet|leg|arm|hand|wrist|elbow|eye|ear|lung|lower|upper|great|medial|lateral|heel|calf|"
    r"thigh|buttock|flank|breast|kidney|neck|low|lumbar|cervical|femur|tibia|ventric\w*|[clst]-?\d)",
    re.IGNORECASE,
)
LAST_WORD = re.compile(r"[\w./'-]+\Z")
NUMBER_OR_LETTER = re.compile(r"\s*(?:\d{1,2}|[A-Za-z])")
HISTORY_OF = re.compile(r"\b(?:fam|family|med|medical|surg|surgical|soc|social|past)\.?\s+hx\Z", re.IGNORECASE)
GRADE = re.compile(r"\s*(?:I{1,3}|IV|V)\b")
ANSWER = re.compile(r"\s+(?:yes|no|y|n|none|never|denies)\s*(?:$|[.,;\n])", re.IGNORECASE)
FOLLOWING = re.compile(r"\s*[\"'“‘(\[<]*([\w'’-]*)")
REACH = 60
"""Characters before a stop that tell whether it ends a sentence: more than any name or abbreviation has."""


def ends_here(text: str, begin: int, stop: re.Match[str]) -> bool:
    """Does the sentence that began at `begin` end at this stop?"""
    if text[stop.start()] == "?" and ANSWER.match(text, stop.end()):
        return False
    if text[stop.start()] != "." or stop.end() - stop.start() > 1:
        return True
    said = text[max(begin, stop.start() - REACH) : stop.start()]
    if NUMBER_OR_LETTER.fullmatch(said):
        return False
    match = LAST_WORD.search(said)
    word = match[0] if match else ""
    following = FOLLOWING.match(text, stop.end())
    behind = following[1] if following else ""
    before = said[: len(said) - len(word)]
    if len(word) == 1 and word.isupper():
        sided = word in "LR" and SIDE_OF.match(text, stop.end()) is not None
        return not sided and not _is_initial(before, behind)
    if INITIALS.fullmatch(word) and word.lower() not in ABBREVIATIONS | NO_INITIALS:
        return not _is_initial(before, behind)
    return _ends_behind(word.lower(), before, behind, text, stop)


def _ends_behind(word: str, before: str, behind: str, text: str, stop: re.Match[str]) -> bool:
    """Does a sentence end behind this word, which may be an abbreviation?"""
    if word not in ABBREVIATIONS:
        return True
    if (word == "gr" and GRADE.match(text, stop.end())) or HISTORY_OF.search(before + word):
        return False
    if word in ALONE and (not before.strip() or (word == "ft" and not before.rstrip()[-1:].isdigit())):
        return False
    if word in ENDS_UNLESS_NUMBER:
        return not behind[:1].isdigit()
    if word in ENDS_BEFORE_OPENERS:
        return behind in OPENERS
    return word in ENDING_TOO and behind[:1].isupper()


def _is_initial(before: str, behind: str) -> bool:
    """Are capital letters after these words a name's initials (not 'vitamin D.')?"""
    words = before.split()
    if behind in OPENERS:
        return False
    if not words:
        return True
    last = words[-1]
    if last.lower().strip("(,:") in CLASSES:
        return False
    return last[0].isupper() or last in BEFORE_NAMES or last.lower() in PERSONS or last.endswith((":", ",", "."))
