"""The code lists of a live article or LCD: one path for the codes, one for the paragraphs of their groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from accord.connectors.answer import Provenance
from accord.connectors.coverage.codes import is_cpt
from accord.connectors.coverage.live_read import number, passage_of, words
from accord.connectors.coverage.live_service import Api, Row
from accord.connectors.coverage.values import Code, CodeGroup, ListKind

WITHOUT_WORDS = frozenset({ListKind.BILL_TYPE, ListKind.REVENUE})
PROCEDURES = frozenset({ListKind.HCPCS, ListKind.MODIFIER})
ORDER = {kind: place for place, kind in enumerate(ListKind)}


@dataclass(frozen=True, slots=True)
class CodeList:
    """Paths and fields of one kind of list. No groups: the list is group 1, without a paragraph."""

    kind: ListKind
    codes: str
    code: str
    group: str = ""
    groups: str = ""
    text: str = "description"
    footnote: str = ""


LCD: tuple[CodeList, ...] = (
    CodeList(ListKind.HCPCS, "/v1/data/lcd/hcpc-code", "hcpc_code_id", "hcpc_code_group",
             "/v1/data/lcd/hcpc-code-group", "long_description"),
)  # fmt: skip
ARTICLE: tuple[CodeList, ...] = (
    CodeList(ListKind.HCPCS, "/v1/data/article/hcpc-code", "hcpc_code_id", "hcpc_code_group",
             "/v1/data/article/hcpc-code-group", "long_description"),
    CodeList(ListKind.MODIFIER, "/v1/data/article/hcpc-modifier", "hcpc_modifier_code_id", "hcpc_modifier_group",
             "/v1/data/article/hcpc-modifier-group"),
    CodeList(ListKind.ICD10_COVERED, "/v1/data/article/icd10-covered", "icd10_code_id", "icd10_covered_group",
             "/v1/data/article/icd10-covered-group", footnote="icd10_covered_ast"),
    CodeList(ListKind.ICD10_NONCOVERED, "/v1/data/article/icd10-noncovered", "icd10_code_id", "icd10_noncovered_group",
             "/v1/data/article/icd10-noncovered-group"),
    CodeList(ListKind.ICD10_PCS, "/v1/data/article/icd10-pcs-code", "icd10_pcs_code_id", "icd10_pcs_code_group",
             "/v1/data/article/icd10-pcs-code-group"),
    CodeList(ListKind.BILL_TYPE, "/v1/data/article/bill-codes", "bill_code_id"),
    CodeList(ListKind.REVENUE, "/v1/data/article/revenue-code", "revenue_code_id"),
)  # fmt: skip
DECIDING = tuple(
    each for each in ARTICLE if each.kind in (ListKind.HCPCS, ListKind.ICD10_COVERED, ListKind.ICD10_NONCOVERED)
)
OTHER = "/v1/data/article/other-coding-group"


@dataclass(frozen=True, slots=True)
class Lists:
    """Groups, and what the answers that they were made of say of themselves."""

    groups: tuple[CodeGroup, ...]
    provenances: tuple[Provenance, ...]


def read_lists(api: Api, lists: Sequence[CodeList], carried: dict[str, str | int]) -> Lists:
    """The groups of these lists for one document."""
    groups: list[CodeGroup] = []
    said: list[Provenance] = []
    for each in lists:
        codes = api.rows(each.codes, carried)
        paragraphs = api.rows(each.groups, carried) if each.groups and codes.value else None
        groups += _groups(each, codes.value, paragraphs.value if paragraphs else ())
        said += [codes.provenance, *([paragraphs.provenance] if paragraphs else [])]
    return Lists(tuple(groups), tuple(said))


def other_groups(api: Api, carried: dict[str, str | int]) -> Lists:
    """Groups of codes that are written as text."""
    told = api.rows(OTHER, carried)
    groups = [
        CodeGroup(
            ListKind.OTHER, number(row, "other_coding_group"), passage_of(row, "paragraph"),
            (Code(words(row, "codes")),) if words(row, "codes") else (),
        )
        for row in told.value
    ]  # fmt: skip
    return Lists(tuple(groups), (told.provenance,))


def in_order(groups: Sequence[CodeGroup]) -> tuple[CodeGroup, ...]:
    """By kind, then by number, as both sides give them."""
    return tuple(sorted(groups, key=lambda group: (ORDER[group.kind], group.number)))


def _groups(each: CodeList, codes: Sequence[Row], paragraphs: Sequence[Row]) -> list[CodeGroup]:
    held: dict[int, list[Code]] = defaultdict(list)
    for row in codes:
        held[_group(each, row)].append(_code(each, row))
    told = {_group(each, row): row for row in paragraphs}
    return [
        CodeGroup(
            each.kind, one, passage_of(told.get(one, {}), "paragraph"), tuple(held[one]),
            passage_of(told.get(one, {}), each.footnote) if each.footnote else "",
        )
        for one in sorted(held)
    ]  # fmt: skip


def _group(each: CodeList, row: Row) -> int:
    return (number(row, each.group) if each.group else 0) or 1


def _code(each: CodeList, row: Row) -> Code:
    code = words(row, each.code)
    licensed = each.kind in WITHOUT_WORDS or (each.kind in PROCEDURES and is_cpt(code or "0"))
    marks = [words(row, name) for name in ("asterisk", "range")]
    note = " ".join(mark for mark in marks if mark and mark.upper() not in ("N", "Y"))
    return Code(code, "" if licensed else words(row, each.text), note)
