"""A small coverage database for tests: three contractors, four states, policies about breathing, nails and a drug."""

from __future__ import annotations

from typing import Any

from tests.connectors.coverage.bulk import Row, article, diagnoses, of, procedures

EAST, WEST, GEAR, GONE = (11, 12, 1), (12, 12, 1), (21, 10, 2), (13, 12, 1)


def _by(key: tuple[int, int, int], **more: Any) -> Row:
    return dict(zip(("contractor_id", "contractor_type_id", "contractor_version"), key, strict=True)) | more


LONG = "The record must show why. " * 8000  # a field above 128 KB
PAIRED = "<p>Claims for 11720 and 11721 require a code from group 2 and a code from group 3.</p>"
BREATHING = (
    "&lt;p&gt;A machine is covered when the &lt;strong&gt;index&lt;&sol;strong&gt; is &amp;lt; 80 mm Hg&amp;nbsp;or"
    " &amp;#8220;worse&amp;#8221;.&lt;&sol;p&gt;&lt;ul&gt;&lt;li&gt;Seen in person&lt;&sol;li&gt;"
    "&lt;li&gt;Tested asleep&lt;&sol;li&gt;&lt;&sol;ul&gt;&lt;table&gt;&lt;tr&gt;&lt;td&gt;&lt;p&gt;A&lt;/p&gt;&lt;/td&gt;&lt;td&gt;B&lt;/td&gt;"
    "&lt;/tr&gt;&lt;/table&gt;"
)


