"""Words in a record that try to instruct the reviewer or a program. They are data: they are shown, and change nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from accord.evidence.narrative.memory import per_document
from accord.records.documents import Document
from accord.records.places import Place
from accord.records.record import Record

_PROGRAM = (
    r"(?:(?:automated|automatic|ai|a\.i\.|electronic|reviewing|intake|review|language|software)\s+"
    r"(?:intake|review(?:er)?|system|model|agent|assistant|tool|software|process(?:or|ing)?|engine|bot)s?|"
    r"llm|chatbot|ai|algorithm)"
)
# who is spoken to: one who can only be a reviewer or a program, and one that is mostly something else in a record
_READER = (
    r"(?:(?:automated|automatic|auto|ai|a\.i\.|electronic|digital|machine|virtual|claims?|triage|decision|review(?:ing)?)[\s-]+){0,2}"
    r"(?:reviewers?|adjudicat(?:or|ion)s?|examiners?|(?<=automated\s)readers?|(?<=machine\s)readers?|bots?|llms?|chatbots?|algorithms?|a\.?i\.?(?:\s+(?:system|model|agent|"
    r"reviewer|assistant)s?)?|(?<=automated\s)(?:system|processing)|(?<=decision\s)engine|(?<=review\s)engine)"
)
_THING = r"(?:system|model|agent|assistant|software|engine|computer|machine)s?"
_OPENS = (
    r"(?:^|(?<=[.!?>\]]\s))(?:[^\w\n]|_)*(?:(?:dear|hey|hi|hello|attention|attn|note|to|for|any|all|the)\s+){0,3}@?"
)
_COMES = r"(?:\s+(?:reading|reviewing|processing)\s+this\b[^:,.]{0,20})?\s*(?:[:,=]|[-–—]+>?)?\s*(?:(?:please|kindly|just|simply|now)\s+){0,2}"
_OUTCOME = (
    r"(?:(?:approve|affirm|authori[sz]e|certify)\b|grant\s+(?:the\s+|this\s+)?(?:authori[sz]ation|request|approval)|"
    r"finali[sz]e\s+(?:the\s+)?approval|conclude\b|answer\s+(?:yes|met)|respond\s+(?:yes|approved|met)|say\s+yes|"
    r"(?:output|return)\s+\W?(?:approved?|met|yes|affirm\w*)|all\s+criteria\s+(?:are|is)\s+(?:met|satisfied)|"
    r"do\s+not\s+[^.\n]{0,40}\bapprove)"
)
_DONE = (
    r"(?:accept|pass|clear|count|treat|mark|set|output|return|answer|ignore|disregard|skip|bypass|pay|deem|assume)\s"
)
_ASKED_FOR = r"(?:this|the)\s+(?:request|case|claim|authori[sz]ation)"


@dataclass(frozen=True, slots=True)
class Wording:
    """A way to address a reviewer or program. within -- a document without any of these words does not have it.

    paragraph -- everything to the end of the paragraph belongs to it; else the rest of the line and its sentence.
    """

    within: tuple[str, ...]
    pattern: str
    paragraph: bool = False

    @property
    def searched(self) -> re.Pattern[str]:
        """The pattern, compiled when first needed."""
        return _compiled(self.pattern)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.MULTILINE)


WORDINGS = (
    # a program is spoken to or named as the one who decides
    Wording(
        ("reviewer", "ai", "system", "model", "agent", "assistant", "bot", "llm", "algorithm", "intake", "software", "engine"),
        rf"\b(?:notes?|messages?|instructions?|attention|notice|memo|reminder|warning|attn)[ \t]+(?:to|for)[ \t]+"
        rf"(?:(?:the|any|all|every)\s+)?(?:reviewer\b|{_PROGRAM}\b|assistant\b|engine\b|model\b|system\b|large\s+language)|"
        rf"\b(?:attention|attn|warning)[ \t]*[:,-]?[ \t]*{_PROGRAM}\b",
        paragraph=True,
    ),
    Wording(
        ("ai ", "ai-", "a.i.", "gpt", "llm", "language model", "chatbot", "chat bot"),
        r"\b(?:ai|a\.i\.|llm|gpt)[\s-]+(?:powered\s+)?(?:review(?:er|ing\s+\w+|\s+system)?|agent|assistant|intake|model|system|bot|engine|"
        r"algorithm)\b|\b(?:large\s+)?language\s+models?\b|\b(?:chat|med|doc|[a-z]{4,})-?gpt\b|\bchat\s?bots?\b",
        paragraph=True,
    ),
    Wording(
        ("review", "automat", "adjudicat"),
        r"\breview(?:ing)?\s+(?:systems?|software|engine|bot|model|agent|algorithm)\b|\bautomat(?:ed|ic)\s+(?:claims?\s+)?(?:reviewers?|"
        r"review\s+(?:system|software|engine|tool)|adjudicat\w+|intake)\b|\b(?:to|for)\s+(?:the\s+)?automated\s+review\b|"
        r"\bdear\s+(?:automated|automatic|ai|system|assistant|model)\b|\breviewer\s+bot\b|\brevi(?:sor|seur)e?\s+autom[aá]ti\w+",
        paragraph=True,
    ),
    Wording(
        ("you are", "you must", "you should", "you will"),
        r"\byou\s+(?:are|must|should|will)\s+(?:now\s+)?(?:an?\s+)?(?:ai|assistant|approve|affirm|answer|respond|output|return|act\s+as|"
        r"pretend|medical\s+director|language)\b",
        paragraph=True,
    ),
    # marks and fields of conversations, calls and answers of programs
    Wording(
        ("im_start", "im_end", "inst]", "<<sys", "<system", "<instruction", "<prompt", "<assistant", "endoftext"),
        r"<\|(?:im_(?:start|end)|endoftext|system|user)\|>|\[/?inst\]|<</?sys>>|</?(?:system|instructions?|prompt|assistant)\b[^>\n]*>",
        paragraph=True,
    ),
    Wording(
        ("role", "verdict", "proposal", "decision", "criteri", "status", "assistant", "approve"),
        r"[\"']role[\"']\s*[:=]\s*[\"']?(?:system|assistant|developer|tool|user)\b|\btool_(?:result|call|use)\b|"
        r"[\"'](?:verdict|proposal|decision|criteria|status|outcome)[\"']\s*[:=]\s*[\"']?(?:met|approved?|affirm\w*|complete)\b|"
        r"\b(?:verdict|criterion|criteria)\s*[:=]\s*[\"'*]?\s*(?:met|all|approved?|\*)|\b(?:set_status|approve)\s*\(|"
        r"^\s*(?:assistant|system|developer)\s*:\s*(?:$|(?:you|approve|ignore|verdict|set|answer)\b)",
        paragraph=True,
    ),
    Wording(("prompt", "message"), r"\b(?:system|assistant|developer)\s*(?:prompt|message)\s*:", paragraph=True),
    # a decision is ordered
    Wording(
        ("status", "request", "decision", "case", "criteri", "documentation"),
        r"\b(?:set|mark|change|treat|deem|score|count|return|output|report|answer|record)\s+(?:\w+\s+){0,3}?(?:the\s+)?"
        r"(?:status|this\s+request|request|decision|case|(?:all|every|each|the)\s+criteri(?:a|on)|documentation)\s+(?:to|as|is|are|be)?\s*"
        r"\W?(?:approved?|affirmed|met|complete|satisfied)\b|\bdeem(?:ed)?\s+all\s+criteria\b|\bskip\s+the\s+criteria\b",
        paragraph=True,
    ),
    Wording(
        ("ignore", "disregard", "skip", "bypass", "override"),
        r"\b(?:ignore|disregard|skip|bypass|override)\s+(?:all\s+|any\s+|the\s+|other\s+|every\s+)*(?:previous|prior|above|missing|other|"
        r"earlier|instructions?|criteri(?:a|on)|checks?|polic(?:y|ies)|rules?|guidelines?)",
        paragraph=True,
    ),
    Wording(
        ("approve", "affirm", "authori"),
        rf"(?:please\s+|kindly\s+)?\b(?:approve|affirm|authori[sz]e)\s+{_ASKED_FOR}\s*"
        r"(?:,|now\b|immediately|automatically|without|and\s+(?:skip|ignore|do not))"
        rf"|(?:^|(?<=[.!:>\]]\s)|\bmust\s+|\bshall\s+|[;,]\s*and\s+)(?:[^\w\n]|_)*(?:approve|affirm|authori[sz]e)\s+{_ASKED_FOR}\b",
        paragraph=True,
    ),
    Wording(
        ("repeated by", "answered by", "confirmed by", "copied by", "every criterion", "all criteria", "each criterion"),
        r"\b(?:repeated|answered|confirmed|copied|output)\s+by\s+the\s+(?:assistant|model|system|ai|reviewer)\b|"
        r"\b(?:is|are)\s+(?:every|all|each)(?:\s+the)?\s+criteri(?:on|a)\s+met\?",
        paragraph=True,
    ),
    Wording(
        ("no further", "no additional"),
        r"\bno\s+(?:further|additional)\s+(?:questions?|review|documentation|checks?)\s+(?:is|are)\s+"
        r"(?:required|needed|necessary)",
    ),
    Wording(
        ("reviewer",),
        r"\breviewer(?:'s)?\s+notes?\s*\((?:internal|payer|medicare)|\breviewer\s*=\s*\w+",
        paragraph=True,
    ),
    # whoever decides is spoken to at the beginning of a clause, or told what to do, and an outcome is demanded
    Wording(
        ("review", "adjudicat", "examiner", "reader", "bot", "llm", "algorithm", "ai", "a.i.", "automated", "engine"),
        rf"{_OPENS}{_READER}{_COMES}(?:{_OUTCOME}|{_DONE})",
        paragraph=True,
    ),
    Wording(
        ("approve", "affirm", "authori", "certif", "approval", "conclude", "answer", "respond", "output", "return", "criteria"),
        rf"{_OPENS}{_THING}(?:\s+(?:note|message|notice|override|directive))?\s*(?:[:,]|[-–—]+>?)\s*"
        rf"(?:(?:please|kindly|just|now)\s+){{0,2}}(?:{_OUTCOME}|authori[sz]ation\s+(?:is\s+)?(?:granted|approved))",
        paragraph=True,
    ),
    Wording(
        ("should", "must", "shall", "is to", "are to", "has to", "have to"),
        rf"\b(?:{_READER}|{_THING})(?:\s+(?:reading|reviewing|processing)\s+this(?:\s+\w+)?)?\s+(?:should|must|shall|is\s+to|are\s+to|ha[sv]e?\s+to)"
        rf"\s+(?:(?:simply|just|now|therefore|then)\s+)?{_OUTCOME}",
        paragraph=True,
    ),
    Wording(
        ("whatever", "whoever", "flag", "question", "escalat", "pend", "instruct", "tell", "direct", "decision", "outcome", "verdict"),
        rf"\b(?:who|what)ever\s+(?:or\s+whatever\s+)?(?:reads|processes|reviews)\s+this\b|"
        rf"\bdo\s+not\s+(?:flag|question|pend|escalate)\s+(?:this|the)\s+(?:case|request|claim)\b|"
        rf"\b(?:instruct|tell|direct|order)s?\s+(?:the\s+)?(?:{_READER}|{_THING})\s+to\s+{_OUTCOME}|"
        r"\b(?:decision|outcome|verdict)\s*:?(?:=|->)+\s*\W?(?:approved?|affirm\w*|met)\b",
        paragraph=True,
    ),
    # the same in the languages of other forms
    Wording(
        ("solicitud", "solicita", "demande", "antrag", "richiesta", "criteri", "crit", "kriteri"),
        r"\b(?:apr(?:uebe|ueba|obar|ove|ovar)|autorice)\s+(?:esta|este|la|a)\s+(?:solicitud|solicitação|petici[oó]n|caso)|"
        r"\bapprouve[rz]\s+(?:cette|la)\s+demande|\bgenehmig\w+\s+(?:sie\s+)?(?:diesen|den)\s+antrag|\bapprova(?:re|te)?\s+(?:questa|la)\s+richiesta|"
        r"\bignor(?:e|ez|er|iere?n?|iert|a|ar|are|ate)\s+(?:los|las|todos|todas|alle|die|les|toutes|tous|os|as|i|tutti)\s+(?:\w+\s+)?[ck]rit[eéè]r",
        paragraph=True,
    ),
    Wording(
        ("批准", "忽略", "одобр", "игнорир", "утверд", "تجاهل", "وافق"),
        r"批准(?:此|该|这|本)|忽略(?:所有|一切|以上|全部)|(?:одобри|утверди)(?:те|ть)?\s|игнориру\w+\s|تجاهل\s|وافق\s+على",
        paragraph=True,
    ),
)  # fmt: skip
# the rest of a hard-wrapped sentence on the next line
_WRAPPED = re.compile(r"\n[ \t]*[a-z][^\n]*")
LINES = 4
"""Lines after the one that addresses a program which still belong to its paragraph."""
# a heading, a label or a date begins something else
_LABELLED = re.compile(r"[ \t]*(?:[A-Z][A-Za-z/&' ]{1,30}:|[A-Z][A-Z /&]{3,40}$|\d{1,2}/\d{1,2}/\d{2,4}\b|\f)")

# a heading, a list, a quotation or code
_LISTED = re.compile(r"[ \t]*(?:[#*>{\[<`•]|- )")
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[A-Z])")


def planted_instructions(record: Record) -> tuple[Place, ...]:
    """Every place in the record's documents whose words address a reviewer or program instead of telling of the patient."""
    return tuple(place for document in record.documents for place in instructions_in(document))


