"""What the record says of the limb: lymphedema and its cause, venous ulcer, outlook, severity, and what treatment did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.readers.compression.rules import Rule, told
from accord.evidence.readers.compression.subject import PUMP, days_in, made
from accord.evidence.readers.spine.passages import Passage
from accord.records.findings import Finding, Presence
from accord.records.places import Place

LYMPHEDEMA = r"bcrl|(?:phlebo-?|lipo-?)?lymph-?(?:o)?ed(?:o)?ema\w*|elephantiasis"
CALLED = lazy_pattern(
    rf"\b(?:{LYMPHEDEMA}) (?:therapy|therapist|clinic|program|pump|center|centre|service|note|daily|evaluation|"
    rf"specialist|risk|surveillance|screening|"
    rf"education|precautions|prevention|treatment|management|care|compression|garments?|bandag\w*|quality|life|"
    rf"sleeves?)|\b(?:history|family|risk|prevent\w*|screen\w*) (?:of|for) (?:{LYMPHEDEMA})|\b(?:mother|father|sister|"
    rf"brother|aunt)\b"
)
_OPERATION = (
    r"(?:mastectom\w+|lumpectom\w+|dissect\w+|lymphadenectom\w+|node (?:removal|excision|biops\w+|sampling)|"
    r"nodes? (?:removed|taken)|"
    r"prostatectom\w+|hysterectom\w+|radiat\w+|radiotherap\w+|xrt|rt\b|irradiat\w+|surger\w+|operation|resection|"
    r"melanoma|cancer|carcinoma|"
    r"tumou?r|lymphoma|sarcoma|trauma|crush|cellulitis|infections?|filaria\w*|burns?|vein (?:harvest\w*|stripping)|"
    r"venous (?:insufficiency|disease)|cvi|obesity|knee (?:replacement|arthroplasty)|nodes?|malignan\w+)"
)
_PLACE = (
    r"(?:wrist|fore-?arm|elbow|upper arm|mid-?upper|arm|ankle|calf|calves|thigh|leg|foot|limb|girths?|circumf\w*|knee|"
    r"metacarpal|mcp|mtp|chest|axill\w+|groin|malleol\w+)"
)
RULES: tuple[Rule, ...] = (
    Rule("lymphedema_diagnosis", lazy_pattern(rf"\b(?:{LYMPHEDEMA})\b"), unless=CALLED),
    Rule("lymphedema_diagnosis", lazy_pattern(r"\b(?:i89\.0|q82\.0|i97\.2)\b")),
    Rule("lymphedema_cause", lazy_pattern(r"\b(?:i97\.2|q82\.0|bcrl)\b")),
    Rule(
        "lymphedema_cause",
        lazy_pattern(
            rf"\b(?:primary|secondary|congenital|hereditary|familial|milroy\w*|meige\w*|praecox|tarda|"
            rf"idiopathic)\b[^.;]{{0,40}}\b(?:{LYMPHEDEMA})|"
            rf"\b(?:cause|etiology|origin) of (?:the |her |his )?(?:{LYMPHEDEMA})\b[^.;]{{0,60}}\b{_OPERATION}|"
            rf"\b(?:{LYMPHEDEMA})\b[^.;]{{0,16}}\b(?:primary|secondary|congenital|hereditary|praecox|tarda)\b|\bphlebo-?lymph|"
            rf"\blipo-?lymph|"
            rf"\bpost[- ]?(?:mastectomy|operative|surgical|radiation|dissection|cancer|traumatic|infectious|"
            rf"surgery)\b[^.;]{{0,40}}\b(?:{LYMPHEDEMA})|"
            rf"\b(?:breast|gyn\w*|pelvic|prostate|melanoma|cancer|treatment)[- ]related\b[^.;]{{0,30}}\b(?:{LYMPHEDEMA})|"
            rf"\b(?:{LYMPHEDEMA})\b[, (]{{1,3}}(?:h/o |hx )?(?:breast ca\b|mrm\b|alnd\b|slnb\b|{_OPERATION})|"
            rf"\b(?:{LYMPHEDEMA})\b[^;]{{0,140}}\b(?:after|following|due to|d/t|from|secondary to|2/2|s/p|status post|since|"
            rf"caused by|related to|resulting from|"
            rf"dating from|as a result of|post|because of)\b[^.;]{{0,80}}\b{_OPERATION}|"
            rf"\b{_OPERATION}[^.;]{{0,80}}\b(?:with|complicated by|resulting in|leading to|caus\w+|then|followed by|"
            rf"developed)\b[^.;]{{0,60}}\b(?:{LYMPHEDEMA})"
        ),
        unless=lazy_pattern(
            r"\[ ?\] ?(?:primary|secondary)(?!.*\[ ?x)|\bcause\b[^.;]{0,20}\b(?:unknown|unclear|undetermined)|\bno (?:history|hx) of\b"
        ),
    ),
    Rule(
        "other_edema",
        lazy_pattern(
            r"\b(?:edema|swelling|oedema)\b[^.;]{0,50}\b(?:is|are|was|appears?|seems?|most consistent with|consistent with|"
            r"due to|from|attributed to|secondary to|2/2|explained by)\b"
            r"[^.;]{0,30}\b(?:cardiac|heart failure|chf|hfref|hfpef|renal|nephrotic|cirrhosis|hepatic|lipo?edema|amlodipine|"
            r"medication|hypoalbumin\w+|dependen\w+|immobility)|"
            r"\b(?:cardiac|renal|hepatic) (?:edema|swelling)\b|\blipedema (?:only|alone|rather than)|\bnot lymphedema\b|"
            r"\bno (?:evidence of |signs? of )?lymphedema\b"
        ),
        presence=Presence.PRESENT,
        unless=lazy_pattern(
            r"\b(?:no|not|without|denies|never|rather than|excluded?|ruled out|nothing else|and not)\b[^.;]{0,40}\b(?:cardiac|"
            r"heart failure|chf|renal|hepatic|lip?edema|"
            r"medication)|\bhistory of|\bresolved\b"
        ),
    ),
    Rule(
        "limb_prognosis",
        lazy_pattern(
            r"\bprognos\w+|\bpx\b(?=\W{1,3}(?:good|fair|guarded|poor|excellent))|\boutlook\b|\blife-?long\b|"
            r"\b(?:permanent|chronic,? (?:and )?(?:progressive|incurable|lifelong)|"
            r"incurable|progressive)\b[^.;]{0,30}\b(?:condition|disease|disorder|course)|"
            r"\b(?:condition|disease|lymphedema|it) (?:is|will be) (?:chronic|permanent|lifelong|progressive|incurable)|"
            r"\b(?:i |we )?(?:would |would'd |i'd )?(?:expect\w*|anticipat\w*)\b[^.;]{0,60}\b(?:worsen\w*|stay open|remain open|"
            r"at risk|progress\w*|"
            r"infections?|recurr\w*|control|closure|heal\w*|stab\w+|improv\w*|reduc\w*)|"
            r"\b(?:likely|unlikely|will|expected|should) (?:to )?(?:get worse|worsen|progress|heal|close|stay open|"
            r"remain open)|"
            r"\b(?:good|fair|poor|guarded|favou?rable|excellent)\b[^.;]{0,20}\b(?:chance|potential|prospects?|odds)\b"
        ),
        presence=Presence.PRESENT,
        unless=lazy_pattern(
            r"\bprognos\w+\W{0,4}(?:_{2,}|not (?:stated|given|known|discussed)|n/a|tbd|unknown|\?|:\s*$)"
        ),
        plan=True,
    ),
    Rule(
        "limb_measured",
        lazy_pattern(
            rf"\b{_PLACE}\b[^;]{{0,70}}?(?<![\d/.-])\d{{2,3}}(?:\.\d{{1,2}}\b(?! ?(?:mm|%|kg|lb))|\.?\d? ?cm\b)|"
            rf"\b{_PLACE}\b[^\d.;]{{0,16}}(?<![\d/.-])[1-9]\d\b(?! ?(?:mm|%|min|mo|yo|y/o|y|years?|weeks?|wks?|deg\w*|pounds|"
            rf"lb|kg|h\b|hours?|x|/|-|to \d+ mm|distal))|"
            r"[+]?\d{3,4} ?(?:->|→|to) ?[+]?\d{3,4} ?(?:ml|cc)\b|\b\d{1,2}(?:\.\d)? by \d{1,2}(?:\.\d)? ?cm\b|"
            r"\b\d(?:\.\d)? ?cm\b[^.;]{0,30}\b(?:fuller|larger|bigger|greater|difference|more than)|"
            r"\bvolume\b[^.;]{0,30}\d{2,5} ?(?:ml|cc|%)|"
            r"\b(?:ulcer|wound|sore)\b[^;]{0,60}?\d{1,2}(?:\.\d)? ?(?:cm)? ?x ?\d{1,2}(?:\.\d)?|"
            r"\b\d{1,2}(?:\.\d)? ?(?:cm)? ?x ?\d{1,2}(?:\.\d)? ?(?:x ?\d{1,2}(?:\.\d)? ?)?cm\b"
        ),
        presence=Presence.PRESENT,
        unless=lazy_pattern(
            r"\bgarment size\b|\bsize\b[^.;]{0,20}\b(?:garment|sleeve|medium|large)|\bnot measured\b|\bmeasurements? (?:not|pending|to follow)"
        ),
    ),
    Rule(
        "treatment_failed",
        lazy_pattern(
            r"\b(?:attended|completed|went through|underwent|tried|trial(?:led|ed)? (?:of|with)|finished|undergone|"
            r"been through|has had|received|followed|used|wore|worn)\b[^.;]{0,60}"
            r"\b(?:decongest\w+|cdt|conservative|compression|bandag\w+|wraps?|stockings?|sleeve|garments?|mld|manual lymph\w*|"
            r"unna)|"
            r"\b(?:despite|in spite of|notwithstanding|after|with)\b[^.;]{0,60}\b(?:decongest\w+|cdt|conservative|compression|"
            r"bandag\w+|wraps?|stockings?|sleeves?|garments?|mld|unna)|"
            r"\b(?:decongest\w+|cdt|conservative|compression|bandag\w+|stockings?|garments?|unna)\b[^.;]{0,60}\b(?:failed|"
            r"without (?:significant|adequate|much|lasting|success|relief)|has not|have not|did not|inadequate|insufficient|"
            r"ineffective|(?:was|were) not effective)|"
            r"\b(?:not|never) (?:closed|healed|resolved)\b[^.;]{0,10}\b(?:with|w/|despite|on)(?= )|"
            r"\b(?:conservative|decongest\w+|cdt)\b[^;]{0,60}\d{1,2}/\d{1,2}|"
            r"\bfailed\b[^.;]{0,40}\b(?:decongest\w+|cdt|conservative|compression|bandag\w+|stockings?|garments?|unna)|"
            r"\b(?:four|multi|two|three|4|2|3)-?layer\b[^.;]{0,40}\b(?:bandage|wrap\w*|dressing|compression)"
        ),
        presence=Presence.PRESENT,
        unless=lazy_pattern(
            r"\b(?:will (?:start|begin|try)|to (?:start|begin) |plan to|recommend\w*|refer(?:red)? (?:for|to))\b"
        ),
    ),
)
_LITTLE = (
    r"(?:sig|signif|significant|meaningful|substantial|measurable|real|appreciable|adequate|lasting|sustained|notable|further|"
    r"sufficient|much|satisfactory)"
)
COURSE: tuple[Rule, ...] = (
    Rule(
        "limb_not_improved",
        lazy_pattern(
            rf"\b(?:no|not|without|lack of|little|minimal|never|n't)\b(?: \w+){{0,3}} {_LITTLE} (?:\w+ )?(?:change|improvement|"
            rf"reduction|decrease|response|benefit|relief)|"
            r"\b(?:heaviness|tightness|pitting)\b[^.;]{0,20}\bunchanged\b|\bcontinues? to have (?:significant|marked|severe|"
            r"troublesome) (?:symptoms?|swelling|edema)|"
            r"\bsame as before\b|\bnot budged\b|\bw/o (?:\w+ )?(?:change|improvement|reduction|response)\b|"
            r"\b(?:no|little|minimal|without) (?:change|improvement|reduction|response)\b|\b(?:limb|arm|leg|legs|swelling|"
            r"edema|girths?|measurements?|volume|circumferences?)\b[^.;]{0,40}\b(?:no (?:better|smaller)|unchanged|"
            r"not (?:better|improved|changed|reduced|smaller|come down|gone down|decreased)|the same)\b|"
            r"\b(?:has|have|had|did|does) not (?:\w+ )?(?:improved?|responded|respond|decreased?|reduced?|resolved?|"
            r"changed?)\b|\bplateau(?:ed|s|ing)?\b|\bno better\b|\bnot (?:clinically |statistically )?significant(?:ly)?\b|"
            r"\b(?:despite|in spite of|after|following|with)\b[^.;]{0,50}\b(?:still|continues to have|"
            r"residual)\b[^.;]{0,40}\b(?:heav\w+|pitting|swelling|edema|fibros\w+|tight\w*)|"
            r"\b(?:still|continues to have|residual)\b[^.;]{0,40}\b(?:heav\w+|pitting|swelling|edema|fibros\w+|"
            r"tight\w*)\b[^.;]{0,60}\b(?:despite|in spite of|after|following)\b|"
            r"\b(?:significant|troublesome|marked|substantial|severe) (?:\w+ )?(?:symptoms?|swelling|"
            r"edema)\b[^.;]{0,20}\b(?:remain\w*|persist\w*|continu\w*)|\b(?:symptoms?|swelling|edema|heaviness|"
            r"lymphedema)\b[^.;]{0,30}\b(?:remain(?:s|ed)? (?!stable)|persist\w*)|\brefractory to\b|\bfailed (?:to (?:improve|"
            r"respond)|cdt|conservative|complete decongestive|decongestive)"
        ),
        presence=Presence.PRESENT,
        unless=lazy_pattern(
            r"\b(?:pain|wound|ulcer|weight|ejection|scan|imaging|echo|glucose|hearing|vision|bp|medications?|meds|skin|ros|"
            r"appetite) (?:\w+ )?(?:unchanged|no change|the same)\b|\bno change in (?:meds|medications?|weight|bowel)|"
            r"\bif (?:there is )?no\b|\bexpect\w* no\b|\buntil\b|\bpump\b[^.;]{0,20}\b(?:no|without|did not|has not)\b"
        ),
        needs=lazy_pattern(
            r"\b(?:limb|arms?|legs?|swelling|edema|oedema|girths?|circumf\w*|calf|calves|thighs?|ankles?|forearms?|lymph\w*|"
            r"fibrosis|therapy|cdt|decongest\w*|conservative|bandag\w*|compression|garments?|sleeves?|stockings?|trial|"
            r"faithful|adherent|compliant|diligence|volume|ml|tight\w*|\d+ cm|pitting|heav\w+)\b"
        ),
    ),
    Rule(
        "limb_improved",
        lazy_pattern(
            r"\b(?:swelling|edema|lymphedema|symptoms?)\b[^.;]{0,30}\b(?:ha(?:s|ve) )?(?:fully |completely |now |"
            r"all )*(?:resolved|gone|cleared|normali[sz]ed|disappeared)\b|\b(?:excellent|dramatic|very good|good|"
            r"marked) (?:response (?:to|with) (?:cdt|compression|bandag\w*|therapy|treatment|conservative)|(?<!good )response|"
            r"reduction|improvement|result)\b[^.;]{0,40}|"
            r"\b(?:limb|arm|leg|edema|swelling|volume|girths?)\b[^.;]{0,30}\b(?:significantly|markedly|substantially|greatly|"
            r"dramatically|much) (?:improved|reduced|decreased|better|smaller)|\b(?:significant|marked|"
            r"substantial) (?:improvement|reduction|decrease)\b|"
            r"\bwell[- ]controlled (?:with|on|in|by) (?:\w+ ){0,3}(?:garments?|stockings?|sleeve|compression|bandag\w+|cdt)"
        ),
        unless=lazy_pattern(
            r"\b(?:no|not|without|little|minimal|lack of|never|n't|nor)\b[^.;]{0,24}\b(?:significant|marked|substantial\w*|"
            r"excellent|dramatic\w*|much|improve\w*|resolved|controlled)|"
            r"\b(?:with|after|on|from|using|by|following) (?:the |a )?(?:\w+ )?(?:pump|loaner|device|pcd|session)|\bremain|"
            r"\bpersist|\bstill\b|\bexpect|\bgoal|\bshould\b|\bwill\b|\bwould\b"
        ),
    ),
)
_ULCER = r"(?:ulcer\w*|vlus?|wounds?|sores?|lesions?)"
VENOUS: tuple[Rule, ...] = (
    Rule(
        "venous_insufficiency",
        lazy_pattern(
            r"\b(?:chronic )?venous (?:insufficiency|incompetence|hypertension|reflux|stasis|disease)\b|\bcvi\b|\b(?:i87\.2|"
            r"i87\.3[13]\d?|i83\.[02]\w*)\b|"
            r"\breflux\b[^.;]{0,40}\b(?:gsv|ssv|saphenous|popliteal|femoral|deep|perforators?)\b|\b(?:gsv|saphenous|popliteal|deep|"
            r"perforator)\b[^.;]{0,30}\breflux|\bpost-?(?:thrombotic|phlebitic)\b"
        ),
        unless=lazy_pattern(
            r"\b(?:no|not|without|little|minimal|lack of|never|n't|nor)\b[^.;]{0,24}\b(?:significant|marked|substantial\w*|"
            r"excellent|dramatic\w*|much|improve\w*|resolved|controlled)|\b(?:no|without) (?:\w+ )?(?:reflux|"
            r"venous insufficiency)|\bmother\b|\bfather\b"
        ),
    ),
    Rule(
        "venous_ulcer",
        lazy_pattern(
            rf"\b(?:venous|stasis|vlu|cvi|post-?thrombotic|i83\.[02]\w*|i87\.[13][13]\w*)\b[^.;]{{0,40}}\b{_ULCER}|\bv[ls]us?\b|"
            rf"\bi87\.3[13][1239]\b|\bi83\.[02]\d\w*\b|"
            rf"\b{_ULCER}[^.;]{{0,30}}\b(?:venous|stasis|due to (?:cvi|venous))"
        ),
        unless=lazy_pattern(
            rf"\b(?:not|no|never)\b[^.;]{{0,30}}\bvenous {_ULCER}|\b(?:not|non-?) ?venous\b|\bdiabetic (?:foot )?{_ULCER}|"
            rf"{_ULCER}[^.;]{{0,30}}\bdiabetic\b|\b(?:history|hx|h/o) of\b|\brisk\b|\bprevent"
        ),
    ),
    Rule(
        "venous_ulcer",
        lazy_pattern(r"\bc6(?:[a-z]{1,2})?\b|\b(?:leg )?ulcer\w*\b"),
        unless=lazy_pattern(
            r"\b(?:pressure|sacr\w+|diabetic|arterial|heel|plantar|toes?|peptic|gastric|duodenal|oral|corneal|healed|not venous|decubitus|"
            r"radiculo\w+|cervical|history of|h/o|hx|risk|prevent\w*|no (?:open |active )?(?:leg )?ulcer\w*)\b"
        ),
        needs=lazy_pattern(r"\b(?:ceap|cvi|venous|reflux|post-?thrombotic|post-?phlebitic|stasis)\b"),
    ),
    Rule(
        "leg_ulcer_open",
        lazy_pattern(
            r"\b(?:size|measures?|measuring|measured)\b[^.;]{0,16}\d{1,2}(?:\.\d)? ?(?:cm)? ?(?:x|by) ?\d{1,2}(?:\.\d)?"
        ),
        needs=lazy_pattern(rf"\b(?:venous|stasis|cvi)\b[^.;]{{0,40}}\b{_ULCER}"),
    ),
    Rule(
        "leg_ulcer_open",
        lazy_pattern(
            rf"\b{_ULCER}\b[^;]{{0,120}}?\d{{1,2}}(?:\.\d)? ?(?:cm|mm)? ?(?:x|by|w) ?\d{{1,2}}|"
            rf"\b{_ULCER}\b[^;]{{0,60}}?\d{{1,2}}(?:\.\d)? ?(?:sq ?cm|cm2|cm\b)|"
            rf"\b{_ULCER}\b[^.;]{{0,60}}\b(?:still there|active|granulating|exudate|no healing)\b|\bopen, \d|\d, open\b|"
            rf"\b{_ULCER}\b[^;]{{0,120}}?\d{{1,2}}(?:\.\d)? ?(?:cm)? ?x ?\d{{1,2}}(?:\.\d)?|\b{_ULCER}\b[^.;]{{0,60}}\b(?:open|"
            rf"unhealed|non-?healing|not (?:yet )?healed|has not (?:closed|healed)|draining|weeping|persist\w*|present)\b|"
            rf"\b(?:open|unhealed|non-?healing|active|draining|current|chronic)\b[^.;]{{0,40}}\b{_ULCER}|\bhas not healed\b|"
            rf"\b\d{{1,2}}(?:\.\d)? ?x ?\d{{1,2}}(?:\.\d)? ?(?:cm)?, (?:open|fibrin|granul)"
        ),
        unless=lazy_pattern(
            r"\bhealed (?:in )?(?:19|20)\d\d|\bno open\b|\bold scar\b|\bpressure (?:ulcer|injury)\b|\bsacr|"
            r"\bhas (?:now )?(?:healed|closed)\b"
        ),
    ),
    Rule(
        "leg_ulcer_healed",
        lazy_pattern(
            rf"\b{_ULCER}\b[^.;]{{0,50}}\b(?:(?:is|are|has|have|now|fully|completely|all) )+(?:healed|closed|epitheliali[sz]ed|"
            rf"resolved)\b|\bno (?:open |active |current )*(?:\w+ )?{_ULCER}|\b(?:wound|ulcer)s? closed\b|\bhealed (?:venous |"
            rf"stasis )?{_ULCER}"
        ),
        presence=Presence.PRESENT,
        unless=lazy_pattern(
            r"\bnot (?:yet )?(?:healed|closed)|\b(?:left|l|right|r|other) (?:leg|side|ankle)\b|\b(?:19|20)\d\d\b|\bnever\b|"
            r"\buntil\b|\bif\b|\bwhen\b|\bother\b|\bonce\b"
        ),
    ),
)


def conditions(chart: Chart, passages: Sequence[Passage]) -> Iterator[Finding]:
    """The limb's condition, and how it went; what a session with the pump did is told elsewhere."""
    for found in told(chart, passages, (*RULES, *VENOUS)):
        if not _of_sound_limb(found):
            yield found
    yield from _lately_healed(chart, passages)
    without_pump = [p for p in passages if not PUMP.search(p.text)]
    yield from told(chart, without_pump, COURSE)


