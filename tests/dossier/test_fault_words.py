"""A fault names the word as the sentence writes it, not what is left of it when words are compared."""

from __future__ import annotations

import pytest

from accord.dossier.citation import Fault, FaultKind
from accord.dossier.citation.reading import stem
from accord.dossier.letter_view import fault_said

TEXT = "Naproxen was taken for weeks; the patient's stairs are Steeper-than-usual."


@pytest.mark.parametrize("word", ["taken", "weeks", "stairs", "Naproxen"])
def test_a_word_is_named_in_whole(word: str) -> None:
    assert fault_said(Fault(FaultKind.WORD, stem(word)), TEXT) == word


@pytest.mark.parametrize("kind", [FaultKind.NUMBER, FaultKind.SIDE, FaultKind.WORD])
def test_what_the_sentence_does_not_hold_is_named_as_it_was_found(kind: FaultKind) -> None:
    assert fault_said(Fault(kind, "tak"), "Nothing of the kind.") == "tak"
