"""A small coverage database in the published shapes, with values of our own; text escaped as the service escapes it."""

from __future__ import annotations

from typing import Any

MAC = "Northern Plains Administrators, LLC\n(MAC - Part A, MAC - Part B)"
DME = "Lakeside Equipment Services, Inc.\n(DME MAC)"


def row_of_list(kind: str, number: int, version: int, title: str, contractor: str, **more: str) -> dict[str, Any]:
    """A row of a report of local documents."""
    letter = {"LCD": "L", "Article": "A", "Proposed LCD": "DL"}[kind]
    return {
        "document_id": str(number), "document_version": version, "document_display_id": f"{letter}{number}",
        "document_type": kind, "note": "", "title": title, "contractor_name_type": contractor,
        "updated_on": "02/03/2026", "updated_on_sort": "20260203090000", "effective_date": "01/15/2026",
        "retirement_date": "N/A", "url": f"https://example.org/{letter}{number}?ver={version}", **more,
    }  # fmt: skip


def national(kind: str, number: int, version: int, shown: str, title: str, **more: str) -> dict[str, Any]:
    """A row of a report of national documents."""
    return {
        "document_id": str(number), "document_version": version, "document_display_id": shown,
        "document_type": kind, "last_updated": "03/04/2026",
        "last_updated_sort": "20260304100000", "title": title, "url": f"https://example.org/{kind}/{number}", **more,
    }  # fmt: skip


def excluded(contractor: str) -> dict[str, Any]:
    """A row of the list of self-administered drugs, but for the drug."""
    row = row_of_list("Article", 50009, 5, "Self-Administered Drug Exclusion List", contractor)
    return {name: value for name, value in row.items() if name != "note"}


LCD_BODY = {
    "lcd_id": 30001, "lcd_version": 12, "title": "Home Breathing Machines", "status": "A",
    "orig_det_eff_date": "10/01/2015", "rev_eff_date": "01/15/2026", "rev_end_date": "N/A",
    "indication": "&lt;p&gt;Covered when the saturation is &amp;lt; 88&#37; at rest.&lt;&sol;p&gt;"
                  "&lt;ul&gt;&lt;li&gt;Measured awake&lt;&sol;li&gt;&lt;&sol;ul&gt;",
    "associated_info": "&amp;lt;p&amp;gt;Keep the record of the test.&amp;lt;/p&amp;gt;", "doc_reqs": "",
    "last_updated": "02/03/2026",
}  # fmt: skip
ARTICLE_BODY = {
    "article_id": 50001, "article_version": 7, "article_type_description": "Billing and Coding",
    "title": "Home Breathing Machines - Policy Article", "status": "A", "article_eff_date": "01/15/2026",
    "article_rev_end_Date": "", "description": "&lt;p&gt;How it is billed.&lt;&sol;p&gt;", "last_updated": "02/03/2026",
}  # fmt: skip
CODE = {"article_id": 50001, "article_version": 7, "last_updated": "02/03/2026"}
LCD_KEY = {"lcd_id": 30001, "lcd_version": 12}
ARTICLE_KEY = {"article_id": 50001, "article_version": 7}


