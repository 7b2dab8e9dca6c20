"""The citation check: what may stand in a letter. It reads words on its own, apart from the extractor it checks."""

from accord.dossier.citation.check import Checked, Struck, check, check_all, verify
from accord.dossier.citation.faults import Fault, FaultKind
from accord.dossier.citation.named import Stores
from accord.dossier.citation.sources import Sources, sources_of
from accord.dossier.citation.statement import Citation, Own, Statement, StatementKind, drafted, fixed, quoted

__all__ = [
    "Checked",
    "Citation",
    "Fault",
    "FaultKind",
    "Own",
    "Sources",
    "Statement",
    "StatementKind",
    "Stores",
    "Struck",
    "check",
    "check_all",
    "drafted",
    "fixed",
    "quoted",
    "sources_of",
    "verify",
]
