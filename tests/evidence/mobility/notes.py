"""Papers of requests for power mobility, as tests write them."""

from __future__ import annotations

from accord.records.findings import Finding
from tests.evidence.papers import chart, request

VISIT = """Hillside Internal Medicine
Office visit 02/10/2026
Patient: Agnes B. Torvald   DOB 04/09/1952
Chief complaint: power wheelchair evaluation

{words}

Electronically signed by Ruth Calloway, MD 02/10/2026
"""
REPORT = """Physical Therapy wheelchair evaluation
Patient: Agnes B. Torvald   DOB 04/09/1952   Date 02/12/2026

{words}

Jo Blunt, PT, DPT 02/12/2026
{agreement}
"""
AGREED = "I agree with this report: Ruth Calloway, MD 02/15/2026"


def findings(papers: dict[str, str], code: str = "K0823") -> tuple[Finding, ...]:
    """What is found in some papers of a request for a device."""
    return chart(papers, request((code,), diagnoses=("M05.79",))).findings


def said(words: str, code: str = "K0823", paper: str = VISIT, agreement: str = AGREED) -> set[tuple[str, str]]:
    """(concept, presence) of what the words in one paper tell of mobility."""
    found = findings({"paper.txt": paper.format(words=words, agreement=agreement)}, code)
    return {(f.concept, f.presence.value) for f in found if f.tool == "mobility/1"}
