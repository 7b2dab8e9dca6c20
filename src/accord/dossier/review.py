"""The review: all that Accord found, weighed and proposes about one request, as one value.

It holds plain values only, so that a stored review can be read and replayed without the policy or the program.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from accord import __version__
from accord.criteria import Status
from accord.dossier.checklist import Candidate, Checklist
from accord.dossier.correction import Correction
from accord.dossier.plain import WHEN_FILLED
from accord.dossier.received import RecordSeen
from accord.errors import Invalid, NotFound
from accord.records.findings import Finding
from accord.records.places import AnyPlace
from accord.records.request import Request


class Desk(StrEnum):
    """Who works with the review: the provider before sending, the payer after receiving."""

    PROVIDER = "provider"
    PAYER = "payer"


class Outcome(StrEnum):
    """What a check found."""

    PASSED = "passed"
    PROBLEM = "problem"
    UNKNOWN = "unknown"


class ConflictKind(StrEnum):
    """In what two places of a dossier contradict each other."""

    AGE = "age"
    DATE = "date"
    LATERALITY = "laterality"
    IDENTITY = "identity"
    CODE = "code"
    NUMBER = "number"
    MISSING_ATTACHMENT = "missing_attachment"
    OTHER = "other"


class ProposalKind(StrEnum):
    """All that the machine may propose. There is no denial among them, and there will be none."""

    APPROVE = "approve"
    ASK = "ask"
    CLINICIAN = "clinician"


class TreeKind(StrEnum):
    """How a node of the criteria tree joins its children."""

    CRITERION = "criterion"
    ALL = "all"
    ANY = "any"
    NONE = "none"
    AT_LEAST = "at_least"
    NOT = "not"
    WHEN = "when"
    FIRST_KNOWN = "first_known"


@dataclass(frozen=True)
class Check:
    """One check of the request before any criterion is weighed: its rule, what it found, and where."""

    rule: str
    outcome: Outcome
    sentence: str
    places: tuple[AnyPlace, ...] = ()


@dataclass(frozen=True)
class Conflict:
    """Two places that cannot both be right. One place only where the other is something that is not there."""

    kind: ConflictKind
    sentence: str
    places: tuple[AnyPlace, ...]

    def __post_init__(self) -> None:
        needed = 1 if self.kind in (ConflictKind.MISSING_ATTACHMENT, ConflictKind.OTHER) else 2
        if len(self.places) < needed:
            raise Invalid(f"A conflict of kind {self.kind} names {len(self.places)} places; it needs {needed}.")


@dataclass(frozen=True)
class PolicySource:
    """A text the policy was written from, with its edition or date."""

    title: str
    reference: str = ""


@dataclass(frozen=True)
class PolicyUsed:
    """The policy in whose light the request was reviewed, and why this one.

    sha256 -- digest of the policy file, so that the edition can be proved later.
    ends   -- how long an approval holds under it, in the policy's words; '' when it does not say.
    status -- draft, reviewed or active, by the site's records; standing says it in a sentence, with who signed it.
    content -- digest of what a clinician signs of it: the policy without comments, layout and examples.
    """

    id: str
    title: str
    edition: str
    variant: str
    sha256: str
    why: str
    sources: tuple[PolicySource, ...] = ()
    ends: str = ""
    status: str = "draft"
    standing: str = ""
    content: str = ""


@dataclass(frozen=True)
class NoPolicy:
    """No policy governs the request, or several could: the reason, and what to do."""

    reason: str
    remedy: str = ""
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True)
class CriterionReview:
    """One criterion, its verdict, and the findings for and against it.

    question -- what a reviewer asks; text -- the rule in the policy's words; source and section -- where it stands.
    style    -- what kind of proof it takes; scope -- whose or which item it is about; '' when the policy does not say.
    missing  -- what would decide it, in words; ask -- the sentence with which to ask for it.
    nearest  -- of an unclear one the passages of the record to look at first; nobody has judged them.
    before   -- where persons' corrections turned it, what it was without them; set_aside -- findings that they rejected.
    """

    key: str
    question: str
    text: str
    source: str
    section: str
    status: Status
    reason: str = ""
    style: str = ""
    scope: str = ""
    evidence: tuple[Finding, ...] = ()
    against: tuple[Finding, ...] = ()
    conflict: bool = False
    missing: tuple[str, ...] = ()
    ask: str = ""
    nearest: tuple[Candidate, ...] = field(default=(), metadata=WHEN_FILLED)
    before: Status | None = field(default=None, metadata=WHEN_FILLED)
    set_aside: tuple[Finding, ...] = field(default=(), metadata=WHEN_FILLED)

    def __post_init__(self) -> None:
        if self.nearest and self.status is not Status.UNCLEAR:
            raise Invalid(f"Criterion {self.key} is {self.status} and shows passages that nobody judged.")
        if self.status in (Status.MET, Status.NOT_MET) and not self.evidence:
            raise Invalid(f"Criterion {self.key} is {self.status} without evidence.")


@dataclass(frozen=True)
class TreeNode:
    """A node of the criteria tree with its answer; `needed` for at_least, `key` for a criterion."""

    kind: TreeKind
    status: Status
    key: str | None = None
    needed: int | None = None
    children: tuple[TreeNode, ...] = ()

    def __post_init__(self) -> None:
        if (self.kind is TreeKind.CRITERION) != (self.key is not None):
            raise Invalid("A tree node has a key exactly when it is a criterion.")

    def walk(self) -> Iterator[TreeNode]:
        """The node and all below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class Ask:
    """One thing to ask for: the criterion, check or request element it is for, and the words."""

    key: str
    words: str


