"""How long a patient is expected to live apart from the disease that is treated: words for a long and for a short outlook."""

from __future__ import annotations

from accord.evidence.patterns import lazy_pattern

_LIFE = r"(?:life[- ]?expectancy|l\.?e\.?|survival|longevity|prognosis|outlook|life ?span|(?:expected|likely|going) to live|will live|lives?|living)"
_SPAN = r"(?:[2-9]|[1-9]\d|two|three|four|five|ten|several|many|multiple|some)(?: ?(?:-|to) ?\d{1,2})? ?\+? ?(?:y|yrs?|years|decades)\b"
_MORE = (
    r"(?:>|≥|>=|more than|over|at least|beyond|exceed(?:s|ing)?|in excess of|greater than|longer than|(?:well )?past|better than|not less than|no less than)"
    r" ?(?:an?|one|1|[2-9]|1\d|two|three|five|ten|12|several|many)[ -]?(?:y|yrs?|years?|months?|mos?)\b"
)
_FINE = (
    r"(?:normal|good|excellent|favou?rable|reasonable|acceptable|unlimited|not limited|unaffected|not shortened|not reduced|age[- ]appropriate|"
    r"as expected for age|decades|years|long)"
)
_LIMITS = r"(?:limit|short|curtail|threaten|reduc|compromis|cut)\w*"
_ILLNESS = r"(?:comorbid\w*|illness\w*|diseases?|dz|conditions?|problems?|diagnos\w+|cancer|malignan\w+|else|nothing|non-?cardiac\w*|cause)"
LONG_LIFE = lazy_pattern(
    rf"\b{_LIFE}\b[^.;]{{0,40}}?(?:{_MORE}|\b{_SPAN})|(?:{_MORE}|\b{_SPAN})[^.;]{{0,24}}\b{_LIFE}\b|"
    rf"\b(?:life[- ]?expectancy|longevity|prognosis|outlook|life ?span)\b[^.;]{{0,30}}\b{_FINE}\b|"
    rf"\b{_FINE} (?:\w+ )?(?:life[- ]?expectancy|longevity|prognosis|outlook|life ?span)\b|"
    r"\bexpect(?:s|ed|ing)? (?:\w+ )?(?:years|decades)\b|\b(?:years|decades) (?:ahead|to live|of life|left|to go)\b|"
    rf"\b(?:no|nothing|none|without|nor any)\b[^.;]{{0,50}}\b{_LIMITS}\b[^.;]{{0,24}}\b(?:life|survival|longevity|expectancy|outlook|prognosis|"
    rf"lifespan|him|her|years?)\b|"
    rf"\b(?:no|nothing|none|without)\b[^.;]{{0,24}}\b(?:life[- ]?)?limiting\b[^.;]{{0,24}}\b{_ILLNESS}\b|"
    rf"\bnothing (?:else )?(?:limiting|that (?:limits|shortens))\b|\bno (?:other |active |known )*(?:terminal|fatal|life[- ]?threatening|"
    rf"end[- ]stage) (?:\w+ )?{_ILLNESS}|"
    r"\botherwise (?:healthy|well|good health|in good health)\b"
)
NOT_LONG = lazy_pattern(
    r"\b(?:if|whether|unless|unclear|unknown|uncertain|unsure|guarded|poor|discuss\w*|less than|under|below|without (?:the |an? )?(?:icd|valve|device|"
    r"surgery|treatment|"
    r"tavr|replacement|intervention)|wife|husband|mother|father|brother|sister|son|daughter|battery|generator|device|lead|implant|criteri\w+|requires?|"
    r"must|lives? (?:with|alone|in|at|\d)|(?:graft|implant|transplant|valve|stent) survival)\b|<|_{2,}|\?"
)
SHORT_LIFE = lazy_pattern(
    r"\b(?:life[- ]?expectancy|survival|prognosis|outlook|expected to live|le)\b[^.;>]{0,24}?(?:(?:<|less than|under|below|not more than|at most) ?"
    r"(?:an?|one|1|12|six|6) ?(?:y|yrs?|years?|months?|mos?)\b|(?<!\d)(?<!> )(?<!>)(?:[1-9]|1[01]|one|two|three|four|six|few|several|a few) ?(?:-|"
    r"to)? ?\d{0,2} ?"
    r"(?:weeks?|wks?|months?|mos?)\b|\b(?:weeks|months)\b)|\b(?:weeks|months) (?:to live|left|of life)\b|\bterminally ill\b"
)
NOT_SHORT = lazy_pattern(
    r"\b(?:not|no|if|whether|unless|more than|over|beyond|greater than|at least|exceed\w*|wife|husband|mother|father|brother|sister|son|daughter|"
    r"battery|device|"
    r"progression[- ]free|criteri\w+|requires?|rule\w*|was)\b|>|≥|_{2,}|\?"
)
