"""The files of a dossier: whole, stable, and safe whatever stands in the record."""

from __future__ import annotations

import dataclasses
import io
import json
import re
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from PIL import Image, ImageDraw

from accord.criteria import Status
from accord.dossier.citations import numbered, unresolved
from accord.dossier.covered import RANGES, drawable
from accord.dossier.pdf import dossier_pdf
from accord.dossier.phrases import MOST_SHOWN
from accord.dossier.pictures import picture_of
from accord.dossier.review import Desk, Review
from accord.dossier.view import view
from accord.dossier.visible import one_line, visible
from accord.dossier.write import compose, write_dossier
from accord.errors import Invalid, Unavailable
from accord.records.documents import Box, Document, DocumentKind, Page, PageOrigin
from accord.records.findings import Finding
from accord.records.places import Place
from accord.records.record import Record

from . import case

RECORD = case.record()
IMAGE = pdfium.raw.FPDF_PAGEOBJ_IMAGE
NAMES = {"review.json", "criteria.html", "criteria.pdf", "audit.html", "audit.pdf", "letter.pdf", "letter.txt"}
REVIEWS = {
    "asking": case.review(),
    "provider": case.review(Desk.PROVIDER),
    "approving": case.approved(),
    "for a clinician": case.for_a_clinician(),
    "without policy": case.without_policy(),
}
ALL = pytest.mark.parametrize("review", REVIEWS.values(), ids=REVIEWS.keys())


def words_of_pdf(data: bytes) -> str:
    with pdfium.PdfDocument(data) as pdf:
        return " ".join("".join(page.get_textpage().get_text_range() for page in pdf).split())


@ALL
def test_the_same_review_gives_the_same_files_byte_for_byte(review: Review) -> None:
    first = compose(review, RECORD)
    assert first.keys() == NAMES
    assert compose(review, RECORD) == first


@ALL
@pytest.mark.parametrize("name", ["criteria", "audit"])
def test_html_and_pdf_show_every_criterion_with_its_verdict_and_words(review: Review, name: str) -> None:
    files = compose(review, RECORD)
    page = html.fromstring(files[f"{name}.html"].decode())
    on_screen = " ".join(page.text_content().split())
    on_paper = words_of_pdf(files[f"{name}.pdf"])
    for criterion in review.criteria:
        for finding in (*criterion.evidence, *criterion.against):
            assert one_line(finding.place.text) in on_screen
            assert one_line(finding.place.text)[:20] in on_paper
        assert criterion.text in on_screen
    for conflict in review.conflicts:
        assert conflict.sentence in on_screen
        assert conflict.sentence in on_paper


@ALL
@pytest.mark.parametrize("name", ["criteria.html", "audit.html"])
def test_every_link_leads_somewhere_on_the_page(review: Review, name: str) -> None:
    page = html.fromstring(compose(review, RECORD)[name].decode())
    targets = page.xpath("//@id")
    links = [link.removeprefix("#") for link in page.xpath("//a/@href")]
    assert set(links) <= set(targets)
    assert len(targets) == len(set(targets))
    assert all(f"c{number}" in links for number in range(1, sum(len(c.evidence) for c in review.criteria) + 1))


def test_the_page_is_self_contained_and_runs_nothing() -> None:
    page = html.fromstring(compose(case.review(), RECORD)["audit.html"].decode())
    assert page.xpath("//script | //link | //iframe | //object | //form") == []
    assert page.xpath("//@*[starts-with(name(), 'on')]") == []
    assert all(source.startswith("data:") for source in page.xpath("//@src"))


def test_marked_words_are_the_cited_words() -> None:
    review = case.review()
    page = html.fromstring(compose(review, RECORD)["audit.html"].decode())
    for place, number in numbered(review).items():
        marked = page.xpath(f"//*[@id='c{number}']")
        assert marked, number
        if isinstance(place, Place):
            shown = re.sub(r"\[\d+\]", "", marked[0].text_content())
            assert place.text.startswith(shown) or shown in place.text


