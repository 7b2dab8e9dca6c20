"""Official downloads in small, made here: the published column layout, archives in archives, our own words.

The layout is that of the data dictionaries that come with the downloads and of their header lines.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

STAMP = "2026-01-20 10:00:00"
HEADERS: dict[str, str] = {
    "ncd_trkg": "NCD_id NCD_vrsn_num natl_cvrg_type cvrg_lvl_cd NCD_mnl_sect NCD_mnl_sect_title NCD_efctv_dt NCD_impltn_dt"
    " NCD_trmntn_dt itm_srvc_desc indctn_lmtn xref_txt othr_txt trnsmtl_num trnsmtl_issnc_dt trnsmtl_url chg_rqst_num"
    " pblctn_cd rev_hstry under_rvw creatd_tmstmp last_updt_tmstmp last_clrnc_tmstmp NCD_lab ncd_keyword NCD_AMA",
    "lcd": "lcd_id lcd_version title determination_number cms_cov_policy orig_det_eff_date ent_det_end_date rev_eff_date"
    " rev_end_date indication diagnoses_support icd9_dont_support_para icd9_dont_support_ast diagnoses_dont_support"
    " coding_guidelines doc_reqs appendices util_guide source_info adv_meeting comment_start_dt comment_end_dt"
    " notice_start_dt rev_hist_num history_exp thirty_percent status last_updated draft_contact revenue_para keywords"
    " associated_info notice_end_dt date_retired draft_released_date source_lcd_id add_icd10_info icd10_doc"
    " synopsis_changes bibliography summary_of_evidence analysis_of_evidence mcd_publish_date issue issue_change"
    " mac_initiated display_id",
    "article": "article_id article_version article_type title article_pub_date article_eff_date article_end_date"
    " description other_comments sad_url thirty_percent status last_updated history_exp key_article icd9_covered_para"
    " icd9_noncovered_para revenue_para article_rev_end_date source_article_id date_retired keywords icd10_doc"
    " add_icd10_info cms_cov_policy display_id",
    "contractor": "contractor_id contractor_type_id contractor_version contractor_bus_name contractor_number dmerc_rgn"
    " address1 address2 address3 city state_id zipcode phone fax status last_updated url email ignore status_flag cmd_name"
    " cmd_title contractor_subtype_id",
    "contractor_jurisdiction": "contractor_id contractor_type_id contractor_version state_id last_updated active_date"
    " term_date",
    "contractor_type_lookup": "contractor_type_id description",
    "contractor_subtype_lookup": "contractor_subtype_id description",
    "state_lookup": "state_id state_abbrev description",
    "lcd_x_contractor": "lcd_id lcd_version contractor_id contractor_type_id contractor_version last_updated",
    "article_x_contractor": "article_id article_version article_type contractor_id contractor_type_id contractor_version"
    " last_updated",
    "article_x_primary_jurisdiction": "article_id article_version state_id last_updated",
    "lcd_future_retire": "lcd_id retire_dt",
    "lcd_x_revision_history": "lcd_id lcd_version rev_hist_num rev_hist_date rev_hist_exp last_updated",
    "lcd_related_documents": "lcd_id lcd_version related_num r_article_id r_article_version r_lcd_id r_lcd_version"
    " r_contractor_id last_updated",
    "lcd_related_ncd_documents": "lcd_id lcd_version related_num r_ncd_id r_ncd_version last_updated",
    "article_related_documents": "article_id article_version related_num r_article_id r_article_version r_lcd_id"
    " r_lcd_version r_contractor_id last_updated",
    "article_related_ncd_documents": "article_id article_version related_num r_ncd_id r_ncd_version last_updated",
    "lcd_x_hcpc_code": "lcd_id lcd_version hcpc_code_id hcpc_code_version hcpc_code_group range last_updated"
    " long_description short_description",
    "article_x_hcpc_code": "article_id article_version hcpc_code_id hcpc_code_version hcpc_code_group range last_updated"
    " long_description short_description",
    "article_x_hcpc_code_group": "article_id article_version hcpc_code_group paragraph last_updated",
    "article_x_icd10_covered": "article_id article_version icd10_code_id icd10_code_version icd10_covered_group range"
    " last_updated sort_order description asterisk",
    "article_x_icd10_covered_group": "article_id article_version icd10_covered_group paragraph last_updated"
    " icd10_covered_ast",
    "article_x_icd10_noncovered": "article_id article_version icd10_code_id icd10_code_version icd10_noncovered_group"
    " range last_updated sort_order description",
    "article_x_icd10_noncovered_group": "article_id article_version icd10_noncovered_group paragraph last_updated",
    "article_x_icd10_pcs_code": "article_id article_version range last_updated sort_order icd10_pcs_code_id"
    " icd10_pcs_code_version icd10_pcs_code_group description",
    "article_x_hcpc_modifier": "article_id article_version hcpc_modifier_code_id hcpc_modifier_code_version"
    " hcpc_modifier_group last_updated description",
    "article_x_bill_code": "article_id article_version bill_code_id bill_code_version last_updated description",
    "article_x_revenue_code": "article_id article_version revenue_code_id revenue_code_version range last_updated"
    " description",
    "article_x_code_table": "article_id article_version article_type code_table_row brand_name eff_date end_date comments"
    " hcpc_code_id hcpc_code_version last_updated short_description long_description",
}
NUMBERS = ("_id", "_version", "_num", "_group", "_row", "_cd")
Row = Mapping[str, Any]
Tables = Mapping[str, Iterable[Row]]
ARCHIVES: dict[str, tuple[str, ...]] = {
    "ncd": ("ncd_trkg",),
    "current_lcd": tuple(name for name in HEADERS if name.startswith("lcd")),
    "current_article": tuple(name for name in HEADERS if name.startswith("article")),
}
LOOKUPS = tuple(name for name in HEADERS if name.startswith(("contractor", "state")))


def table(name: str, rows: Iterable[Row], header: Sequence[str] | None = None) -> bytes:
    """A csv as the downloads have it: Windows Latin-1, quoted text, line feeds; missing columns empty."""
    columns = list(header or HEADERS[name].split())
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_default(column) if column not in row else row[column] for column in columns])
    return text.getvalue().encode("cp1252")


def _default(column: str) -> str:
    if column in ("last_updated", "last_updt_tmstmp"):
        return STAMP
    return "1" if column.endswith("code_version") else ""


def archive(path: Path, files: Mapping[str, bytes]) -> Path:
    """current_lcd.zip > current_lcd_csv.zip > lcd.csv, with the papers that lie beside them."""
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in files.items():
            zipped.writestr(name, content)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as outer:
        outer.writestr("readme_first.txt", "Read me first.\n")
        outer.writestr(f"{path.stem}_csv.zip", inner.getvalue())
    return path


def downloads(folder: Path, tables: Tables, **instead: bytes) -> Path:
    """The three archives of a world. instead -- the bytes of a table, as they are."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, members in ARCHIVES.items():
        wanted = members if name == "ncd" else members + LOOKUPS
        files = {f"{member}.csv": instead.get(member) or table(member, tables.get(member, ())) for member in wanted}
        if name == "current_lcd":
            files["lcd_x_requestor_letters.csv"] = (
                b'"30001","12","1","A person","/a/b.pdf","10","1","2023-10-02 13:11:47"\n'
            )
        archive(folder / f"{name}.zip", files)
    return folder


