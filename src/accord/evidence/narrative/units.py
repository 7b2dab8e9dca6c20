"""Units as notes spell them and the UCUM code of each; a table of data."""

from __future__ import annotations

import re

SPELLINGS: dict[str, str] = {
    "%": "%|percent|per cent|pct",
    "mm[Hg]": "mmhg|mm hg|mm of mercury|torr",
    "cm[H2O]": "cmh2o|cm h2o|cm h20|cmh20|cwp|cm of water|cm water|centimeters of water",
    "kPa": "kpa",
    "mg/dL": "mg/dl|mg per dl|mg/100 ml|mg %",
    "g/dL": "g/dl|gm/dl|gms/dl",
    "mmol/L": "mmol/l",
    "mmol/mol": "mmol/mol",
    "meq/L": "meq/l",
    "ug/mL": "mcg/ml|ug/ml",
    "ng/mL": "ng/ml",
    "pg/mL": "pg/ml",
    "ug/dL": "mcg/dl|ug/dl",
    "mg/g": "mg/g",
    "U/L": "u/l|iu/l",
    "m[IU]/L": "miu/l|uiu/ml",
    "mL/min/{1.73_m2}": "ml/min/1.73m2|ml/min/1.73 m2|ml/min/1.73",
    "mL/min": "ml/min",
    "mL/h": "ml/h|ml/hr|cc/h|cc/hr",
    "L/min": "l/min|lpm|l per minute|liters per minute|litres per minute|liter per minute|liters/min|liters a minute|"
    "l/m|liters/minute",
    "m/s": "m/s|m/sec",
    "10*3/uL": "k/ul|x10^3/ul|thou/ul|k/mm3",
    "kg/m2": "kg/m2|kg/m^2|kg/m²|kg/m 2",
    "g/kg/d": "g/kg/d|g/kg/day",
    "g/kg": "g/kg",
    "mg/kg": "mg/kg",
    "mg/d": "mg/day|mg/d|mg daily|mg per day|mg a day",
    "g/d": "g/day|g/d|gm/day|g per day",
    "[IU]/d": "units/day|u/day",
    "kg": "kg|kgs|kilo|kilos|kilograms|kilogram",
    "[lb_av]": "lb|lbs|pound|pounds",
    "[oz_av]": "oz|ounces",
    "g": "g|gm|gms|gram|grams",
    "mg": "mg|mgs|milligrams|milligram",
    "ug": "mcg|ug|µg|micrograms",
    "L": "l|liter|liters|litre|litres",
    "mL": "ml|cc|mls|milliliters",
    "dL": "dl",
    "cm": "cm|cms|centimeters|centimeter|centimetres",
    "mm": "mm|millimeters|millimeter",
    "m": "m|meters|meter|metres",
    "[in_i]": "in|inches|inch|\"|''|″",
    "[ft_i]": "ft|feet|foot|'|′",
    "cm2": "cm2|cm²|sq cm|square cm|sq. cm",
    "cm3": "cm3|cm³|cu cm",
    "ms": "ms|msec|milliseconds",
    "s": "sec|secs|s|second|seconds",
    "min": "min|mins|minute|minutes",
    "h": "h|hr|hrs|hour|hours",
    "d": "d|day|days",
    "wk": "wk|wks|week|weeks",
    "mo": "mo|mos|month|months",
    "a": "yr|yrs|year|years|yo|y/o",
    "/h": "/h|/hr|/hour|per hour|per hr|an hour|events/h|events/hr|events/hour|events per hour|events an hour|ev/h|"
    "per hour of sleep|/h tst|/hr tst|events per hour of sleep",
    "/min": "bpm|/min|beats per minute|beats/min|per minute|breaths/min",
    "/d": "/d|/day|per day|daily|a day|times daily|times a day|x/day|x daily|x per day|x a day|times per day|each day",
    "/wk": "/wk|/week|per week|weekly|a week|times a week|times per week|x/wk|x/week|x per week|x a week|x weekly|"
    "times weekly",
    "/mo": "/mo|/month|per month|monthly|a month|per mo",
    "Cel": "c|°c|deg c|degrees c|degrees celsius",
    "[degF]": "f|°f|deg f|degrees f|degrees fahrenheit",
    "deg": "deg|degrees|degree|°",
    "[IU]": "unit|units|iu|u",
    "V": "v|volts",
    "mV": "mv",
    "{pack_yr}": "pack-years|pack years|pack-year|pack year|pk-yrs|pk yrs|pk-yr|pack-yrs|pack-yr|pack yr|pack yrs|py|pkyr|"
    "pkyrs|pk/yr|pk yr|ppy|pack-yr history",
    "{pack}/d": "ppd|packs per day|packs/day|packs a day|pack per day|pack/day|pack a day|pk/d|pk/day|pks/day",
    "{gauge}": "ga|gauge",
    "[mi_us]": "mile|miles|mi",
    "J": "joules|j",
    "MHz": "mhz",
    "T": "tesla",
    "Gy": "gy",
    "cGy": "cgy",
    "[atm]": "ata|atm",
    "{nights}": "night|nights",
    "{visits}": "visit|visits|session|sessions|treatments|treatment|appointments",
    "{events}": "events|event|episodes|episode|times|time",
    "{feet_steps}": "steps|step|stairs",
    "{points}": "points|point|pts",
}

UCUM_OF: dict[str, str] = {word: code for code, words in SPELLINGS.items() for word in words.split("|")}

SINGLE_LETTERS = frozenset("cflmgsvudhj")
"""Spellings of one letter that are words or marks elsewhere; taken only where no letter or digit follows."""


def unit_pattern() -> str:
    """A pattern of all spellings, the longest first, for text in lower case with blanks as white space."""
    words = sorted(UCUM_OF, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", " ?").replace(" ", " ") for word in words) + ")"
