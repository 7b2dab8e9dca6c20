"""`accord policy test`: the examples of a folder of policies, reviewed and held against what is expected."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.text import Text

from accord.cli.complaint import complain
from accord.cli.console import console
from accord.dossier.visible import one_line
from accord.evidence.own_terms import FOLDER as TERMS
from accord.policies.load import PACKS, SHIPPED, bundled_pack, load_pack
from accord.policies.model import Pack
from accord.policies.site import joined, site_pack
from accord.prior_auth.authors.cases import EXAMPLES, Row, Tried, cases_of, try_case
from accord.settings import settings
from accord.wording import say

WRONG = 1


def run_test(folder: Path | None, cases: Path | None, as_json: bool, only_wrong: bool, *, color: bool) -> int:
    """Reviews and prints; 1 where an answer is wrong, else 0. Raises NotFound, Invalid, Conflict."""
    pack = _pack(folder)
    _own_words_unread(folder)
    where = [cases] if cases else _examples(folder)
    tried = [try_case(case, pack) for one in where for case in cases_of(one)]
    if as_json:
        told = [{**asdict(one), "right": one.right} for one in tried]
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
    else:
        _print(console(color=color), tried, only_wrong)
    return 0 if all(one.right for one in tried) else WRONG


def _pack(folder: Path | None) -> Pack:
    """The folder's policies beside the shipped ones, as a site would use them."""
    if folder is None or folder.resolve() == (PACKS / SHIPPED).resolve():
        return site_pack()
    return joined(bundled_pack(), [(folder, load_pack(folder, own_rule=False))])


def _own_words_unread(folder: Path | None) -> None:
    """Words beside policies are read where the setting names the folder; elsewhere they would be missed without a word."""
    known = [one.resolve() for one in settings().policies]
    if folder is not None and (folder / TERMS).is_dir() and folder.resolve() not in known:
        complain(say("policy_check.terms_not_read", folder=folder / TERMS), say("policy_check_remedy.terms_not_read"))


def _examples(folder: Path | None) -> list[Path]:
    if folder is not None:
        return [folder / EXAMPLES]
    own = [one / EXAMPLES for one in settings().policies if (one / EXAMPLES).is_dir()]
    return own or [PACKS / SHIPPED / EXAMPLES]


def _print(out: Console, tried: list[Tried], only_wrong: bool) -> None:
    rows = [row for one in tried for row in one.rows]
    for one in tried:
        if only_wrong and one.right:
            continue
        out.print(Text(one_line(one.case), style="bold"))
        for row in one.rows:
            if not (only_wrong and row.right):
                _print_row(out, row)
    right, cases = sum(row.right for row in rows), sum(one.right for one in tried)
    told = say("policy_test.done", cases=cases, of=len(tried), right=right, answers=len(rows))
    out.print(told, soft_wrap=True)


def _print_row(out: Console, row: Row) -> None:
    sign, style = ("✓", "green") if row.right else ("✗", "red")
    key = "policy_test.row_right" if row.right else "policy_test.row_wrong"
    values = {"what": row.what, "given": one_line(row.given) or "-"}
    words = say(key, **values) if row.right else say(key, **values, wanted=one_line(row.wanted))
    out.print(Text.assemble("  ", (sign, style), f" {words}"), soft_wrap=True)
    for told in row.evidence:
        out.print(Text(f"      {one_line(told)}", style="dim"), soft_wrap=True)
