"""`accord policy list` and `accord policy show`: the policies at hand, and one of them in plain words."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from accord.cli.console import console
from accord.cli.policy_found import found
from accord.dossier.policy_page import View, policy_page, policy_view
from accord.dossier.visible import one_line
from accord.errors import Unavailable
from accord.policies.model import Policy
from accord.policies.passages import check_sources
from accord.policies.site import site_pack
from accord.policies.standing import status_of
from accord.prior_auth.line import published_texts
from accord.wording import say


def run_list(folder: Path | None, as_json: bool, *, color: bool) -> None:
    """Every policy in a row. Raises NotFound, Invalid."""
    policies = site_pack(folder).policies
    if as_json:
        rows = [_row(policy) for policy in policies]
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
        return
    table = Table(box=box.HORIZONTALS)
    for key in ("id", "status", "payers", "codes", "in_force", "title"):
        table.add_column(say(f"policy_list.{key}"), no_wrap=key in ("id", "status"), overflow="fold")
    for policy in policies:
        row = _row(policy)
        status = f"{row['status']}{say('policy_list.provisional') if row['provisional'] else ''}"
        codes = ", ".join(row["codes"][:3]) + (f" +{len(row['codes']) - 3}" if len(row["codes"]) > 3 else "")
        table.add_row(row["id"], status, ", ".join(row["payers"]), codes, row["editions"][-1]["from"], row["title"])
    console(color=color).print(table)


def _row(policy: Policy) -> dict[str, Any]:
    return {
        "id": policy.id,
        "title": policy.title,
        "status": status_of(policy),
        "standing": policy.standing,
        "provisional": bool(policy.provisional),
        "own": policy.own,
        "payers": list(policy.applies_to.payers),
        "states": list(policy.applies_to.states),
        "codes": list(policy.applies_to.codes),
        "editions": [
            {"edition": e.name, "from": e.start.isoformat(), "to": e.end.isoformat() if e.end else None}
            for e in policy.editions
        ],
    }


def run_show(named: str, folder: Path | None, html: Path | None, as_json: bool, today: dt.date, *, color: bool) -> None:
    """Prints the policy, or writes its page. Raises NotFound, Invalid, Unavailable."""
    policy = found(named, folder)
    view = policy_view(policy, check_sources(policy, published_texts(today)))
    if html is not None:
        try:
            html.write_text(policy_page(view), "utf-8")
        except OSError as fault:
            raise Unavailable(f"{html} cannot be written ({fault.strerror}).", "Give --html another file.") from fault
    if as_json:
        sys.stdout.write(json.dumps(view, ensure_ascii=False, indent=2) + "\n")
    elif html is not None:
        console(color=color).print(say("policy_list.page_written", file=html, digest=view["digest"]), soft_wrap=True)
    else:
        _print(console(color=color), view)


def _print(out: Console, view: View) -> None:
    out.print(Text(f"{view['id']}  {view['title']}", style="bold"))
    grid = Table.grid(padding=(0, 2))
    for label, words in _head(view):
        grid.add_row(Text(label, style="dim"), Text(one_line(words)))
    out.print(grid)
    numbers = {item["key"]: item for item in view["criteria"]}
    for variant in view["variants"]:
        out.print()
        tree = Tree(Text.assemble((variant["title"], "bold"), f"  {variant['name']}"), guide_style="dim")
        for rule in variant["when"]:
            tree.add(Text(_rule(rule), style="dim"))
        _grow(tree, variant["tree"], numbers)
        out.print(tree)
    out.print()
    out.print(Text(say("label.criteria"), style="bold"))
    for item in view["criteria"]:
        out.print(_criterion(item))
    if view["parameters"]:
        out.print(Text(say("policy_page.parameters"), style="bold"))
        for item in view["parameters"]:
            out.print(Text(f"  {item['name']} = {item['shown']}: {one_line(item['why'])}"))


def _head(view: View) -> list[tuple[str, str]]:
    applies = view["applies_to"]
    rows = [(say("label.policy_status"), view["standing"])]
    if view["provisional"]:
        rows.append(("", say("policy_page.provisional", why=view["provisional"])))
    rows += [(say("label.edition"), f"{e['name']}, {e['from']} – {e['to']}".rstrip(" –")) for e in view["editions"]]
    rows.append((say("policy_page.payers"), ", ".join(applies["payers"])))
    rows.append((say("policy_page.states"), ", ".join(applies["states"]) or say("policy_page.everywhere")))
    rows.append((say("policy_page.codes"), ", ".join(applies["codes"])))
    rows += [
        (say("label.source"), f"{s['title']} ({s['version']}, {s['effective']}) {s['published']}".strip())
        for s in view["sources"]
    ]
    rows.append((say("policy_page.digest"), view["digest"]))
    return rows


def _rule(rule: View) -> str:
    parts = [say("policy_page.when")]
    if rule["codes"]:
        parts.append(say("policy_page.rule_codes", codes=", ".join(rule["codes"])))
    if rule["modifiers"]:
        parts.append(say("policy_page.rule_modifiers", modifiers=", ".join(rule["modifiers"])))
    if rule["facts"]:
        parts.append(_flat(rule["facts"]))
    return " ".join(parts)


def _flat(line: View) -> str:
    below = "; ".join(_flat(child) for child in line["below"])
    return f"{line['words']} ({below})" if below else one_line(line["words"])


def _grow(tree: Tree, line: View, numbers: dict[str, View]) -> None:
    item = numbers.get(line["key"])
    words = f"{item['number']}. {one_line(line['words'])}" if item else one_line(line["words"])
    branch = tree.add(Text(words))
    for child in line["below"]:
        _grow(branch, child, numbers)


def _criterion(item: View) -> Tree:
    tree = Tree(Text.assemble((f"{item['number']}. {one_line(item['question'])}", "bold"), f"  {item['key']}"))
    tree.add(Text(one_line(item["text"])))
    for word in ("met", "not_met", "not_applicable", "unclear"):
        if item[word]:
            _grow(tree.add(Text(say(f"status.{word}"), style="dim")), item[word], {})
    tree.add(Text(say("policy_page.asked", ask=one_line(item["ask"]))))
    tree.add(Text(f"{one_line(item['source'])}, {one_line(item['section'])}", style="dim"))
    if item["ambiguity"]:
        tree.add(Text(f"{say('policy_page.ambiguity')} {one_line(item['ambiguity'])}", style="yellow"))
    if item["judgement"]:
        tree.add(Text(say("policy_page.judgement"), style="yellow"))
    return tree
