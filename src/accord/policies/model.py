"""A policy as values: its editions, what it governs, its facts, criteria and variants; and the pack that holds it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from accord.errors import Invalid, NotFound
from accord.logic import Node, criteria_of
from accord.policies.codes import CodePattern
from accord.policies.operators import Call

STATUSES = ("draft", "reviewed", "active", "retired")
FACT_TYPES = ("boolean", "quantity", "integer", "date", "words")
STYLES = (
    "diagnosis", "visit", "measurement", "documentation", "exclusion", "functional", "conservative", "frequency",
    "continuation", "trial",
)  # fmt: skip
SCOPES = ("patient", "facility", "supplier")
ANSWERS = ("met", "not_met", "unclear", "not_applicable")

ParameterValue = Decimal | str | tuple[str, ...]
FactExample = Decimal | bool | str


@dataclass(frozen=True)
class Edition:
    """The text in force in a range of dates of service; no end means still in force."""

    name: str
    start: dt.date
    end: dt.date | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise Invalid(f"Edition {self.name} ends before it begins.")

    def covers(self, date: dt.date) -> bool:
        """Is it in force on that day?"""
        return self.start <= date and (self.end is None or date <= self.end)

    def __str__(self) -> str:
        return f"{self.name} ({self.start} to {self.end or 'now'})"


@dataclass(frozen=True)
class Source:
    """A published text that criteria name; its passages are not kept here.

    document -- its id in the coverage database ('L33718', '240.4'); '' for texts that stand elsewhere.
    digests  -- official section -> SHA-256 of the words that the policy was written against, white space as one blank.
    """

    key: str
    kind: str
    title: str
    version: str
    effective: dt.date
    url: str = ""
    document: str = ""
    digests: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class AppliesTo:
    """Payers, places and codes that a policy governs. No states means all of them; `elsewhere` names what governs there.

    together -- why services that are asked together are one treatment and judged once; '' where each kind is judged apart.
    """

    payers: tuple[str, ...]
    codes: tuple[str, ...]
    states: tuple[str, ...] = ()
    related_codes: tuple[str, ...] = ()
    diagnoses: tuple[CodePattern, ...] = ()
    diagnoses_note: str = ""
    elsewhere: str = ""
    together: str = ""


@dataclass(frozen=True)
class ChosenParameter:
    """A threshold or lookback that the published text leaves open, and why we chose it so."""

    name: str
    value: ParameterValue
    why: str


@dataclass(frozen=True)
class Fact:
    """One question about the record, where its answer may come from, and what silence means.

    unit    -- UCUM, for quantities only.
    sources -- tried in order.
    absent  -- the value that silence gives (False, or 0 for a count); None: silence is unknown.
    why     -- why silence may be read so; witness: silence counts only where one of these is found, and it is cited.
    notes   -- may a finding in narrative answer it without a person's confirmation?
    """

    name: str
    ask: str
    type: str
    unit: str | None = None
    sources: tuple[Call, ...] = ()
    absent: bool | Decimal | None = None
    why: str = ""
    witness: tuple[Call, ...] = ()
    notes: bool = True

    @property
    def calls(self) -> tuple[Call, ...]:
        """Its sources and witnesses."""
        return self.sources + self.witness


@dataclass(frozen=True)
class PolicyCriterion:
    """A leaf of the policy: its question, its meaning in our own words, where it stands, and its logic over facts.

    judgement    -- a machine never approves on it; a clinician looks.
    unclear_when -- the range that the published text leaves open.
    examples     -- facts and the answer they must give, for each answer.
    """

    key: str
    question: str
    text: str
    ask: str
    source: str
    section: str
    style: str
    logic: Node
    scope: str = "patient"
    unclear_when: Node | None = None
    ambiguity: str = ""
    met_means: str = ""
    judgement: bool = False
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True)
class Example:
    """Facts, and the answer that the criterion must give."""

    answer: str
    facts: Mapping[str, FactExample]


@dataclass(frozen=True)
class Case:
    """Facts of a whole request, and what the policy must say: the variant's root, and chosen criteria."""

    title: str
    variant: str
    facts: Mapping[str, FactExample]
    root: str
    criteria: Mapping[str, str]
    asks: tuple[str, ...] | None = None


@dataclass(frozen=True)
class VariantRule:
    """When a variant is meant: one of the codes, one of the modifiers, the facts; what is not given is not asked."""

    codes: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    facts: Node | None = None