@dataclass(frozen=True)
class Proposal:
    """What the machine proposes to the person who decides."""

    kind: ProposalKind
    why: str
    asks: tuple[Ask, ...] = ()

    def __post_init__(self) -> None:
        if self.kind is ProposalKind.ASK and not self.asks:
            raise Invalid("A proposal to ask names nothing to ask for.")


LEAST_FIRST = (Status.NOT_MET, Status.UNCLEAR, Status.MET, Status.NOT_APPLICABLE)
# From the least to the most careful.
CARE: dict[ProposalKind, int] = {ProposalKind.APPROVE: 0, ProposalKind.ASK: 1, ProposalKind.CLINICIAN: 2}


@dataclass(frozen=True)
class Part:
    """The services of a request that were reviewed together, under one policy and one of its variants, or under none.

    services   -- their positions in the request; proposal -- for these alone.
    checklists -- for services without a policy: what published documents ask, not judged.
    """

    services: tuple[int, ...]
    policy: PolicyUsed | NoPolicy
    proposal: Proposal
    root: Status | None = None
    tree: TreeNode | None = None
    criteria: tuple[CriterionReview, ...] = ()
    checklists: tuple[Checklist, ...] = field(default=(), metadata=WHEN_FILLED)

    def __post_init__(self) -> None:
        _check_judged(self)


