"""Words that several rules of power mobility share."""

from __future__ import annotations

from accord.evidence.patterns import lazy_pattern

POWER_CHAIR = (
    r"\b(?:power(?:ed)?|electric|motori[sz]ed)[ -]?(?:wheel ?)?(?:chair|base|mobility(?: device)?)\b|\bpwc\b|\bpmd\b|\bk08[1-9]\d\b|"
    r"\b(?:group [1-5]|demo|trial|loaner power) (?:power )?(?:wheel ?)?chair\b"
)
SCOOTER = r"\bscooters?\b|\bpovs?\b|\bpower[- ]operated vehicles?\b|\btillers?\b|\bk080\d\b"
MANUAL_CHAIR = (
    r"\bmanual (?:mobility|(?:wheel ?)?chairs?|w/?c)\b|\bmwc\b|\bk000[1-9]\b|\bself[- ]?propel\w*|\bpropuls\w+|\bpropel\w*|"
    r"\b(?:ultra-?)?light-?weight (?:manual )?(?:wheel ?)?chair|\bstandard wheel ?chair\b|\btransport chair\b|"
    r"\bpush(?:es|ing)? (?:a |the |his |her |own |any )*(?:manual |standard |lightweight )*(?:wheel ?chair|chair|wheels)\b|"
    r"\broll(?:s|ing)? (?:him|her)self in|\bturn(?:s|ing)? the wheels\b|\bwheel(?:s|ing)? (?:him|her)self\b|\boptimally[- ]configured\b"
)
WALKING_AID = (
    r"\b(?:four|4|two|2|three|3|front)[- ]?wheel(?:ed)?[- ]walkers?\b|\bwalkers?\b|\brollators?\b|"
    r"\bf\.?w\.?w\b|\b[24][- ]?ww\b|\brw\b|\bhemi-?walkers?\b|\bambulat\w+ (?:aid|device|equipment)s?\b|"
    r"\bwalking aids?\b|\bassistive devices?\b"
)
CANE = r"\b(?:quad |straight |single[- ]point )?canes?\b|\b[sqw]bqc\b|\b(?:lb|sb|nb)qc\b"
DAILY_ACTIVITY = (
    r"\btoilet\w*|\b(?:to|into|in) (?:the )?br\b|\bbath(?:room|e|es|ed|ing|s)?\b|\bcommode\b|\brest ?room\b|\bwash ?room\b|"
    r"\bshower\w*|\btub\b|\bsink\b|\bkitchen\b|\bdining\b|"
    r"\bdress(?:ing|ed|es|er)?\b|\bcloset\b|\bgroom\w*|\bfeed\w*|\bmeals?\b|\beat(?:s|ing)?\b|\bhygiene\b|\bm?r?adls?\b|"
    r"\bactivities of daily living\b"
)
AT_TOILET = r"\btoilet\w*|\bbath ?room\b|\b(?:to|into|in) (?:the )?br\b|\bcommode\b|\brest ?room\b|\bwash ?room\b"
MOVING = (
    r"\bwalk\w*|\bambulat\w+|\bget(?:s|ting)? (?:to|into|in|out|around|there|from)\b|\breach\w*|\bstand\w*|\btransfer\w*|"
    r"\bgait\b|\bfall\w*|\bfell\b|"
    r"\bbalance\b|\bmobility\b|\blegs?\b|\bweak\w*|\bsteps?\b|\bmov(?:e|es|ing)\b|\bfeet\b|\bft\b|\bparesis\b|\bmin(?:ute)?s?\b"
)
AWAY_FROM_HOME = (
    r"\b(?:outdoors?|outside|community|shopping|stores?|mall|grocer\w+|church|parks?|long(?:er)? distances?|distances|errands|appointments|"
    r"yard|neighbou?rhood|travel\w*|casino|trips)\b"
)
NOT_DONE = (
    r"\b(?:not (?:yet )?(?:assess|test|tri|evaluat|examin|perform|done|measur|address)\w*|deferred|pending|to be (?:assess|determin|tri|test|"
    r"evaluat)\w*|n/?a\b|tbd)"
)

POWER_CHAIR_WORDS = lazy_pattern(POWER_CHAIR)
SCOOTER_WORDS = lazy_pattern(SCOOTER)
