"""Operations on the spine, with the approach of a fusion; and widespread pain, with the part it plays.

spine_surgery     -- present with qualifiers what (fusion, decompression, other), approach (anterior, posterior, unknown),
                     region; absent where the record says that there was none, or lists operations none of which is spinal.
generalized_pain  -- fibromyalgia or central pain; qualifier role: indication, comorbid, unclear; absent where denied.
rfa_obstacle      -- a stated reason why ablation is not for this patient; qualifier why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from accord.evidence.chart import Chart
from accord.evidence.profile import PartKind
from accord.evidence.readers.spine.papers import tells_of_session
from accord.evidence.readers.spine.passages import Passage, finding, passages
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "spine-surgery/1"

ANTERIOR_LUMBAR = re.compile(
    r"\balif\b|\banterior lumbar (?:interbody )?fusion|\banterior (?:interbody )?(?:lumbar )?(?:approach|"
    r"fusion)\b|\banterior lumbar\b|\bl\d-(?:l?\d|s1) anterior (?:interbody )?fusion|\b22558\b|"
    r"\banterior/posterior (?:lumbar )?fusion|\b360 (?:degree )?fusion"
)
ANTERIOR_CERVICAL = re.compile(r"\bacdf\b|\banterior cervical\b|\bcervical fusion\b|\banterior[^.;]{0,24}\bc[3-7]")
OTHER_APPROACH = re.compile(
    r"\b(?:m(?:is)?-?)?tlif\b|\bplif\b|\bplf\b|\bxlif\b|\bdlif\b|\bllif\b|\bolif\b|"
    r"\bposterolateral fusion\b|\bposterior (?:lumbar |instrumented |spinal |cervical |"
    r"interbody )*fusion\b|\btransforaminal (?:lumbar )?interbody|\blateral (?:lumbar )?interbody|"
    r"\bposterior approach\b|\b(?:22612|22630|22633)\b|\bfrom the back\b|\bposteriorly\b"
)
FUSION = re.compile(
    r"\bfus(?:ion|ed)\b|\barthrodesis\b|\binterbody cage|\bcages?\b|\bpedicle screws?\b|"
    r"\bspinal instrumentation\b|\b[axtpdo]lif\b|\bllif\b|\bacdf\b|\bplf\b"
)
DECOMPRESSION = re.compile(
    r"\b(?:hemi)?laminectom\w+|\blaminotom\w+|\b(?:micro)?-?dis[ck]+ectom\w+|\bforaminotom\w+|"
    r"\bspinal decompression\b|\blumbar decompression\b|\bdecompressive\b|\bkyphoplast\w+|"
    r"\bvertebroplast\w+|\bdisc replacement\b|\bfacetectom\w+|\bcoflex\b|\bx-?stop\b|"
    r"\bspinal cord stimulat\w+ implant"
)
SPINE = re.compile(r"\bspin(?:e|al)\b|\bback\b|\bneck\b|\blumb\w+|\bcervic\w+|\bl[1-5]\b|\bs1\b|\bc[2-7]\b|\bdiscs?\b")
SURGERY = r"(?:surger(?:y|ies)|operations?|procedures?|surgical(?: history)?|fusions?|instrumentation|hardware)"
NEVER = re.compile(
    r"\bnever (?:on |had )?(?:the |his |her )?(?:neck|back|spine)\b(?! pain)|"
    r"\bnever (?:had|undergone|needed|required) (?:an? |any )?(?:operations?|surger(?:y|ies)|surgical procedures?) (?:on|of|to|involving) (?:the |her |his )?"
    r"(?:\w+ )?(?:spine|back|neck)|\b(?:spine|back|neck) (?:has |was )?never (?:been )?operated|\bnever (?:been )?under the knife\b|"
    r"\bno (?:\w+ )?(?:operations?|surger(?:y|ies)|surgical procedures?) (?:on|of|to|involving) (?:the |her |his )?(?:\w+ )?(?:spine|back|neck)|"
    r"\bvirgin (?:back|spine|neck)\b|\bsurgically naive\b|"
    r"\bno surgical history of the (?:spine|back|neck)|"
    rf"\b(?:no|never had|never(?: had)?(?: any| a)?|denies(?: any)?|without|no (?:history|hx) of|no h/o|no prior|"
    rf"no previous|has not had|hasn't had|free of)\b (?:any |prior |previous |past |other |known |a |"
    rf"type of |kind of )*(?:lumbar |cervical |thoracic |low |lower )?(?:spin(?:e|al)|back|neck|lumbar|"
    rf"cervical)(?: (?:or|and|/) (?:neck|back|spine))? {SURGERY}|"
    rf"\b(?:spin(?:e|al)|back|neck|lumbar)(?: or (?:neck|back))? {SURGERY}\W{{1,4}}(?:none|no\b|never|"
    rf"denie[sd]|negative|nil|0\b)|\bno (?:prior |previous |history of )?(?:spine|spinal|back|neck|"
    rf"lumbar) (?:\w+ )?(?:operations?|surgery)|\b(?:back|spine|neck) (?:has )?never (?:been )?operated|"
    rf"\bnever (?:been )?operated on\b[^.;]{{0,14}}\b(?:back|spine|neck)|\bno alif\b|"
    rf"\bnever had (?:a )?(?:fusion|alif)|\bno (?:history of |prior )?(?:lumbar |spinal )?fusion\b|"
    rf"\bno (?:prior )?(?:surgeries|surgery|operations)\b(?! (?:since|planned|recommended|needed|indicated|"
    rf"at this|for now|scheduled))|\bsurg\w*(?: history| hx| hist)?(?: \(?(?:spine|spinal|back|neck|lumbar|cervical)\)?)?\W{{1,4}}(?:none|negative|nil|n/a)\b"
)
ONLY = re.compile(
    r"\bonly (?:back|spine|spinal|neck|lumbar) (?:operation|surgery|procedure)|\bsole (?:back|spine|"
    r"spinal) (?:operation|surgery)|\bno other (?:back|spine|spinal|neck)? ?(?:operations?|surger\w+)"
)
LISTED_BARE = re.compile(
    r"\W*(?:operations|surgeries|psh|past surgical history|surgical history)\s{1,4}(?P<list>[a-z].{3,})"
)
LISTED = re.compile(
    r"\b(?:psh|pshx|past surgical(?: history| hx)?|surgical (?:history|hx)|surgeries|previous operations|"
    r"prior surger(?:y|ies)|surgery|past surg\w*|operations|surg hx)\W{0,3}[:=-]\s*(?P<list>.{3,})"
)
OPERATION_NAMED = re.compile(
    r"\W*(?P<list>.*(?:\w+ectom\w+|\w+plast\w+|\w+orrhaph\w+|\w+ostom\w+|\brepair\b|\breplacement\b|\bhernia\w*|\bcataracts?\b|"
    r"\bc-?sections?\b|\bappy\b|\bchole\b|\btonsil\w*|\bcabg\b|\bstents?\b|\bt[kh][ar]\b|\bturp\b|\bcesarean\b|\bbypass\b).*)"
)
PLANNED_SURGERY = re.compile(
    r"\b(?:refer\w*|consult\w*|discuss\w*|consider\w*|candidate for|not (?:a )?surgical|declin\w+|"
    r"wants? to avoid|avoid|plan(?:ned)?|recommend\w*)\b"
)

WIDESPREAD = re.compile(
    r"\bfibromyalgia\b|\bfms\b|\bfibromyositis\b|\bcentrali[sz]ed pain\b|\bcentral (?:pain|"
    r"sensiti[sz]ation)\b|\bwidespread (?:\w+ )?pain\b|\bchronic (?:widespread|generali[sz]ed) pain\b|"
    r"\bgenerali[sz]ed pain\b|\bdiffuse (?:body |musculoskeletal )?pain\b|\bpain all over\b|"
    r"\bhurts all over\b|\ball-over (?:pain|soreness|ache)|\bchronic pain syndrome\b|\bnociplastic\b|"
    r"\bm79\.7\b|\bg89\.0\b"
)
COMORBID = re.compile(
    r"\b(?:quiet|controlled|stable|remission|separate|distinct|unrelated|different|well managed|inactive|"
    r"history of|h/o|hx|diagnosed|dx'?d|comorbid\w*|also has|pmh|past|mild|managed|treated|years ago|"
    r"localized|apart from|besides|not the (?:reason|indication|cause|target))\b|\bon (?:duloxetine|"
    r"pregabalin|milnacipran)"
)
INDICATION = re.compile(
    r"\b(?:for|treat(?:ment of|ing)?|due to|because of|indication\W*|secondary to|from|to treat|"
    r"target(?:ing)?)\b (?:her |his |the |their |diffuse |widespread )*(?:fibromyalgia|widespread|"
    r"centrali[sz]ed|central|generali[sz]ed|m79\.7)|\bindication\W{1,3}[^.;]{0,40}(?:fibromyalgia|"
    r"widespread pain|m79\.7)|\b(?:pain|symptoms?) (?:is|are) (?:mostly |mainly |primarily |"
    r"largely )?(?:fibromyalgia|central|widespread|generali[sz]ed|diffuse)"
)
ELECTRICAL = re.compile(
    r"\b(?:pacemaker|implanted (?:cardiac )?(?:defibrillator|electrical device|pulse generator)|"
    r"\bicd\b(?! ?-?10| ?code|\W*m\d)|aicd|cardioverter[ -]defibrillator|ppm|crt-?[dp]|"
    r"spinal cord stimulator|scs|deep brain stimulator|neurostimulator|vagus nerve stimulator|z95\.0|"
    r"z95\.810)\b"
)
STIMULATOR = re.compile(r"stimulator|\bscs\b")
IN_PLACE = re.compile(
    r"\bimplant\w*|\bin place\b|\bin situ\b|\bhas (?:an? )?|\bwith an?\b|\bs/p\b|\bplaced\b|\bexisting\b|"
    r"\bactive\b"
)
NOT_YET = re.compile(
    r"\bcandida\w+|\bevaluat\w+|\btrial\b|\bconsider\w*|\bdiscuss\w*|\bproceed\b|\brequest\w*|\bdeclin\w*|"
    r"\blast thing\b|\bsupport a\b"
)
NOT_CANDIDATE = re.compile(
    r"\bnot an? (?:rfa|rf|radiofrequency|ablation) candidate|"
    r"\bnot (?:be )?(?:a |an )?(?:good |suitable |appropriate )?candidates?(?: for (?:\w+ ){0,4}?(?:rfa|rf|"
    r"radiofrequency|ablation|neurotomy|denervation|lesioning))?|\b(?:rfa|radiofrequency|ablation|"
    r"neurotomy|rf) (?:\w+ ){0,3}?(?:is |was )?(?:contraindicated|not (?:an option|possible|advised|safe|"
    r"feasible|appropriate|suitable|recommended)|ruled out|cannot be (?:done|performed))|\b(?:cannot|can't|"
    r"unable to|unfit to) (?:have|undergo|receive|get) (?:an? )?(?:rfa|rf|radiofrequency|ablation)|"
    r"\bprecludes? (?:rfa|rf|radiofrequency|ablation)|\b(?:rfa|ablation|radiofrequency) (?:declined|"
    r"precluded)"
)
ABOUT_RFA = re.compile(r"\brfa\b|\brf\b|radiofrequency|ablation|neurotomy|denervation|lesioning")
PSEUDARTHROSIS = re.compile(r"\bpseudo?-?arthrosis\b")
REASON = re.compile(
    r"\bpseudo-?arthrosis\b|\bnon-?union\b|\bhardware\b|\bpedicle screws?\b|\bbleeding\b|\bcoagulopath\w+|"
    r"\binfection\b|\ballerg\w+|\bbecause\b|\bdue to\b|\bsince\b|\bowing to\b|\bgiven\b|\bas (?:he|she|the|"
    r"they)\b|\binstabil\w+|\bpregnan\w+|:"
)


def surgery(chart: Chart) -> Iterator[Finding]:
    """Spinal operations, widespread pain, and what stands in the way of an ablation."""
    told = [p for p in passages(chart) if p.paper.kind is not PartKind.COVER_SHEET and p.section != "family_history"]
    yield from _settled([f for p in told for f in _operations(p)], "approach", "unknown", ("anterior", "posterior"))
    yield from _settled([f for p in told for f in _widespread(p)], "role", "unclear", ("comorbid",))
    for passage in told:
        yield from _obstacles(passage)


def _settled(found: list[Finding], key: str, open_word: str, known: tuple[str, ...]) -> Iterator[Finding]:
    """What one place leaves open, another may settle: 'prior fusion' here, 'TLIF' there."""
    said = [f.qualifiers[key] for f in found if f.qualifiers.get(key) in known]
    for each in found:
        if each.qualifiers.get(key) == open_word and said:
            each = replace(each, qualifiers={**each.qualifiers, key: said[0]})
        yield each


def _operations(passage: Passage) -> Iterator[Finding]:
    words = passage.text
    never = NEVER.search(words)
    if never is not None:
        yield finding(
            TOOL,
            "spine_surgery",
            passage,
            presence=Presence.ABSENT,
            qualifiers={"what": "any"},
            place=passage.place(never.start(), never.end()),
        )
        return
    done = FUSION.search(words) or DECOMPRESSION.search(words)
    if done is not None and _was_done(passage, done):
        yield _operation(passage, done)
        return
    listed = LISTED.search(words) or LISTED_BARE.match(words)
    if listed is None and passage.section == "surgical_history":
        listed = OPERATION_NAMED.match(words)
    if (
        listed is not None
        and not SPINE.search(listed["list"])
        and not re.search(r"\b(?:see|unknown|not (?:obtained|reviewed|recorded|available)|unable)\b", listed["list"])
    ):
        yield finding(
            TOOL,
            "spine_surgery",
            passage,
            presence=Presence.ABSENT,
            qualifiers={"what": "listed"},
            place=passage.place(listed.start(), listed.end()),
        )


def _was_done(passage: Passage, match: re.Match[str]) -> bool:
    """An operation in the past, on the spine, not one that is only talked about."""
    words = passage.text
    if not SPINE.search(words) and not re.search(r"[axtpdo]lif|acdf|laminect|discectomy|kyphoplast", words):
        return False
    if tells_of_session(passage.paper) and not FUSION.search(words):
        return False
    told = passage.told(match)
    if told is None or told[0] is not Presence.PRESENT or told[1] is Time.PLANNED or told[2] is not Whose.PATIENT:
        return False
    return not PLANNED_SURGERY.search(words[max(0, match.start() - 40) : match.start()])


def _operation(passage: Passage, match: re.Match[str]) -> Finding:
    words = passage.text
    fused = FUSION.search(words) is not None
    cervical = bool(ANTERIOR_CERVICAL.search(words)) or (
        bool(re.search(r"\bcervical\b|\bc[3-7]\b|\bneck\b", words))
        and not re.search(r"\blumbar\b|\bl[1-5]\b|\bs1\b|\bback\b", words)
    )
    if not fused:
        approach = "none"
    elif cervical:
        approach = "cervical"
    elif ANTERIOR_LUMBAR.search(words):
        approach = "anterior"
    else:
        approach = "posterior" if OTHER_APPROACH.search(words) else "unknown"
    return finding(
        TOOL, "spine_surgery", passage, time=Time.PAST,
        qualifiers={"what": "fusion" if fused else "decompression", "approach": approach, "only": "yes" if ONLY.search(words) else "no"},
        place=passage.place(match.start(), match.end()),
    )  # fmt: skip


def _widespread(passage: Passage) -> Iterator[Finding]:
    words = passage.text
    match = WIDESPREAD.search(words)
    if match is None:
        return
    told = passage.told(match)
    if told is None or told[2] is not Whose.PATIENT:
        return
    if told[0] is Presence.ABSENT or re.search(r"\bno\b[^.;]{0,40}$", words[: match.start()]):
        yield finding(
            TOOL, "generalized_pain", passage, presence=Presence.ABSENT, place=passage.place(match.start(), match.end())
        )
        return
    listed = passage.section in ("past_history", "medications", "social_history")
    role = (
        "indication"
        if INDICATION.search(words)
        else "comorbid"
        if listed or COMORBID.search(words) or told[1] is Time.PAST
        else "unclear"
    )
    yield finding(
        TOOL,
        "generalized_pain",
        passage,
        presence=told[0],
        qualifiers={"role": role},
        place=passage.place(match.start(), match.end()),
    )


def _obstacles(passage: Passage) -> Iterator[Finding]:
    words = passage.text
    device = ELECTRICAL.search(words)
    if (
        device is not None
        and STIMULATOR.search(device[0])
        and not (IN_PLACE.search(words) and not NOT_YET.search(NOT_CANDIDATE.sub(" ", words)))
    ):
        device = None
    if device is not None:
        told = passage.told(device)
        if (
            told
            and told[0] is Presence.PRESENT
            and told[1] is not Time.PLANNED
            and told[2] is Whose.PATIENT
            and not re.search(r"\btrial\b|\bconsider|\bdiscuss", words)
        ):
            yield finding(
                TOOL,
                "rfa_obstacle",
                passage,
                qualifiers={"why": "device"},
                place=passage.place(device.start(), device.end()),
            )
            return
    refused = NOT_CANDIDATE.search(words)
    if refused is not None and ABOUT_RFA.search(words):
        why = "stated" if REASON.search(words) else "none"
        yield finding(
            TOOL, "rfa_obstacle", passage, qualifiers={"why": why}, place=passage.place(refused.start(), refused.end())
        )
        return
    unfused = PSEUDARTHROSIS.search(words)
    if (
        unfused is not None
        and (told := passage.told(unfused))
        and told[0] is Presence.PRESENT
        and told[2] is Whose.PATIENT
    ):
        yield finding(TOOL, "rfa_obstacle", passage, qualifiers={"why": "pseudarthrosis"}, place=passage.place())
