"""What the coverage connector speaks of, whichever side answers: documents, codes, contractors, changes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from accord.connectors.answer import Provenance


class Kind(StrEnum):
    """The kinds of document in the Medicare Coverage Database."""

    NCD = "ncd"
    LCD = "lcd"
    PROPOSED_LCD = "proposed_lcd"
    ARTICLE = "article"
    NCA = "nca"
    CAL = "cal"
    MEDCAC = "medcac"
    TECHNOLOGY_ASSESSMENT = "technology_assessment"
    COVERAGE_DOCUMENT = "coverage_document"


class ListKind(StrEnum):
    """What the codes of one group say. Revenue codes and bill types are numbers only: their words are licensed."""

    HCPCS = "hcpcs"
    ICD10_COVERED = "icd10_covered"
    ICD10_NONCOVERED = "icd10_noncovered"
    ICD10_PCS = "icd10_pcs"
    MODIFIER = "modifier"
    BILL_TYPE = "bill_type"
    REVENUE = "revenue"
    OTHER = "other"


class Program(StrEnum):
    """Which contractor is meant: institutions and doctors (A/B), equipment (DME), home health and hospice (HHH)."""

    AB = "ab"
    DME = "dme"
    HHH = "hhh"


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a document's text. name is the official field ('indication'); title is what people call it."""

    name: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """One code of a group; text is empty for CPT, whose words are licensed. note -- range or asterisk, as published."""

    code: str
    text: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class CodeGroup:
    """Codes that stand together, and the paragraph that says what they mean. Never read the codes without it."""

    kind: ListKind
    number: int
    paragraph: str
    codes: tuple[Code, ...]
    footnote: str = ""


@dataclass(frozen=True, slots=True)
class Contractor:
    """A Medicare contractor. The official key is (id, type_id, version).

    since, until -- when it has or had the state asked for; None where no state was asked for or no day is told.
    """

    id: int
    type_id: int
    version: int
    name: str
    number: str
    type: str
    subtype: str = ""
    programs: tuple[Program, ...] = ()
    states: tuple[str, ...] = ()
    url: str = ""
    since: dt.date | None = None
    until: dt.date | None = None

    @property
    def key(self) -> tuple[int, int, int]:
        """The official composite key."""
        return (self.id, self.type_id, self.version)


@dataclass(frozen=True, slots=True)
class Related:
    """A document that another names. version is 0 where the source gives none."""

    id: str
    kind: Kind
    title: str
    version: int
    relation: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One version of a document, whole.

    id        -- as people write it: '240.4' (NCD manual section), 'L33718', 'DL39999', 'A52467'.
    number    -- the official numeric id that services take (226, 33718).
    effective -- this version is in force from that day; ends -- its last day, None while it runs.
    revision  -- what the last entry of its revision history says.
    versions  -- every version of it that is held here, newest first.
    missing   -- what of it is not held here ('text', 'codes'), in words for a reader; empty when whole.
    """

    id: str
    kind: Kind
    number: int
    version: int
    title: str
    status: str
    effective: dt.date | None
    ends: dt.date | None
    retired: dt.date | None
    updated: dt.date | None
    contractors: tuple[Contractor, ...]
    states: tuple[str, ...]
    sections: tuple[Section, ...]
    groups: tuple[CodeGroup, ...]
    related: tuple[Related, ...]
    url: str
    revision: str
    versions: tuple[int, ...]
    missing: tuple[str, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Documents:
    """Several documents at once; not_found are the ids that name none."""

    items: tuple[Document, ...]
    not_found: tuple[str, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Hit:
    """A document found. why says how ('lists E0601', 'through A52467', 'words'); excerpt is the passage that matched."""

    id: str
    kind: Kind
    title: str
    version: int
    status: str
    effective: dt.date | None
    ends: dt.date | None
    contractors: tuple[str, ...]
    states: tuple[str, ...]
    score: float
    why: str
    excerpt: str
    url: str


class Coverage(StrEnum):
    """What the lists say of a code with diagnoses. The text of the policy stands above the lists.

    CONDITIONAL -- a diagnosis is on a list that holds only with something more: a second code, one of several procedures.
    NOT_LISTED  -- lists exist for the code and hold none of the diagnoses.
    CANNOT_SAY  -- no document governs, or the lists are not loaded.
    """

    COVERED = "covered"
    NOT_COVERED = "not_covered"
    CONDITIONAL = "conditional"
    NOT_LISTED = "not_listed"
    CANNOT_SAY = "cannot_say"


class Role(StrEnum):
    """What a group's paragraph makes of its diagnoses."""

    ANY = "any"
    PRIMARY = "primary"
    SECONDARY = "secondary"
    COMBINED = "combined"