def tables() -> dict[str, list[Row]]:
    """Table -> rows."""
    return {
        "state_lookup": [
            {"state_id": 42, "state_abbrev": "OH", "description": "Ohio"},
            {"state_id": 39, "state_abbrev": "NM", "description": "New Mexico"},
            {"state_id": 65, "state_abbrev": "UN", "description": "New York - Upstate"},
            {"state_id": 63, "state_abbrev": "DN", "description": "New York - Downstate"},
        ],
        "contractor_type_lookup": [
            {"contractor_type_id": 10, "description": "DME MAC"},
            {"contractor_type_id": 12, "description": "A and B MAC"},
        ],
        "contractor_subtype_lookup": [
            {"contractor_subtype_id": 1, "description": "MAC A"}, {"contractor_subtype_id": 4, "description": "DME MAC"},
        ],
        "contractor": [
            _by(EAST, contractor_bus_name="Eastern Plains, Inc.", contractor_number="15101", contractor_subtype_id=1),
            _by(WEST, contractor_bus_name="Western Hills, LLC", contractor_number="04111", contractor_subtype_id=1),
            _by(GEAR, contractor_bus_name="Lakeside Equipment", contractor_number="17013", contractor_subtype_id=4),
            _by(GONE, contractor_bus_name="Former Fields", contractor_number="00100", contractor_subtype_id=1),
        ],
        "contractor_jurisdiction": [
            _by(EAST, state_id=42, active_date="2011-10-17 00:00:00"),
            _by(EAST, state_id=65, active_date="2013-03-01 00:00:00"),
            _by(EAST, state_id=63, active_date="2012-03-01 00:00:00", term_date="2014-01-01 00:00:00"),
            _by(WEST, state_id=39, active_date="2012-10-22 00:00:00"),
            _by(GEAR, state_id=42, active_date="1900-01-01 00:00:00"),
            _by(GONE, state_id=42, active_date="1990-01-01 00:00:00", term_date="2011-10-16 00:00:00"),
        ],
        "ncd_trkg": [
            {
                "NCD_id": 226, "NCD_vrsn_num": 4, "NCD_mnl_sect": "240.4", "NCD_mnl_sect_title": "Airway Pressure in Sleep",
                "NCD_efctv_dt": "2008-03-13 00:00:00", "indctn_lmtn": "<p>Airway pressure is covered in sleep apnea.</p>",
                "rev_hstry": "<p>01/2008 - first words.</p>", "last_updt_tmstmp": "2026-01-10 00:00:00",
            },
            {
                "NCD_id": 9, "NCD_vrsn_num": 1, "NCD_mnl_sect": "30.8", "NCD_mnl_sect_title": "Magnet Bracelets - RETIRED",
                "NCD_efctv_dt": "1980-01-01 00:00:00", "NCD_trmntn_dt": "2014-12-18 00:00:00",
                "indctn_lmtn": "<p>Not covered.</p>", "last_updt_tmstmp": "2014-12-18 00:00:00",
            },
        ],
        "lcd": [
            {
                "lcd_id": 30001, "lcd_version": 12, "title": "Home Breathing Machines", "status": "A",
                "orig_det_eff_date": "2015-10-01 00:00:00", "rev_eff_date": "2026-01-01 00:00:00", "indication": BREATHING,
                "associated_info": LONG, "history_exp": "Words made plainer.",
            },
            {
                "lcd_id": 30002, "lcd_version": 3, "title": "Care of Nails", "status": "A",
                "rev_eff_date": "2024-05-05 00:00:00", "indication": "<p>Thick nails that hurt.</p>",
                "cms_cov_policy": "<p>Pub. 100-03, Section 30.8; Pub. 100-02, Chapter 15, Section 240.4</p>",
            },
            {
                "lcd_id": 39009, "lcd_version": 1, "display_id": "30009", "title": "Nail Lasers", "status": "P",
                "indication": "<p>Proposed: none is covered.</p>",
            },
        ],
        "lcd_x_contractor": [
            {"lcd_id": 30001, "lcd_version": 12, **_by(GEAR)}, {"lcd_id": 30002, "lcd_version": 3, **_by(EAST)},
            {"lcd_id": 39009, "lcd_version": 1, **_by(EAST)},
        ],
        "lcd_x_revision_history": [
            {"lcd_id": 30001, "lcd_version": 12, "rev_hist_num": "R7", "rev_hist_date": "2026-01-01 00:00:00",
             "rev_hist_exp": "<p>Words made plainer.</p>"},
        ],
        "lcd_future_retire": [{"lcd_id": 30002, "retire_dt": "2099-02-14 00:00:00"}],
        "lcd_x_hcpc_code": [
            {"lcd_id": 30001, "lcd_version": 12, "hcpc_code_id": "E0601", "hcpc_code_group": 1, "range": "N",
             "long_description": "AIRWAY MACHINE", "short_description": "Airway machine"},
        ],
        "lcd_related_documents": [
            {"lcd_id": 30001, "lcd_version": 12, "related_num": 1, "r_article_id": 50001, "r_article_version": 7},
        ],
        "lcd_related_ncd_documents": [
            {"lcd_id": 30001, "lcd_version": 12, "related_num": 1, "r_ncd_id": 226, "r_ncd_version": 4},
        ],
        "article": [
            article(50001, 7, "Home Breathing Machines - Policy Article", description="<p>How it is billed.</p>"),
            article(50002, 4, "Billing and Coding: Care of Nails", description="<p>Count the nails.</p>"),
            article(50003, 2, "Billing and Coding: Care of Nails", description="<p>Other hills, other lists.</p>"),
            article(50004, 9, "Self-Administered Drug Exclusion List", description="<p>Drugs people give themselves.</p>"),
        ],
        "article_x_contractor": [
            of(50001, 7, **_by(GEAR)), of(50002, 4, **_by(EAST)), of(50003, 2, **_by(WEST)), of(50004, 9, **_by(EAST)),
        ],
        "article_related_documents": [
            of(50001, 7, related_num=1, r_lcd_id=30001, r_lcd_version=12),
            of(50002, 4, related_num=1, r_lcd_id=30002, r_lcd_version=3),
        ],
        "article_x_hcpc_code": [
            *procedures(50001, 7, {1: ["E0601"]}),
            *procedures(50002, 4, {1: ["11720", "11721"], 2: ["11055"]}), *procedures(50003, 2, {1: ["11720"]}),
        ],
        "article_x_hcpc_code_group": [of(50002, 4, hcpc_code_group=1, paragraph="<p>Nails:</p>")],
        "article_x_icd10_covered": [
            *diagnoses(50001, 7, {1: ["G47.33", "G47.39*"]}),
            *diagnoses(50002, 4, {1: ["E11.42"], 2: ["B35.1"], 3: ["M79.674", "M79.675"]}),
            *diagnoses(50003, 2, {1: ["B35.1"]}),
        ],
        "article_x_icd10_covered_group": [
            of(50001, 7, icd10_covered_group=1, paragraph="<p>For HCPCS code E0601:</p>",
               icd10_covered_ast="<p>Only after surgery.</p>"),
            of(50002, 4, icd10_covered_group=1, paragraph="<p>For CPT code 11055</p>"),
            of(50002, 4, icd10_covered_group=2, paragraph=PAIRED), of(50002, 4, icd10_covered_group=3, paragraph=PAIRED),
            of(50003, 2, icd10_covered_group=1, paragraph=""),
        ],
        "article_x_icd10_noncovered": [
            of(50003, 2, icd10_code_id="L60.0", icd10_noncovered_group=1, range="N", sort_order=1, description="Nail"),
        ],
        "article_x_icd10_noncovered_group": [of(50003, 2, icd10_noncovered_group=1, paragraph="")],
        "article_x_hcpc_modifier": [of(50001, 7, hcpc_modifier_code_id="KX", hcpc_modifier_group=1, description="Met")],
        "article_x_bill_code": [of(50002, 4, bill_code_id="013", description="Licensed words")],
        "article_x_revenue_code": [of(50002, 4, revenue_code_id="0360", range="N", description="Licensed words")],
        "article_x_code_table": [
            of(50004, 9, article_type=3, code_table_row=1, brand_name="Oldpen® (insulin)", comments="Given at home",
               eff_date="2020-01-01 00:00:00", end_date="2022-12-31 00:00:00", hcpc_code_id="J1815",
               long_description="INJECTION, INSULIN", short_description="Insulin"),
            of(50004, 9, article_type=3, code_table_row=2, brand_name="Newpen", comments="Given at home",
               eff_date="2023-01-01 00:00:00", hcpc_code_id="J3490", long_description="UNCLASSIFIED DRUGS"),
        ],
    }  # fmt: skip
