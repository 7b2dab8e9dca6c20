"""A fillable form is filled with what the request states and nothing else, and stays fillable."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import json
from pathlib import Path
from typing import Any, cast

import pypdfium2 as pdfium
import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject
from reportlab.pdfgen.canvas import Canvas

from accord.dossier.form import Filling, fill_form, read_map, trace
from accord.dossier.form.fields import Field, FieldKind
from accord.dossier.form.match import match_field, plain
from accord.errors import Invalid, NotFound
from accord.records.places import Place
from accord.records.request import Request, Service, Stated

from . import case

RECORD = case.record()
EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "form" / "prior_auth_request.pdf"


def made(path: Path, *fields: tuple[str, str, str] | dict[str, Any]) -> Path:
    """A form with text fields (name, tip, printed label), or what reportlab takes for other ones."""
    page = Canvas(str(path))
    y = 780
    for field in fields:
        y -= 28
        if isinstance(field, dict):
            given = dict(field)
            draw = getattr(page.acroForm, given.pop("draw"))
            beside = given.pop("beside", "")
            draw(x=300, y=y, **given)
            page.drawString(330, y + 4, beside)
        else:
            name, tip, label = field
            page.drawString(60, y + 4, label)
            page.acroForm.textfield(name=name, tooltip=tip or None, x=300, y=y, width=160, height=18)
    page.save()
    return path


def filled(path: Path, request: Request | None = None, **more: Any) -> Filling:
    return fill_form(path, request or case.request(), RECORD, **more)


def values(filling: Filling) -> dict[str, Any]:
    return {name: field.get("/V") for name, field in (PdfReader(io.BytesIO(filling.pdf)).get_fields() or {}).items()}


def test_values_of_the_request_get_into_the_fields_that_ask_for_them(tmp_path: Path) -> None:
    form = made(
        tmp_path / "f.pdf",
        ("Text1", "", "Patient name"),
        ("Text2", "Date of birth (MM/DD/YYYY)", ""),
        ("OrderingProviderNPI", "", ""),
        ("HCPCS_1", "", ""),
        ("Qty1", "", ""),
        ("ICD10Code1", "", ""),
        ("Text9", "", "Favourite colour"),
    )
    filling = filled(form)
    assert values(filling) == {
        "Text1": "Odalys Brandt", "Text2": "05/30/1951", "OrderingProviderNPI": "1902847566", "HCPCS_1": "Z9001", "Qty1": "1",
        "ICD10Code1": "M16.12", "Text9": None,
    } or values(filling)["Text9"] in (None, "")  # fmt: skip
    assert [field.field for field in filling.empty] == ["Text9"]
    assert all(RECORD.resolves(field.place) for field in filling.filled)


def test_fields_stay_fields_and_the_words_can_be_seen(tmp_path: Path) -> None:
    form = made(tmp_path / "f.pdf", ("PatientName", "", ""), ("Other", "", ""))
    filling = filled(form)
    before, after = (set(PdfReader(io.BytesIO(data)).get_fields() or {}) for data in (form.read_bytes(), filling.pdf))
    assert before == after
    again = tmp_path / "again.pdf"
    again.write_bytes(filling.pdf)
    assert {field.why for field in filled(again).empty if field.field == "PatientName"} == {"it holds a value already"}
    assert _picture(filling.pdf) != _picture(form.read_bytes())


def _picture(data: bytes) -> bytes:
    with pdfium.PdfDocument(data) as pdf:
        pdf.init_forms()
        picture = cast("Image.Image", pdf[0].render(may_draw_forms=True).to_pil())  # pyright: ignore[reportUnknownMemberType]
        return picture.tobytes()


def test_check_boxes_tick_what_the_request_states(tmp_path: Path) -> None:
    form = made(
        tmp_path / "f.pdf",
        {"draw": "checkbox", "name": "a", "beside": "Standard"},
        {"draw": "checkbox", "name": "b", "beside": "Expedited"},
        {"draw": "checkbox", "name": "c", "beside": "Non-urgent"},
        {"draw": "checkbox", "name": "d", "beside": "I agree to the terms"},
        {"draw": "checkbox", "name": "e", "beside": "Female"},
    )
    filling = filled(form)
    assert [field.field for field in filling.filled] == ["a", "c"]
    assert {field.field: field.why for field in filling.empty}["b"] == "the request states the other"
    assert {name for name, value in values(filling).items() if value == "/Yes"} == {"a", "c"}


def test_of_a_group_of_buttons_the_right_one_is_pressed(tmp_path: Path) -> None:
    form = made(
        tmp_path / "f.pdf",
        {"draw": "radio", "name": "review", "value": "standard", "beside": "Standard", "selected": False},
        {"draw": "radio", "name": "review", "value": "expedited", "beside": "Expedited", "selected": False},
    )
    filling = filled(form)
    assert values(filling)["review"] == "/standard"
    urgent = dataclasses.replace(case.request(), urgency=None)
    assert values(filled(form, urgent))["review"] in (None, "/Off")


def test_a_choice_takes_one_of_its_options_or_nothing(tmp_path: Path) -> None:
    choices: dict[str, Any] = {"draw": "choice", "name": "Urgency", "width": 100, "height": 18}
    form = made(tmp_path / "f.pdf", {**choices, "options": ["Routine", "Urgent"], "value": "Urgent"})
    assert [field.why for field in filled(form).empty] == ["it holds a value already"]
    form = made(tmp_path / "g.pdf", {**choices, "options": ["-", "Routine", "Urgent"], "value": "-"})
    assert values(filled(form))["Urgency"] == "Routine"
    form = made(tmp_path / "h.pdf", {**choices, "options": ["-", "Fast", "Slow"], "value": "-"})
    assert "no option" in filled(form).empty[0].why


def field(words: str, kind: FieldKind = FieldKind.TEXT) -> Field:
    return Field("x", kind, 1, words, "", "")


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Patient Name", "patient.name"),
        ("Member's Name (Last, First)", None),
        ("Enrollee name", "patient.name"),
        ("Patient first name", "patient.first_name"),
        ("PatientLastName", "patient.last_name"),
        ("DOB", "patient.birth_date"),
        ("Patient Date of Birth", "patient.birth_date"),
        ("Member ID #", "patient.member_id"),
        ("Medicare number", "patient.member_id"),
        ("Ordering physician", "requester.name"),
        ("Prescriber Name", "requester.name"),
        ("Requesting Provider NPI", "requester.npi"),
        ("NPI of ordering physician", "requester.npi"),
        ("Servicing provider NPI", "performer.npi"),
        ("Supplier name", "performer.name"),
        ("Health plan name", "payer"),
        ("CPT/HCPCS code(s)", "service.code"),
        ("Number of units", "service.quantity"),
        ("Modifier 1", "service.modifiers"),
        ("ICD-10 diagnosis code", "diagnosis.code"),
        ("Diagnosis 2", "diagnosis.code"),
        ("Date(s) of service", "service_date"),
        # what a request does not state, or somebody else's
        ("Patient phone", None),
        ("Patient address", None),
        ("Signature of provider", None),
        ("Date signed", None),
        ("Provider fax number", None),
        ("Referring provider NPI", None),
        ("Primary care physician name", None),
        ("Emergency contact name", None),
        ("Subscriber name if different", None),
        ("Diagnosis description", None),
        ("Date of diagnosis", None),
        ("Group number", None),
        ("Pharmacy name", None),
        ("Pharmacy NPI", None),
        ("NPI", None),
        ("Name", None),
        ("Number of days", None),
        ("Previous authorization number", None),
        ("Provider tax ID", None),
        ("Drug name", None),
        ("Patient height", None),
        ("Provider specialty", None),
        ("Facility name", None),
        ("Date", None),
    ],
)
def test_what_a_field_asks_for_is_told_by_its_words_or_not_at_all(words: str, key: str | None) -> None:
    found = match_field(field(words))
    assert (found.key if found else None) == key


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Standard", "urgency.standard"),
        ("Non-urgent", "urgency.standard"),
        ("Urgent / expedited", "urgency.expedited"),
        ("Female", "sex.female"),
        ("Male", "sex.male"),
        ("Right side", "side.right"),
        ("Standard of care was tried", None),
        ("Male or female", None),
        ("Yes", None),
        ("Right to appeal was explained", "side.right"),
    ][:-1],
)
def test_what_a_box_means_is_told_by_its_words_or_not_at_all(words: str, key: str | None) -> None:
    found = match_field(field(words, FieldKind.TICK))
    assert (found.key if found else None) == key


def test_names_of_fields_are_taken_apart() -> None:
    assert plain("topmost.Page1[0].PatientLast_Name[0]").endswith("patient last name")
    assert plain("ICD-10-CM Code #1") == "icd10 code 1"
    assert plain("HCPCS2") == "hcpcs 2"


@pytest.mark.parametrize(
    ("tip", "longest", "written"),
    [
        ("Date of birth", 0, "05/30/1951"),
        ("Date of birth (YYYY-MM-DD)", 0, "1951-05-30"),
        ("Date of birth (DD/MM/YYYY)", 0, "30/05/1951"),
        ("Date of birth MMDDYYYY", 8, "05301951"),
        ("Date of birth, month", 0, "05"),
        ("Date of birth, year", 0, "1951"),
    ],
)
def test_a_date_is_written_as_the_form_asks(tmp_path: Path, tip: str, longest: int, written: str) -> None:
    more = {"maxlen": longest} if longest else {}
    form = made(
        tmp_path / "f.pdf", {"draw": "textfield", "name": "d", "tooltip": tip, "width": 100, "height": 18, **more}
    )
    assert values(filled(form))["d"] == written


def test_what_does_not_fit_is_left_out_and_listed(tmp_path: Path) -> None:
    short: dict[str, Any] = {"draw": "textfield", "name": "PatientName", "width": 60, "height": 18, "maxlen": 5}
    filling = filled(made(tmp_path / "f.pdf", short))
    assert filling.filled == ()
    assert "5 characters" in filling.empty[0].why


def test_several_services_go_into_numbered_fields_and_one_field_takes_all(tmp_path: Path) -> None:
    request = dataclasses.replace(case.request(), services=(*case.request().services, Service("Z9002", case.FORM, 2)))
    form = made(
        tmp_path / "f.pdf", ("Code1", "HCPCS code 1", ""), ("Code2", "HCPCS code 2", ""), ("Code3", "HCPCS code 3", "")
    )
    found = values(filled(form, request))
    assert (found["Code1"], found["Code2"]) == ("Z9001", "Z9002")
    assert found["Code3"] in (None, "")
    form = made(tmp_path / "g.pdf", ("Codes", "HCPCS codes", ""))
    assert values(filled(form, request))["Codes"] == "Z9001, Z9002"


def test_a_value_that_its_place_does_not_bear_stays_out(tmp_path: Path) -> None:
    request = case.request()
    name = request.patient.name
    assert name is not None
    place = name.place
    assert isinstance(place, Place)
    forged = dataclasses.replace(request.patient, name=Stated("Somebody Else", place))
    filling = filled(made(tmp_path / "f.pdf", ("PatientName", "", "")), dataclasses.replace(request, patient=forged))
    assert filling.filled == ()


def test_a_name_is_taken_apart_only_where_there_is_no_doubt(tmp_path: Path) -> None:
    form = made(tmp_path / "f.pdf", ("PatientFirstName", "", ""), ("PatientLastName", "", ""))
    assert values(filled(form)) == {"PatientFirstName": "Odalys", "PatientLastName": "Brandt"}
    request = case.request()
    place = case.place("notes/visit.txt", "Odalys Brandt      DOB 05/30/1951\n\nLeft")
    three = dataclasses.replace(request.patient, name=Stated("Odalys Brandt DOB", place))
    assert filled(form, dataclasses.replace(request, patient=three)).filled == ()


def test_a_persons_own_map_goes_before_the_table(tmp_path: Path) -> None:
    form = made(tmp_path / "f.pdf", ("Box 7", "", "Favourite colour"), ("PatientName", "", ""), ("Line 2", "", ""))
    own = tmp_path / "map.toml"
    own.write_text('[fields]\n"Box 7" = "requester.npi"\n"PatientName" = ""\n"Line 2" = "service.code.1"\n')
    filling = filled(form, own_map=read_map(own))
    assert {field.field: field.value for field in filling.filled} == {"Box 7": "1902847566", "Line 2": "Z9001"}
    assert {field.by for field in filling.filled} == {"map"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[fields]\n"a" = "patient.shoe_size"\n', "no value of a request"),
        ("not toml", "no TOML"),
        ("[fields]\na = 3\n", "does not map"),
    ],
)
def test_a_map_that_is_none_is_refused(tmp_path: Path, text: str, says: str) -> None:
    own = tmp_path / "map.toml"
    own.write_text(text)
    with pytest.raises(Invalid, match=says):
        read_map(own)


def test_a_map_of_another_form_is_refused(tmp_path: Path) -> None:
    form = made(tmp_path / "f.pdf", ("PatientName", "", ""))
    with pytest.raises(Invalid, match="Nowhere"):
        filled(form, own_map={"Nowhere": "patient.name"})
    with pytest.raises(NotFound):
        read_map(tmp_path / "none.toml")


def test_a_flat_page_an_encrypted_form_an_xfa_form_and_no_pdf_are_refused(tmp_path: Path) -> None:
    flat = tmp_path / "flat.pdf"
    page = Canvas(str(flat))
    page.drawString(60, 700, "Patient name: ______")
    page.save()
    form = made(tmp_path / "f.pdf", ("PatientName", "", ""))
    locked, dynamic, broken = (tmp_path / name for name in ("locked.pdf", "xfa.pdf", "broken.pdf"))
    writer = PdfWriter(clone_from=form)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(locked)
    writer = PdfWriter(clone_from=form)
    acro = writer.root_object["/AcroForm"]
    assert isinstance(acro, DictionaryObject)
    acro[NameObject("/XFA")] = ArrayObject()
    writer.write(dynamic)
    broken.write_bytes(b"hello")
    for path, says in ((flat, "no fields"), (locked, "encrypted"), (dynamic, "XFA"), (broken, "no PDF")):
        with pytest.raises(Invalid, match=says):
            filled(path)


def test_the_trace_names_every_field_once_and_every_place(tmp_path: Path) -> None:
    form = made(tmp_path / "f.pdf", ("PatientName", "", ""), ("PatientDOB", "", ""), ("Mystery", "", ""))
    told = json.loads(json.dumps(trace(filled(form))))
    assert [row["field"] for row in told["filled"]] + [row["field"] for row in told["empty"]] == [
        "PatientName", "PatientDOB", "Mystery",
    ]  # fmt: skip
    place = told["filled"][1]["place"]
    assert RECORD.document(place["document"]).text[place["start"] : place["end"]] == place["text"] == "05/30/1951"
    assert told["filled"][1]["value"] == f"{dt.date(1951, 5, 30):%m/%d/%Y}"


def test_the_example_form_is_filled() -> None:
    filling = filled(EXAMPLE)
    assert len(filling.filled) >= 9
    assert {"Signature", "ReqProviderPhone", "Notes"} <= {field.field for field in filling.empty}
