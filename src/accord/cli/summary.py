"""The summary on standard output: what a reviewer wants to know before opening the files."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from io import StringIO
from pathlib import Path

from rich import box
from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from accord.criteria import Status
from accord.dossier.checklist import ChecklistItem
from accord.dossier.due import due_words
from accord.dossier.phrases import (
    MOST_SHOWN,
    OUTCOME,
    against_label,
    authorization_words,
    cited_words,
    conflict_words,
    document_words,
    not_shown,
    part_words,
    policy_words,
    proof_label,
    proposal_words,
    quote,
    service_words,
    status_words,
    where,
)
from accord.dossier.review import CriterionReview, NoPolicy, Outcome, Part, PolicyUsed, Review
from accord.dossier.visible import one_line
from accord.records.findings import Finding
from accord.records.places import AnyPlace
from accord.wording import say

WIDTH_WITHOUT_TERMINAL = 100
MOST_ITEMS = 12  # of a checklist's document; the criteria table lists all
_STYLE = {Status.MET: "green", Status.NOT_MET: "red", Status.UNCLEAR: "yellow", Status.NOT_APPLICABLE: "dim"}


def print_summary(review: Review, written: Iterable[Path], lacks: Sequence[str] = (), *, color: bool = True) -> None:
    """Prints the review's summary; words of the record are shown as text, never as markup or screen commands.

    lacks -- what the written letter has to state and does not.
    """
    if sys.stdout.isatty():
        _print(Console(no_color=not color or None, markup=False, emoji=False, highlight=False), review, written, lacks)
        return
    page = StringIO()
    _print(
        Console(file=page, width=WIDTH_WITHOUT_TERMINAL, markup=False, emoji=False, highlight=False),
        review,
        written,
        lacks,
    )
    sys.stdout.write("\n".join(line.rstrip() for line in page.getvalue().splitlines()) + "\n")


def _print(console: Console, review: Review, written: Iterable[Path], lacks: Sequence[str]) -> None:
    for part in (
        _head(review),
        *(line for each in review.all_parts for line in _part(review, each)),
        *_conflicts(review),
        *_checks(review),
        *_unread(review),
        *_asks(review),
        _proposal(review),
        *_lacks(lacks),
        *_files(written),
    ):
        console.print(part)
        console.print()


def _head(review: Review) -> Table:
    request = review.request
    rows = [(say("label.policy"), policy_words(review))]
    rows += [] if review.parts else _policy(review.policy)
    grid = _grid()
    grid.add_row(say("label.case"), one_line(request.case) or say("label.unnamed"))
    grid.add_row(say("label.service"), "; ".join(service_words(s) for s in request.services) or say("label.not_stated"))
    grid.add_row(
        say("label.reviewed"), f"{review.generated.isoformat()}, {say('label.program', version=review.accord_version)}"
    )
    rows += [(say("label.authorization"), words) for words in authorization_words(review)]
    if due := due_words(review):
        rows.append((say("label.due"), due))
    for label, words in rows:
        grid.add_row(label, words)
    return grid


def _grid() -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column()
    return grid


def _policy(policy: PolicyUsed | NoPolicy) -> list[tuple[str, str]]:
    if isinstance(policy, NoPolicy):
        return [("", one_line(f"{policy.reason} {policy.remedy}"))]
    return [
        (say("label.variant"), one_line(policy.variant)),
        (say("label.policy_status"), one_line(policy.standing)),
        (say("label.why_policy"), one_line(policy.why)),
    ]


def _part(review: Review, part: Part) -> list[Table | Group]:
    """The criteria of a part, or its checklists; of several parts under the name of its services and its own proposal."""
    alone = review.of(part)
    head: list[Table | Group] = []
    if review.parts:
        grid = _grid()
        for label, words in [(say("label.policy"), policy_words(alone)), *_policy(part.policy)]:
            grid.add_row(label, words)
        grid.add_row(say("label.proposal_alone"), f"{proposal_words(alone)}. {one_line(part.proposal.why)}")
        head.append(Group(Text(part_words(review, part), style="bold underline"), Padding(grid, (0, 0, 0, 2))))
    return [*head, *_criteria(alone), *_checklists(part)]


def _checklists(part: Part) -> list[Table | Group]:
    lines: list[Group | Text] = []
    for one in part.checklists:
        lines += [Text(one_line(f"{one.code}: {one.note} {one.remedy}"))] if one.note else []
        for document in one.documents:
            lines.append(
                Text(f"{one_line(one.code)}: {document_words(document)} ({one_line(document.why)})", style="bold")
            )
            lines += [Text(one_line(document.note))] if document.note else []
            lines += [_item(item, document.kind) for item in document.items[:MOST_ITEMS]]
            if left := max(0, len(document.items) - MOST_ITEMS) + document.more:
                lines.append(Text(say("checklist.more", count=left), style="dim"))
    return [_section(say("checklist.title"), [Text(say("checklist.explained"), style="dim"), *lines])] if lines else []


def _item(item: ChecklistItem, kind: str) -> Group:
    near = [_place(candidate.place) for candidate in item.candidates[:1]] or [Text(say("checklist.nothing_near"))]
    said = Text.assemble(f"- {one_line(item.cited.text)}", (f"  {cited_words(item.cited, kind)}", "dim"))
    return Group(
        said, *(Padding(Text.assemble((f"{say('checklist.not_judged')}: ", "yellow"), n), (0, 0, 0, 4)) for n in near)
    )


def _criteria(review: Review) -> list[Table | Group]:
    if not review.criteria:
        return []
    table = Table(box=box.HORIZONTALS, title=_counts(review), title_justify="left", title_style="bold", expand=True)
    table.add_column(say("label.verdict"), no_wrap=True)
    table.add_column(say("label.criterion"), ratio=2, overflow="fold")
    table.add_column(say("label.words_of_record"), ratio=3)
    for criterion in review.criteria:
        table.add_row(
            Text(status_words(criterion.status), style=_STYLE[criterion.status]),
            Group(
                Text(one_line(criterion.question or criterion.text)), Text(criterion.key, style="dim", overflow="fold")
            ),
            _proof(criterion),
        )
        table.add_section()
    return [table]


def _counts(review: Review) -> str:
    parts = [f"{len(review.with_status(s))} {status_words(s)}" for s in Status if review.with_status(s)]
    return f"{say('label.criteria')}: {', '.join(parts)}"


def _proof(criterion: CriterionReview) -> Group:
    lines = [_cited(proof_label(criterion), finding) for finding in criterion.evidence[:MOST_SHOWN]]
    lines += [_cited(against_label(criterion), finding) for finding in criterion.against[:MOST_SHOWN]]
    if left := not_shown(criterion):
        lines.append(Text(say("page.more_findings", count=left), style="dim"))
    if criterion.reason and criterion.status in (Status.UNCLEAR, Status.NOT_APPLICABLE):
        lines.append(Text(one_line(criterion.reason)))
    return Group(*(lines or [Text(say("label.no_words"), style="dim")]))


def _cited(label: str, finding: Finding) -> Text:
    return Text.assemble((f"{label} ", "bold"), _place(finding.place)) if label else _place(finding.place)


def _place(place: AnyPlace) -> Text:
    return Text.assemble(quote(place), (f"  {where(place)}", "dim"))


def _section(title: str, items: Iterable[Group | Text]) -> Group:
    return Group(Text(title, style="bold"), *(Padding(item, (0, 0, 0, 2)) for item in items))


def _conflicts(review: Review) -> list[Group]:
    items = [
        Group(Text(conflict_words(c)), *(Padding(_place(p), (0, 0, 0, 2)) for p in c.places)) for c in review.conflicts
    ]
    return [_section(say("label.conflicts"), items)] if items else []


def _checks(review: Review) -> list[Group]:
    items = [
        Group(
            Text(f"{say(OUTCOME[c.outcome])}: {one_line(c.sentence)}"),
            *(Padding(_place(p), (0, 0, 0, 2)) for p in c.places),
        )
        for c in review.checks
        if c.outcome is not Outcome.PASSED
    ]
    items += [Group(Text(f"{one_line(w.document)}: {one_line(w.sentence)}")) for w in review.record.warnings]
    return [_section(say("label.checks_open"), items)] if items else []


def _unread(review: Review) -> list[Group]:
    items = [Text(one_line(f"{u.name}: {u.reason} {u.remedy}")) for u in review.record.unread]
    return [_section(say("label.unread"), items)] if items else []


def _asks(review: Review) -> list[Group]:
    items = [Text.assemble(one_line(ask.words), (f"  {one_line(ask.key)}", "dim")) for ask in review.proposal.asks]
    return [_section(say("label.asks"), items)] if items else []


def _proposal(review: Review) -> Group:
    why = [Text(one_line(review.proposal.why)), Text(say("proposal.a_person_decides"), style="dim")]
    return _section(f"{say('label.proposal')}: {proposal_words(review)}", why)


def _lacks(lacks: Sequence[str]) -> list[Text]:
    return [Text(say("cli.letter_lacks", lacks=", ".join(lacks)), style="yellow")] if lacks else []


def _files(written: Iterable[Path]) -> list[Group]:
    items = [Text(str(path)) for path in written]
    return [_section(say("label.files"), items)] if items else []
