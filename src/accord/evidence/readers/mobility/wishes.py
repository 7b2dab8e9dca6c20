"""What the patient wants and has: willingness, other wheelchairs, the cause of the limitation."""

from __future__ import annotations

from accord.evidence.patterns import lazy_pattern
from accord.evidence.readers.mobility.claims import Rule
from accord.evidence.readers.mobility.vocabulary import NOT_DONE, POWER_CHAIR

WANTED = (
    r"(?<!not )(?<!not very )\b(?:keen|eager|motivated|happy (?:with|to|about)|glad|excited|looking forward)\b|\bin (?:full |"
    r"complete )?agreement with (?:it|the (?:chair|plan|"
    r"device|power)|this)\b|\b(?:expresse[sd]|states?|voiced) (?:a |her |his )?willingness to use\b|\bnot expressed (?:an |"
    r"any )?unwillingness\b|(?<!not )\bwilling\b(?! to (?:push|have|move|"
    r"help|take))|"
    r"\bwill use (?:it|the|this)\b|\basked for (?:it|one)\b|(?<!not )\bwants? (?:it|one|this|to use|the (?:chair|scooter|power))\b|"
    r"\bagree(?:s|able) to (?:use|it|the|a|this|pwc|power)\b|\baccept(?:s|ing|ed)\b|\bno (?:objection|refusal)\b"
)
REFUSES = (
    r"\b(?:declin(?:es|ed)|refus(?:es|ed)|not (?:want|wish|willing|interested|agree\w*|going to use)|no (?:interest|desire)|opposed|"
    r"doesn't wish|adamant\w*|prefers to (?:walk|keep walking|continue)|unwilling|does(?:n't| not) want|did not want|"
    r"will not use|won't use|would not use|prefers? not|(?:would )?rather not|rejects?)\b"
)
DOUBTS = r"\b(?:hesitant|reluctant|unsure|undecided|ambivalent|wants to think)\b"
OTHER_MATTER = lazy_pattern(r"\bsurgery\b|\btherapy\b|\bnursing home\b|\bplacement\b|\bmanual\b")
OF_SCOOTER = r"\bscooters?\b|\bpovs?\b|\bpower mobility\b"
OF_CHAIR = rf"{POWER_CHAIR}|(?<!manual )\bwheel ?chairs?\b|\bpower mobility\b"


def wishes(scooter: bool) -> tuple[Rule, ...]:
    """Willingness to use, and refusal of, the requested kind of device: refusing another kind says nothing of it.

    A refusal of 'it' that does not name the device is only possible.
    """
    device = OF_SCOOTER if scooter else OF_CHAIR
    other = r"\bwheel ?chairs?\b(?!.*\bscooter)" if scooter else r"\bscooters?\b(?!.*\bpower)"
    gap = rf"(?:(?!{r'wheel ?chair' if scooter else r'scooter|pov'})[^.;]){{0,60}}"
    against = lazy_pattern(
        rf"{REFUSES}{gap}(?:{device})|(?:{device})[^.;]{{0,80}}{REFUSES} (?:to use )?(?:it|one)\b|(?:{device})[^.;]{{0,40}}{REFUSES}"
    )
    of_others = lazy_pattern(
        rf"{other}|{NOT_DONE}|\b(?:caregiver|wife|husband|daughter|son|spouse|aide)\b[^.;]{{0,25}}\b(?:willing|keen|happy|eager)\b"
    )
    doubt = lazy_pattern(rf"{REFUSES} (?:to use )?(?:it|one)\b|{DOUBTS}")
    plain = lazy_pattern(
        rf"(?:{device})[^.;]{{0,60}}{REFUSES}|{REFUSES}{gap}(?:{device})|{other}|\bmanual\b|\bagrees? to\b"
    )
    return (
        Rule("device_refused", about=against, yes=against, no=OTHER_MATTER, unless=lazy_pattern(other)),
        Rule("device_refused", about=doubt, yes=doubt, no=doubt, unless=plain),
        Rule(
            "willing_to_use",
            yes=lazy_pattern(WANTED),
            no=against,
            unless=lazy_pattern(rf"{of_others.pattern}|{OTHER_MATTER.pattern}"),
        ),
    )


