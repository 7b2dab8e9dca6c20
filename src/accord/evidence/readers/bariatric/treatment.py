"""Medical treatment of the obesity before surgery.

bari_treatment -- present with outcome failed, helped or tried; absent where it is said that none was tried. Diets that are only
                  called diets, without a name, a time or a result in numbers, tell nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from accord.evidence.chart import Chart
from accord.evidence.narrative.sections import section_at
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import Profile
from accord.evidence.readers.sayings import meaning, of_others, on_day, tells_history, told_of
from accord.evidence.readers.statements import Said, said_in
from accord.records.findings import Finding, Presence, Time, Whose

TOOL = "bariatric-treatment/1"
TREATMENT = "bari_treatment"

NAMED = lazy_pattern(
    r"\b(?:weight ?watchers|ww\b(?= \(|,|;| for| x| \d)|jenny craig|nutri-?system|optifast|medifast|"
    r"slim-?fast|noom|optavia|curves|tops\b|keto(?:genic)?(?: diet)?|"
    r"atkins|south beach|hmr\b|mediterranean diet|low[- ](?:calorie|carb\w*|fat) (?:diet|plan|"
    r"program\w*)|vlcd|very low[- ]calorie\w*|\d{3,4}[- ]?(?:k?cal\w*)(?:[ /-]\w+){0,2}(?: diet)?|"
    r"meal[- ]replacement\w*|liquid diet|intermittent fasting|phentermine|adipex|lomaira|qsymia|"
    r"phendimetrazine|diethylpropion|contrave|naltrexone[ /-]bupropion|bupropion[ /-]naltrexone|orlistat|"
    r"xenical|alli\b|saxenda|liraglutide|victoza|wegovy|ozempic|semaglutide|rybelsus|zepbound|"
    r"mounjaro|tirzepatide|glp-?1(?: (?:agonist|ra|receptor agonist|drug|medication)s?)?|lorcaserin|"
    r"belviq|sibutramine|meridia|fen-?phen|"
    r"(?:medically|physician|doctor|clinician|dietitian|md|rd)[- ]?(?:supervised|directed|guided|"
    r"led|monitored)(?: [\w-]+){0,4}?(?: program\w*| diet\w*| weight| attempts?| plan)?|supervised (?:diet\w*|"
    r"weight|nutrition\w*|program\w*)|"
    r"medical weight (?:loss|management)|weight[- ]management (?:program\w*|clinic|visits?)|structured (?:weight|"
    r"diet|lifestyle)(?: [\w-]+){0,3}|lifestyle (?:program\w*|intervention|modification)|"
    r"intensive behaviou?ral (?:therapy|counsel\w+)|behaviou?ral weight|diabetes prevention program\w*|"
    r"(?:registered )?dietitian (?:visits?|sessions?|program\w*|counsel\w*)|nutrition(?:al|ist)? (?:visits?|"
    r"counsel\w*|sessions?|program\w*)|g0447|97802)"
)
GENERAL = lazy_pattern(
    r"\b(?:diets?|dieting|dietary|exercise|weight[- ]loss (?:attempts?|programs?|drugs?|medications?|"
    r"efforts?)|(?:\d+|six|nine|twelve)[- ]months? programs?|anti-?obesity (?:drugs?|medications?)|calorie (?:restriction|counting))\b"
)
DETAIL = lazy_pattern(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)[ -]*(?:months?|mos?|"
    r"weeks?|wks?|years?|yrs?|lbs?|pounds|kg|visits?|sessions?)\b|\b(?:19|20)\d\d\b"
)
FAILED = lazy_pattern(
    r"\b(?:fail(?:ed|ure|s|ing)?|regain\w*|re-?gain\w*|gained (?:it |them |all |most )*(?:back|"
    r"\d+)|(?:gain|put|came|crept|went) (?:it |them |all |most )*(?:all )?back|plateau\w*|unsuccessful\w*|"
    r"ineffective|insufficient|inadequate|"
    r"minimal|without (?:lasting|sustained|durable|long[- ]term|meaningful|significant|much|any|"
    r"success|effect|weight)|no (?:\w+ )?(?:success|weight loss|effect|benefit|loss|change|response|"
    r"durable|lasting|sustained|net)|"
    r"not (?:\w+ )?(?:sustained|maintained|maintain|lasting|effective|successful|kept|lose|lost|"
    r"respond\w*)|unable to (?:sustain|maintain|keep|lose)|could(?:n't| not) (?:sustain|maintain|"
    r"keep|lose|tolerate)|did(?: not|n't) (?:\w+ )?(?:lose|work|help|last|keep|maintain|respond)|"
    r"only (?:lost )?\d+|lost only|net (?:loss|gain|change)|weight (?:returned|came back|unchanged|"
    r"stable|the same)|intoleran\w+|not tolerated|side effects?|stopped (?:because|for|due|after)|"
    r"discontinued (?:because|for|due|after)|(?:then |was |had to be )(?:stopped|discontinued)|"
    r"(?:nausea|vomiting|palpitations|pancreatitis|insomnia)\b|lost and|yo-?yo|rebound\w*|despite|returned to (?:baseline|her|his|prior))\b"
)
NOT_FAILED = lazy_pattern(
    r"\b(?:has not failed|no (?:failure|regain)|maintain(?:ed|ing|s) (?:the |her |his |this )?(?:weight "
    r")?loss|kept (?:it|the weight) off|without regain)\b"
)
NEVER = lazy_pattern(
    r"\b(?:never|not)\b (?:\w+ ){0,3}?(?:tried|attempted|participated in|enrolled in|undertaken|"
    r"been (?:on|in)|done|had|taken|received|seen)\b(?: [\w-]+){0,5}? ?(?:diet\w*|weight[- ](?:loss|"
    r"management)|medical (?:treatment|therapy|weight)|nutrition\w*|program\w*|drugs?|medications?)|"
    r"\bno (?:prior|previous|history of|documented|past|formal|earlier) (?:[\w-]+ ){0,4}?(?:weight[- ]loss attempts?|"
    r"diet attempts?|diets?|attempts? (?:at|to)|medical (?:treatment|therapy|weight)|weight[- ](?:management|"
    r"loss)|dietary|nonsurgical)"
)
SOME = lazy_pattern(
    r"\b(?:other|formal|supervised|structured|commercial|drug|surgical|surgery|operation|since|glp-?1\w*|pharmac\w+|medications?)\b"
)
CARRIES_ON = lazy_pattern(
    r"\W*(?:she|he|all|each|none|both|every|these|those|this|it|the weight|weight|however|but|"
    r"regain\w*|net|despite|result\w*|outcome\w*|in each|any|lost|then|afterwards?|unfortunately)\b"
)
NO_SECTIONS = ("family_history", "allergies", "instructions", "counseling")


def treatments(chart: Chart, papers: list[Profile]) -> Iterator[Finding]:
    """What was tried against the obesity, and how it went."""
    for paper in papers:
        if not tells_history(paper):
            continue
        told = list(said_in(paper))
        for each, after in zip(told, [*told[1:], None], strict=True):
            if section_at(paper.document, each.sentence.start).name in NO_SECTIONS:
                continue
            found = _tried(paper, each, after)
            if found is not None:
                yield on_day(chart, paper, each, found)


def _tried(paper: Profile, each: Said, after: Said | None) -> Finding | None:
    never = NEVER.search(each.text)
    if never is not None and not SOME.search(never[0]) and meaning(paper, each, never).whose is Whose.PATIENT:
        return told_of(paper, each, never, TREATMENT, TOOL, presence=Presence.ABSENT)
    if never is not None:
        return None
    general = GENERAL.search(each.text)
    match = NAMED.search(each.text) or (general if general and DETAIL.search(each.text) else None)
    if match is None or of_others(each, match):
        return None
    meant = meaning(paper, each, match)
    failed = (
        FAILED.search(each.text)
        or _hardly_less(each.text)
        or (after is not None and CARRIES_ON.match(after.text) and FAILED.search(after.text))
    )
    if meant.hypothetical or meant.whose is not Whose.PATIENT:
        return None
    if NOT_FAILED.search(each.text) or (meant.presence is Presence.ABSENT and not failed):
        return None
    if meant.time is Time.PLANNED and not FAILED.search(each.text):
        return None
    return told_of(
        paper, each, match, TREATMENT, TOOL, time=Time.PAST, qualifiers={"outcome": "failed" if failed else "tried"}
    )


WEIGHTS = lazy_pattern(
    r"\b(?P<before>[12345]\d\d)(?:\.\d)? ?(?:lbs?|kg)? ?(?:->|→|to|–|-) ?(?P<after>[12345]\d\d)\b(?! ?(?:k?cal|mg))"
)


def _hardly_less(text: str) -> bool:
    """Do two weights of a sentence differ by less than a twentieth?"""
    match = WEIGHTS.search(text)
    return match is not None and int(match["after"]) * 20 > int(match["before"]) * 19
