"""The last digit of an NPI guards the nine before it (ISO/IEC 7812 Luhn over the prefix 80840; 45 CFR 162.406)."""

from __future__ import annotations

LENGTH = 10
ISSUER = "80840"
FIRST_DIGITS = "12"


def check_digit(first_nine: str) -> str:
    """The digit that completes the first nine digits of an NPI."""
    total = 0
    for i, character in enumerate(reversed(ISSUER + first_nine)):
        digit = int(character) * (2 if i % 2 == 0 else 1)
        total += digit - 9 if digit > 9 else digit
    return str(-total % 10)


def is_valid(text: str) -> bool:
    """Ten ASCII digits that begin with 1 or 2 and end in the right check digit; nothing around them."""
    if len(text) != LENGTH or not (text.isascii() and text.isdigit()) or text[0] not in FIRST_DIGITS:
        return False
    return text[-1] == check_digit(text[:-1])
