"""A payer's letter of denial, read into values, each with the words that state it."""

from accord.dossier.denial.letter import Deadline, Denial, Reason, ReasonKind, Reference
from accord.dossier.denial.match import matched
from accord.dossier.denial.read import read_denial

__all__ = ["Deadline", "Denial", "Reason", "ReasonKind", "Reference", "matched", "read_denial"]
