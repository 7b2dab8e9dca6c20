"""The tables of the official downloads: which columns are read, and which others are known.

Source: the data dictionaries that come with the downloads (LCD and Article, 4/29/2025; NCD), and their header lines.
A column that is neither is refused: what it would change is not known.
"""

from __future__ import annotations

from dataclasses import dataclass

LCD = ("lcd_id", "lcd_version")
ARTICLE = ("article_id", "article_version")


@dataclass(frozen=True, slots=True)
class Table:
    """reads -- columns that must be there; may -- read where they are there; knows -- official columns that are not read."""

    reads: tuple[str, ...]
    may: tuple[str, ...] = ()
    knows: tuple[str, ...] = ()

    @property
    def columns(self) -> frozenset[str]:
        """Every column that may be in the header line."""
        return frozenset(self.reads + self.may + self.knows)


def _of(words: str) -> tuple[str, ...]:
    return tuple(words.split())


UPDATED = ("last_updated",)
TABLES: dict[str, Table] = {
    "ncd_trkg": Table(
        _of("ncd_id ncd_vrsn_num ncd_mnl_sect ncd_mnl_sect_title ncd_efctv_dt itm_srvc_desc indctn_lmtn xref_txt"),
        _of("ncd_trmntn_dt ncd_impltn_dt othr_txt rev_hstry last_updt_tmstmp ncd_keyword under_rvw cvrg_lvl_cd"),
        _of("natl_cvrg_type trnsmtl_num trnsmtl_issnc_dt trnsmtl_url chg_rqst_num pblctn_cd creatd_tmstmp"
            " last_clrnc_tmstmp ncd_lab ncd_ama"),
    ),
    "lcd": Table(
        (*LCD, *_of("title indication status")),
        _of("display_id cms_cov_policy orig_det_eff_date ent_det_end_date rev_eff_date rev_end_date diagnoses_support"
            " icd9_dont_support_para icd9_dont_support_ast diagnoses_dont_support coding_guidelines doc_reqs appendices"
            " util_guide source_info adv_meeting history_exp last_updated revenue_para keywords associated_info"
            " date_retired add_icd10_info synopsis_changes bibliography summary_of_evidence analysis_of_evidence issue"
            " issue_change"),
        _of("determination_number comment_start_dt comment_end_dt notice_start_dt notice_end_dt rev_hist_num"
            " thirty_percent draft_contact draft_released_date source_lcd_id icd10_doc mcd_publish_date mac_initiated"
            " last_reviewed_on lmrp_tran_date"),
    ),
    "article": Table(
        (*ARTICLE, *_of("title description status")),
        _of("display_id article_type article_pub_date article_eff_date article_end_date article_rev_end_date"
            " other_comments last_updated history_exp icd9_covered_para icd9_noncovered_para revenue_para date_retired"
            " keywords add_icd10_info cms_cov_policy"),
        _of("sad_url thirty_percent key_article source_article_id icd10_doc reference_article"),
    ),
    "documents_latest": Table(
        _of("document_display_id document_id document_type document_version effective_date title"),
        _of("contractor_name_type note retirement_date updated_on updated_on_sort url"),
    ),
    "contractor": Table(
        _of("contractor_id contractor_type_id contractor_version contractor_bus_name contractor_number"),
        _of("contractor_subtype_id url status"),
        _of("dmerc_rgn address1 address2 address3 city state_id zipcode phone fax last_updated email ignore"
            " status_flag cmd_name cmd_title oversight_rgn"),
    ),
    "contractor_jurisdiction": Table(
        _of("contractor_id contractor_type_id contractor_version state_id"), _of("active_date term_date"), UPDATED
    ),
    "contractor_type_lookup": Table(_of("contractor_type_id description")),
    "contractor_subtype_lookup": Table(_of("contractor_subtype_id description")),
    "state_lookup": Table(_of("state_id state_abbrev description")),
    "lcd_x_contractor": Table(
        (*LCD, *_of("contractor_id contractor_type_id contractor_version")), UPDATED
    ),
    "article_x_contractor": Table(
        (*ARTICLE, *_of("contractor_id contractor_type_id contractor_version")), UPDATED, ("article_type",)
    ),
    "lcd_x_primary_jurisdiction": Table((*LCD, "state_id"), (), UPDATED),
    "article_x_primary_jurisdiction": Table((*ARTICLE, "state_id"), (), UPDATED),
    "lcd_future_retire": Table(_of("lcd_id retire_dt")),
    "article_future_retire": Table(_of("article_id retire_dt")),
    "lcd_x_revision_history": Table((*LCD, *_of("rev_hist_num rev_hist_date rev_hist_exp")), (), UPDATED),
    "article_x_revision_history": Table((*ARTICLE, *_of("rev_hist_num rev_hist_date rev_hist_exp")), (), UPDATED),
    "lcd_x_sticky_note": Table((*LCD, "sticky_note"), (), _of("sticky_note_version sticky_note_dt sticky_note_posting_dt")),
    "article_x_sticky_note": Table(
        (*ARTICLE, "sticky_note"), (), _of("sticky_note_version sticky_note_dt sticky_note_posting_dt")
    ),
    "article_x_response_to_comment": Table((*ARTICLE, *_of("rtc_num comment response")), (), UPDATED),
    "lcd_related_documents": Table((*LCD, *_of("r_article_id r_article_version r_lcd_id r_lcd_version")), (),
                                   _of("related_num r_contractor_id last_updated")),
    "article_related_documents": Table((*ARTICLE, *_of("r_article_id r_article_version r_lcd_id r_lcd_version")), (),
                                       _of("related_num r_contractor_id last_updated")),
    "lcd_related_ncd_documents": Table((*LCD, *_of("r_ncd_id r_ncd_version")), (), _of("related_num last_updated")),
    "article_related_ncd_documents": Table((*ARTICLE, *_of("r_ncd_id r_ncd_version")), (), _of("related_num last_updated")),
    "article_x_code_table": Table(
        (*ARTICLE, *_of("code_table_row brand_name eff_date end_date comments hcpc_code_id")),
        _of("short_description long_description"), _of("article_type code_table_type hcpc_code_version last_updated"),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class GroupTable:
    """A table of codes, and the one of its groups' paragraphs. Columns under their official names.

    group, text, note, footnote -- empty where the table has no such column; a table without groups is group 1.
    """

    codes: str
    groups: str
    key: tuple[str, str]
    code: str
    group: str
    text: str = "description"
    note: str = ""
    footnote: str = ""


def _columns(table: GroupTable) -> dict[str, Table]:
    reads = tuple(column for column in (table.code, table.group) if column)
    may = tuple(column for column in (table.text, table.note) if column)
    knows = (*_of("range sort_order last_updated description long_description short_description asterisk"),
             f"{table.code.removesuffix('_id')}_version")  # fmt: skip
    made = {table.codes: Table(table.key + reads, may, tuple(column for column in knows if column not in may))}
    if table.groups:
        footnote = (table.footnote,) if table.footnote else ()
        made[table.groups] = Table((*table.key, table.group, "paragraph"), footnote, UPDATED)
    return made


GROUP_TABLES: dict[str, tuple[GroupTable, ...]] = {
    "hcpcs": (
        GroupTable("lcd_x_hcpc_code", "lcd_x_hcpc_code_group", LCD, "hcpc_code_id", "hcpc_code_group",
                   "long_description"),
        GroupTable("article_x_hcpc_code", "article_x_hcpc_code_group", ARTICLE, "hcpc_code_id", "hcpc_code_group",
                   "long_description"),
    ),
    "icd10_covered": (
        GroupTable("article_x_icd10_covered", "article_x_icd10_covered_group", ARTICLE, "icd10_code_id",
                   "icd10_covered_group", note="asterisk", footnote="icd10_covered_ast"),
    ),
    "icd10_noncovered": (
        GroupTable("article_x_icd10_noncovered", "article_x_icd10_noncovered_group", ARTICLE, "icd10_code_id",
                   "icd10_noncovered_group"),
    ),
    "icd10_pcs": (
        GroupTable("article_x_icd10_pcs_code", "article_x_icd10_pcs_code_group", ARTICLE, "icd10_pcs_code_id",
                   "icd10_pcs_code_group"),
    ),
    "modifier": (
        GroupTable("article_x_hcpc_modifier", "article_x_hcpc_modifier_group", ARTICLE, "hcpc_modifier_code_id",
                   "hcpc_modifier_group"),
    ),
    "bill_type": (GroupTable("article_x_bill_code", "", ARTICLE, "bill_code_id", "", text=""),),
    "revenue": (GroupTable("article_x_revenue_code", "", ARTICLE, "revenue_code_id", "", text=""),),
}  # fmt: skip
for _tables in GROUP_TABLES.values():
    for _table in _tables:
        TABLES.update(_columns(_table))
TABLES["article_x_other_coding_group"] = Table((*ARTICLE, *_of("other_coding_group paragraph codes")), (), UPDATED)

# Official tables that hold nothing a reader of coverage asks for: meetings, letters, links, contacts, calendars.
# lcd_x_requestor_letters comes without a header line at times.
LEFT_OUT = frozenset(
    _of("article_related_source_icd9 lcd_related_source_icd9 article_type_lookup article_url_type_lookup"
        " lcd_url_type_lookup article_x_urls lcd_x_urls lcd_x_advisory_committee lcd_x_reason_change"
        " reason_change_lookup lcd_x_requestor_letters lcd_x_synopsis_changes_fields synopsis_changes_fields_lookup"
        " draft_contact_lookup contractor_oversight dmerc_region_lookup region_lookup state_x_region update_period"
        " ncd_bnft_ctgry_ref ncd_pblctn_ref ncd_trkg_bnft_xref")
)  # fmt: skip
