"""Fractions as notes write them: '1/2 tab' is half a tablet, no second of January and no score of one out of two."""

from __future__ import annotations

import re
from decimal import Decimal

FRACTIONS: dict[str, Decimal] = {
    "1/2": Decimal("0.5"),
    "1/3": Decimal(1) / 3,
    "2/3": Decimal(2) / 3,
    "1/4": Decimal("0.25"),
    "3/4": Decimal("0.75"),
    "1/8": Decimal("0.125"),
}
"""What is halved and quartered in notes; '5/6' and the like are days or scores."""

PARTED = (
    r"(?:hrs?|hours?|h(?![\w/&.])|mins?|minutes?|tabs?|tablets?|pills?|capsules?|cups?|packs?(?! ?\d)|ppd|miles?|mi|city|blocks?|"
    r"units?|inch|inches|foot|feet|ft|lbs?|pounds?|kg|oz|ounces?|teaspoons?|tsp|tablespoons?|tbsp|doses?(?! ?[#\d])|amps?|ampules?|"
    r"strength|life|bottles?|cans?|glass(?:es)?|lit(?:er|re)s?|l/min|lpm|ml|mg|mcg|cc|week|wk|month|mo|year|yr|day|"
    r"(?:of )?(?:an?|the|her|his|my|each|one)(?! ?\d)|way|patch(?:es)?|bags?|cartons?|sandwich|portions?|meals?|steps?|mm|cm|teaspoon)"
)
"""What a fraction may be of: units, doses, what is eaten, ways walked."""

# '3/4 weeks' are three to four; '2 1/2 weeks' are two and a half
MANY = r"(?:weeks|wks|months|mos|years|yrs|days)"
FRACTION = re.compile(
    rf"(?:(?:{'|'.join(FRACTIONS)})[ -]?(?:to \d |-\d )?{PARTED}|1/2[ -]?(?:to \d |-\d )?{MANY})(?![a-z\d/])"
)
"""A fraction with what it is of, over lower-case text with blanks for white space."""

AFTER_A_MEAL = re.compile(r" ?(?:after|post|pc\b|p\b|before|prior|pre|ac\b|later|following|into|from)", re.IGNORECASE)
"""What follows a time of the day's course: '44 1/2 hr after lunch' is 44, half an hour after lunch."""


def is_fraction(flat: str, start: int) -> bool:
    """Does a fraction with what it is of stand at this offset of a text in lower case?"""
    return FRACTION.match(flat, start) is not None
