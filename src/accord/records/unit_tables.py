"""Tables behind `units`: UCUM atoms and prefixes, spellings, molar masses. Data only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

Dimension = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Atom:
    """factor times base units (m, g, s, mol, K, C …); metric atoms take prefixes."""

    factor: Fraction
    dimension: Dimension
    metric: bool = False


def _atom(factor: str | Fraction, metric: bool = False, **dimension: int) -> Atom:
    return Atom(Fraction(factor), dimension, metric)


PREFIXES: Mapping[str, Fraction] = {
    "da": Fraction(10),
    "T": Fraction(10) ** 12,
    "G": Fraction(10) ** 9,
    "M": Fraction(10) ** 6,
    "k": Fraction(10) ** 3,
    "h": Fraction(10) ** 2,
    "d": Fraction(1, 10),
    "c": Fraction(1, 100),
    "m": Fraction(1, 10**3),
    "u": Fraction(1, 10**6),
    "n": Fraction(1, 10**9),
    "p": Fraction(1, 10**12),
    "f": Fraction(1, 10**15),
}

_PASCAL = {"mass": 1, "length": -1, "time": -2}
_JOULE = {"mass": 1, "length": 2, "time": -2}

ATOMS: Mapping[str, Atom] = {
    # base units
    "m": _atom("1", True, length=1),
    "g": _atom("1", True, mass=1),
    "s": _atom("1", True, time=1),
    "mol": _atom("1", True, amount=1),
    "K": _atom("1", True, temperature=1),
    "C": _atom("1", True, charge=1),
    "cd": _atom("1", True, luminosity=1),
    # plain numbers
    "%": _atom(Fraction(1, 100)),
    "[ppth]": _atom(Fraction(1, 1000)),
    "[ppm]": _atom(Fraction(1, 10**6)),
    # time: a year is 365.25 days and a month a twelfth of it
    "min": _atom("60", time=1),
    "h": _atom("3600", time=1),
    "d": _atom("86400", time=1),
    "wk": _atom("604800", time=1),
    "mo": _atom("2629800", time=1),
    "a": _atom("31557600", time=1),
    # length, area, volume
    "[in_i]": _atom("0.0254", length=1),
    "[ft_i]": _atom("0.3048", length=1),
    "[yd_i]": _atom("0.9144", length=1),
    "[mi_i]": _atom("1609.344", length=1),
    "[sin_i]": _atom(Fraction("0.0254") ** 2, length=2),
    "[Ch]": _atom(Fraction("0.001") / 3, length=1),
    "L": _atom("0.001", True, length=3),
    "l": _atom("0.001", True, length=3),
    "[tsp_us]": _atom(Fraction("0.00000492892159375"), length=3),
    "[tbs_us]": _atom(Fraction("0.00001478676478125"), length=3),
    "[foz_us]": _atom(Fraction("0.0000295735295625"), length=3),
    # mass
    "[lb_av]": _atom("453.59237", mass=1),
    "[oz_av]": _atom("28.349523125", mass=1),
    "[stone_av]": _atom("6350.29318", mass=1),
    "[gr]": _atom("0.06479891", mass=1),
    "t": _atom("1000000", True, mass=1),
    # pressure, force, energy, power (grams as the base unit of mass)
    "Pa": Atom(Fraction(1000), _PASCAL, metric=True),
    "bar": Atom(Fraction(100_000_000), _PASCAL, metric=True),
    "atm": Atom(Fraction(101_325_000), _PASCAL),
    "m[Hg]": Atom(Fraction(133_322_000), _PASCAL, metric=True),
    "m[H2O]": Atom(Fraction(9_806_650), _PASCAL, metric=True),
    "[psi]": Atom(Fraction("6894757.293168361"), _PASCAL),
    "N": _atom("1000", True, mass=1, length=1, time=-2),
    "J": Atom(Fraction(1000), _JOULE, metric=True),
    "cal": Atom(Fraction("4184"), _JOULE, metric=True),
    "[Cal]": Atom(Fraction("4184000"), _JOULE),
    "W": _atom("1000", True, mass=1, length=2, time=-3),
    # electricity, frequency, radiation
    "A": _atom("1", True, charge=1, time=-1),
    "V": _atom("1000", True, mass=1, length=2, time=-2, charge=-1),
    "T": _atom("1000", True, mass=1, time=-1, charge=-1),
    "Ohm": _atom("1000", True, mass=1, length=2, time=-1, charge=-2),
    "Hz": _atom("1", True, time=-1),
    "Bq": _atom("1", True, time=-1),
    "Gy": _atom("1", True, length=2, time=-2),
    "Sv": _atom("1", True, length=2, time=-2),
    # amounts and activities
    "eq": _atom("1", True, equivalents=1),
    "osm": _atom("1", True, osmoles=1),
    "U": _atom(Fraction(1, 60 * 10**6), True, amount=1, time=-1),
    "kat": _atom("1", True, amount=1, time=-1),
    "[IU]": _atom("1", True, international_units=1),
    "[iU]": _atom("1", True, international_units=1),
    "[arb'U]": _atom("1", arbitrary_units=1),
    "[CFU]": _atom("1", colonies=1),
    "[HPF]": _atom("1", high_power_fields=1),
    "[LPF]": _atom("1", low_power_fields=1),
    "[MET]": _atom("1", metabolic_equivalents=1),
    "[diop]": _atom("1", length=-1),
    "[pH]": _atom("1", acidity=1),
    "deg": _atom("1", angle=1),
}

# Temperatures with a zero of their own: (kelvins a degree, kelvins at zero).
SPECIAL: Mapping[str, tuple[Fraction, Fraction]] = {
    "K": (Fraction(1), Fraction(0)),
    "Cel": (Fraction(1), Fraction("273.15")),
    "[degF]": (Fraction(5, 9), Fraction("459.67") * Fraction(5, 9)),
}

# g/mol. Urea nitrogen is counted as N2, phosphate as phosphorus, as laboratories report them.
MOLAR_MASS: Mapping[str, Fraction] = {
    "glucose": Fraction("180.156"),
    "creatinine": Fraction("113.12"),
    "cholesterol": Fraction("386.65"),
    "triglycerides": Fraction("885.4"),
    "urea": Fraction("60.06"),
    "urea nitrogen": Fraction("28.0134"),
    "uric acid": Fraction("168.11"),
    "bilirubin": Fraction("584.66"),
    "calcium": Fraction("40.078"),
    "magnesium": Fraction("24.305"),
    "phosphate": Fraction("30.974"),
    "sodium": Fraction("22.990"),
    "potassium": Fraction("39.098"),
    "c-peptide": Fraction("3020.3"),
    "testosterone": Fraction("288.43"),
    "vitamin d": Fraction("400.64"),
}

_LISTS: Mapping[str, str] = {
    "1": "unitless;none;ratio",
    "%": "percent;per cent;pct;percentage;%",
    "{score}": "score;scores;points;point;pts;{points}",
    "mm[Hg]": "mmhg;mm hg;mm[hg];torr;mm of hg;millimeters of mercury;mm mercury;mm of mercury",
    "cm[H2O]": "cmh2o;cm h2o;cm[h2o];cm water;cwp;cm of water;centimeters of water;cm h20;cmh20",
    "kPa": "kpa",
    "atm": "ata;atmospheres;atmosphere absolute;atmospheres absolute",
    "L/min": "lpm;l/min;l/m;liters/min;liter/min;litres/min;l per min;liters per minute;liter per minute;l/minute;l per minute",
    "mL/min": "ml/min;cc/min;ml per minute",
    "mL/min/{1.73_m2}": "ml/min/1.73m2;ml/min/1.73 m2;ml/min per 1.73 m2;ml/min/1.73sqm;ml/min/1.73 sq m;ml/min/1.73",
    "/h": "/hr;/hour;per hour;per hr;an hour;{events}/h;events/h;events/hr;events/hour;events per hour;event/hr;"
    "episodes/h;episodes per hour;{#}/h;1/h;apneas/hr;apneas and hypopneas per hour;"
    "events an hour;ev/h;per hour of sleep;/h tst;/hr tst;events per hour of sleep",
    "/min": "bpm;/minute;per minute;per min;beats/min;beats per minute;beats/minute;{beats}/min;breaths/min;"
    "breaths per minute;breaths/minute;{breaths}/min;{beats}/minute;{resp}/min;1/min;rpm;br/min",
    "/d": "/day;per day;a day;daily;1/d;times per day;times/day;{times}/d;times daily;times a day;x/day;x daily;x per day;x a day;each day",
    "/wk": "/week;per week;a week;weekly;1/wk;times per week;times/week;{times}/wk;times a week;x/wk;x/week;x per week;x a week;x weekly;times weekly",
    "/mo": "/month;per month;a month;monthly;1/mo",
    "/a": "/year;per year;a year;yearly;1/a",
    "s": "sec;secs;second;seconds",
    "ms": "msec;msecs;millisecond;milliseconds",
    "min": "mins;minute;minutes",
    "h": "hr;hrs;hour;hours",
    "d": "day;days",
    "wk": "week;weeks;wks",
    "mo": "month;months;mos;mth;mths",
    "a": "yr;yrs;year;years;y;y/o;yo;years old;year old;{years}",
    "kg": "kgs;kilogram;kilograms;kilo;kilos",
    "g": "gram;grams;gm;gms",
    "mg": "milligram;milligrams;mgs",
    "ug": "mcg;microgram;micrograms",
    "ng": "nanogram;nanograms",
    "[lb_av]": "lb;lbs;pound;pounds;#;lb_av;[lb_us];lbs.",
    "[oz_av]": "oz;ounce;ounces",
    "m": "meter;meters;metre;metres",
    "cm": "centimeter;centimeters;centimetre;centimetres;cms",
    "mm": "millimeter;millimeters;millimetre;millimetres;mms",
    "[in_i]": "in;inch;inches;\";in_i;[in_us];'';″",
    "[ft_i]": "ft;foot;feet;';[ft_us];′",
    "cm2": "sq cm;cm sq;square cm;square centimeters;square centimeter;sq. cm;cm*2",
    "m2": "sq m;square meters;square meter",
    "[sin_i]": "sq in;square inches",
    "cm3": "cubic cm;cubic centimeters;cu cm",
    "mL": "ml;cc;ccs;milliliter;milliliters;millilitre;mls",
    "L": "liter;liters;litre;litres;l",
    "Cel": "c;°c;deg c;degrees c;degc;celsius;degrees celsius;degree celsius;deg celsius;cel",
    "[degF]": "f;°f;deg f;degrees f;degf;fahrenheit;degrees fahrenheit;degree fahrenheit;deg fahrenheit;[degf]",
    "kg/m2": "kg/m2;kg/sq m;kg per m2;bmi;kg/m*2;kg/m 2",
    "mg/dL": "mg/dl;mg%;mg per dl;mg/100 ml;mg %",
    "g/dL": "g/dl;gm/dl;gms/dl;g%",
    "g/L": "g/l",
    "ng/mL": "ng/ml",
    "pg/mL": "pg/ml",
    "ug/mL": "mcg/ml;ug/ml",
    "ug/dL": "mcg/dl;ug/dl",
    "mmol/L": "mmol/l",
    "umol/L": "umol/l",
    "nmol/L": "nmol/l",
    "mmol/mol": "mmol/mol",
    "meq/L": "meq/l;mEq/L",
    "meq": "mEq;milliequivalents",
    "U/L": "u/l;units/l;unit/l",
    "[IU]": "iu;units;unit;unt;international units;international unit;[iu]",
    "[IU]/L": "iu/l",
    "[IU]/mL": "iu/ml;units/ml;unit/ml;u/ml",
    "m[IU]/mL": "miu/ml;m[iu]/ml",
    "m[IU]/L": "miu/l",
    "u[IU]/mL": "uiu/ml;mciu/ml;u[iu]/ml",
    "10*3/uL": "k/ul;thou/ul;x10^3/ul;10^3/ul;x10e3/ul;10e3/ul;10x3/ul;k/mm3;x10(3)/mcl;k/cumm;thousand/ul;x10*3/ul;"
    "10*3/mm3;10*3/ul;10+3/ul;thous/mcl;thou/mcl;thous/ul;k/mcl;th/ul;10^3/mcl",
    "10*6/uL": "m/ul;x10^6/ul;10^6/ul;x10e6/ul;10e6/ul;mil/ul;m/mm3;million/ul;x10*6/ul;m/cumm;m/mcl;10+6/ul;10*6/ul;mill/mcl;mill/ul",
    "/uL": "cells/ul;cells/mcl;{cells}/ul;/mcl;cells/mm3;/mm3;/cumm",
    "10*9/L": "10*9/l;10^9/l;x10^9/l;x10e9/l",
    "10*12/L": "10^12/l;x10^12/l",
    "fL": "fl;femtoliter",
    "pg": "pg;picogram;picograms",
    "mm/h": "mm/hr;mm/hour",
    "[MET]": "met;mets;metabolic equivalents",
    "{pack_years}": "pack-years;pack years;pack-year;pack year;pk-yr;pk-yrs;py;{packyears};{pack-years};"
    "pk yrs;pack-yrs;pack-yr;pack yr;pack yrs;pkyr;pkyrs;pk/yr;pk yr;ppy;pack-yr history",
    "{nights}": "night;nights",
    "{steps}": "step;steps;stairs",
    "{count}": "count;{#};#s",
    "/{night}": "per night;/night;a night;nightly",
    "mg/(24.h)": "mg/24h;mg/24 h;mg/24hr;mg/24 hours;mg/24 hr",
    "mg/g": "mg/g creat;mg/g{creat};mg/g cr;mg/g creatinine",
    "mg/mg": "mg/mg creat",
    "/[HPF]": "/hpf;per hpf",
    "V": "volt;volts;v",
    "mA": "milliampere;milliamps",
    "Hz": "hertz",
    "Ohm": "ohm;ohms",
    "[Ch]": "fr;french;fr.",
    "kcal": "kilocalories;kilocalorie;calories",
    "[pH]": "ph units",
    "deg": "degree;degrees;°",
    "m/min": "meters per minute",
    "mL/h": "ml/h",
    "dL": "dl",
    "mg/d": "mg daily",
    "{pack}/d": "ppd;packs per day;packs/day;packs a day;pack per day;pack/day;pack a day;pk/d;pk/day;pks/day",
    "{gauge}": "ga;gauge",
    "[mi_i]": "mile;miles;mi",
    "J": "joules;j",
    "MHz": "mhz",
    "T": "tesla",
    "Gy": "gy",
    "cGy": "cgy",
}


def _spellings() -> dict[str, str]:
    table: dict[str, str] = {}
    for code, listed in _LISTS.items():
        for spelling in listed.split(";"):
            table.setdefault(spelling, code)
    return table


SPELLINGS: Mapping[str, str] = _spellings()