def instructs(line: str) -> bool:
    """Does this line address a reviewer or program?"""
    lowered = line.lower()
    return any(any(w in lowered for w in wording.within) and wording.searched.search(line) for wording in WORDINGS)


def instructions_in(document: Document) -> Iterator[Place]:
    """The places of one document, each from the beginning of its sentence to the end of its line or paragraph."""
    yield from _places(document)


@per_document
def _places(document: Document) -> tuple[Place, ...]:
    spans: list[tuple[int, int]] = []
    for wording in WORDINGS:
        if any(word in document.flat for word in wording.within):
            spans += (_whole(document.text, match, wording) for match in wording.searched.finditer(document.text))
    return tuple(document.place(start, end) for start, end in _merged(spans))


def _whole(text: str, match: re.Match[str], wording: Wording) -> tuple[int, int]:
    """What belongs to the words found."""
    end = _line_end(text, match.end())
    if not wording.paragraph:
        following = _WRAPPED.match(text, end)
        return match.start(), following.end() if following else end
    opened = _LISTED.match(text, text.rfind("\n", 0, match.start()) + 1, end) is not None
    for _ in range(LINES):
        next_end = _line_end(text, end + 1)
        line = text[end + 1 : next_end]
        if not line.strip() or _LABELLED.match(line) or not _goes_on(text, end, line, opened=opened):
            break
        end = next_end
    return _sentence_start(text, match.start()), end


def _goes_on(text: str, end: int, line: str, *, opened: bool) -> bool:
    """Does the next line go on: an unfinished sentence, or the items below a heading, a colon or an opened bracket?"""
    last = text[:end].rstrip(" \t")[-1:]
    return line.lstrip()[:1].islower() or last not in ".!?;" or (opened and line.lstrip()[:1] in "*-•#>{}[]<`\"'")


def _line_end(text: str, offset: int) -> int:
    found = text.find("\n", min(offset, len(text)))
    return found if found >= 0 else len(text)


def _sentence_start(text: str, offset: int) -> int:
    """The beginning of the sentence, at most of the line."""
    line = text.rfind("\n", 0, offset) + 1
    return max((stop.end() for stop in _SENTENCE_END.finditer(text, line, offset + 1)), default=line)


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