def test_papers_show_some_of_a_hundred_findings_and_say_how_many_more() -> None:
    review, document = case.review(), RECORD.documents[0]
    places = list(
        dict.fromkeys(document.place(m.start(), m.start() + 8) for m in re.finditer(r"(?=\S.{7})", document.text))
    )[:100]
    assert len(places) == 100
    first = review.criteria[0]
    proof = tuple(dataclasses.replace(first.evidence[0], place=place, support=()) for place in places)
    many = dataclasses.replace(first, evidence=proof, against=())
    full = dataclasses.replace(review, criteria=(many, *review.criteria[1:]))
    assert unresolved(full, RECORD) == ()
    assert len([p for p in numbered(full) if p in places]) <= MOST_SHOWN + 5
    written = compose(full, RECORD)
    assert str(100 - MOST_SHOWN) + " further findings" in written["criteria.html"].decode()
    assert len(json.loads(written["review.json"])["criteria"][0]["evidence"]) == 100
    forged = dataclasses.replace(proof[-1], place=dataclasses.replace(places[-1], text="~" * len(places[-1].text)))
    worse = dataclasses.replace(many, evidence=(*proof, forged))
    broken = dataclasses.replace(full, criteria=(worse, *review.criteria[1:]))
    assert unresolved(broken, RECORD) == (forged.place,)


@pytest.mark.parametrize("name", ["criteria.html", "audit.html", "letter.txt", "review.json"])
def test_markup_in_a_record_stays_text(name: str) -> None:
    text = compose(case.review(), RECORD)[name].decode()
    assert "\x1b" not in text
    if name.endswith("html"):
        assert "<b>Bath" not in text
        assert "&lt;b&gt;Bath &amp; Safety&lt;/b&gt;" in text or name == "criteria.html"


def test_commands_of_the_pdf_writer_in_a_record_stay_text() -> None:
    words = words_of_pdf(compose(case.review(), RECORD)["audit.pdf"])
    assert "#set page(width: 1cm) $x$" in words
    assert "<b>Bath & Safety</b>" in words


NASTY = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]), st.sampled_from('<>&"#$*_`\\@[]{}=/~-\n\t\r\x1b\u202e\u200b\x00')
    ),
    min_size=1,
    max_size=80,
)


@settings(deadline=None, max_examples=25)
@given(NASTY)
def test_any_text_can_be_shown(text: str) -> None:
    words = text if text.strip() else f"{text}x"
    note = Document("n.txt", DocumentKind.TEXT, words, (Page(1, 0, len(words), PageOrigin.TEXT),), "00")
    finding = Finding("thing", note.place(0, len(words)), value=words)
    criterion = dataclasses.replace(case.criteria()[0], text=words, evidence=(finding,))
    review = dataclasses.replace(case.approved(), criteria=(criterion, case.criteria()[1]))
    record = dataclasses.replace(RECORD, documents=(*RECORD.documents, note))
    files = compose(review, record)
    page = html.fromstring(files["criteria.html"].decode())
    assert page.xpath("//script | //img") == []
    assert files["criteria.pdf"].startswith(b"%PDF")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202e\u200b]", files["letter.txt"].decode())


def test_every_character_of_the_table_can_be_drawn() -> None:
    bounds = [[int(end, 16) for end in part.split("-")] for part in RANGES.split()]
    letters = "".join(chr(code) for ends in bounds for code in range(ends[0], ends[-1] + 1))
    assert drawable(letters) == letters
    review = view(case.approved(), RECORD, (), whole=False)
    review["proposal"]["why"] = " ".join(letters)
    assert dossier_pdf(review).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("a\x1b[31mb", "a‹U+001B›[31mb"),
        ("a\u202eb", "a‹U+202E›b"),
        ("a\u200bb", "a‹U+200B›b"),
        ("Größe 5 µg ≤ 7", "Größe 5 µg ≤ 7"),
        ("日本", "日本"),
        ("a\nb", "a\nb"),
    ],
)
def test_what_cannot_be_seen_becomes_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_letters_without_a_glyph_are_named_in_the_pdf() -> None:
    assert drawable("日a") == "‹U+65E5›a"


