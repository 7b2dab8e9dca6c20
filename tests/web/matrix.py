"""Who may enter where: one row for each route of the pages and of the interface for programs, and none besides.

A route that is new and has no row fails `test_access`. Whoever adds one says whose act it is and what is answered to who may do
it (a form is sent with the person's own token and without sense, so that the answer often is 404, 409 or 422, but never 403
for the role). Everybody else is answered 403, a foreign organization 404, and who is not signed in is led to the sign-in page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from accord.access import Act, Role
from accord.access.roles import MAY


@dataclass(frozen=True)
class Row:
    """act -- whose it is; None: everybody's who is signed in. status -- for who may; but -- other roles' that is not 403."""

    act: Act | None
    status: int
    but: Mapping[Role, int] = field(default_factory=dict)

    def expected(self, role: Role) -> int:
        """What a role is answered."""
        allowed = self.act is None or role in MAY[self.act]
        return self.but.get(role, self.status if allowed else 403)


# Of who is not signed in: status of asking bare, and of sending a form that no page of ours gave.
OPEN: dict[tuple[str, str], int] = {
    ("GET", "/static/{name}"): 404,
    ("GET", "/sign-in"): 200,
    ("POST", "/sign-in"): 403,
    ("POST", "/sign-in/passkey/offer"): 403,
    ("POST", "/sign-in/passkey"): 403,
    ("GET", "/sign-in/oidc"): 404,  # where no sign-in service is set
    ("GET", "/sign-in/oidc/back"): 404,
    ("GET", "/welcome"): 403,
    ("POST", "/welcome"): 403,
}
SEES_ANYHOW = {Role.CLINICIAN: 409, Role.MEDICAL_DIRECTOR: 409}
MATRIX: dict[tuple[str, str], Row] = {
    ("GET", "/"): Row(None, 303),
    ("GET", "/me"): Row(None, 200),
    ("GET", "/held/{name}"): Row(None, 404),  # nothing of that name was kept
    ("POST", "/me/sessions/end"): Row(None, 404),
    ("POST", "/me/sessions/end-others"): Row(None, 303),
    ("GET", "/me/password"): Row(None, 200),
    ("POST", "/me/password"): Row(None, 422),
    ("GET", "/me/prove"): Row(None, 200),
    ("POST", "/me/prove"): Row(None, 403),  # no password fits
    ("POST", "/me/prove/offer"): Row(None, 200),
    ("POST", "/me/prove/passkey"): Row(None, 403),
    ("GET", "/me/passkeys/new"): Row(None, 200),
    ("POST", "/me/passkeys/offer"): Row(None, 200),
    ("POST", "/me/passkeys"): Row(None, 403),
    ("POST", "/me/passkeys/name"): Row(None, 404),
    ("POST", "/me/passkeys/remove"): Row(None, 404),
    ("POST", "/sign-out"): Row(None, 303),
    ("GET", "/break-glass"): Row(Act.BREAK_GLASS, 200, SEES_ANYHOW),
    ("POST", "/break-glass"): Row(Act.BREAK_GLASS, 404, SEES_ANYHOW),
    ("POST", "/break-glass/close"): Row(Act.BREAK_GLASS, 404, SEES_ANYHOW),
    ("GET", "/audit/glass"): Row(Act.SEE_AUDIT, 200),
    ("GET", "/audit"): Row(Act.SEE_AUDIT, 200),
    ("POST", "/audit/verify"): Row(Act.SEE_AUDIT, 200),
    ("POST", "/audit/export"): Row(Act.SEE_AUDIT, 200),
    ("GET", "/cases"): Row(Act.SEE_CASES, 200),
    ("GET", "/cases/new"): Row(Act.MAKE_CASE, 200),
    ("POST", "/cases/new"): Row(Act.MAKE_CASE, 422),
    ("GET", "/cases/{case_id}"): Row(Act.SEE_CASES, 200),
    ("POST", "/cases/{case_id}/evidence"): Row(Act.SEE_CASES, 303),
    ("GET", "/cases/{case_id}/files/{number}"): Row(Act.SEE_CASES, 200),
    ("GET", "/cases/{case_id}/pictures/{name}"): Row(Act.SEE_CASES, 404),
    ("GET", "/cases/{case_id}/findings/{key}"): Row(Act.SEE_CASES, 404),
    ("POST", "/cases/{case_id}/findings"): Row(Act.JUDGE_FINDING, 404),
    ("GET", "/cases/{case_id}/passages"): Row(Act.SEE_CASES, 200),
    ("POST", "/cases/{case_id}/passages"): Row(Act.JUDGE_FINDING, 422),
    ("POST", "/cases/{case_id}/conflicts"): Row(Act.JUDGE_FINDING, 422),
    ("GET", "/cases/{case_id}/papers"): Row(Act.EDIT_CASE, 200),
    ("POST", "/cases/{case_id}/papers"): Row(Act.EDIT_CASE, 409),
    ("GET", "/cases/{case_id}/again"): Row(Act.SEE_CASES, 200),
    ("POST", "/cases/{case_id}/again"): Row(Act.EDIT_CASE, 303),
    ("GET", "/notices"): Row(Act.SEE_NOTICES, 200),
    ("POST", "/notices/{notice_id}"): Row(Act.SEE_NOTICES, 404),
    ("GET", "/cases/{case_id}/steps/{name}"): Row(Act.TAKE, 200),
    ("POST", "/cases/{case_id}/steps/{name}"): Row(Act.TAKE, 409),
    ("POST", "/cases/{case_id}/owner"): Row(Act.EDIT_CASE, 409),
    ("GET", "/cases/{case_id}/clock"): Row(Act.EXTEND, 200),
    ("POST", "/cases/{case_id}/clock"): Row(Act.EXTEND, 422),
    ("GET", "/cases/{case_id}/letters"): Row(Act.SEE_CASES, 200),
    ("GET", "/cases/{case_id}/letters/{kind}"): Row(Act.SEE_CASES, 404),  # there is no letter 'take'
    ("POST", "/cases/{case_id}/letters/{kind}"): Row(Act.EDIT_CASE, 404),
    ("POST", "/cases/{case_id}/letters/{kind}/check"): Row(Act.EDIT_CASE, 404),
    ("GET", "/cases/{case_id}/letters/{kind}/{number}"): Row(Act.SEE_CASES, 404),
    ("GET", "/cases/{case_id}/letters/{kind}/{number}/pdf"): Row(Act.SEE_CASES, 404),
    ("POST", "/cases/{case_id}/letters/{kind}/{number}/sign"): Row(Act.SIGN_LETTER, 404),
    ("POST", "/cases/{case_id}/letters/{kind}/{number}/send"): Row(Act.EDIT_CASE, 404),
    ("GET", "/cases/{case_id}/compare"): Row(Act.SEE_CASES, 200),
    ("GET", "/search"): Row(Act.SEE_CASES, 200),
    ("GET", "/policies"): Row(None, 200),
    ("GET", "/policies/{policy_id}"): Row(None, 404),
    ("GET", "/reference"): Row(None, 200),
    ("GET", "/reference/{name}/{id_}"): Row(None, 404),
    ("GET", "/opinions"): Row(Act.GIVE_OPINION, 200),
    ("GET", "/opinions/{case_id}"): Row(Act.SEE_CASES, 404),
    ("POST", "/opinions/{case_id}"): Row(Act.GIVE_OPINION, 404),
    ("GET", "/opinions/{case_id}/ask"): Row(Act.APPROVE, 200),
    ("POST", "/opinions/{case_id}/ask"): Row(Act.APPROVE, 422),
    ("POST", "/opinions/{case_id}/take"): Row(Act.GIVE_OPINION, 409),
    ("GET", "/quality"): Row(Act.CHECK_QUALITY, 200),
    ("GET", "/quality/overrides"): Row(Act.CHECK_QUALITY, 200),
    ("GET", "/quality/figures.csv"): Row(Act.CHECK_QUALITY, 200),
    ("GET", "/quality/rules"): Row(Act.CHECK_QUALITY, 200),
    ("POST", "/quality/rules"): Row(Act.SWITCH_RULE, 404),
    ("POST", "/quality/rules/share"): Row(Act.SWITCH_RULE, 404),
    ("GET", "/site"): Row(Act.MANAGE_SITE, 200),
    ("GET", "/site/settings"): Row(Act.MANAGE_SITE, 200),
    ("GET", "/site/indexes"): Row(Act.MANAGE_SITE, 200),
    ("GET", "/site/ledger"): Row(Act.MANAGE_SITE, 200),
    ("GET", "/site/work"): Row(Act.MANAGE_SITE, 200),
    ("POST", "/site/work"): Row(Act.MANAGE_SITE, 404),
    ("GET", "/people"): Row(Act.MANAGE_PEOPLE, 200),
    ("POST", "/people"): Row(Act.MANAGE_PEOPLE, 422),
    ("GET", "/people/{person_id}"): Row(Act.MANAGE_PEOPLE, 200),
    ("POST", "/people/{person_id}/roles"): Row(Act.MANAGE_PEOPLE, 422),
    ("POST", "/people/{person_id}/qualifications"): Row(Act.MANAGE_PEOPLE, 303),
    ("POST", "/people/{person_id}/link"): Row(Act.MANAGE_PEOPLE, 200),
    ("POST", "/people/{person_id}/drop-passkeys"): Row(Act.MANAGE_PEOPLE, 303),
    ("POST", "/people/{person_id}/unlock"): Row(Act.MANAGE_PEOPLE, 409),  # nobody is locked
    ("POST", "/people/{person_id}/remove"): Row(Act.MANAGE_PEOPLE, 422),  # who is sure says so
    ("POST", "/people/{person_id}/restore"): Row(Act.MANAGE_PEOPLE, 404),  # nobody's access was taken away
}  # fmt: skip
# The interface for programs: who bears the site's token may ask all of it, and a person's session opens none of it.
WITHOUT_TOKEN = frozenset({"/api/health"})
WITH_TOKEN = frozenset({"/api", "/api/openapi.json", "/api/status"}) | {
    f"/api/{connector}/{tool}"
    for connector, tools in {
        "coverage": "search get batch_get by_code check contractors jurisdiction whats_new changes sad_exclusions passage "
                    "related authorization_needed",
        "icd10": "search get validate hierarchy list_codes browse check_together procedure_search procedure_get "
                 "procedure_validate procedure_build procedure_browse",
        "hcpcs": "search get validate modifiers list",
        "npi": "validate get lookup verify search may_order deactivated",
        "pubmed": "search get related match_citation match_citations convert_ids full_text copyright_status explain_query",
    }.items()
    for tool in tools.split()
}  # fmt: skip
