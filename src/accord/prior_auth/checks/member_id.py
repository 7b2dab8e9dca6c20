"""member_id.mbi: with Medicare as payer, the member id has the shape of a Medicare Beneficiary Identifier."""

from __future__ import annotations

from accord.prior_auth.checks.result import CheckResult, passed, problem
from accord.records.request import Request

RULE = "member_id.mbi"
DIGITS = "0123456789"
LETTERS = "ACDEFGHJKMNPQRTUVWXY"
KINDS = {
    "C": ("a digit from 1 to 9", DIGITS[1:]),
    "N": ("a digit", DIGITS),
    "A": ("a letter other than S, L, O, I, B or Z", LETTERS),
    "E": ("a digit, or a letter other than S, L, O, I, B or Z", DIGITS + LETTERS),
}
POSITIONS = "CAENAENAANN"
OTHER_PLANS = ("advantage", "part c", "medicare supplement", "medigap")


def check_member_id(request: Request) -> list[CheckResult]:
    """CMS, 'Understanding the MBI format'. Plans that give their own ids (Medicare Advantage) are left alone.

    The sentence does not repeat the id: the place shows it.
    """
    member, payer = request.patient.member_id, request.payer
    if member is None or payer is None or not is_original_medicare(payer.value):
        return []
    written = "".join(member.value.upper().replace("-", " ").split())
    if len(written) != len(POSITIONS):
        return [problem(RULE, "length", [member.place], length=len(written))]
    for position, (character, kind) in enumerate(zip(written, POSITIONS, strict=True), start=1):
        wanted, allowed = KINDS[kind]
        if character not in allowed:
            return [problem(RULE, "shape", [member.place], position=position, wanted=wanted)]
    return [passed(RULE, "right", [member.place])]


def is_original_medicare(payer: str) -> bool:
    """Medicare itself, by name: 'Medicare', 'Medicare Part B', 'Medicare FFS'."""
    words = payer.casefold()
    return "medicare" in words and not any(plan in words for plan in OTHER_PLANS)
