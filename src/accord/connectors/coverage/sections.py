"""The named parts of a document's text, under the official field names, in the order in which they are read."""

from __future__ import annotations

from accord.connectors.coverage.values import Kind

NCD = {
    "item_service_description": "Item/Service Description",
    "indications_limitations": "Indications and Limitations of Coverage",
    "cross_reference": "Cross Reference",
    "other_text": "Other",
    "reasons_for_denial": "Reasons for Denial",
    "revision_history": "Revision History",
    "keywords": "Keywords",
    "ama_statement": "AMA Statement",
}
LCD = {
    "issue": "Issue Description",
    "issue_change": "Issue - Explanation of Change",
    "cms_cov_policy": "CMS National Coverage Policy",
    "indication": "Coverage Indications, Limitations, and/or Medical Necessity",
    "summary_of_evidence": "Summary of Evidence",
    "analysis_of_evidence": "Analysis of Evidence (Rationale for Determination)",
    "diagnoses_support": "Diagnoses that Support Medical Necessity",
    "diagnoses_dont_support": "Diagnoses that Do Not Support Medical Necessity",
    "icd9_dont_support_para": "Codes that Do Not Support Medical Necessity",
    "icd9_dont_support_ast": "Codes that Do Not Support Medical Necessity: Footnote",
    "add_icd10_info": "Additional ICD-10 Information",
    "revenue_para": "Revenue Codes",
    "coding_guidelines": "Coding Guidelines",
    "doc_reqs": "Documentation Requirements",
    "associated_info": "Associated Information",
    "util_guide": "Utilization Guidelines",
    "appendices": "Appendices",
    "source_info": "Sources of Information",
    "bibliography": "Bibliography",
    "adv_meeting": "Advisory Committee Meetings",
    "synopsis_changes": "Synopsis of Changes",
    "history_exp": "Explanation of the Last Revision",
    "revision_history": "Revision History",
    "keywords": "Keywords",
    "sticky_note": "Notes",
}
ARTICLE = {
    "cms_cov_policy": "CMS National Coverage Policy",
    "description": "Article Guidance",
    "coding_guidelines": "Coding Guidelines",
    "revenue_para": "Revenue Codes",
    "icd9_covered_para": "Codes that Support Medical Necessity",
    "icd9_noncovered_para": "Codes that Do Not Support Medical Necessity",
    "add_icd10_info": "Additional ICD-10 Information",
    "other_comments": "Other Comments",
    "associated_info": "Associated Information",
    "response_comment": "Response to Comments",
    "history_exp": "Explanation of the Last Revision",
    "revision_history": "Revision History",
    "keywords": "Keywords",
    "sticky_note": "Notes",
}
SECTIONS: dict[Kind, dict[str, str]] = {
    Kind.NCD: NCD,
    Kind.LCD: LCD,
    Kind.PROPOSED_LCD: LCD,
    Kind.ARTICLE: ARTICLE,
}


def title_of(kind: Kind, name: str) -> str:
    """What people call a section; an official field that is not in the table keeps its name, written out."""
    return SECTIONS.get(kind, {}).get(name) or name.replace("_", " ").capitalize()