def test_proof_that_is_not_in_the_record_stops_the_dossier(tmp_path: Path) -> None:
    review = case.review()
    gait, *others = review.criteria
    forged = Place("notes/visit.txt", 1, 0, 5, "forge")
    wrong = dataclasses.replace(gait, evidence=(dataclasses.replace(gait.evidence[0], place=forged),))
    broken = dataclasses.replace(review, criteria=(wrong, *others))
    assert unresolved(broken, RECORD) == (forged,)
    with pytest.raises(Invalid, match=r"bath\.gait"):
        write_dossier(broken, RECORD, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_words_against_that_are_not_in_the_record_are_not_shown_as_such() -> None:
    review = case.review()
    forged = Place("order.pdf", 1, 0, 6, "forged")
    third = dataclasses.replace(review.criteria[2], against=(Finding("signature", forged),))
    changed = dataclasses.replace(review, criteria=(*review.criteria[:2], third, *review.criteria[3:]))
    text = compose(changed, RECORD)["criteria.html"].decode()
    assert "forged" not in text
    assert "these words are not in the record" in text


def test_a_review_without_criteria_still_gives_all_files(tmp_path: Path) -> None:
    written = write_dossier(case.without_policy(), RECORD, tmp_path / "new" / "folder")
    assert {path.name for path in written} == NAMES
    assert all(path.stat().st_size > 0 for path in written)
    assert {path.name for path in (tmp_path / "new" / "folder").iterdir()} == NAMES


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(Unavailable, match="taken"):
        write_dossier(case.review(), RECORD, tmp_path / "taken")


def scanned() -> tuple[Document, Place]:
    """A page of an image with one black bar where 'bar' is said to stand."""
    picture = Image.new("L", (850, 1100), 255)
    ImageDraw.Draw(picture).rectangle((100, 200, 160, 230), fill=0)
    out = io.BytesIO()
    picture.save(out, "PNG", dpi=(100, 100))
    box = Box(72, 144, 115.2, 165.6)
    page = Page(1, 0, 3, PageOrigin.OCR, 612, 792, (box, box, box), (90, 90, 90))
    document = Document("scan.png", DocumentKind.IMAGE, "bar", (page,), "00", out.getvalue(), "image/png")
    return document, document.place(0, 3)


def test_scanned_words_are_shown_as_they_look_on_the_paper() -> None:
    document, place = scanned()
    png = picture_of(document, document.pages[0], [box for _, box in document.boxes_of(place)])
    assert png is not None
    strip = Image.open(io.BytesIO(png)).convert("RGB")
    assert strip.height < 200
    colours = {colour for _, colour in strip.getcolors(1 << 20) or []}
    assert any(max(colour) < 40 for colour in colours), "the black bar"
    assert any(colour[0] > 140 and colour[2] < 60 for colour in colours), "the outline"


def test_a_scan_gets_its_picture_in_both_documents_and_text_gets_none() -> None:
    document, place = scanned()
    criterion = dataclasses.replace(case.criteria()[0], evidence=(Finding("bar", place),))
    review = dataclasses.replace(case.approved(), criteria=(criterion, case.criteria()[1]))
    record = Record(RECORD.files, (*RECORD.documents, document), RECORD.resources, (), RECORD.request_form)
    files = compose(review, record)
    page = html.fromstring(files["criteria.html"].decode())
    assert len(page.xpath("//img")) == 1
    assert page.xpath("//img/@alt")[0]
    with pdfium.PdfDocument(files["criteria.pdf"]) as pdf:
        assert any(obj.type == IMAGE for sheet in pdf for obj in sheet.get_objects(max_depth=5))


def test_status_is_never_said_by_colour_alone() -> None:
    page = html.fromstring(compose(case.review(), RECORD)["criteria.html"].decode())
    said = {" ".join(badge.text_content().split()) for badge in page.xpath("//td[@class='verdict']/span")}
    assert said == {"✓ met", "✗ not met", "? unclear", "– not applicable"}
    assert {c.status for c in case.review().criteria} == set(Status)


def test_pages_bear_case_policy_and_number() -> None:
    files = compose(case.review(), RECORD)
    for name in ("criteria.pdf", "audit.pdf", "letter.pdf"):
        with pdfium.PdfDocument(files[name]) as pdf:
            for number, page in enumerate(pdf, 1):
                text = page.get_textpage().get_text_range()
                assert "Case bath-01" in text
                assert "BATH-7 Bathroom aids, edition 4" in text
                assert f"Page {number} / {len(pdf)}" in text


def test_the_letter_pdf_says_what_the_letter_text_says() -> None:
    files = compose(case.review(), RECORD)
    paper = words_of_pdf(files["letter.pdf"])
    for line in files["letter.txt"].decode().splitlines():
        for words in re.findall(r"“[^”]+”", line):
            assert words[:18] in paper


def test_a_full_stop_does_not_break_the_box_of_its_line() -> None:
    high, low = Box(10, 100, 15, 109), Box(15, 107, 16, 109)
    text = "0.4\nx"
    boxes = (high, low, Box(16, 100, 21, 109), None, Box(10, 112, 15, 121))
    page = Page(1, 0, len(text), PageOrigin.EMBEDDED, 612, 792, boxes)
    document = Document("a.pdf", DocumentKind.PDF, text, (page,), "00")
    assert document.boxes_of(document.place(0, 5)) == [(1, Box(10, 100, 21, 109)), (1, Box(10, 112, 15, 121))]
