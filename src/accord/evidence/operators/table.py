"""Every operator of the policies' closed list and its evaluation; a test holds the two lists against each other."""

from __future__ import annotations

from collections.abc import Mapping

from accord.evidence.operators import findings, papers, relations, treatment
from accord.evidence.operators.asking import Evaluation

EVALUATIONS: Mapping[str, Evaluation] = {
    "finding": findings.finding,
    "measurement": findings.measurement,
    "words": findings.words,
    "event": findings.event,
    "count": findings.count,
    "order": papers.order,
    "document": papers.document,
    "visit": papers.visit,
    "medication": treatment.medication,
    "procedure": treatment.procedure,
    "age": relations.age,
    "request": relations.request,
    "interval": relations.interval,
    "session": relations.session,
    "same": relations.same,
}
