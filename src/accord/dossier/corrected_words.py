"""What persons said of findings, in words: who, when, why, and what the record says."""

from __future__ import annotations

from collections.abc import Mapping

from accord.dossier.correction import Correction, FindingKeys, Word
from accord.dossier.phrases import quote, read_as, where
from accord.dossier.review import Review
from accord.dossier.visible import one_line
from accord.wording import say


def correction_words(one: Correction) -> str:
    """'Corrected by Dana Ruiz, RN on 2026-11-24: the picture shows 86. The record says: “88 %”, read as spo2: 88 %.'"""
    told = [say(f"correction.{one.word.value}", by=one_line(one.by), day=one.on, reason=one_line(one.reason))]
    if one.word is Word.CORRECTED:
        told.append(say("correction.record_says", words=quote(one.was.place), read_as=read_as(one.was)))
        told.append(say("correction.borne") if one.borne else say("correction.stated"))
    if one.word is Word.ADDED:
        told.append(
            say("correction.shown", words=quote(one.was.place), where=where(one.was.place), shown_as=read_as(one.was))
        )
    if not one.held:
        told.append(say("correction.not_borne" if one.word is Word.ADDED else "correction.not_held"))
    return " ".join(told)


def counts_nowhere(review: Review, keys: FindingKeys, one: Correction) -> bool:
    """Is it an addition that the record bears, and that no criterion weighs: its day, its unit or who says it does not fit?"""
    if one.word is not Word.ADDED or not one.held:
        return False
    weighed = (found for each in review.all_criteria for found in (*each.evidence, *each.against))
    return all(keys.key(found) != one.finding for found in weighed)


def said_of_findings(review: Review, keys: FindingKeys) -> Mapping[str, tuple[str, ...]]:
    """The sentences by the keys of the findings, as they were read and as they were corrected."""
    found: dict[str, tuple[str, ...]] = {}
    for one in review.corrections:
        if one.held:
            both = [one.finding, *([keys.key(one.becomes)] if one.becomes else [])]
            for key in dict.fromkeys(both):
                found[key] = (*found.get(key, ()), correction_words(one))
    return found
