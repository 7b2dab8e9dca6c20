"""Substance use, and the talk about benefits and risks, before a stimulator.

scs_substance_abuse -- present: active abuse; absent: denied, in remission, or tests in order.
scs_substance_flag  -- a test or remark that needs explaining.
scs_heavy_drinking  -- drinks much every day.
scs_risks_told      -- benefits and risks of the stimulator were discussed; absent where it is said that they were not.
"""

from __future__ import annotations

from collections.abc import Iterator

from accord.evidence.narrative.sections import section_at
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.rules import Rule
from accord.evidence.readers.sayings import by_rule, meaning, told_of
from accord.evidence.readers.statements import Said, said_in
from accord.evidence.readers.stimulator.words import STIMULATOR
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "stimulator-safety/1"
ABUSE, FLAG, HEAVY, RISKS = "scs_substance_abuse", "scs_substance_flag", "scs_heavy_drinking", "scs_risks_told"

_THING = (
    r"(?:alcohol|etoh|drugs?|substances?|opioids?|opiates?|heroin|cocaine|methamphetamines?|amphetamines?|"
    r"meth|fentanyl|illicits?|illicit (?:drugs?|substances?)|street drugs?|recreational drugs?|marijuana|cannabis)"
)
_BAD = r"(?:abuse|misuse|dependence|addiction|use disorders?|diversion|aberran\w+(?: behaviou?r\w*)?|problems?)"
_DRUGS = (
    r"(?:(?:illicit |street |recreational |illegal |any )+(?:drugs?|substances?)(?: use| abuse)?|"
    r"drugs?(?: use| abuse)?|substances? (?:use|abuse|misuse)|illicits?)"
)
OTHERS = lazy_pattern(
    r"\b(?:brother|sister|father|mother|son|daughter|uncle|aunt|husband|wife|cousin|family|parents?|grand\w+)(?:'s)?\b"
)
PATIENT = lazy_pattern(r"\b(?:(?:mr|mrs|ms|miss)\.? [\w-]+ (?:himself|herself)|himself|herself|he|she|patient|pt)\b")
DRINKS = lazy_pattern(
    r"\b(?:drinks?|drinking|consumes?|has|takes)\b (?:about |roughly |up to |some |approximately |at least )?(?:"
    r"(?:[6-9]|1\d|2\d|six|seven|eight|nine|ten|twelve|a|one|two|half a)(?:[ -](?:to|or)[ -]\w+)? (?:beers?|"
    r"drinks?|cans|glasses|six-?pack|twelve-?pack|case|fifth|pint|bottle)s?"
    r"(?: of \w+)?[^.;]{0,16}\b(?:daily|nightly|(?:a|per|each|every) (?:day|night|evening))|heavily|daily to intoxication)"
)
FEW_DRINKS = lazy_pattern(r"\b(?:a|one|two) (?:beers?|drinks?|glass(?:es)?|cans?)\b")
NO_LONGER = lazy_pattern(
    r"\b(?:former\w*|quit|stopped|until|used to|previously|in the past|sober|not|never|water|coffee|tea|soda|juice|milk)\b"
)
FREE = Rule(
    ABUSE,
    lazy_pattern(
            r"\b(?:no|denies|denied|without|never|negative for)\b (?:any |hx |history |of |active |current |past |or |known )*(?:sud|oud|"
            r"aud|substance use "
            r"disorders?)\b|\b(?:drugs?|alcohol|etoh|substances?) ?(?:/|&|and|or) ?(?:drugs?|alcohol|etoh)(?: (?:abuse|use|"
            r"misuse))?\W{1,4}(?:none|never|denie[sd]|"
            r"neg\w*|no\b)|\b(?:sud|oud|aud)\W{1,3}(?:none|no\b|denie[sd]|neg\w*)|\b(?:uds|udt|utox) ?\(-\)|\b(?:soapp(?:-?r)?|ort|comm|"
            r"opioid risk tool)\b[^.;]{0,20}\blow(?:[- ]risk)?\b|"
            r"\b(?:no|denies|denied|without|never|negative for|free of|no current or past|neither)\b (?:any |hx |"
            r"current |active |ongoing |past |prior |history of |hx of |known |evidence of |signs? of |"
            r"concerns? (?:for|about|of) |present |recent |lifetime |untreated |or |and |alcohol |tobacco |"
            rf"smoking,? |etoh |drinking |, )*(?:{_THING}(?:[ ,/]+(?:or|and|nor)? ?)*)+ ?{_BAD}|"
            r"\b(?:denies|denied|no|never used|never uses|without|nor)\b (?:any |current |use of |tobacco,? |"
            rf"alcohol,? |etoh,? |smoking,? |vaping,? |or |and |/|, |nor |the use of |the )*{_DRUGS}\b|"
            r"\b(?:drugs?|illicits?|illicit drugs?|street drugs?|recreational drugs?|substance (?:use|"
            rf"abuse|misuse))(?: use)?\W{{1,4}}(?:none|never|no\b|denie[sd]|neg\w*|nil)|"
            r"\b(?:audit(?:-?c)?)\W{1,4}(?:score )?(?:of |is |was |= ?)?[0-3]\b|\bdast(?:-?[12]0)?(?!-[12]0)\W{1,4}(?:score )?(?:of |"
            r"is |was |= ?)?[0-2]\b|\bcage(?:-aid)?\W{1,4}(?:score )?(?:of |is |was |= ?)?[01](?:/4)?\b|"
            r"\b(?:ort|opioid risk tool)\W{1,4}(?:score )?(?:of |is |was |= ?)?(?:[0-3]\b|low(?:[- ]risk)?)|"
            r"\b(?:uds|udt|utox|urine (?:drug |tox\w* )?(?:screen\w*|test\w*|tox\w*)|tox\w* screens?|drug screens?)\b[^.;]{0,50}\b(?:negative|"
            r"neg\b(?! for)|wnl|consistent|appropriate|as expected|clean|expected (?:results|findings)|compliant|concordant|"
            r"no (?:illicit|unexpected|non-?prescribed))|"
        r"\b(?:negative|consistent|appropriate|clean) (?:uds|udt|utox|urine (?:drug )?(?:screen|tox\w*)|drug screen)|"
            rf"\b(?:in|full|sustained|early|long[- ]term|long|complete|stable)\b[^.;]{{0,30}}\bremission\b|"
            rf"\b(?:sober|clean|abstinent|abstinence|sobriety)\b[^.;]{{0,30}}\b(?:since|for|from|years?|"
            rf"months?|\d+)\b|\b(?:non-?drinker|teetotal\w*|has not (?:had a drink|used)\b[^.;]{{0,20}}\b(?:since|for|in)\b)|"
        r"\b(?:audit(?:-?c)?|dast(?:-?10)?|cage(?:-aid)?|opioid risk tool|ort)\b[^.;]{0,20}\b(?:negative|low risk|normal|not at risk)"
    ),
    Presence.ABSENT,
    lazy_pattern(
            r"\b(?:inconsistent|not consistent|unexpected(?:ly)? (?:positive|finding)|positive for|remission of (?:pain|"
            r"cancer|depress\w+|mdd)|relaps\w+|denies active .{0,40} but|depressi\w+[^.;]{0,20}remission|"
            r"remission[^.;]{0,20}depress|cancer|lymphoma|leukemia|myeloma|colitis|arthritis)\b"
    ),
    Time.CURRENT,
)  # fmt: skip
ACTIVE = Rule(
    ABUSE,
    lazy_pattern(
            r"\b(?:active|current|ongoing|untreated|severe|moderate|daily|continued|continues|actively|"
            rf"heavy|relaps\w+|binge)\b (?:[\w-]+ ){{0,3}}?{_THING}(?:[ -]+(?:use|drinking))? ?(?:{_BAD})|"
            r"\b(?:uds|udt|utox)\b[^.;]{0,14} \+ ?(?:for )?(?:cocaine|heroin|meth\w*|fentanyl|amphetamines?)|"
            r"\b(?:active|current|ongoing|daily) (?:iv )?(?:heroin|cocaine|crack|meth(?:amphetamine)?|fentanyl|illicit|illicit drug|iv drug|"
            r"street drug)s? us(?:e|er)\b|"
            r"\b(?:uses?|using|smokes|snorts|injects|shoots) (?:some |iv |crack )?(?:heroin|cocaine|crack|meth(?:amphetamine)?s?|"
            r"street drugs|fentanyl)\b|"
            r"\b(?:actively|currently|still|continues to|admits to|reports?|daily|weekly) (?:using|uses|"
            r"use|abus\w+|smok\w+|inject\w+|snort\w+) (?:iv |of |of iv |of illicit |some )?(?:heroin|cocaine|"
            r"meth(?:amphetamine)?s?|fentanyl|amphetamines?|crack|street drugs?|illicit)|"
            r"\b(?:uds|udt|utox|urine (?:drug |tox\w* )?(?:screen\w*|test\w*|tox\w*)?|tox\w*(?: screen)?|"
            r"drug screen)\b[^.;]{0,50}\bpositive (?:for )?(?:[\w/]+,? (?:and )?){0,3}(?:cocaine|heroin|"
            r"6-?mam|methamphetamines?|amphetamines?|fentanyl|benzoylecgonine)\b|"

            r"\baudit\W{1,4}(?:score )?(?:of |is |was |= ?)?(?:1[6-9]|2\d|3\d|40)\b|\baudit-c\W{1,4}(?:score )?(?:of |"
            r"is |was |= ?)?(?:[89]|1[0-2])\b|\bdast(?:-?[12]0)?(?!-?[12]0)\W{1,4}(?:score )?(?:of |is |was |= ?)?(?:[6-9]|10)\b|"
            r"\b(?:alcohol|opioid|cocaine|stimulant|substance|methamphetamine|polysubstance)s? (?:use disorder|"
            r"abuse|dependence|addiction),? (?:is )?(?:active|current|severe|ongoing|untreated|uncontrolled|not in remission)"
    ),
    Presence.PRESENT,
    lazy_pattern(
            r"\b(?:no|denies|denied|without|not|never|former|history|hx|remission|sober|quit|stopped|until|"
            r"used to|previously|past|negative|resolved|rule out|screen(?:s|ed)? for|if)\b"
    ),
    Time.CURRENT,
)  # fmt: skip
OPEN = Rule(
    FLAG,
    lazy_pattern(
            r"\b(?:uds|udt|utox|urine (?:drug |tox\w* )?(?:screen\w*|test\w*|tox\w*)|drug screen)\b[^.;]{0,50}\b(?:inconsistent|"
            r"not consistent|unexpected\w*|positive for (?:thc|cannab\w+|marijuana|non-?prescribed|unprescribed|"
            r"alcohol)|aberran\w+)|"
            r"\b(?:early refills?|lost prescriptions?|doctor shopping|multiple prescribers|aberrant)\b|"
            r"\b(?:concern|suspicion)s? (?:for|of|about) (?:substance|alcohol|drug|opioid) (?:abuse|misuse|"
            r"use)|\b(?:alcohol|opioid|substance|cocaine) use disorder\b"
    ),
    Presence.PRESENT,
    lazy_pattern(r"\b(?:no|denies|denied|without|never|remission|sober|negative|in the past|history of|not)\b"),
    Time.CURRENT,
)  # fmt: skip