class Applies(StrEnum):
    """Does a group's paragraph speak of the procedure asked about? UNCLEAR: it is conditional in words."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class GroupAnswer:
    """One group of diagnoses against those asked about.

    listed -- the diagnoses asked about that stand in it; needs -- the numbers of groups whose codes are wanted besides.
    """

    kind: ListKind
    number: int
    paragraph: str
    applies: Applies
    role: Role
    needs: tuple[int, ...]
    listed: tuple[str, ...]
    size: int


@dataclass(frozen=True, slots=True)
class DiagnosisAnswer:
    """What one article says of one diagnosis, and why."""

    icd10: str
    answer: Coverage
    why: str


@dataclass(frozen=True, slots=True)
class ArticleAnswer:
    """What one governing document says. lcds -- the policies that the article belongs to."""

    id: str
    kind: Kind
    version: int
    title: str
    effective: dt.date | None
    ends: dt.date | None
    contractors: tuple[str, ...]
    lcds: tuple[Related, ...]
    answer: Coverage
    why: str
    diagnoses: tuple[DiagnosisAnswer, ...]
    groups: tuple[GroupAnswer, ...]
    url: str


@dataclass(frozen=True, slots=True)
class CoverageAnswer:
    """What governs a procedure with diagnoses, in a state, on a day. articles are kept apart, group by group.

    answer   -- the same when all articles say it; CONDITIONAL when they differ; never more than the lists say.
    national -- NCDs that the governing documents name.
    """

    hcpcs: str
    icd10: tuple[str, ...]
    state: str
    on: dt.date | None
    answer: Coverage
    why: str
    articles: tuple[ArticleAnswer, ...]
    national: tuple[Related, ...]
    contractors: tuple[Contractor, ...]
    provenance: Provenance


class Happened(StrEnum):
    """What became of a document."""

    NEW = "new"
    REVISED = "revised"
    RETIRED = "retired"
    RETIRES = "retires"
    REMOVED = "removed"
    SAME_VERSION_CHANGED = "same_version_changed"


@dataclass(frozen=True, slots=True)
class News:
    """Something that happened to a document on a day."""

    id: str
    kind: Kind
    title: str
    version: int
    happened: Happened
    day: dt.date
    contractors: tuple[str, ...]
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs: where ('title', 'hcpcs', 'icd10_covered 2', 'section indication'), gone, come."""

    where: str
    gone: tuple[str, ...]
    come: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One document between two editions. A version is 0 where the edition does not hold the document."""

    id: str
    kind: Kind
    title: str
    happened: Happened
    older_version: int
    newer_version: int
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed between two loaded editions. not_compared -- what only one of them holds ('text of LCDs')."""

    older: str
    newer: str
    items: tuple[Change, ...]
    total: int
    next: str
    not_compared: tuple[str, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class SadEntry:
    """A drug that a contractor holds to be usually self-administered, and so excludes, from a day to a day."""

    code: str
    brand: str
    text: str
    article: str
    version: int
    title: str
    contractors: tuple[str, ...]
    effective: dt.date | None
    ends: dt.date | None
    comment: str
    url: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A section of a document, to be cited. sha256 -- of the text with every run of white space made one space."""

    id: str
    version: int
    section: str
    title: str
    text: str
    sha256: str
    effective: dt.date | None
    ends: dt.date | None
    url: str
    provenance: Provenance
