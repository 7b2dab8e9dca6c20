"""What a form that asks for a stimulator counts between the films is a claim beside what the reports tell."""

from __future__ import annotations

from decimal import Decimal

from accord.evidence.readers.bone.reader import bone_growth
from accord.evidence.readers.requests import CLAIM
from accord.records.findings import Voice
from tests.evidence.papers import chart, request

FILM = "RADIOLOGY - Valley Ortho   exam: R tib/fib\nExam date: {day}\nTorvald Agnes  04/09/1952\nNo bridging.\n-- T Bancroft MD\n"
FORM = 'Northwind Home Medical - PA REQUEST E0747\nPatient Agnes B. Torvald\n"Films 10/12 and 02/10 attached = 121 days apart"   rep: dg\n'


def test_the_form_claims_and_the_reports_tell() -> None:
    texts = {"form.txt": FORM, "one.txt": FILM.format(day="12/20/2025"), "two.txt": FILM.format(day="02/10/2026")}
    found = [f for f in bone_growth(chart(texts, request(("E0747",)))) if f.concept == "osteo_film_gap"]
    assert {(f.number, f.qualifiers.get(CLAIM), f.voice is Voice.SUPPLIER) for f in found} == {
        (Decimal(52), None, False),
        (Decimal(121), "yes", True),
    }


def test_a_form_that_counts_no_films_claims_nothing() -> None:
    texts = {"form.txt": FORM.replace("Films", "Visits"), "one.txt": FILM.format(day="12/20/2025")}
    found = bone_growth(chart(texts, request(("E0747",))))
    assert [f for f in found if f.concept == "osteo_film_gap"] == []