NOT_TALK = (PartKind.IMAGING, PartKind.LABORATORY, PartKind.SUPPLIER_FORM)
_RISK = (
    r"(?:risks?|hazards?|dangers?|complications?|side effects|harms?|downsides?|what (?:could|can|might|may) go wrong|cons\b|infection|"
    r"bleeding|dural puncture|lead (?:migration|movement|shift)|paralysis|r/?b/?a(?:/\w)?\b|parq\b|b/?r/?a\b|r/b\b)"
)
_GOOD = r"(?:benefits?|alternatives?|pros\b|expected|what it (?:can|may)|may and may not|goals?|expectations?)"
_TALK = (
    r"(?:discuss\w*|explain\w*|review\w*|went (?:over|through)|gone (?:over|through)|going over|"
    r"talked|counsel\w*|outlin\w*|describ\w*|educat\w*|informed|covered|taught|understand\w*|verbali[sz]\w*|"
    r"consent\w*|conversation|laid out|spoke|held)"
)
TALK = lazy_pattern(
    rf"\b{_RISK}\b[^.;]{{0,160}}\b{_TALK}\b|\b{_TALK}\b[^.]{{0,200}}\b{_RISK}\b|\b{_TALK}\b[^.;]{{0,80}}\b{_GOOD}[^.;]{{0,30}}\b{_RISK}|"
    r"\b(?:informed )?consent (?:form )?(?:was |has been )?(?:obtained|signed|given)"
)
RISK = lazy_pattern(rf"\b{_RISK}")
NOT_OF_STIMULATOR = lazy_pattern(
    r"\b(?:opioids?|narcotics?|naloxone|methadone|nsaids?|medications?|gabapentin|pregabalin|esi|"
    r"epidural steroid|(?:steroid )?injections?|nerve blocks?|radio-?frequency|rfa|"
    r"ablation|fusion|anesthesia|hip|shoulder|knee|dental|cataract|smoking|sedation|falls?|driving|colonoscopy|vaccin\w+|intrathecal|pump)\b"
)
OF_STIMULATOR = lazy_pattern(
    rf"{STIMULATOR}|\blead(?:s| )|\bdural puncture\b|\btrial\b|\bimplant\w*\b|\bdevice\b|\bgenerator\b"
)
NOT_TALKED = lazy_pattern(
    rf"\b(?:not|never|yet to)\b[^.;]{{0,30}}\b{_TALK}\b|\b(?:deferred|postponed|did not|was not|were not|have not|has not|no discussion)\b"
)
TO_COME = lazy_pattern(
    r"\b(?:will (?:be )?(?:discuss\w*|review\w*|explain\w*|obtain\w*|go over|cover)|to be (?:discussed|"
    r"reviewed|explained|obtained)|plan to (?:discuss|review)|to discuss|next time|at (?:the )?next visit|needs? (?:to (?:discuss|"
    r"review)|consent)|consent (?:to be|pending|day of|will))\b"
)


