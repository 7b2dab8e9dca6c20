"""One question for each tool, as JSON values: what an MCP client would send."""

from __future__ import annotations

from typing import Any

ASKS: dict[str, dict[str, Any]] = {
    "coverage_search": {"query": "home oxygen", "state": "OH", "limit": 3},
    "coverage_get": {"document_id": "L33718"},
    "coverage_batch_get": {"document_ids": ["L33718", "NCD 240.4"]},
    "coverage_by_code": {"code": "E0601", "state": "OH"},
    "coverage_check": {"hcpcs": "E0601", "icd10": ["G47.33"], "state": "OH"},
    "coverage_contractors": {"state": "OH"},
    "coverage_jurisdiction": {"state": "OH", "program": "dme"},
    "coverage_whats_new": {"since": "2025-01-01", "kind": "lcd", "limit": 5},
    "coverage_changes": {"limit": 5},
    "coverage_sad_exclusions": {"keyword": "insulin"},
    "coverage_passage": {"document_id": "L33718", "section": "indication"},
    "coverage_related": {"document_id": "L33718"},
    "npi_validate": {"npis": ["1234567893", "1234567890"]},
    "npi_get": {"npi": "1234567893"},
    "npi_lookup": {"npi": "1234567893"},
    "npi_verify": {"npis": ["1234567893"], "names": ["Ada Example"], "on": "2026-01-15"},
    "npi_search": {"last_name": "Example", "state": "OH", "fuzzy": True},
    "npi_may_order": {"npi": "1234567893", "service": "dmepos", "state": "OH"},
    "npi_deactivated": {"since": "2025-01-01", "limit": 5},
    "pubmed_search": {"query": "home oxygen", "limit": 3, "date_from": "2000-01-01"},
    "pubmed_get": {"pmids": ["31097872", "1"]},
    "pubmed_related": {"pmid": "31097872", "by": "notices"},
    "pubmed_match_citation": {"journal": "N Engl J Med", "year": 2020, "volume": "383", "first_page": "1"},
    "pubmed_match_citations": {"citations": ["N Engl J Med|2020|383|1||", "Lancet|2019|||Smith|"]},
    "pubmed_convert_ids": {"ids": ["PMC5334499", "31097872"]},
    "pubmed_full_text": {"pmc_ids": ["PMC5334499"]},
    "pubmed_copyright_status": {"pmids": ["31097872"]},
    "pubmed_explain_query": {"query": "asthma AND 2020:2024[dp]"},
    "coverage_authorization_needed": {
        "codes": ["E0601", "K0856"],
        "state": "OH",
        "on": "2026-03-01",
        "setting": "home",
    },
    "hcpcs_search": {"query": "oxygen concentrator", "limit": 3},
    "hcpcs_get": {"code": "E0601", "on": "2026-01-15"},
    "hcpcs_validate": {"codes": ["E0601", "Z9999"], "on": "2026-01-15"},
    "hcpcs_modifiers": {"code": "RR"},
    "hcpcs_list": {"start": "E04", "limit": 5},
}