def article(number: int, version: int, title: str, **more: Any) -> Row:
    """A row of article.csv."""
    return {
        "article_id": number, "article_version": version, "article_type": 6, "title": title, "status": "A",
        "article_eff_date": "2025-10-01 00:00:00", "thirty_percent": "U", "icd10_doc": "Y", **more,
    }  # fmt: skip


def of(number: int, version: int, **more: Any) -> Row:
    """A row that hangs on an article."""
    return {"article_id": number, "article_version": version, **more}


def diagnoses(number: int, version: int, covered: Mapping[int, Iterable[str]]) -> list[Row]:
    """Rows of article_x_icd10_covered: group -> codes; 'E11.9*' has an asterisk."""
    return [
        of(number, version, icd10_code_id=code.rstrip("*"), icd10_covered_group=group, range="N", sort_order=place,
           description=f"Condition {code}", asterisk="*" if code.endswith("*") else "")
        for group, codes in covered.items() for place, code in enumerate(codes)
    ]  # fmt: skip


def procedures(number: int, version: int, groups: Mapping[int, Iterable[str]]) -> list[Row]:
    """Rows of article_x_hcpc_code: group -> codes."""
    return [
        of(number, version, hcpc_code_id=code, hcpc_code_group=group, range="N",
           long_description=f"WORDS OF {code}", short_description=f"Words {code}")
        for group, codes in groups.items() for code in codes
    ]  # fmt: skip