SOUND_LIMB = lazy_pattern(
    r"\b(?:baseline|comparison|contralateral|unaffected|uninvolved|opposite|other|sound)\b|\b(?:l|r|left|right|lt|rt) (?:arm|leg|ue|le|limb)\b"
)


def _of_sound_limb(found: Finding) -> bool:
    """Is lymphedema denied of one limb only, with which the other is compared?"""
    if found.concept not in ("lymphedema_diagnosis", "other_edema") or not isinstance(found.place, Place):
        return False
    words = found.place.text.lower()
    if "not elsewhere classified" in words and found.presence is Presence.ABSENT:
        return True
    denied = found.presence is Presence.ABSENT or "no lymphedema" in words
    return denied and SOUND_LIMB.search(words) is not None


LATELY = 120
"""Days before the request within which a healed ulcer is the one that the pump is asked for."""
HEALED_ON = lazy_pattern(rf"\b{_ULCER}\b[^.;]{{0,40}}\b(?:healed|closed|epitheliali[sz]ed)\b")
NOT_THIS_ONE = lazy_pattern(
    r"\bnot (?:yet )?(?:healed|closed)|\b(?:other|opposite|contralateral)\b|\bnever\b|\buntil\b|\bif\b|\bwhen\b|"
    r"\bonce\b"
)


def _lately_healed(chart: Chart, passages: Sequence[Passage]) -> Iterator[Finding]:
    """'Ulcer healed 02/10/2026': a day shortly before the request makes it the ulcer in question."""
    received = chart.request.received
    for passage in passages:
        if received is None or not HEALED_ON.search(passage.text) or NOT_THIS_ONE.search(passage.text):
            continue
        days = [m.date.exact for m in days_in(chart, passage) if m.date.exact is not None]
        if any(0 <= (received.value - day).days <= LATELY for day in days):
            yield made(chart, "leg_ulcer_healed", passage)
