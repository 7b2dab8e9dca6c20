"""The pain for which an epidural is asked: from a root, and shown by imaging at its level and on its side.

esi_root             -- radiculopathy, neurogenic claudication or pain after laminectomy; qualifiers what, roots, sides.
esi_exam             -- an examination of the limb and its nerves.
esi_concordance      -- imaging fits the complaint; absent: it shows the other side, or nothing at the level.
esi_zoster           -- acute shingles; absent: denied, healed, or neuralgia after it. Qualifier refractory.
esi_other_indication -- another reason; qualifier role: indication, unclear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind
from accord.evidence.readers.epidural.words import EPIDURAL, joints_of_root, levels_named
from accord.evidence.readers.heard import finding_of
from accord.evidence.readers.spine.disc_images import Seen, by_level
from accord.evidence.readers.spine.limb_pain import limb_sides
from accord.evidence.readers.spine.passages import (
    Passage,
    passages_of,
    regions_in,
    requested_regions,
    requested_side,
)
from accord.records.findings import Finding, Presence, Side, Time, Whose

TOOL = "epidural-root/1"
ROOT_PAIN = lazy_pattern(
    r"\bradiculopath\w*|\bradicular\b|\bradiculitis\b|\bsciatica\b|\bradics?\b|\b[ls][1-5] (?:pattern|distribution|dermatome)\b|"
    r"\bpain (?:down|shooting|running|radiating) (?:down |into )?(?:the |his |her )?(?:\w+ )?(?:leg|arm)\b|"
    r"\b(?:leg|buttock|thigh|arm)\b[^.;]{0,24}\b(?:to|into) (?:the )?(?:\w+ )?(?:foot|toes?|calf|heel|shin|hand|fingers?|thumb)\b|\bm5[14]\.1\d\b|"
    r"\bm50\.1\d*\b"
)
CLAUDICATION = lazy_pattern(r"\b(?:neurogenic|spinal) claudication\b|\bm48\.062\b|\bpseudo-?claudication\b")
AFTER_SURGERY = lazy_pattern(
    r"\bpost-?laminectomy\b|\bfailed back(?: surgery)? syndrome\b|\bfbss\b|\bpersistent spinal pain syndrome\b|\bm96\.1\b"
)
KINDS = (("radicular", ROOT_PAIN), ("claudication", CLAUDICATION), ("post_laminectomy", AFTER_SURGERY))
ROOT = lazy_pattern(
    r"(?<![a-z0-9])(?P<a>[cls]) ?(?P<n>\d)(?![\d%]|\.\d| ?[-/] ?[ls]?\d)[, ]+(?:and )?(?:\w+ )?(?:radicul\w+|sciatica|nerve root|root|dermatom\w+|"
    r"pattern|distribution|myotom\w+)|"
    r"\b(?:radicul\w+|dermatom\w+|distribution|roots?)\W{1,3}(?:at |of |in |an? |the |left |right )*(?P<b>[cls]) ?(?P<m>\d)(?![\d%]|\.\d| ?[-/] ?[ls]?\d)"
)
LIMIT = {"c": 8, "l": 5, "s": 2}
EXAM = lazy_pattern(
    r"\bslr\b|\bstraight[ -]leg\b|\bspurling|\bmotor\b|\bstrength\b|\breflex\w*|\bdtrs?\b|\bsensation\b|\bsensory\b|\bjerks?\b|\bslump\b|"
    r"\blas[eè]gue|\bweak\w* (?:of|in)\b|\b[0-5]/5\b"
)
NOT_TOLD_IN = (PartKind.IMAGING, PartKind.LABORATORY, PartKind.COVER_SHEET, PartKind.ORDER, PartKind.SUPPLIER_FORM)
HISTORY = (
    "family_history",
    "past_history",
    "surgical_history",
    "social_history",
    "medications",
    "allergies",
    "instructions",
)
UNSURE = lazy_pattern(
    r"\b(?:rule out|r/o|versus|vs\.?|possible|suspect\w*|question of|history of|h/o|previous(?:ly)?|resolved|no longer)\b"
)
ZOSTER = lazy_pattern(r"\b(?:herpes )?zoster\b|\bpost-?herpetic\b|\bshingles\b|\bb02\.2\d*\b")
OLD_ZOSTER = lazy_pattern(
    r"\bpost-?herpetic\b|\bphn\b|\b(?:history of|h/o|prior|previous|healed|resolved|remote|years ago)\b|\bvaccin\w+|\bshingrix\b|\bzostavax\b"
)
SHOT = lazy_pattern(r"\b(?:vaccin\w+|shingrix|zostavax|immuni[sz]\w+)\b")
UNHELPED = lazy_pattern(
    r"\b(?:despite|refractory|uncontrolled|not (?:controlled|relieved|responding|helped)|no relief|without relief|inadequate|failed|intractable|unrelieved)\b"
)
OTHERS = lazy_pattern(
    r"\bcrps\b|\bcomplex regional\b|\breflex sympathetic\b|\bfibromyalgia\b|\bwidespread (?:body )?pain\b|\bdiffuse (?:body )?pain\b|"
    r"\bpolyneuropath\w+|\bperipheral neuropath\w+|"
    r"\bdiabetic (?:peripheral )?neuropath\w+|\bcervicogenic headaches?\b|\bheadaches?\b|\bfacet(?:ogenic| mediated| arthropathy) pain\b|"
    r"\baxial (?:low )?(?:back|neck) pain only\b"
)
BIOLOGICS = lazy_pattern(
    r"\bprp\b|\bplatelet[- ]rich\b|\bstem cells?\b|\bamniot\w+|\bexosomes?\b|\bwharton\w*|\bplacental\b|\bbone marrow (?:aspirate|concentrate)"
)
WEIGHED = lazy_pattern(r"\b(?:considered|ruled out|excluded|rule out|r/o|doubt\w*|unlikely|not (?:felt|thought) to)\b")
FOR = lazy_pattern(r"\b(?:for|to treat|indication\W*|diagnosis\W*|dx\W*|due to|because of)\b[^.;]{0,40}$")


def root_pain(chart: Chart, asked: Sequence[tuple[Passage, str]]) -> Iterator[Finding]:
    """The complaint, the examination, imaging beside it, and other reasons."""
    roots = list(_roots(chart))
    yield from roots
    yield from _exam(chart)
    yield from _concordance(chart, roots, asked)
    yield from _zoster(chart)
    yield from _other(chart, asked)


def _roots(chart: Chart) -> Iterator[Finding]:
    regions = requested_regions(chart)
    for paper in chart.patient_papers:
        if paper.kind in NOT_TOLD_IN:
            continue
        for passage in passages_of(paper):
            if passage.section in HISTORY:
                continue
            named = set(regions_in(passage.text))
            if named and regions and named.isdisjoint(regions):
                continue
            yield from _root(chart, passage)


def _root(chart: Chart, passage: Passage) -> Iterator[Finding]:
    for what, pattern in KINDS:
        match = pattern.search(passage.text)
        told = passage.told(match) if match is not None else None
        if match is None or told is None or told[2] is not Whose.PATIENT or told[1] is Time.PLANNED:
            continue
        if UNSURE.search(passage.text[max(0, match.start() - 30) : match.start()]) or told[1] is Time.PAST:
            continue
        sides = limb_sides(passage.text)
        yield finding_of(
            chart, passage, "esi_root", TOOL, presence=told[0],
            qualifiers={"what": what, "roots": " ".join(sorted(roots_in(passage.text))), "sides": " ".join(sorted(sides))},
            place=passage.place(match.start(), match.end()),
        )  # fmt: skip


def roots_in(words: str) -> set[str]:
    """The roots that words name as the source: 'L5 radiculopathy', 'in an S1 distribution'."""
    found: set[str] = set()
    for match in ROOT.finditer(words):
        letter, number = match["a"] or match["b"], int(match["n"] or match["m"])
        if 1 <= number <= LIMIT[letter]:
            found.add(f"{letter.upper()}{number}")
    return found


def _sides(side: Side | None) -> set[str]:
    return {"left", "right"} if side is Side.BILATERAL else {side.value} if side is not None else set()


def _exam(chart: Chart) -> Iterator[Finding]:
    for paper in chart.patient_papers:
        if paper.kind in (*NOT_TOLD_IN, PartKind.PROCEDURE_NOTE):
            continue
        for passage in passages_of(paper):
            match = EXAM.search(passage.text)
            if match is not None and passage.section not in HISTORY:
                yield finding_of(chart, passage, "esi_exam", TOOL)
                break


def _concordance(chart: Chart, roots: list[Finding], asked: Sequence[tuple[Passage, str]]) -> Iterator[Finding]:
    """Does imaging show something at the level of the pain, on its side?"""
    ill = [each for each in roots if each.presence is Presence.PRESENT]
    shown = by_level(chart)
    if not ill or not shown:
        return
    targets = _targets(chart, ill, asked)
    sides = {side for each in ill for side in each.qualifiers["sides"].split()} or _sides(requested_side(chart))
    walking = all(each.qualifiers["what"] != "radicular" for each in ill)
    here = [one for level, seen in shown.items() if level in targets for one in seen]
    sick = [one for one in here if one.kind != "none"]
    fits = [one for one in sick if not one.sides or not sides or one.sides & sides]
    if not targets:
        return
    proof = next((each for each in ill if each.qualifiers["roots"]), ill[0])
    if fits and (sides or walking or not any(one.sides for one in fits)):
        yield _proved(chart, fits[0], proof, Presence.PRESENT)
    elif sick and not fits and len(sides) == 1:
        yield _proved(chart, sick[0], proof, Presence.ABSENT)
    elif here and not sick and all(any(one.kind == "none" for one in shown.get(level, ())) for level in targets):
        yield _proved(chart, here[0], proof, Presence.ABSENT)


def _targets(chart: Chart, ill: list[Finding], asked: Sequence[tuple[Passage, str]]) -> frozenset[str]:
    """The levels of the roots that are named; where none is, the levels that are to be treated."""
    del chart
    named = {root for each in ill for root in each.qualifiers["roots"].split()}
    if named:
        return frozenset(level for root in named for level in joints_of_root(root))
    from_plan: set[str] = set()
    for _, words in asked:
        from_plan |= _joints(words)
    return frozenset(from_plan)


def _joints(words: str) -> set[str]:
    found: set[str] = set()
    for level in levels_named(words) if EPIDURAL.search(words) else ():
        found |= {level} if "-" in level else set(joints_of_root(level)) if level[0] in "CLS" else set()
    return found


def _proved(chart: Chart, image: Seen, root: Finding, presence: Presence) -> Finding:
    made = finding_of(chart, image.passage, "esi_concordance", TOOL, presence=presence, date=image.date)
    told = {"level": image.level, "report": "yes" if image.report else "no"}
    return replace(made, support=(root.place,), qualifiers={**made.qualifiers, **told})


def _zoster(chart: Chart) -> Iterator[Finding]:
    for paper in chart.patient_papers:
        if paper.kind in (*NOT_TOLD_IN[:3],):
            continue
        whole = paper.document.flat[paper.part.start : paper.part.end]
        for passage in passages_of(paper):
            match = ZOSTER.search(passage.text)
            told = passage.told(match) if match is not None else None
            if told is None or told[2] is not Whose.PATIENT or SHOT.search(passage.text):
                continue
            if told[0] is Presence.POSSIBLE or passage.section in ("family_history", "instructions"):
                continue
            old = OLD_ZOSTER.search(passage.text) or told[1] is Time.PAST or passage.section == "past_history"
            presence = Presence.ABSENT if old or told[0] is Presence.ABSENT else Presence.PRESENT
            unhelped = "yes" if UNHELPED.search(whole) else "no"
            yield finding_of(chart, passage, "esi_zoster", TOOL, presence=presence, qualifiers={"refractory": unhelped})


def _other(chart: Chart, asked: Sequence[tuple[Passage, str]]) -> Iterator[Finding]:
    """Another reason for the injection, or a biologic in place of the steroid."""
    starts = {(id(passage.paper), passage.start) for passage, _ in asked}
    for paper in chart.patient_papers:
        if paper.kind in (PartKind.IMAGING, PartKind.LABORATORY, PartKind.COVER_SHEET):
            continue
        for passage in passages_of(paper):
            planned = (id(paper), passage.start) in starts
            yield from _reason(chart, passage, planned=planned)


def _reason(chart: Chart, passage: Passage, *, planned: bool) -> Iterator[Finding]:
    biologic = BIOLOGICS.search(passage.text)
    match = biologic if biologic is not None and planned else OTHERS.search(passage.text)
    told = passage.told(match) if match is not None else None
    if (
        match is None
        or told is None
        or told[2] is not Whose.PATIENT
        or told[1] is Time.PAST
        or passage.section in HISTORY
    ):
        return
    if told[0] is not Presence.PRESENT or WEIGHED.search(passage.text):
        return
    wanted = planned and (match is biologic or FOR.search(passage.text[: match.start()]) is not None)
    if match is not biologic and not planned and re.search(r"\bheadaches?\b", match[0]):
        return
    if not wanted and passage.section in ("review_of_systems", "exam", "history", "subjective", "results"):
        return
    yield finding_of(
        chart, passage, "esi_other_indication", TOOL, qualifiers={"role": "indication" if wanted else "unclear"},
        place=passage.place(match.start(), match.end()),
    )  # fmt: skip
