"""Spasm of eyelids, face or neck, and what it does to the patient.

spasm_diagnosis -- blepharospasm, hemifacial spasm or dystonia.
spasm_effect    -- what is seen or hindered: closed eyes, a turned head, a drawn face, no driving or reading.
toxin_for_looks -- the toxin is asked for wrinkles.
"""

from __future__ import annotations

from collections.abc import Iterator

from accord.evidence.chart import Chart
from accord.evidence.patterns import lazy_pattern
from accord.evidence.profile import Profile
from accord.evidence.readers.botulinum.words import TOXIN
from accord.evidence.readers.rules import Rule
from accord.evidence.readers.sayings import tells_history, told_on_day
from accord.records.findings import Finding, Presence, Time

TOOL = "botulinum-spasm/1"
DIAGNOSIS, EFFECT, LOOKS = "spasm_diagnosis", "spasm_effect", "toxin_for_looks"

_UNSURE = lazy_pattern(
    r"\b(?:rule out|r/o|versus|vs\.?|differential|work-?up|suspect\w*|possible|question of|screen\w*|tardive|"
    r"drug[- ]induced|acute dystonic reaction|bronchospasm|criteri\w+|policy|covered)\b"
)
RULES = (
    Rule(DIAGNOSIS, lazy_pattern(
        r"\b(?:(?:benign )?(?:essential )?blepharospasm|beb\b|hemifacial spasms?|(?:cervical|cranial|"
        r"oromandibular|facial|focal|segmental|idiopathic) dystonia|spasmodic torticollis|meige(?:'?s)?(?: "
        r"syndrome)?|g24\.[35]|g51\.3\d?)"),
        None, _UNSURE, Time.CURRENT),
    Rule(EFFECT, lazy_pattern(
        r"\b(?:forced (?:eye(?:lid)? )?closure|(?:eyes?|eyelids?|lids?) (?:\w+ ){0,3}?(?:clos\w+|shut\w*|"
        r"squeez\w+|clamp\w*)|(?:involuntary|forceful|sustained|uncontroll\w+|spasmodic|repetitive) (?:[\w-]+ "
        r"){0,4}?(?:closure|blink\w*|contractions?|spasms?|turning|"
        r"twisting|movements?|squeez\w+|rotation|tilt\w*)|(?:cannot|can't|unable to|could not|not able to) "
        r"(?:[\w-]+ ){0,2}?(?:keep (?:her |his |the )?eyes open|open (?:her |his |the )?(?:eyes?|lids?)|drive|"
        r"read|see|look|turn|hold (?:her |his )?head|watch)|"
        r"(?:functional(?:ly)?|effective\w*) blind\w*|(?:stopped|gave up|quit|no longer) (?:driv\w+|read\w+)|"
        r"(?:head|neck|chin) (?:is |was |are )?(?:\w+ ){0,2}?(?:turn\w*|tilt\w*|rotat\w+|pull\w*|deviat\w+|"
        r"jerk\w*|tremor)|(?:latero|antero|retro|torti)collis|"
        r"(?:mouth|face|cheek|corner of (?:the )?mouth)(?: \w+){0,3}? (?:pull\w*|draw\w*|drawn|twitch\w*|"
        r"contract\w*)|(?:orbicularis|facial muscles?)(?: \w+){0,3}? (?:spasm|contract|twitch)\w*|"
        r"(?:interfer\w+|limit\w*|difficulty) (?:with )?(?:driving|reading|vision|work\w*|seeing))\b"
    ), None, lazy_pattern(r"\b(?:if|ptosis after|after (?:the )?injection|cataract\w*|macular|glaucoma|policy|criteri\w+)\b"), Time.CURRENT),
    Rule(LOOKS, lazy_pattern(
        rf"\b{TOXIN}[^.;]{{0,50}}\b(?:cosmetic\w*|wrinkles?|glabellar|frown lines?|crow'?s[- ]feet|forehead "
        rf"lines?|rhytid\w+|[a]?esthetic\w*|facial lines)\b|\b(?:cosmetic\w*|wrinkles?|glabellar (?:lines|"
        rf"rhytid\w+)|frown lines?|crow'?s[- ]feet|forehead lines?)"
        rf"[^.]{{0,50}}\b{TOXIN}"
    ), Presence.PRESENT, lazy_pattern(
        r"\b(?:not|no|never|denies|previous(?:ly)?|prior|years ago|in (?:19|20)\d\d|history of|past|excluded|"
        r"policy|covered|rather than)\b")),
)  # fmt: skip


def spasms(chart: Chart, papers: list[Profile]) -> Iterator[Finding]:
    """The disease, its effect, and the toxin for looks."""
    telling = [paper for paper in papers if tells_history(paper)]
    yield from told_on_day(chart, telling, RULES, TOOL, but=(Presence.POSSIBLE,))
