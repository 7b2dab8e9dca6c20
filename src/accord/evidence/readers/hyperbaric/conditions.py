"""The conditions for which hyperbaric oxygen is or is not covered, and what was done for them before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.readers.heard import finding_of, heard, meant, told
from accord.evidence.readers.hyperbaric.wounds import speaks
from accord.evidence.readers.rules import Rule
from accord.evidence.readers.spine.passages import Passage
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "hyperbaric-conditions/1"

CONDITIONS: Mapping[str, re.Pattern[str]] = {
    "carbon_monoxide": lazy_pattern(
        r"\bcarbon monoxide (?:poison\w+|intoxicat\w+|exposure|toxicity)|\bco (?:poison\w+|intoxicat\w+|toxicity)|"
        r"\bcarboxyh(?:a)?emoglobin (?:level )?(?:of )?(?:[2-9]\d)"
    ),
    "decompression": lazy_pattern(
        r"\bdecompression (?:illness|sickness)|\bthe bends\b|\bcaisson\b|\bdcs\b(?! \d)|\bdci\b"
    ),
    "gas_embolism": lazy_pattern(r"\b(?:arterial )?(?:gas|air) embol(?:ism|us|i)\b"),
    "gas_gangrene": lazy_pattern(r"\bgas gangrene\b|\bclostridial (?:myo\w+|cellulitis)"),
    "traumatic_ischemia": lazy_pattern(
        r"\b(?:acute )?traumatic (?:peripheral )?isch(?:a)?emia|\bcompartment syndrome\b"
    ),
    "crush": lazy_pattern(r"\bcrush(?:ed)? injur\w+|\bsevered (?:limb|finger|hand|thumb|foot)|\breplant(?:ed|ation)"),
    "necrotizing": lazy_pattern(
        r"\bnecroti[sz]ing (?:fasciitis|soft tissue|infection)\w*|\bfournier\w*|\bnec fasc\b|\bnsti\b"
    ),
    "arterial_insufficiency": lazy_pattern(
        r"\bacute (?:peripheral )?arterial (?:insufficiency|occlusion|thromb\w+)|"
        r"\bcentral retinal artery occlusion\b|\bcrao\b"
    ),
    "graft": lazy_pattern(
        r"\b(?:compromised|failing|threatened|dusky|isch\w+|at[- ]risk|marginal) (?:\w+ ){0,2}(?:skin )?(?:graft|"
        r"flap)\b|\b(?:graft|flap)\b[^.;]{0,40}\b(?:compromised|failing|dusky|isch(?:a)?emi\w+|threatened|"
        r"(?:venous )?congest\w+|mottled|partial (?:necrosis|loss))"
    ),
    "osteomyelitis": lazy_pattern(
        r"\b(?:chronic|refractory|persistent|recurrent|recalcitrant)(?:,? (?:refractory|chronic|recurrent|"
        r"persistent))* (?:\w+ ){0,2}osteo(?:myelitis)?\b(?!-| ?arthr)|\bosteomyelitis\b[^.;]{0,50}\b(?:refractory|chronic|persist\w+|"
        r"recurr\w+|failed|unresponsive|recalcitrant)"
    ),
    "osteoradionecrosis": lazy_pattern(
        r"\bosteo-?radionecrosis|\born\b(?= of| (?:mandib|jaw|maxil)|,|\.|$)|\bosteonecrosis (?:of the (?:jaw|"
        r"mandible) )?(?:due to|after|from|secondary to) radi\w+"
    ),
    "soft_tissue_radionecrosis": lazy_pattern(
        r"\bsoft[- ]tissue radio-?necrosis|\bstrn\b|\b(?:radiation|irradiation|radio-?induced|post-?radiation|"
        r"delayed radiation|late radiation|chronic radiation)(?:[- ](?:induced|related|"
        r"associated))? (?:\w+ ){0,2}(?:cystitis|proctitis|proctopathy|enteritis|necrosis|"
        r"soft[- ]tissue (?:injury|necrosis)|fibrosis|ulcer|vaginitis|laryngeal necrosis|injury (?:of|"
        r"to) the (?:bladder|rectum|bowel|soft tissue|chest wall))"
        r"|\b(?:cystitis|proctitis|proctopathy|enteritis|necrosis) (?:due to|after|from|secondary to|"
        r"caused by) (?:\w+ ){0,3}(?:radi\w+|xrt|rt)\b|\bradio-?necrosis of (?:the )?(?:skin|soft|chest|larynx|"
        r"breast|neck)"
    ),
    "cyanide": lazy_pattern(r"\bcyanide (?:poison\w+|intoxicat\w+|toxicity|exposure)"),
    "actinomycosis": lazy_pattern(r"\bactinomyco\w+"),
}

# the emergencies are covered as they are; of the others the policy asks what was done, or that other treatment goes on
AT_ONCE = (
    "carbon_monoxide",
    "decompression",
    "gas_embolism",
    "gas_gangrene",
    "necrotizing",
    "arterial_insufficiency",
    "cyanide",
)

DOUBT = lazy_pattern(
    r"\bdifferential\b|\blies between\b|\bpossib\w+|\bprobabl\w+|\bsuspect\w*|\br/o\b|\brule out\b|\bversus\b|"
    r"\bvs\.?\b|\bpresum\w+|\bquestion(?:able)? of\b|\?|\blikely\b|\bconcern for\b|\bpending\b|\bawait\w+|"
    r"\bto (?:confirm|exclude)\b|\bmay be\b|\bcould be\b|\bconsider(?:ed)?\b|\bindication code\b|"
    r"\bcode on referral\b|\bnot (?:yet )?(?:confirmed|proven|established)\b"
)
OPEN_CAUSE = lazy_pattern(
    r"\bdifferential (?:lies|includes|is|dx|diagnosis)|\bcause (?:is |of the \w+ )?(?:not (?:yet )?(?:known|clear|"
    r"established)|unknown|unclear|undetermined)|\b(?:biopsy|biopsies) (?:is |are |results? )?(?:pending|awaited|"
    r"not yet done)"
)

UNCOVERED = lazy_pattern(
    r"\b(?:pressure|decubitus|stasis|venous(?: stasis)?|arterial) (?:\w+ )?(?:ulcers?|injur\w+|sores?|wounds?)|"
    r"\bdecubit\w+|\bbed ?sores?\b|\b(?:thermal |chemical |second[- ]degree |third[- ]degree |"
    r"partial[- ]thickness )?burns?\b|\bmultiple sclerosis\b|\bms\b(?= relapse| patient| symptoms)|\bstroke\b|"
    r"\bcva\b|\bcerebral palsy\b|\bautis\w+|"
    r"\btraumatic brain injury\b|\btbi\b|\bconcussion\b|\bdementia\b|\balzheimer\w*|\bparkinson\w*|\blyme\b|"
    r"\blong covid\b|\bpost-?covid\b|\bsudden (?:sensorineural )?hearing loss\b|\bsshl\b|\bsickle cell\b|"
    r"\bmyocardial infarction\b|\bcardiogenic shock\b|\bemphysema\b|\barthrit\w+|"
    r"\bavascular necrosis\b|\bmigraines?\b|\bfibromyalgia\b|\bcrohn\w*|\bulcerative colitis\b|"
    r"\baerobic septic\w+|\btetanus\b|\btinnitus\b|\bchronic fatigue\b|\bcosmetic\b|\banti-?aging\b|"
    r"\bsurgical wound (?:dehiscence|nonhealing)"
)
ASKED_FOR = lazy_pattern(
    r"\b(?:hbot?|hyperbaric\w*)(?: oxygen)?(?: therapy| treatment| treatments| sessions)?[^.;]{0,60}\b(?:for|"
    r"to treat|indication\w*|because of|in treating)\b|\b(?:indication|reason for (?:referral|request|hbot?)|"
    r"diagnosis|dx|requested for|referred for|target|to treat)\b\W"
)
NONE_OF = lazy_pattern(
    r"\b(?:open wounds?|burns?|bed ?sores?|ulcers?|pressure|ms\b|stroke)[^.;]*\b(?:none|no\b|denied|negative)|"
    r"\bno (?:open wounds?|burns?|bed ?sores?|pressure (?:ulcers?|injur\w+)|leg ulcers?|ms\b|multiple sclerosis)"
)

BEFORE_RULES: tuple[Rule, ...] = (
    Rule(
        "hyperbaric_refractory",
        lazy_pattern(
            r"\b(?:refractory|unresponsive|recalcitrant|did not respond|no response|fail(?:ed|ure)|despite|"
            r"in spite of|persist\w*|recurr\w+|relaps\w+|not (?:healed|improved|responded|"
            r"resolved))\b[^.;]{0,90}\b(?:antibiotics?|iv |debrid\w+|sequestr\w+|surg\w+|vanc\w*|cef\w+|dapto\w*|"
            r"fulgurat\w+|cauter\w+|formalin|irrigation|argon|apc|sucralfate|steroid\w*|pentoxifylline|"
            r"conservative|conventional|medical|standard)"
            r"|\b(?:antibiotics?|iv |debrid\w+|sequestr\w+|surg\w+|vanc\w*|cef\w+|dapto\w*|fulgurat\w+|cauter\w+|"
            r"formalin|irrigation|argon|apc|sucralfate|pentoxifylline)[^.;]{0,90}\b(?:fail\w*|without (?:success|"
            r"benefit|healing|resolution|improvement|lasting)|no (?:benefit|improvement|healing|response)|"
            r"did not (?:help|heal|work|stop|hold|last)|recurr\w+|relaps\w+|persist\w+|bled again|returned)"
        ),
        presence=Presence.PRESENT,
        unless=lazy_pattern(r"\bif\b[^.;]{0,30}\bfail|\bshould .{0,20}fail|\bno fail|\bhas not (?:had|tried)"),
    ),
    Rule(
        "hyperbaric_refractory",
        lazy_pattern(
            r"\bno (?:prior |previous )?(?:antibiotics?|debridement|surgery|treatment|"
            r"therapy)[^.;]{0,30}\b(?:so far|yet|to date|tried|given|has been|have been|done)|\b(?:untreated|"
            r"not (?:yet )?been (?:treated|debrided)|has not (?:yet )?(?:had|received|"
            r"tried) (?:any )?(?:antibiotic|debrid|surg|treat|therap)\w*)|\bbefore (?:any )?(?:antibiotics?|"
            r"surgery|debridement) (?:is|are|was|were)? ?(?:tried|attempted)"
            r"|\b(?:acute|newly diagnosed|new) osteomyelitis\b|\bfirst[- ]line\b[^.;]{0,40}(?:hbot?|hyperbaric)|"
            r"\b(?:hbot?|hyperbaric)[^.;]{0,40}\bfirst[- ]line\b"
        ),
        presence=Presence.ABSENT,
    ),
    Rule(
        "hyperbaric_beside_treatment",
        lazy_pattern(
            r"\badjunct\w*|\b(?:before and after|around|peri-?operative|prior to|"
            r"ahead of) (?:\w+ ){0,3}(?:extraction|resection|sequestrectomy|reconstruction|surgery|flap)|\b(?:pre|"
            r"post)-?(?:extraction|operative) (?:dives|sessions|treatments)|\b(?:in addition to|along with|"
            r"together with|combined with|alongside|on top of)\b"
            r"|\b(?:treated with|underwent|had|s/p|status post|after|received|tried|on|continues?|"
            r"continuing)\b[^.;]{0,60}\b(?:fulgurat\w+|cauteri[sz]\w*|bladder irrigation|continuous irrigation|"
            r"cbi\b|transfus\w+|argon plasma|apc\b|sucralfate|formalin|hyaluron\w*|elmiron|pentosan|"
            r"pentoxifylline|sequestrectomy|mesalamine|tranexamic|aminocaproic|dental extraction)"
        ),
        presence=Presence.PRESENT,
        unless=lazy_pattern(
            r"\bnot (?:an )?adjunct|\bif\b|\bwould\b|\bdeclin\w+|\brefus\w+|\bplan(?:ned|"
            r"s)?\b[^.;]{0,20}(?:fulgur|cauter)"
        ),
    ),
)


def conditions(chart: Chart) -> Iterator[Finding]:
    """Findings on the condition for which treatment is asked, and on what went before."""
    if not speaks(chart):
        return
    passages = list(heard(chart))
    yield from told(chart, BEFORE_RULES, TOOL, passages)
    asked = _asked_by_code(chart)
    doubts = [p for p in passages if OPEN_CAUSE.search(p.text)]
    for passage in passages:
        yield from _covered(chart, passage, doubts)
        yield from _uncovered(chart, passage, asked)


CODED_USES = (
    (r"^L89", r"pressure|decubit|bed ?sore"),
    (r"^(?:I83\.[02]|I87\.2)", r"venous|stasis"),
    (r"^T(?:2[0-8]|3[0-2])", r"burn"),
    (r"^G35", r"sclerosis|\bms\b"),
    (r"^(?:I63|I69)", r"stroke|cva"),
    (r"^(?:S06|F07\.81)", r"brain|tbi|concussion"),
    (r"^H91", r"hearing|sshl"),
    (r"^F84", r"autis"),
    (r"^G80", r"palsy"),
)
"""Requested diagnoses that are excluded uses, and the words by which a paper confirms each."""


def _asked_by_code(chart: Chart) -> re.Pattern[str] | None:
    """The words of the excluded uses that the requested diagnoses name."""
    codes = [d.value for d in chart.request.diagnoses]
    words = [told for code, told in CODED_USES if any(re.match(code, c) for c in codes)]
    return lazy_pattern("|".join(words)) if words else None


LISTED = 3
"""So many conditions in one sentence are a list of what is covered."""
RISK = lazy_pattern(
    r"\brisks?\b|\bcomplications?\b|\bconsent\w*|\bside effects?\b|\bbarotrauma\b|\boxygen toxicity\b|"
    r"\bcontraindicat\w+|"
    r"\bindications (?:are|include)|\bapproved (?:indications|uses)|\bto prevent\b|\bprophyla\w+"
)


def _covered(chart: Chart, passage: Passage, doubts: Sequence[Passage]) -> Iterator[Finding]:
    """A covered condition; only possible while a paper names other causes or awaits the test that tells."""
    named = {name: match for name, pattern in CONDITIONS.items() if (match := pattern.search(passage.text))}
    if len(named) >= LISTED or RISK.search(passage.text):
        return
    for name, match in named.items():
        said = meant(passage, match)
        if said.hypothetical or said.time is Time.PLANNED:
            continue
        doubted = bool(DOUBT.search(passage.text)) or bool(doubts)
        presence = Presence.POSSIBLE if said.presence is Presence.PRESENT and doubted else said.presence
        yield finding_of(
            chart, passage, "hyperbaric_condition", TOOL, presence=presence, whose=said.whose, value=name,
            qualifiers={"name": name}, support=tuple(d.place() for d in doubts[:1]),
        )  # fmt: skip
        if presence is Presence.PRESENT:
            at_once = Presence.PRESENT if name in AT_ONCE else Presence.ABSENT
            yield finding_of(chart, passage, "hyperbaric_emergency", TOOL, presence=at_once, whose=said.whose)


def _uncovered(chart: Chart, passage: Passage, asked: re.Pattern[str] | None) -> Iterator[Finding]:
    """A use for which there is no coverage: asked for, or denied."""
    if NONE_OF.search(passage.text):
        yield finding_of(chart, passage, "hyperbaric_uncovered_use", TOOL, presence=Presence.ABSENT)
        return
    match = UNCOVERED.search(passage.text)
    by_code = asked is not None and match is not None and asked.search(match[0]) is not None
    if match is None or (not by_code and not ASKED_FOR.search(passage.text[: match.start()])):
        return
    said = meant(passage, match)
    if said.presence is Presence.PRESENT and not said.hypothetical and said.whose is Whose.PATIENT:
        yield finding_of(chart, passage, "hyperbaric_uncovered_use", TOOL)
