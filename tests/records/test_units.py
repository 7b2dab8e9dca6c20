"""Units as people write them are the same as in UCUM, and convert exactly or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.errors import Invalid
from accord.records.unit_tables import MOLAR_MASS, SPELLINGS
from accord.records.units import convert, known_unit, ucum, unit


@pytest.mark.parametrize(
    ("spelling", "code"),
    [
        ("mmHg", "mm[Hg]"),
        ("mm Hg", "mm[Hg]"),
        ("torr", "mm[Hg]"),
        ("cm H2O", "cm[H2O]"),
        ("LPM", "L/min"),
        ("lpm", "L/min"),
        ("L/min", "L/min"),
        ("liters per minute", "L/min"),
        ("per hour", "/h"),
        ("/hr", "/h"),
        ("events/hr", "/h"),
        ("events per hour", "/h"),
        ("{events}/h", "/h"),
        ("percent", "%"),
        ("lbs", "[lb_av]"),
        ("lb", "[lb_av]"),
        ("inches", "[in_i]"),
        ("°F", "[degF]"),
        ("°C", "Cel"),
        ("mcg/mL", "ug/mL"),
        ("µmol/L", "umol/L"),
        ("MG/DL", "mg/dL"),
        ("K/uL", "10*3/uL"),
        ("x10^3/uL", "10*3/uL"),
        ("10*9/L", "10*9/L"),
        ("kg/m²", "kg/m2"),
        ("kg/m^2", "kg/m2"),
        ("cm²", "cm2"),
        ("mL/min/1.73m2", "mL/min/{1.73_m2}"),
        ("years", "a"),
        ("bpm", "/min"),
        ("mg/kg", "mg/kg"),
        ("mcg per kg", "ug/kg"),
        ("pack-years", "{pack_years}"),
        ("points", "{score}"),
        ("METs", "[MET]"),
        ("mg/24h", "mg/(24.h)"),
    ],
)
def test_a_spelling_has_one_ucum_code(spelling: str, code: str) -> None:
    assert ucum(spelling) == code


# Facts that can be looked up: SI definitions, the international yard and pound, laboratory handbooks.
@pytest.mark.parametrize(
    ("value", "given", "wanted", "substance", "expected"),
    [
        ("1", "[lb_av]", "kg", None, "0.45359237"),
        ("264", "lb", "kg", None, "119.74838568"),
        ("72", "in", "cm", None, "182.88"),
        ("5", "ft", "[in_i]", None, "60"),
        ("98.6", "°F", "°C", None, "37"),
        ("-40", "Cel", "[degF]", None, "-40"),
        ("100", "Cel", "K", None, "373.15"),
        ("760", "mm[Hg]", "kPa", None, "101.32472"),
        ("60", "mm[Hg]", "kPa", None, "7.99932"),
        ("10", "cm[H2O]", "Pa", None, "980.665"),
        ("88", "%", "1", None, "0.88"),
        ("120", "/min", "/h", None, "7200"),
        ("2", "h", "min", None, "120"),
        ("1", "wk", "h", None, "168"),
        ("12", "mo", "a", None, "1"),
        ("2.5", "L/min", "mL/min", None, "2500"),
        ("1.2", "g/dL", "g/L", None, "12"),
        ("7", "10*3/uL", "10*9/L", None, "7"),
        ("30", "kg/m2", "kg/m2", None, "30"),
        ("180.156", "mg/dL", "mmol/L", "glucose", "10"),
        ("5.5", "mmol/L", "mg/dL", "glucose", "99.0858"),
        ("1", "mg/dL", "umol/L", "creatinine", "88.40169731258840169731258840"),
        ("53", "mmol/mol", "%", "hba1c", "7.00044"),
        ("1", "kcal", "kJ", None, "4.184"),
        ("1", "[lb_av]", "[oz_av]", None, "16"),
        ("20", "mL", "cm3", None, "20"),
        ("150", "mg/(24.h)", "g/d", None, "0.15"),
    ],
)
def test_known_facts(value: str, given: str, wanted: str, substance: str | None, expected: str) -> None:
    assert convert(Decimal(value), given, wanted, substance) == Decimal(expected)


@pytest.mark.parametrize(
    ("given", "wanted", "substance"),
    [
        ("mg/dL", "mmol/L", None),
        ("mg/dL", "mmol/L", "moon dust"),
        ("kg", "cm", None),
        ("%", "{score}", None),
        ("{score}", "{steps}", None),
        ("Cel", "kg", None),
        ("%", "mmol/mol", None),
        ("/h", "h", None),
        ("furlongs", "m", None),
        ("", "m", None),
        ("mg//dL", "mg/dL", None),
        ("(m", "m", None),
        ("m)", "m", None),
        ("10*999/uL", "/uL", None),
    ],
)
def test_what_does_not_convert_is_refused(given: str, wanted: str, substance: str | None) -> None:
    with pytest.raises(Invalid):
        convert(Decimal(1), given, wanted, substance)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1E+999999"])
def test_what_nobody_measured_is_refused(value: str) -> None:
    with pytest.raises(Invalid):
        convert(Decimal(value), "kg", "g")


@pytest.mark.parametrize("code", sorted(set(SPELLINGS.values())))
def test_every_listed_code_is_ucum(code: str) -> None:
    assert code in ("Cel", "[degF]") or unit(code).factor > 0
    assert ucum(code) == code


def test_there_and_back_is_the_same() -> None:
    pairs = [("mg/dL", "mmol/L", s) for s in MOLAR_MASS] + [("%", "mmol/mol", "hba1c"), ("Cel", "[degF]", None)]
    for start, wanted, substance in pairs:
        there = convert(Decimal("7.5"), start, wanted, substance)
        assert round(convert(there, wanted, start, substance), 12) == Decimal("7.5")


@given(st.text(max_size=80))
def test_any_text_is_a_unit_or_not(text: str) -> None:
    code = known_unit(text)
    if code is not None and code not in ("Cel", "[degF]"):
        assert unit(code).factor > 0
        assert known_unit(code) == code
