"""The arm, the cord and daily life before a fusion of the neck.

cfus_root           -- radiculopathy of the arm; qualifier sides.
cfus_weaker         -- a weakness that comes or grows; absent: full strength, or no such weakness.
cfus_cord_signs     -- myelopathy with a sign of it, or two signs; absent: denied.
cfus_bowel_bladder  -- control lost; absent: denied.
cfus_daily_life     -- an activity of daily living that suffers; absent: none does.
cfus_care_failed    -- conservative care of several kinds is said to have failed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.cervical_fusion.words import ARM, HISTORY, NOT_TOLD_IN
from accord.evidence.readers.heard import finding_of
from accord.evidence.readers.sayings import OTHERS
from accord.evidence.readers.spine.limb_pain import limb_sides
from accord.evidence.readers.spine.passages import LUMBAR, Passage, passages_of
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "cervical-fusion-signs/1"
ROOT = lazy_pattern(
    r"\b(?:cervical |c\d )?radicul(?:opath\w*|ar|itis)\b|\bbrachialgia\b|\bpain\b[^.;]{0,40}\b(?:down|into|radiat\w+)\b[^.;]{0,24}\b(?:arm|"
    r"forearm|hand|fingers?)\b|\barm pain\b"
)
LUMBAR_ROOT = lazy_pattern(r"\b(?:l[1-5]|s1|lumbar|leg|sciatic\w*)\b")
UNSURE = lazy_pattern(
    r"\b(?:rule out|r/o|versus|vs\.?|possible|suspect\w*|history of|h/o|resolved|no longer|without)\b[^.;]{0,20}$"
)

WEAK = r"(?:weakness|(?:motor|neurologic\w*) (?:deficits?|loss|decline|deterioration)|foot drop|wrist drop|hand clumsiness)"
WEAKER = lazy_pattern(
    rf"\b(?:progressive(?:ly)?|progressing|worsening|increasing|evolving|new(?:[- ]onset)?|rapidly progressive)\b[^.;,]{{0,30}}\b{WEAK}\b|"
    rf"\b{WEAK}\b[^.;]{{0,40}}\b(?:has |have |is |are )?(?:progress\w+|worsen\w+|increas\w+|getting worse|deteriorat\w+)\b|"
    r"\b(?:deltoid|biceps|triceps|grip|wrist extension|wrist flexion|finger flexion|interossei)\b[^.;]{0,24}\b(?:was|from|"
    r"previously)\b[^.;]{0,10}\b[45][+-]?/5\b[^.;]{0,30}\b(?:now|to)\b[^.;]{0,8}\b[0-4][+-]?/5\b"
)
STRONG = lazy_pattern(
    r"\b(?:strength|motor)(?: exam| testing| function| is| was| are|:)*\W{0,3}(?:5/5|full|intact|normal|preserved)\b|\b5/5 (?:strength|throughout|"
    r"bilaterally|in (?:all|both|the) )|\bno (?:focal |motor |objective )?(?:weakness|motor deficits?)\b|"
    r"\b(?:weakness|strength|deficits?) (?:is |has been |remains? )?(?:stable|unchanged)\b"
)
PARTLY = lazy_pattern(r"\b(?:except|but|other than|otherwise|aside from)\b|\b[0-4][+-]?/5\b")
ADVICE = lazy_pattern(
    r"\b(?:return|call|go to the (?:er|ed)|come in|seek|report)\b[^.;]{0,30}\b(?:for|if|with|when)\b|\b(?:counsel\w*|warn\w*|"
    r"instruct\w*|precautions?)\b"
)
MYELOPATHY = lazy_pattern(r"\bmyelopath\w+\b")
SIGNS = (
    lazy_pattern(r"\bhyper-?reflexi\w+|\bbrisk reflexes\b|\breflexes?[^.;]{0,20}\b[34]\+"),
    lazy_pattern(r"\bhoffmann?(?:'s|s)?\b"),
    lazy_pattern(r"\b(?:sustained |ankle )?clonus\b"),
    lazy_pattern(r"\bbabinski(?:'s)?\b|\bupgoing toes?\b"),
    lazy_pattern(
        r"\b(?:ataxic|wide-?based|unsteady|spastic|broad-?based) gait\b|\bgait (?:ataxia|imbalance|instability)\b|\bimpaired tandem\b|"
        r"\btandem gait (?:impaired|unsteady|abnormal)"
    ),
    lazy_pattern(r"\b(?:hand clumsiness|clumsy hands?|loss of (?:hand )?dexterity|loss of fine motor)\b"),
)
NEGATIVE = lazy_pattern(
    r"\W{0,4}(?:sign |signs |reflex |bilaterally |is |are |was |were )*(?:negative|absent|neg\b|none|not (?:present|elicited)|"
    r"downgoing|normal|\(-\)|-ve)"
)
DOWN_TOES = lazy_pattern(r"\btoes (?:are )?down-?going\b")
BOWEL = lazy_pattern(
    r"\b(?:bowel|bladder|urinary|fecal|sphincter)\b[^.;]{0,30}\b(?:incontinen\w+|dysfunction|loss|retention|control|changes?|symptoms?|"
    r"complaints?|problems?|disturbance|trouble|issues?)\b|"
    r"\b(?:incontinen\w+|loss of (?:control of )?(?:bowel|bladder|urine)|urinary retention)\b|\b(?:bowel|bladder)\b"
)
BOWEL_LOST = lazy_pattern(
    r"\bincontinen\w+|\bloss of\b|\bretention\b|\bdysfunction\b|\bcannot (?:hold|control)\b|\bnew (?:bowel|bladder)"
)
OTHER_CAUSE = lazy_pattern(
    r"\b(?:stress incontinence|prostat\w+|bph|overactive|urge incontinence|cystocele|childbirth|years)\b"
)

ACTS = (
    r"(?:dress\w*|bath\w*|shower\w*|groom\w*|toilet\w*|eat(?:ing)?|feed\w*|cook\w*|driv\w+|sleep\w*|work\w*|lift\w*|carry\w*|reach\w*|writ(?:e|"
    r"ing)|typ(?:e|ing)|"
    r"household|housework|chores|laundry|dishes|hair|button\w*|groceries|yard ?work|garden\w*|computer|overhead|turn\w* (?:her|his|the) head|"
    r"adls?|activities of daily living|daily activities|self-?care)"
)
SUFFERS = lazy_pattern(
    rf"\b(?:cannot|can't|can no longer|could not|couldn't|unable to|no longer able to|difficulty|difficult|trouble|struggles|limits?|limited|"
    rf"limiting|limitations?|interfer\w+|impair\w+|stopped|gave up|given up|needs help|"
    rf"requires (?:help|assistance)|problems|prevents?|restricts?|restricted|hard to|drops)\b[^.;]{{0,50}}\b{ACTS}\b|"
    rf"\b{ACTS}\b[^.;]{{0,40}}\b(?:limited|impaired|affected|difficult|disturbed|impossible|painful|restricted|curtailed|interrupted)\b|\b(?:wakes|"
    rf"awakens|woken|awakened)\b[^.;]{{0,30}}\b(?:night|sleep|pain)|\bdrop(?:s|ping)? (?:objects|things|cups|dishes)"
)
NOT_SUFFERS = lazy_pattern(
    r"\b(?:independent (?:with|in) (?:all )?(?:adls?|activities of daily living|self-?care)|no (?:functional )?(?:limitations?|difficulty|"
    r"impairment|interference)[^.;]{0,20}\b(?:adls?|activities|daily)|"
    r"(?:does not|doesn't|not) (?:limit|interfere with|affect|impair)[^.;]{0,20}\b(?:adls?|activities|daily|sleep|work))\b"
)
MEANT_OTHER = lazy_pattern(
    r"\b(?:knees?|hips?|dyspnea|breath\w*|vision|low back|legs?|obesity|weights? (?:limit|restriction)|after surgery|"
    r"post-?op\w*|restrictions?:)\b"
)
FAILED = lazy_pattern(
    r"\b(?:failed|failure of|exhausted|refractory to|despite|not responded to|no (?:lasting )?(?:relief|benefit|improvement) (?:from|with|"
    r"after))\b[^.;]{0,40}\b(?:multimodal|extensive|exhaustive|comprehensive|multiple|several|all|maximal)\b"
    r"[^.;]{0,24}\b(?:conservative|non-?operative|non-?surgical)\b|"
    r"\b(?:multimodal|extensive|exhaustive|comprehensive|multiple|maximal) (?:conservative|non-?operative|"
    r"non-?surgical) \w+[^.;]{0,40}\b(?:failed|without (?:lasting )?(?:relief|benefit|improvement)|unsuccessful\w*|ineffective)\b"
)


def signs(chart: Chart) -> Iterator[Finding]:
    """What notes tell of the arm, the cord and daily life."""
    for paper in chart.patient_papers:
        if paper.kind in NOT_TOLD_IN or paper.kind is PartKind.PROCEDURE_NOTE:
            continue
        told = [p for p in passages_of(paper) if p.section not in HISTORY and not ADVICE.search(p.text)]
        for passage in told:
            yield from _root(chart, passage)
            yield from _weaker(chart, passage)
            yield from _bowel(chart, passage)
            yield from _daily_life(chart, passage)
            failed = FAILED.search(passage.text)
            if failed is not None and not LUMBAR.search(passage.text) and _holds(passage, failed, past=True):
                yield finding_of(chart, passage, "cfus_care_failed", TOOL)
        yield from _cord(chart, paper, told)


def _holds(passage: Passage, match: re.Match[str], *, past: bool = False) -> bool:
    """Is it said of the patient, as present and true now?"""
    told = passage.told(match)
    if (
        told is None
        or told[2] is not Whose.PATIENT
        or OTHERS.search(passage.text[max(0, match.start() - 60) : match.start()])
    ):
        return False
    return told[0] is Presence.PRESENT and (told[1] is Time.CURRENT or (past and told[1] is Time.PAST))


def _denied(passage: Passage, match: re.Match[str]) -> bool:
    told = passage.told(match)
    return told is not None and told[2] is Whose.PATIENT and told[0] is Presence.ABSENT


def _root(chart: Chart, passage: Passage) -> Iterator[Finding]:
    match = ROOT.search(passage.text)
    if match is None or UNSURE.search(passage.text[: match.start()]):
        return
    if LUMBAR_ROOT.search(passage.text) and not ARM.search(passage.text):
        return
    told = passage.told(match)
    if told is not None and told[2] is Whose.PATIENT and told[1] is Time.CURRENT and told[0] is not Presence.POSSIBLE:
        sides = " ".join(sorted(limb_sides(passage.text)))
        yield finding_of(chart, passage, "cfus_root", TOOL, presence=told[0], qualifiers={"sides": sides})


def _weaker(chart: Chart, passage: Passage) -> Iterator[Finding]:
    match = WEAKER.search(passage.text)
    if match is not None:
        if _holds(passage, match) and not LUMBAR_ROOT.search(passage.text):
            yield finding_of(chart, passage, "cfus_weaker", TOOL)
        elif _denied(passage, match):
            yield finding_of(chart, passage, "cfus_weaker", TOOL, presence=Presence.ABSENT)
        return
    strong = STRONG.search(passage.text)
    if (
        strong is not None
        and not PARTLY.search(passage.text[strong.end() :])
        and not re.search(r"\b[0-4][+-]?/5\b", passage.text)
    ):
        yield finding_of(chart, passage, "cfus_weaker", TOOL, presence=Presence.ABSENT)


def _cord(chart: Chart, paper: Profile, told: Sequence[Passage]) -> Iterator[Finding]:
    """Myelopathy that is named beside a sign of it, or two signs; where none is seen, what is denied."""
    del paper
    shown: list[tuple[Passage, int]] = []
    denied: list[Passage] = []
    named: list[Passage] = []
    for passage in told:
        for index, pattern in enumerate(SIGNS):
            match = pattern.search(passage.text)
            if match is None:
                continue
            if NEGATIVE.match(passage.text[match.end() :]) or DOWN_TOES.search(passage.text) or _denied(passage, match):
                denied.append(passage)
            elif _holds(passage, match):
                shown.append((passage, index))
        match = MYELOPATHY.search(passage.text)
        if match is not None and not UNSURE.search(passage.text[: match.start()]) and _holds(passage, match):
            named.append(passage)
        elif match is not None and _denied(passage, match):
            denied.append(passage)
    if shown and (named or len({index for _, index in shown}) > 1):
        yield finding_of(chart, (named or [shown[0][0]])[0], "cfus_cord_signs", TOOL, support=(shown[0][0].place(),))
    elif denied and not shown and not named:
        yield finding_of(chart, denied[0], "cfus_cord_signs", TOOL, presence=Presence.ABSENT)


def _bowel(chart: Chart, passage: Passage) -> Iterator[Finding]:
    match = BOWEL.search(passage.text)
    if match is None:
        return
    if _denied(passage, match):
        yield finding_of(chart, passage, "cfus_bowel_bladder", TOOL, presence=Presence.ABSENT)
    elif BOWEL_LOST.search(passage.text) and not OTHER_CAUSE.search(passage.text) and _holds(passage, match):
        yield finding_of(chart, passage, "cfus_bowel_bladder", TOOL)


def _daily_life(chart: Chart, passage: Passage) -> Iterator[Finding]:
    not_so = NOT_SUFFERS.search(passage.text)
    if not_so is not None:
        yield finding_of(chart, passage, "cfus_daily_life", TOOL, presence=Presence.ABSENT)
        return
    match = SUFFERS.search(passage.text)
    if match is None or MEANT_OTHER.search(passage.text) or passage.section in ("plan", "exam", "objective"):
        return
    told = passage.told(match)
    if (
        told is None
        or told[2] is not Whose.PATIENT
        or told[1] is Time.PLANNED
        or OTHERS.search(passage.text[: match.start()])
    ):
        return
    denied = re.search(r"\b(?:denies|no|without|not)\b[^.;,]{0,20}$", passage.text[: match.start()])
    yield finding_of(chart, passage, "cfus_daily_life", TOOL, presence=Presence.ABSENT if denied else Presence.PRESENT)
