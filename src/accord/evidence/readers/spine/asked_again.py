"""How requests speak of earlier procedures: those they tell of, and those that are to be done again."""

from __future__ import annotations

import re

TELLS_OF_PAST = re.compile(
    r"\b(?:last|prior|previous|most recent|earlier|first|1st|second|2nd|#\s?[12]|mbb ?[12]|block ?[12])\b[^;]{0,30}\b(?:rfa|ablation|"
    r"blocks?|mbbs?|injections?|procedures?|radiofrequency|inj)\b[^;]{0,44}(?:\d{1,2}/\d{1,2}|\b(?:19|20)\d\d\b|\d ?%|\brelief\b|"
    r"\bresponse\b|\bnone\b|\bnever\b|\b0\b|\bdone\b)|"
    r"\b(?:first|1st|#\s?1|mbb ?1)\b[^;]{0,20}\b\d{1,2}/\d{1,2}/\d{2,4}\b[^;]{0,60}(?:%|\brelief\b|\bresponse\b|\bwore\b|\bpositive\b|\bnrs\b)|"
    r"\bno\.? of (?:rfa|ablation|block|injection)s?\b|\b(?:date|result|response) (?:of|to) (?:last|prior|previous|first)\b|"
    r"\b(?:last|past|prior|previous) (?:12|twelve) ?(?:mo\b|months?)"
)
RESULT_OF_PAST = re.compile(
    r"\W*(?:\w+ ){0,2}?(?:responses?|results?|outcomes?|relief|benefit|improvement|effect|reaction|% relief|duration|pain score)"
    r"(?: \w+)? (?:to|of|from|after|with|following|at) (?:the |her |his |pt'?s )?(?:last|prior|previous|most recent|earlier|first|1st|"
    r"initial|index|second|2nd|#\s?[12]|diagnostic) (?:\w+ ){0,3}?(?:blocks?|mbbs?|injections?|inj|rfa|ablation|procedures?)\b"
)
"""A row about what an earlier procedure did, whatever box is ticked in it."""
ASKS_AGAIN = re.compile(
    r"\brequest\w*|\brepeat\b|\bneed\w*|\bplease\b|\bto (?:be )?(?:do|done|perform)|[x☒☑✓✔]\]|\(x\)"
)
ASKED_BEFORE = re.compile(
    r"\b(?:proceed(?:ing)? with|schedule|request(?:ing)?|recommend|will (?:repeat|perform|schedule)|plan (?:for|to))\b"
    r"(?:(?!\b(?:no|not|if|after|when)\b)[^.;]){0,70}$"
)
SAME_LEVELS = re.compile(
    r"\b(?:same|identical) (?:\w+ )?(?:levels?|joints?|nerves?|sites?|procedure|lesions?|branches)\b|\bas (?:before|last time)\b"
)
SAME_AGAIN = re.compile(
    r"\b(?:repeat(?:ing)?|re-?do(?:ing)?|do(?:ing)?|have|perform(?:ing)?) (?:the |this |that |it )?"
    r"(?:same|identical|very same)? ?(?:procedure|treatment|lesions?|nerves|blocks?|injections?|"
    r"again)\b"
)
DONE_BLOCKS = re.compile(
    r"\b(?:both|two|each of the|the (?:first|second|two)|her (?:first|second|two)|his (?:first|second|two)) (?:of (?:the|these|her|his) )?"
    r"blocks?\b"
)
