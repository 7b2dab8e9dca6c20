"""Passwords of 12 characters and more that are tried first: a short list of our own, and the patterns behind such lists."""

from __future__ import annotations

import re

# Without digits and signs at either end, so that 'Password2026!' is 'password' too.
STEMS = frozenset(
    """
    password passwort passwords mypassword thepassword newpassword password password changeme changemenow changeit letmein
    letmeinnow letmeinplease welcome welcomehome welcomeback iloveyou iloveyouso administrator admin adminadmin
    superuser root rootroot default secret topsecret secretsecret qwerty qwertyuiop qwertyqwerty azerty azertyuiop
    qwertz qwertzuiop asdfgh asdfghjkl zxcvbn zxcvbnm monkey dragon sunshine princess football baseball basketball
    superman batman starwars master trustno trustnoone shadow michael jennifer internet computer whatever
    winter spring summer autumn january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday hospital clinic health healthcare healthplan medical
    medicine medicare medicaid insurance doctor physician nurse reviewer patient authorization priorauthorization
    priorauth coordinator accord accordaccord test testing testtest demo demodemo guest login signin correcthorsebatterystaple
    onetwothreefour abcdefghijkl abcdefghijklm abcdefghijklmnop
    """.split()  # noqa: SIM905 - words are read as words
)
LEETS = str.maketrans("@4310$5!7", "aaeiossit")
ROWS = (
    "0123456789",
    "9876543210",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "azertyuiop",
    "qwertzuiop",
    "abcdefghijklmnopqrstuvwxyz",
)
LEAST_DIFFERENT = 5  # characters that differ


def is_common(password: str) -> bool:
    """Is it a word that everybody knows with digits and signs around it, a run along the keyboard, or one piece repeated?"""
    bare = "".join(password.casefold().split())
    if len(set(bare)) < LEAST_DIFFERENT or re.fullmatch(r"(.{1,5})\1+.{0,4}", bare):
        return True
    return _is_stem(bare) or _is_run(bare)


def _is_stem(bare: str) -> bool:
    letters = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", bare)
    return bool({letters, letters.translate(LEETS), re.sub(r"[\W\d_]+", "", letters)} & STEMS)


def _is_run(bare: str) -> bool:
    """Made of runs of four and more neighbours on the keyboard or in the alphabet, and little else."""
    left = bare
    for row in ROWS:
        for way in (row * 2, row[::-1] * 2):
            for length in range(len(bare), 3, -1):
                for start in range(len(way) - length + 1):
                    left = left.replace(way[start : start + length], "")
    return len(left) <= 3