def safety(papers: list[Profile]) -> Iterator[Finding]:
    """Substance use of the patient, and what was said of benefits and risks."""
    for paper in papers:
        stimulator_paper = OF_STIMULATOR.search(paper.document.flat, paper.part.start, paper.part.end) is not None
        for each in said_in(paper):
            yield from _substances(paper, each)
            if stimulator_paper and paper.kind not in NOT_TALK:
                yield from _talk(paper, each)


def _substances(paper: Profile, each: Said) -> Iterator[Finding]:
    if section_at(paper.document, each.sentence.start).name == "family_history":
        return
    other = OTHERS.search(each.text)
    drinks = DRINKS.search(each.text)
    if drinks is not None and other is None and not (FEW_DRINKS.search(drinks[0]) or NO_LONGER.search(each.text)):
        meant = meaning(paper, each, drinks)
        if meant.whose is Whose.PATIENT and meant.time is Time.CURRENT and not meant.hypothetical:
            yield told_of(paper, each, drinks, HEAVY, TOOL)
    for rule in (ACTIVE, FREE, OPEN):
        found = by_rule(paper, each, rule, TOOL)
        if found is None or found.whose is not Whose.PATIENT:
            continue
        if (
            other is not None
            and other.start() < 200
            and not PATIENT.search(each.text[other.end() :])
            and rule is not FREE
        ):
            continue
        yield found
        return


def _talk(paper: Profile, each: Said) -> Iterator[Finding]:
    match = TALK.search(each.text)
    if match is None or (NOT_OF_STIMULATOR.search(each.text) and not OF_STIMULATOR.search(each.text)):
        return
    meant = meaning(paper, each, RISK.search(each.text) or match)
    if TO_COME.search(each.text):
        yield told_of(paper, each, match, RISKS, TOOL, time=Time.PLANNED)
    elif NOT_TALKED.search(each.text[max(0, match.start() - 40) : match.end()]):
        yield told_of(paper, each, match, RISKS, TOOL, presence=Presence.ABSENT)
    elif meant.whose is Whose.PATIENT:
        yield told_of(paper, each, match, RISKS, TOOL, time=Time.CURRENT)