@dataclass(frozen=True)
class Review:
    """One request reviewed. `generated` is the injected date; nothing in it comes from a clock or a machine's path.

    parts      -- where the services fall under several policies or variants: each group with its own proposal. The
                  review's own policy, root, tree and criteria are then those of the first part; its proposal is for
                  the whole request, and never less careful than that of any part.
    checklists -- of a request without a policy; corrections -- what persons said of its findings.
    """

    generated: dt.date
    side: Desk
    request: Request
    record: RecordSeen
    policy: PolicyUsed | NoPolicy
    proposal: Proposal
    root: Status | None = None
    tree: TreeNode | None = None
    criteria: tuple[CriterionReview, ...] = ()
    checks: tuple[Check, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    extractor_version: str = ""
    accord_version: str = field(default=__version__)
    parts: tuple[Part, ...] = field(default=(), metadata=WHEN_FILLED)
    checklists: tuple[Checklist, ...] = field(default=(), metadata=WHEN_FILLED)
    corrections: tuple[Correction, ...] = field(default=(), metadata=WHEN_FILLED)

    def __post_init__(self) -> None:
        _check_judged(self)
        if self.parts:
            _check_parts(self)

    @property
    def all_parts(self) -> tuple[Part, ...]:
        """Its parts; of a request that was reviewed under one policy, or none, the only one."""
        if self.parts:
            return self.parts
        whole = tuple(range(len(self.request.services)))
        return (Part(whole, self.policy, self.proposal, self.root, self.tree, self.criteria, self.checklists),)

    @property
    def all_criteria(self) -> tuple[CriterionReview, ...]:
        """The criteria of all parts, in order; one that several parts weigh stands there once for each."""
        return tuple(criterion for part in self.all_parts for criterion in part.criteria)

    @property
    def distinct_criteria(self) -> tuple[CriterionReview, ...]:
        """Each criterion once, in order; one that several parts weigh as the part says that speaks least for it."""
        found: dict[str, CriterionReview] = {}
        for criterion in self.all_criteria:
            held = found.get(criterion.key)
            if held is None or LEAST_FIRST.index(criterion.status) < LEAST_FIRST.index(held.status):
                found[criterion.key] = criterion
        return tuple(found.values())

    def of(self, part: Part) -> Review:
        """The review as if only the services of that part had been asked for."""
        services = tuple(self.request.services[i] for i in part.services)
        return replace(
            self, request=replace(self.request, services=services), policy=part.policy, proposal=part.proposal,
            root=part.root, tree=part.tree, criteria=part.criteria, checklists=part.checklists, parts=(),
        )  # fmt: skip

    def criterion(self, key: str) -> CriterionReview:
        """The criterion of that key, of several parts that weigh it the first's. Raises NotFound."""
        for criterion in self.all_criteria:
            if criterion.key == key:
                return criterion
        raise NotFound(f"The review has no criterion {key}.")

    def with_status(self, status: Status) -> tuple[CriterionReview, ...]:
        """The criteria of that status, in tree order, of all parts."""
        return tuple(criterion for criterion in self.all_criteria if criterion.status is status)


def _check_judged(judged: Part | Review) -> None:
    """Raises Invalid for a criterion that appears twice, a tree that does not fit, an approval without a met policy."""
    keys = [criterion.key for criterion in judged.criteria]
    if len(keys) != len(set(keys)):
        raise Invalid("A criterion appears twice in the review.")
    if judged.tree is not None:
        _check_tree(judged.tree, set(keys), judged.root)
    if judged.proposal.kind is ProposalKind.APPROVE and (
        judged.root is not Status.MET or isinstance(judged.policy, NoPolicy)
    ):
        raise Invalid("An approval can be proposed only when a policy was found and its criteria are met.")


def _check_parts(review: Review) -> None:
    """Raises Invalid unless the parts hold each service once, the first is the review's own, and none is outdone."""
    if len(review.parts) == 1:
        raise Invalid("A review of one part holds no parts of its own.")
    first = review.parts[0]
    own = (review.policy, review.root, review.tree, review.criteria)
    if own != (first.policy, first.root, first.tree, first.criteria) or review.checklists:
        raise Invalid("The review's own policy and criteria are not those of its first part.")
    if sorted(i for part in review.parts for i in part.services) != list(range(len(review.request.services))):
        raise Invalid("The parts of the review do not hold each service of the request exactly once.")
    if CARE[review.proposal.kind] < max(CARE[part.proposal.kind] for part in review.parts):
        raise Invalid("The proposal of the whole request is less careful than that of one of its parts.")


def _check_tree(tree: TreeNode, keys: set[str], root: Status | None) -> None:
    lost = [node.key for node in tree.walk() if node.key is not None and node.key not in keys]
    if lost:
        raise Invalid(f"The criteria tree names {', '.join(lost)}, which the review does not hold.")
    if tree.status is not root:
        raise Invalid("The root of the criteria tree and the review's root status differ.")
