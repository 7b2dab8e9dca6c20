"""Every reader, by the name that findings carry in `tool`. To add one, write the function and one line here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from accord.evidence.chart import Chart
from accord.evidence.readers import coded, mentions, orders, papers
from accord.records.findings import Finding

READERS: Mapping[str, Callable[[Chart], Iterable[Finding]]] = {
    "papers": papers.papers,
    "visits": papers.visits,
    "ages": papers.ages,
    "mentions": mentions.mentions,
    "written_codes": mentions.written_codes,
    "orders": orders.orders,
    "coded": coded.coded,
}
