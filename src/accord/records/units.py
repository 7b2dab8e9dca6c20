"""Units of the clinic: the spellings people use, their UCUM codes, and exact conversion between them.

UCUM codes are parsed ("mL/min/{1.73_m2}", "10*3/uL", "kg/m2"), so a unit need not be listed to be converted.
Factors are those of the UCUM essence 2.1; molar masses are g/mol.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from accord.errors import Invalid
from accord.records.unit_tables import ATOMS, MOLAR_MASS, PREFIXES, SPECIAL, SPELLINGS, Dimension

_TOKEN = re.compile(r"\{[^}]*\}|[./()]|10[*^][+-]?\d+|(?:\[[^\]]*\]|[A-Za-z%'*])+[+-]?\d*|\d+")
_ATOM = re.compile(r"((?:\[[^\]]*\]|[A-Za-z%'*])+)([+-]?\d*)")
_PER = re.compile(r"\s*(?:/|\bper\b|\ban?\b)\s*", re.IGNORECASE)
_LONGEST = 64
_WIDEST = 30
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True)
class Unit:
    """A unit taken apart: `factor` times the base units of `dimension`; `counted` names what a pure count counts."""

    code: str
    factor: Fraction
    dimension: Dimension
    counted: str = ""


def ucum(spelling: str) -> str:
    """The UCUM code for a unit as people write it ('mmHg', 'LPM', 'per hour', 'lbs', '°F'). Raises Invalid."""
    found = _ucum(_tidied(spelling))
    if found is None:
        raise Invalid(f"'{spelling}' is no unit we know.", "Give the unit in UCUM.")
    return found


def convert(value: Decimal, from_: str, to: str, substance: str | None = None) -> Decimal:
    """The value in another unit, exact where the factor is; units in UCUM or as people write them.

    substance -- 'glucose' …: needed between mass and amount (mg/dL and mmol/L), and 'hba1c' between % and mmol/mol.
    Raises Invalid for an unknown unit, two units that do not measure the same, or a missing or unknown substance.
    """
    if not value.is_finite() or abs(value.adjusted()) > _WIDEST:
        raise Invalid(f"{value} is no measured value.")
    source, target = ucum(from_), ucum(to)
    if source == target:
        return value
    if {source, target} == {"%", "mmol/mol"}:
        return _hba1c(value, source, substance)
    if source in SPECIAL or target in SPECIAL:
        return _through_kelvin(value, source, target)
    left, right = unit(source), unit(target)
    factor = left.factor / right.factor * _bridge(left, right, substance)
    return _as_decimal(Fraction(value) * factor)


@lru_cache(maxsize=1024)
def unit(code: str) -> Unit:
    """A UCUM code taken apart. Raises Invalid."""
    tokens = _TOKEN.findall(code) if len(code) <= _LONGEST else []
    if not code or "".join(tokens) != code:
        raise Invalid(f"'{code}' is no UCUM unit.")
    factor, dimension, rest = _term(tokens, code)
    if rest:
        raise Invalid(f"'{code}' is no UCUM unit.")
    counted = re.sub(r"[^a-z]", "", code.lower()) if re.fullmatch(r"\{[^}]*\}", code) else ""
    return Unit(code, factor, {name: power for name, power in dimension.items() if power}, counted)


def known_unit(spelling: str) -> str | None:
    """As `ucum`, but None instead of an error."""
    return _ucum(_tidied(spelling))


@lru_cache(maxsize=4096)
def _ucum(spelling: str) -> str | None:
    for written in (spelling, spelling.rstrip(".")):
        listed = SPELLINGS.get(written) or SPELLINGS.get(written.lower())
        if listed is not None:
            return listed
        if _is_unit(written):
            return written
    return _quotient(spelling)


def _quotient(spelling: str) -> str | None:
    """'events per hour', 'mcg/kg': each side spelled on its own."""
    parts = _PER.split(spelling)
    if len(parts) < 2 or not all(parts[1:]):
        return None
    codes = [_ucum(part) if part else "" for part in parts]
    joined = "/".join(code for code in codes if code is not None)
    return joined if None not in codes and _is_unit(joined) else None


def _is_unit(code: str) -> bool:
    try:
        unit(code)
    except Invalid:
        return False
    return True


def _tidied(spelling: str) -> str:
    plain = _BLANKS.sub(" ", spelling.strip()).replace("µ", "u").replace("μ", "u").replace("²", "2").replace("³", "3")
    return plain.replace("^2", "2").replace("^3", "3") if "10^" not in plain else plain


def _term(tokens: list[str], code: str) -> tuple[Fraction, dict[str, int], list[str]]:
    """Factors from left to right; in UCUM a solidus governs only what directly follows it."""
    factor, dimension = Fraction(1), dict[str, int]()
    sign, expected = 1, True
    while tokens:
        token, *tokens = tokens
        if token == ")":
            return factor, dimension, [token, *tokens]
        if token in "./":
            if expected and not (token == "/" and not dimension and factor == 1):
                raise Invalid(f"'{code}' is no UCUM unit.")
            sign, expected = (-1 if token == "/" else 1), True
            continue
        if not expected and not token.startswith("{"):
            raise Invalid(f"'{code}' is no UCUM unit.")
        if token == "(":
            inner, powers, tokens = _term(tokens, code)
            if not tokens or tokens.pop(0) != ")":
                raise Invalid(f"'{code}' is no UCUM unit.")
        else:
            inner, powers = _component(token, code)
        factor *= inner**sign
        for name, power in powers.items():
            dimension[name] = dimension.get(name, 0) + sign * power
        expected = False
    if expected:
        raise Invalid(f"'{code}' is no UCUM unit.")
    return factor, dimension, tokens


def _component(token: str, code: str) -> tuple[Fraction, Mapping[str, int]]:
    if token.startswith("{"):
        return Fraction(1), {}
    if token.startswith(("10*", "10^")):
        return Fraction(10) ** _power(token[3:], code), {}
    if token.isdigit():
        if int(token) == 0:
            raise Invalid(f"'{code}' is no UCUM unit.")
        return Fraction(int(token)), {}
    found = _ATOM.fullmatch(token)
    if found is None:
        raise Invalid(f"'{code}' is no UCUM unit.")
    factor, dimension = _atom(found.group(1), code)
    power = _power(found.group(2) or "1", code)
    return factor**power, {name: size * power for name, size in dimension.items()}


def _power(digits: str, code: str) -> int:
    power = int(digits) if re.fullmatch(r"[+-]?\d{1,2}", digits) else 0
    if power == 0 or abs(power) > 30:
        raise Invalid(f"'{code}' is no UCUM unit.")
    return power


def _atom(name: str, code: str) -> tuple[Fraction, Dimension]:
    if name in ATOMS:
        atom = ATOMS[name]
        return atom.factor, atom.dimension
    for prefix, size in PREFIXES.items():
        atom = ATOMS.get(name[len(prefix) :]) if name.startswith(prefix) else None
        if atom is not None and atom.metric:
            return size * atom.factor, atom.dimension
    raise Invalid(f"'{code}' is no UCUM unit: '{name}' is unknown.")


def _bridge(left: Unit, right: Unit, substance: str | None) -> Fraction:
    """1 where both measure the same; the molar mass between mass and amount of a substance."""
    if left.counted != right.counted and "1" not in (left.code, right.code) and (left.counted or right.counted):
        raise Invalid(f"{left.code} and {right.code} do not count the same.")
    if left.dimension == right.dimension:
        return Fraction(1)
    difference = {
        name: left.dimension.get(name, 0) - right.dimension.get(name, 0)
        for name in {*left.dimension, *right.dimension}
        if left.dimension.get(name, 0) != right.dimension.get(name, 0)
    }
    if difference not in ({"mass": 1, "amount": -1}, {"mass": -1, "amount": 1}):
        raise Invalid(f"{left.code} and {right.code} do not measure the same.")
    mass = MOLAR_MASS.get((substance or "").strip().lower())
    if mass is None:
        raise Invalid(f"Between {left.code} and {right.code} the substance must be known.", "Name the substance.")
    return 1 / mass if difference["mass"] == 1 else mass


def _through_kelvin(value: Decimal, source: str, target: str) -> Decimal:
    for code in (source, target):
        if code not in SPECIAL:
            raise Invalid(f"{source} and {target} do not measure the same.")
    (size, zero), (wanted, wanted_zero) = SPECIAL[source], SPECIAL[target]
    kelvin = Fraction(value) * size + zero
    return _as_decimal((kelvin - wanted_zero) / wanted)


def _hba1c(value: Decimal, source: str, substance: str | None) -> Decimal:
    """NGSP % = 0.09148 x IFCC mmol/mol + 2.152 (the IFCC-NGSP master equation)."""
    if substance != "hba1c":
        raise Invalid("Between % and mmol/mol the substance must be known.", "Name the substance, for example 'hba1c'.")
    slope, intercept = Fraction("0.09148"), Fraction("2.152")
    given = Fraction(value)
    return _as_decimal((given - intercept) / slope if source == "%" else given * slope + intercept)


def _as_decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)
