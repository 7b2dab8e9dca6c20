"""ICD-10-CM: the whole official tabular list, the shipped edition and those that were loaded, offline. Import from here."""

from accord.connectors.icd10.codes import Code, code
from accord.connectors.icd10.edition import FY2026, Edition, Standing
from accord.connectors.icd10.editions import edition_on, editions
from accord.connectors.icd10.excludes import Exclusion, excludes1_conflicts
from accord.connectors.icd10.kinds import NoteKind
from accord.connectors.icd10.references import Reference, references
from accord.connectors.icd10.sequence import SequenceFault, SequenceProblem, code_first_problems
from accord.connectors.icd10.seventh import SeventhFault, SeventhProblem, seventh_character_problem
from accord.connectors.icd10.tabular import (
    Listing,
    Note,
    billable_codes,
    children,
    find,
    in_force,
    is_billable,
    is_valid,
    label,
    listing,
    notes,
    parents,
)

__all__ = [
    "FY2026",
    "Code",
    "Edition",
    "Exclusion",
    "Listing",
    "Note",
    "NoteKind",
    "Reference",
    "SequenceFault",
    "SequenceProblem",
    "SeventhFault",
    "SeventhProblem",
    "Standing",
    "billable_codes",
    "children",
    "code",
    "code_first_problems",
    "edition_on",
    "editions",
    "excludes1_conflicts",
    "find",
    "in_force",
    "is_billable",
    "is_valid",
    "label",
    "listing",
    "notes",
    "parents",
    "references",
    "seventh_character_problem",
]