ONE_CHAIR = Rule(
    "only_chair",
    answers=True,
    yes=lazy_pattern(
        r"\bno (?:other|second|additional|current|existing) (?:wheel ?chairs?|chairs?|mobility (?:device|equipment)|power|w/c|scooters?)|"
        r"\b(?:does not|doesn't|do not|never) (?:currently )?(?:have|own|had|owned|possess|used) (?:a |an |any |any other |another |"
        r"one )*(?:wheel ?chair|w/c|mobility device|power|scooter)|"
        r"\b(?:other|additional|another|existing) (?:wheel ?chairs?|w/c|mobility (?:device|"
        r"equipment))[^.;\[]{0,40}[?:] ?(?:\[ ?x ?\] ?|☒ ?|☑ ?)?(?:no|none)\b|"
        r"\bwheel ?chairs? (?:owned|in (?:the )?home|at home|in use)\W{1,3}(?:none|no|0)\b|\bnever owned (?:one|any|a)\b|"
        r"\bonly wheel ?chair\b|\b(?:owns|has) no (?:other )?(?:wheel ?chair|w/c|mobility device|scooter|"
        r"power)|\bno wheel ?chairs?\b|\bno (?:power )?(?:wheel ?)?chair or (?:scooter|pov)\b|\bwill (?:replace|be replaced)\b|"
        r"\b(?:wheel ?chair|chair|loaner)\b[^.;]{0,50}\b(?:goes? back|will (?:go back|be (?:returned|donated|traded|picked up|discarded))|"
        r"to be returned|was returned)|\bfirst (?:wheel ?chair|power)|\bnothing on wheels\b(?! fits)|"
        r"\bno w/c\b(?! (?:ramp|access|van|user))|^\W*only chair\b(?! in)|"
        r"\b(?:other|prior|previous|current) (?:wheel ?)?chairs?(?: owned)?\W{1,3}(?:none|no|n/a)\b|\bno back-?up\b|\bbeyond (?:economical |"
        r"economic )?repair\b|\birreparabl\w+|\bit will be (?:discarded|returned|donated)|\b(?:chair|"
        r"wheel ?chair)\b[^.;]{0,60}\bwill be (?:scrapped|junked|discarded|recycled)|\bnot (?:a|as a|for) back-?up\b"
    ),
    no=lazy_pattern(
        r"(?<!not )\b(?:as|for) (?:a )?(?:back-?up|spare)\b|(?<!no )\bback-?up (?:wheel ?)?chair\b|\bsecond (?:power )?(?:wheel ?)?chair\b|"
        r"\b(?:owns|has|keeps?|will keep|uses|using|still)\b[^.;]{0,50}\b(?:power (?:wheel ?)?chair|k08[1-9]\d|scooter|"
        r"pov)\b[^.;]{0,70}\b(?<!longer )(?<!not )(?:works?|working|good (?:condition|repair)|functional|in use|still uses?|operational|"
        r"plans? to keep|will keep|keeps (?:it|this)|uses (?:it )?(?:daily|outdoors|outside))\b|"
        r"\b(?:keep|keeps|keeping) (?:it |his |her |the )[^.;]{0,40}\b(?:for (?:outdoors?|outside|travel|community|the car|trips))\b"
    ),
    unless=lazy_pattern(
        rf"\b(?:wife|husband|spouse|roommate|daughter|son|mother|father)(?: has| owns| uses)\b|\bbefore (?:he|she)\b|\bshower\b|{NOT_DONE}"
    ),
)
_NEURO = (
    r"\bmultiple sclerosis\b|\b(?:secondary|primary) progressive ms\b|\bms,? edss\b|\bedss\b|\bhx of ms\b|\bduchenne\b|\bbecker\b|\bsci\b|"
    r"\btbi\b|\bcmt\b|\bhereditary spastic\b|\bdermatomyositis\b|\bmitochondrial myopath\w+|\blgmd\b|\bfshd\b|\bfacioscapulo\w+|"
    r"\bstiff[- ]person\b|\blambert[- ]eaton\b|\b(?:rr|sp|pp)ms\b|\b(?:has|"
    r"advanced|relapsing|remitting|with) ms\b|\bms (?:with|since|dx|diagnosed)\b|\bamyotrophic lateral sclerosis\b|"
    r"\bspastic (?:quad|di)\w*|\bals\b|\bmotor neuron disease\b|\bparkinson\w*|\bcerebral palsy\b|\bspinal cord (?:injur\w+|lesion)|\b(?:para|tetra|quadri|"
    r"hemi)(?:pleg|pares)\w+|"
    r"\bstroke\b|\bcva\b|\bcerebral infarct\w*|\bintracerebral h[ae]morrhage\b|\bmuscular dystroph\w+|\bmyotonic dystroph\w+|\bmyopath(?:y|"
    r"ies)\b|\bmyasthenia\b|\bpolymyositis\b|\binclusion body myositis\b|\bspinal muscular atrophy\b|\bsma type\b|\bspina bifida\b|"
    r"\bmyelomeningocele\b|"
    r"\bcidp\b|\bdemyelinating\b|\bguillain\b|\bcharcot[- ]marie\b|\bfriedreich\w*|\bspinocerebellar\b|\bhuntington\w*|\bpost-?polio\b|"
    r"\btransverse myelitis\b|\bmyelopath\w+|\btraumatic brain injury\b|\bosteogenesis imperfecta\b|\barthrogryposis\b|\bachondroplasia\b|"
    r"\bcongenital (?:skeletal|limb|kypho\w*|scolio\w*|hip)\w*|\bmultiple system atrophy\b|\bprogressive supranuclear\b|\b(?:g35|g12\.\d+|"
    r"g20\w*|g71\.\d+|g72\.\d+|g80\.\d|g82\.\d+|i69\.\d+|g61\.\d+|q7[0-9]\.\d+|q05\.\d|m33\.\d+)\b"
)
NEURO = Rule(
    "neuromuscular_cause",
    yes=lazy_pattern(_NEURO),
    no=lazy_pattern(
        r"\b(?:no|denies|without|negative for) (?:any )?(?:known |focal |history of )?(?:neurologic\w*|neuromuscular|"
        r"myopath\w+)(?: (?:disease|condition|diagnos\w+|disorder|deficits?))|"
        r"\b(?:mobility|limit\w+|impair\w+|weakness|need)\b[^.;]{0,50}\b(?:due to|because of|secondary to|from|caused by|"
        r"2/2)\b[^.;]{0,40}\b(?:copd|obesity|osteoarthritis|oa|heart failure|chf|hfpef|arthritis|rheumatoid|degenerative joint|ra|"
        r"deconditioning)\b(?!.*\b(?:stroke|ms|neuro\w*|myopath\w*|parkinson\w*))"
    ),
    unless=lazy_pattern(
        r"\b(?:no|denies|negative for|without|ruled? out|rule out|r/o|possible|suspected|questionable|screen\w*|risk of|work-?up|"
        r"concern for)\b[^.;]{0,60}(?:\bstroke|\bcva|\bms\b|\bmultiple sclerosis|\bparkinson|\bmyopath|\bparesis|\bhemi|\bals\b|\bmyelopath|"
        r"\btia)|\bstroke (?:prevention|risk)|\bno residual|\bwithout residual|\bfull recovery|\bfamily\b|\b(?:mother|father|brother|sister|"
        r"uncle|aunt|grand\w+|cousin|wife|husband|son|daughter)\b|\bsupport group|\bheat ?stroke"
    ),
)
WISH_RULES = (ONE_CHAIR, NEURO)