@dataclass(frozen=True)
class Variant:
    """A tree over criteria for one kind of request; other variants it names are written out in it."""

    name: str
    title: str
    tree: Node
    rules: tuple[VariantRule, ...]


@dataclass(frozen=True)
class Policy:
    """A coverage policy as criteria, checked when loaded. sha256 is of its file, included of the shared files.

    provisional -- why it may never carry an approval (its official text was not at hand, say); '' where it may.
    own         -- it stands in a folder of the site, not among those that come with Accord.
    standing    -- what the site's records say of its status, in a sentence; '' while nobody looked.
    retired_on  -- the last day of service for which the site still uses it.
    withheld    -- why the site lets it carry no approval; '' where it may.
    """

    id: str
    title: str
    status: str
    editions: tuple[Edition, ...]
    applies_to: AppliesTo
    sources: Mapping[str, Source]
    value_sets: Mapping[str, tuple[CodePattern, ...]]
    parameters: Mapping[str, ChosenParameter]
    facts: Mapping[str, Fact]
    criteria: Mapping[str, PolicyCriterion]
    variants: Mapping[str, Variant]
    default_variant: str | None
    cases: tuple[Case, ...]
    file: str
    sha256: str
    included: Mapping[str, str]
    provisional: str = ""
    own: bool = False
    standing: str = ""
    retired_on: dt.date | None = None
    withheld: str = ""

    def edition_on(self, date: dt.date) -> Edition:
        """The edition in force on a date of service. Raises NotFound that says which editions exist."""
        for edition in self.editions:
            if edition.covers(date):
                return edition
        raise _not_in_force(self.id, date, self.editions)

    def criterion(self, key: str) -> PolicyCriterion:
        """The criterion of that key. Raises NotFound."""
        if key not in self.criteria:
            raise NotFound(f"Policy {self.id} has no criterion {key}.")
        return self.criteria[key]

    def variant(self, name: str) -> Variant:
        """The variant of that name. Raises NotFound that says which there are."""
        if name not in self.variants:
            raise NotFound(f"Policy {self.id} has no variant {name}.", f"There is: {', '.join(self.variants)}.")
        return self.variants[name]

    def criteria_in(self, variant: Variant) -> tuple[PolicyCriterion, ...]:
        """The criteria that the variant's tree names, in its order, then those on which they rest: what to judge."""
        keys = list(criteria_of(variant.tree))
        for key in keys:
            criterion = self.criteria[key]
            nodes = [node for node in (criterion.logic, criterion.unclear_when) if node is not None]
            keys += [other for node in nodes for other in criteria_of(node) if other not in keys]
        return tuple(self.criteria[key] for key in keys)


@dataclass(frozen=True)
class DecisionRule:
    """What is proposed for each answer of the root; and what each kind of contradiction does to an approval."""

    root: Mapping[str, str]
    conflicts: Mapping[str, str]
    judgement: str
    sha256: str


@dataclass(frozen=True)
class Pack:
    """A folder of policies of one payer or country, with its decision rule; or several folders together.

    parts -- the packs it was joined from; the decision rule of each holds for its own policies.
    """

    name: str
    policies: tuple[Policy, ...]
    decision: DecisionRule
    parts: tuple[Pack, ...] = ()

    def decision_of(self, policy: Policy) -> DecisionRule:
        """The decision rule of the pack in which the policy stands."""
        fitting = (part for part in self.parts for mine in part.policies if mine.sha256 == policy.sha256)
        return next((part.decision for part in fitting), self.decision)

    def policy(self, id: str, date: dt.date | None = None) -> Policy:  # noqa: A002
        """The policy of that id, and of that date of service when it has several files. Raises NotFound."""
        mine = [policy for policy in self.policies if policy.id == id]
        if not mine:
            known = ", ".join(sorted({policy.id for policy in self.policies}))
            raise NotFound(f"Pack {self.name} has no policy {id}.", f"There is: {known}.")
        if date is None:
            return max(mine, key=lambda policy: policy.editions[-1].start)
        fitting = [policy for policy in mine if any(edition.covers(date) for edition in policy.editions)]
        if not fitting:
            raise _not_in_force(id, date, [edition for policy in mine for edition in policy.editions])
        return fitting[0]


def _not_in_force(id: str, date: dt.date, editions: Iterable[Edition]) -> NotFound:  # noqa: A002
    known = "; ".join(str(edition) for edition in sorted(editions, key=lambda edition: edition.start))
    return NotFound(f"Policy {id} has no edition in force on {date}.", f"There is: {known}.")
