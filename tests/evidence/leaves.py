"""What a policy answers to a criterion when a dossier says just this."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import yaml

from accord.criteria import Status
from accord.policies.load import bundled_pack
from accord.policies.model import Pack
from accord.prior_auth.judged import judge_variant
from accord.records.request import Request
from tests.evidence.papers import chart

ANSWERS = {"met": Status.MET, "not_met": Status.NOT_MET, "unclear": Status.UNCLEAR}
PAPER = "§"
"""Begins a whole paper; other words are put into a signed visit note."""
NOTE = "OFFICE VISIT 02/20/2026\nPatient: Agnes B. Torvald   DOB 04/09/1952\n\n{lead}{words}\n\nElectronically signed by Ruth Calloway, MD 02/20/2026\n"


@cache
def _pack() -> Pack:
    return bundled_pack("us_medicare")


def answer(policy: str, key: str, words: str, asked: Request, lead: str = "") -> Status:
    """The status of the criterion for a dossier of these words; what stands behind an @ in its key speaks of the request."""
    key = key.split("@")[0]
    papers = words.split(PAPER)[1:] if words.startswith(PAPER) else [NOTE.format(lead=lead, words=words)]
    texts = {f"paper{number}.txt": text for number, text in enumerate(papers, 1)}
    chosen = next(p for p in _pack().policies if p.id == policy)
    variant = next(v for v in chosen.variants.values() if any(c.key == key for c in chosen.criteria_in(v)))
    return judge_variant(chosen, variant, chart(texts, asked))[key].status


def cases(folder: str) -> list[tuple[str, str, str]]:
    """Every wording of a folder's ways.yaml with its criterion and the answer that it must bring.

    The file holds wordings by criterion and answer: 'met', 'not_met', 'unclear', or 'never_met' for one of the latter two.
    """
    ways: Mapping[str, Mapping[str, Sequence[str]]] = yaml.safe_load(
        (Path(__file__).parent / folder / "ways.yaml").read_text("utf-8")
    )
    return [
        (key, wanted, words)
        for key, answers in ways.items()
        for wanted, wordings in answers.items()
        for words in wordings
    ]


def fits(wanted: str, got: Status) -> bool:
    """Is this the answer that the wording must bring?"""
    if wanted == "never_met":
        return got is not Status.MET
    return got is ANSWERS[wanted]
