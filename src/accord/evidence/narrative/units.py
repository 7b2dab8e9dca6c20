"""Units as notes spell them behind a number, and the UCUM code of each."""

from __future__ import annotations

import re

from accord.records.units import ucum

WORDS = (
    "%|percent|per cent|pct|"
    "mmhg|mm hg|mm of mercury|torr|"
    "cmh2o|cm h2o|cm h20|cmh20|cwp|cm of water|cm water|centimeters of water|"
    "kpa|"
    "mg/dl|mg per dl|mg/100 ml|mg %|"
    "g/dl|gm/dl|gms/dl|"
    "mmol/l|"
    "mmol/mol|"
    "meq/l|"
    "mcg/ml|ug/ml|"
    "ng/ml|"
    "pg/ml|"
    "mcg/dl|ug/dl|"
    "mg/g|"
    "u/l|"
    "miu/l|"
    "ml/min/1.73m2|ml/min/1.73 m2|ml/min/1.73|"
    "ml/min|"
    "ml/h|ml/hr|cc/h|cc/hr|"
    "l/min|lpm|l per minute|liters per minute|litres per minute|liter per minute|liters/min|"
    "liters a minute|l/m|liters/minute|"
    "m/s|m/sec|"
    "k/ul|x10^3/ul|thou/ul|k/mm3|"
    "kg/m2|kg/m^2|kg/m²|kg/m 2|"
    "g/kg/d|g/kg/day|"
    "g/kg|"
    "mg/kg|"
    "mg/day|mg/d|mg daily|mg per day|mg a day|"
    "g/day|g/d|gm/day|g per day|"
    "units/day|"
    "kg|kgs|kilo|kilos|kilograms|kilogram|"
    "lb|lbs|pound|pounds|"
    "oz|ounces|"
    "g|gm|gms|gram|grams|"
    "mg|mgs|milligrams|milligram|"
    "mcg|ug|µg|micrograms|"
    "l|liter|liters|litre|litres|"
    "ml|cc|mls|milliliters|"
    "dl|"
    "cm|cms|centimeters|centimeter|centimetres|"
    "mm|millimeters|millimeter|"
    "m|meters|meter|metres|"
    "in|inches|inch|\"|''|″|"
    "ft|feet|foot|'|′|"
    "cm2|cm²|sq cm|square cm|sq. cm|"
    "cm3|cm³|cu cm|"
    "ms|msec|milliseconds|"
    "sec|secs|s|second|seconds|"
    "min|mins|minute|minutes|"
    "h|hr|hrs|hour|hours|"
    "d|day|days|"
    "wk|wks|week|weeks|"
    "mo|mos|month|months|"
    "yr|yrs|year|years|yo|y/o|"
    "/h|/hr|/hour|per hour|per hr|an hour|events/h|events/hr|events/hour|events per hour|"
    "events an hour|ev/h|per hour of sleep|/h tst|/hr tst|events per hour of sleep|"
    "bpm|/min|beats per minute|beats/min|per minute|breaths/min|"
    "/d|/day|per day|daily|a day|times daily|times a day|x/day|x daily|x per day|x a day|"
    "times per day|each day|"
    "/wk|/week|per week|weekly|a week|times a week|times per week|x/wk|x/week|x per week|x a week|"
    "x weekly|times weekly|"
    "/mo|/month|per month|monthly|a month|per mo|"
    "c|°c|deg c|degrees c|degrees celsius|"
    "f|°f|deg f|degrees f|degrees fahrenheit|"
    "deg|degrees|degree|°|"
    "unit|units|iu|"
    "v|volts|"
    "pack-years|pack years|pack-year|pack year|pk-yrs|pk yrs|pk-yr|pack-yrs|pack-yr|pack yr|pack yrs|"
    "py|pkyr|pkyrs|pk/yr|pk yr|ppy|pack-yr history|"
    "ppd|packs per day|packs/day|packs a day|pack per day|pack/day|pack a day|pk/d|pk/day|pks/day|"
    "ga|gauge|"
    "mile|miles|mi|"
    "joules|j|"
    "mhz|"
    "tesla|"
    "gy|"
    "cgy|"
    "ata|atm|"
    "night|nights|"
    "steps|step|stairs|"
    "points|point|pts"
)
"""Spellings that may stand behind a number of a note, the units of one kind on a line; what they mean stands in accord.records."""

COUNTED = {
    "[IU]": "u",
    "mV": "mv",
    "[IU]/d": "u/day",
    "U/L": "iu/l",
    "m[IU]/L": "uiu/ml",
    "{visits}": "visit|visits|session|sessions|treatments|treatment|appointments",
    "{events}": "events|event|episodes|episode|times|time",
}
"""What only the words of a note mean by itself: `U` of insulin, things that are counted."""

UCUM_OF: dict[str, str] = {word: ucum(word) for word in WORDS.split("|")} | {
    word: code for code, words in COUNTED.items() for word in words.split("|")
}


def unit_pattern() -> str:
    """A pattern of all spellings, the longest first, for text in lower case with blanks as white space."""
    words = sorted(UCUM_OF, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", " ?").replace(" ", " ") for word in words) + ")"