def tables() -> dict[str, list[dict[str, Any]]]:
    """Path -> rows."""
    return {
        "/v1/metadata/states/": [
            {"state_id": 42, "description": "Ohio"},
            {"state_id": 41, "description": "New York - Entire State"},
            {"state_id": 64, "description": "New York - Queens"},
        ],
        "/v1/metadata/contract-type/": [
            {"contract_type_id": 8, "description": "MAC - Part A"},
            {"contract_type_id": 9, "description": "MAC - Part B"},
            {"contract_type_id": 10, "description": "DME MAC"},
        ],
        "/v1/metadata/contract-subtype/": [
            {"subtype_id": 1, "description": "MAC A"},
            {"subtype_id": 4, "description": "DME MAC"},
        ],
        "/v1/data/contractor/": [
            {"contractor_id": 501, "contract_type_id": 8, "subtype_id": 1, "contractor_version": 1,
             "contract_number": "90101", "contractor_name": "Northern Plains Administrators, LLC"},
            {"contractor_id": 502, "contract_type_id": 10, "subtype_id": 4, "contractor_version": 2,
             "contract_number": "90003", "contractor_name": "Lakeside Equipment Services, Inc."},
        ],
        "/v1/reports/national-coverage-ncd/": [
            national("NCD", 901, 3, "940.4", "Breathing Support for Sleep Apnea", chapter="9", is_lab="0"),
            national("NCD", 902, 1, "940.2", "Home Use of Oxygen", chapter="9", is_lab="0"),
        ],
        "/v1/reports/national-coverage-ncacal/": [
            national("NCA", 71, 1, "CAG-90071N", "Stimulators for Sleep Apnea", public_comment="1"),
            national("CAL", 72, 1, "CAG-90072C", "Glucose Monitors and Pumps", public_comment="0"),
        ],
        "/v1/reports/national-coverage-medcac-meetings/": [
            national("MEDCAC", 81, 1, "81", "Meeting on Back Surgery", medcac_date_sort="20250101000000"),
        ],
        "/v1/reports/national-coverage-technology-assessments/": [
            national("TA", 82, 1, "82", "Assessment of Spinal Stimulators", year="2024", year_sort="2024"),
        ],
        "/v1/reports/national-coverage-medicare-coverage-documents/": [
            national("MCD", 83, 1, "83", "How evidence is weighed", mc_document_type="Guidance", public_comment="0",
                     status_display_order="1"),
        ],
        "/v1/reports/local-coverage-final-lcds/": [
            row_of_list("LCD", 30001, 12, "Home Breathing Machines", DME),
            row_of_list("LCD", 30001, 11, "Home Breathing Machines", DME, effective_date="01/01/2024",
                        retirement_date="01/14/2026"),
            row_of_list("LCD", 30002, 4, "Epidural Injections for Pain", MAC),
            row_of_list("LCD", 30003, 2, "Facet Joint Interventions", MAC, note="Retired", retirement_date="02/01/2026"),
        ],
        "/v1/reports/local-coverage-proposed-lcds/": [
            row_of_list("Proposed LCD", 39999, 1, "Facet Joint Interventions", MAC),
        ],
        "/v1/reports/local-coverage-articles/": [
            row_of_list("Article", 50001, 7, "Positive Airway Pressure and Sleep Tests - Policy Article", DME),
            row_of_list("Article", 50002, 3, "Billing and Coding: Positive Airway Pressure Supplies", MAC),
            row_of_list("Article", 50003, 3, "Response to Comments: Facet Joint Interventions", MAC),
        ],
        "/v1/reports/whats-new/national/": [
            national("NCD", 902, 1, "940.2", "Home Use of Oxygen", whats_new_description="New determination"),
            national("NCA", 71, 1, "CAG-90071N", "Stimulators for Sleep Apnea", whats_new_description="Comments close"),
        ],
        "/v1/reports/whats-new/local/": [
            row_of_list("LCD", 30003, 2, "Facet Joint Interventions", MAC, note="Retired", retirement_date="02/01/2026"),
            row_of_list("Article", 50001, 7, "Home Breathing Machines - Policy Article", DME),
        ],
        "/v1/reports/local-coverage-sad-exclusion-list/": [
            {**excluded(MAC), "code_id": "J3590",
             "code_id_sort": "J3590", "code_description": "A biologic", "drug_brand_name": "Brandol"},
            {**excluded(DME), "code_id": "J3490",
             "code_id_sort": "J3490", "code_description": "A drug", "drug_brand_name": "Otherex",
             "effective_date": "06/01/2026"},
        ],
        "/v1/data/ncd/": [
            {"document_id": "901", "document_version": 3, "document_display_id": "940.4",
             "title": "Breathing Support for Sleep Apnea", "effective_date": "03/13/2020", "effective_end_date": "N/A",
             "item_service_description": "&lt;p&gt;A machine.&lt;&sol;p&gt;",
             "indications_limitations": "&lt;p&gt;B. Covered: an index of 15 or more, or 5 to 14 with complaints.&lt;/p&gt;",
             "revision_history": "03/2020 - Written."},
            {"document_id": "901", "document_version": 2, "document_display_id": "940.4",
             "title": "Breathing Support for Sleep Apnea", "effective_date": "04/04/2005", "effective_end_date": "03/12/2020",
             "item_service_description": "", "indications_limitations": "&lt;p&gt;Older.&lt;/p&gt;"},
        ],
        "/v1/data/ncd/related-ncas/": [
            {"document_id": "71", "document_version": 1, "title": "Stimulators for Sleep Apnea",
             "review_tracking_number": "CAG-90071N", "review_type": "NCA", "url": "https://example.org/nca.aspx?ncaid=71"},
        ],
        "/v1/data/ncd/related-cals/": [],
        "/v1/data/ncd/other-versions/": [
            {"document_id": "901", "document_version": "2", "title": "Breathing Support", "section": "940.4", "url": ""},
        ],
        "/v1/data/lcd/": [
            LCD_BODY,
            {**LCD_BODY, "lcd_version": 11, "rev_eff_date": "01/01/2024", "rev_end_date": "01/14/2026",
             "indication": "&lt;p&gt;As it was.&lt;/p&gt;"},
        ],
        "/v1/data/lcd/hcpc-code": [
            {**LCD_KEY, "hcpc_code_id": "E0601", "hcpc_code_version": 1, "hcpc_code_group": 1,
             "long_description": "Machine", "short_description": "Machine", "range": "N"},
        ],
        "/v1/data/lcd/hcpc-code-group": [{**LCD_KEY, "hcpc_code_group": 1, "paragraph": "&lt;p&gt;Machines&lt;/p&gt;"}],
        "/v1/data/lcd/contractor": [
            {**LCD_KEY, "contractor_id": 502, "contractor_type_id": 10, "contractor_version": 2},
        ],
        "/v1/data/lcd/primary-jurisdiction": [{**LCD_KEY, "state_id": 42}, {**LCD_KEY, "state_id": 64}],
        "/v1/data/lcd/related-documents": [
            {**LCD_KEY, "related_num": 1, "r_article_id": 50001, "r_article_version": 7, "r_lcd_id": 0,
             "r_lcd_version": 0, "r_contractor_id": 502, "url": "https://example.org/A50001"},
        ],
        "/v1/data/lcd/related-ncd-documents": [
            {**LCD_KEY, "related_num": 1, "r_ncd_id": 901, "r_ncd_version": 3, "url": "https://example.org/ncd/901"},
        ],
        "/v1/data/lcd/revision-history": [
            {**LCD_KEY, "rev_hist_num": 11, "rev_hist_date": "01/01/2024", "rev_hist_exp": "&lt;p&gt;Ordered.&lt;/p&gt;"},
            {**LCD_KEY, "rev_hist_num": 12, "rev_hist_date": "01/15/2026", "rev_hist_exp": "&lt;p&gt;Threshold.&lt;/p&gt;"},
        ],
        "/v1/data/article/": [ARTICLE_BODY],
        "/v1/data/article/hcpc-code": [
            {**CODE, "hcpc_code_id": "E0601", "hcpc_code_version": 1, "hcpc_code_group": 1,
             "long_description": "Machine", "short_description": "Machine", "range": "N"},
            {**CODE, "hcpc_code_id": "95811", "hcpc_code_version": 1, "hcpc_code_group": 2,
             "long_description": "licensed words", "short_description": "licensed", "range": "N"},
        ],
        "/v1/data/article/hcpc-code-group": [
            {**ARTICLE_KEY, "hcpc_code_group": 1, "paragraph": "Machines"},
            {**ARTICLE_KEY, "hcpc_code_group": 2, "paragraph": "Tests"},
        ],
        "/v1/data/article/hcpc-modifier": [
            {**ARTICLE_KEY, "hcpc_modifier_code_id": "KX", "hcpc_modifier_code_version": 1, "hcpc_modifier_group": 1,
             "description": "Requirements met"},
        ],
        "/v1/data/article/hcpc-modifier-group": [],
        "/v1/data/article/icd10-covered": [
            {**ARTICLE_KEY, "icd10_code_id": "G47.33", "icd10_code_version": 1, "icd10_covered_group": 1, "range": "N",
             "sort_order": 1, "description": "Obstructive sleep apnea (adult) (pediatric)", "asterisk": ""},
            {**ARTICLE_KEY, "icd10_code_id": "G47.31", "icd10_code_version": 1, "icd10_covered_group": 2, "range": "N",
             "sort_order": 1, "description": "Primary central sleep apnea", "asterisk": "*"},
        ],
        "/v1/data/article/icd10-covered-group": [
            {**ARTICLE_KEY, "icd10_covered_group": 1, "paragraph": "&lt;p&gt;For code E0601:&lt;/p&gt;",
             "icd10_covered_ast": ""},
            {**ARTICLE_KEY, "icd10_covered_group": 2, "paragraph": "&lt;p&gt;For code 95811:&lt;/p&gt;",
             "icd10_covered_ast": "&lt;p&gt;Only with a test.&lt;/p&gt;"},
        ],
        "/v1/data/article/icd10-noncovered": [
            {**ARTICLE_KEY, "icd10_code_id": "R06.83", "icd10_code_version": 1, "icd10_noncovered_group": 1,
             "range": "N", "sort_order": 1, "description": "Snoring"},
        ],
        "/v1/data/article/icd10-noncovered-group": [
            {**ARTICLE_KEY, "icd10_noncovered_group": 1, "paragraph": "For code E0601 these do not support it."},
        ],
        "/v1/data/article/icd10-pcs-code": [],
        "/v1/data/article/bill-codes": [
            {**ARTICLE_KEY, "bill_code_id": "013x", "bill_code_version": 1, "description": "licensed words"},
        ],
        "/v1/data/article/revenue-code": [],
        "/v1/data/article/other-coding-group": [
            {**ARTICLE_KEY, "other_coding_group": 1, "paragraph": "Other", "codes": "A7030 A7031"},
        ],
        "/v1/data/article/contractor": [
            {**ARTICLE_KEY, "contractor_id": 502, "contractor_type_id": 10, "contractor_version": 2},
        ],
        "/v1/data/article/primary-jurisdiction": [],
        "/v1/data/article/related-documents": [
            {**ARTICLE_KEY, "related_num": 1, "r_article_id": 0, "r_article_version": 0, "r_lcd_id": 30001,
             "r_lcd_version": 12, "r_contractor_id": 502, "url": "https://example.org/L30001"},
        ],
        "/v1/data/article/related-ncd-documents": [
            {**ARTICLE_KEY, "related_num": 1, "r_ncd_id": 901, "r_ncd_version": 3, "url": ""},
        ],
        "/v1/data/article/revision-history": [],
        "/v1/data/nca/tracking-sheet": [
            {"document_id": 71, "document_display_id": "CAG-90071N", "document_status": "Open",
             "title": "Stimulators for Sleep Apnea", "issue": "&lt;p&gt;Does it help?&lt;/p&gt;",
             "primary_analyst_name": "A. Nobody", "primary_analyst_email": "nobody@example.org",
             "formal_request_date": "01/05/2026", "action_taken": "None yet."},
        ],
        "/v1/data/nca/related-ncd": [
            {"document_id": 901, "document_version": 3, "title": "Breathing Support", "section": "940.4", "url": ""},
        ],
        "/v1/data/medcac-meeting/": [{"document_id": 81, "title": "Meeting on Back Surgery", "issue": "Which surgery?"}],
        "/v1/data/technology-assessment/": [{"id": 82, "title": "Assessment of Spinal Stimulators", "issue": "Do they?"}],
    }  # fmt: skip
