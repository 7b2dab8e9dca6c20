"""What the product can: the levels for which its maker made it, and whether it catches a stumble."""

from __future__ import annotations

from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import PartKind, Profile
from accord.evidence.readers.leg_prosthesis.component import QUESTION
from accord.evidence.readers.pairs import AHEAD_TOO, Pair

_SMALL = r"k?-?[12]"
_RISE = r"(?:\W{0,3}(?:and|or|to|through|thru)?\W{0,3})"
NOT_K2 = (
    r"\b(?:indicat\w+|approved|designed|intended|labell?ed|k-?levels?|grades?|levels?|rated|users?|for)\b[^.;]{0,40}\b(?:k-?|(?<=grade )|(?<=grades ))3\b"
    r"[^.;]{0,24}\bonly\b|\bonly (?:for |in |indicated for )?(?:k-?|(?:mobility )?(?:grades?|levels?) )3\b|"
    r"\b(?:not|contra-?) ?(?:be )?(?:for|indicated|approved|intended|designed|suitable|recommended|"
    r"meant|made)(?: for| in| at)?(?: use)?(?: by| in| with| for)?"
    rf"(?: mobility)?(?: grades?| levels?)? (?:{_SMALL}{_RISE})?k?-?2\b"
)
PRODUCT: tuple[Pair, ...] = (
    Pair(
        "llp_knee_for_k2",
        lazy_pattern(
            r"\b(?:knee|mpk|device|product|component|c-?leg|kenevo|genium|rheo|orion|manufacturer\w*|maker(?:'s)?|mobis|indicated|"
            r"approved|designed|"
            r"intended|suitable|rated|labell?ed|indications?|contraindicated)\b"
        ),
        lazy_pattern(
            r"\b(?:indicat(?:ed|ion|ions)|approved|designed|intended|cleared|suitab\w+|made for|meant for|rat(?:ed|ing)|"
            r"recommended by the manufacturer|"
            r"lists? this knee|"
            r"mobility grades?|functional levels?|mobis)\b[^.;]{0,34}?(?:\bk-?[12]\b|\blevels? [12]\b|\bmobis [12]\b|(?<=mobis )2\b)|"
            r"\bk-?2 (?:indication|rating|indicated)\b|\blabell?ed for [\w ()]{0,24}\bk-?2\b"
        ),
        denies=lazy_pattern(NOT_K2),
        times=AHEAD_TOO,
        foreseen=True,
        unless=lazy_pattern(
            rf"{QUESTION}|\b(?:she|he|patient|pt)(?: is|'s| remains)? (?:a )?k-?2\b|\bphysical therapy\b|"
            r"\bhome health\b|\blcd\b|\bmedicare\b|\beligib\w+|\bcoverage\b"
        ),
        reach=60,
    ),
    Pair(
        "llp_stumble_recovery",
        lazy_pattern(
            r"\bstumble[- ](?:recov(?:ery)?|control|protection|detection)\b|\banti-?stumble\b|\brecovers? from (?:a )?(?:stumbl|trip)\w*|"
            r"\b(?:trip|trip/stumble) detection\b|\b(?:detects?|senses?|"
            r"recogni[sz]es?)\b[^.;]{0,20}\b(?:stumbl\w+|trip(?:s|ping)?)|"
            r"\bresists flexion\b[^.;]{0,30}\b(?:toe|trip|stumbl)"
        ),
        denies=lazy_pattern(
            r"\b(?:does not have|has no|lacks|without|no) (?:\w+ )?stumble[- ](?:recov(?:ery)?|control|protection|detection)|"
            r"\bstumble[- ](?:recov(?:ery)?|control|protection|detection)\b\W{1,40}(?:no|n|none|not available|not present)\b"
        ),
        unless=lazy_pattern(
            rf"{QUESTION}|\b(?:he|she|pt|patient) (?:still )?(?:needs?|requires?|wants?)\b|^\W*needs?\b|\b(?:old|previous|safety|"
            rf"friction|hydraulic|mechanical|non-?mpk) knees?\b|\boptional\b|\bnot included\b"
        ),
        reach=40,
    ),
)
SHEET: tuple[Pair, ...] = (
    Pair(
        "llp_knee_for_k2",
        lazy_pattern(
            r"\b(?:(?:mobility|activity|functional|user|amputee|k)[- ]?(?:grades?|levels?|class)|indications?|indicated|intended|users?|for|k-?level)\b"
        ),
        lazy_pattern(
            rf"\b(?:grades?|levels?|class|users?|for|indications?|indicated)\b\W{{0,12}}(?:(?:mobility|activity|functional) (?:grades?|levels?)? ?)?"
            rf"(?:k?-?1{_RISE})?k?-?2\b(?! ?(?:kg|lb|h|hours|years|mm|cm|in\b|ft))|(?<!\[ \])\bk-?2\b"
        ),
        denies=lazy_pattern(NOT_K2),
        unless=lazy_pattern(rf"{QUESTION}|\bsee\b|_{{2,}}|\bexcept\b"),
        times=AHEAD_TOO,
        foreseen=True,
        reach=60,
    ),
)
"""What a sheet of the product says by its bare words."""
HEAD = 200
OF_PRODUCT = lazy_pattern(
    r"\b(?:data ?sheets?|spec(?:ification)?s?(?: sheets?)?|technical data|brochure|product (?:sheet|info\w*|data|features?)|package insert|"
    r"instructions for use|knee spec)\b"
)
OF_KNEE = lazy_pattern(r"\bknees?\b|\bmpks?\b")
OF_CLINIC = lazy_pattern(r"\b(?:exam|hpi|assessment|a/p|patient seen|dos|subjective|visit)\b")


def is_product_sheet(paper: Profile) -> bool:
    """Is it the sheet of a product, which tells of no patient?"""
    if any(signature.treating for signature in paper.signatures) or paper.kind is PartKind.VISIT_NOTE:
        return False
    flat, low, high = paper.document.flat, paper.part.start, paper.part.end
    return OF_PRODUCT.search(flat, low, min(high, low + HEAD)) is not None and OF_CLINIC.search(flat, low, high) is None


def is_of_knee(paper: Profile) -> bool:
    """Is the product a knee?"""
    return OF_KNEE.search(paper.document.flat, paper.part.start, paper.part.end) is not None
