"""Words by which a diagnosis of diabetes is stated, denied, or only spoken about. Lower case, single blanks."""

from __future__ import annotations

from accord.evidence.patterns import lazy_pattern

DISEASE = r"(?:type (?:1|2|i|ii|one|two) (?:or (?:type )?(?:2|ii|two) )?)?(?:diabetes(?: mellitus)?|diabetic|dm|t2dm|t1dm|t2d|t1d|dm2|dm1)\b"
KIND = r"(?:(?:any|a|an|the|known|prior|personal|actual|true|real|current|overt|frank|underlying|form of|type of|kind of) )*"
NO = (
    r"(?:no|without|never (?:had|has had|has)|denies|denied|negative for|absence of|rather than|ruled out(?: for)?|"
    r"rules out|excludes|"
    r"free of|lacks)"
)

DENIED = lazy_pattern(
    rf"\b(?:does|do|did|is|was|has|had)(?:n't| not|n t)? ?(?:not|never|n't)? ?(?<=n't |not |ver )(?:\w+ )?"
    rf"(?:have|had|has|carry|been|meet criteria for|met criteria for|appear to have|actually have|a|an)? ?"
    rf"(?:(?:been )?(?:diagnosed|labelled|labeled|found|known) (?:with|as having|to have) )?(?:a diagnosis of |"
    rf"the diagnosis of |"
    rf"history of |a history of )?{KIND}{DISEASE}|"
    rf"\b{NO} (?:(?:any|a|history of|hx of|h/o|evidence of|diagnosis of|signs? of|known|prior|personal|past|current|"
    rf"underlying|overt|"
    rf"frank|clinical|biochemical|new|or) )*{DISEASE}|"
    r"\b(?:never|not) (?:been )?(?:a )?(?:diabetic|had diabetes|diagnosed with (?:\w+ )?diabetes)\b|"
    r"\b(?:non-?diabetic|non diabetic|nondiabetic)\b|"
    rf"\b(?:diabetes(?: mellitus)?|dm|t2dm)\W{{1,4}}(?:no|none|absent|negative|denied|denies|neg|never|excluded|"
    rf"ruled out|not present)\b|"
    r"\bdiabetes(?: mellitus)? (?:has been |was |is |have been |had been |has |had |have )?(?:ruled out|excluded|"
    r"never (?:been )?(?:diagnosed|confirmed|"
    r"established|present)|not (?:been )?(?:present|confirmed|diagnosed|established|found|documented|supported|"
    r"the (?:cause|diagnosis)))\b|"
    r"\b(?:this|it|that|hypoglyc\w+|these lows?) (?:is|are) not (?:type \d )?diabet(?:es|ic)\b|"
    r"(?:^|[,;:(-] ?)(?:and )?not (?:a case of |true |really |actually |yet )?(?:type \d )?diabetes\b|"
    r"\bnot (?:have|having) diabetes\b|\bno dx of (?:dm|diabetes)\b|\bin the absence of diabetes\b|"
    r"\bdiagnosis of (?:type \d )?diabetes (?:is |was )?(?:in error|an error|erroneous|incorrect|wrong|mistaken|"
    r"not correct|entered in error)\b"
)
NOT_A_DENIAL = lazy_pattern(
    r"'?s?,? ?(?:(?:related|associated|specific|type) )?(?:medic\w+|meds?\b|drugs?|complicat\w+|retinop\w+|neurop\w+|"
    r"nephrop\w+|"
    r"foot|feet|ulcer\w*|educat\w+|suppl\w+|shoes|distress|ketoac\w+|eye|kidney|emergenc\w+|treatment|clinic|visit|"
    r"care\b|records?|"
    r"follow|notes?|log|plan|teaching|macular|gastrop\w+|polyneur\w+|symptoms?|crisis|coma|admission|hospital\w*|"
    r"management|"
    r"changes?|concerns?|questions?|issues?|problems?|goals?|(?:well |poorly |under (?:\w+ )?)?control\w*|range|a1c|"
    r"level|value|reference|below|"
    r"<|\d|diet\b|in (?:the |his |her )?(?:family|mother|father|parents?|siblings?|relatives|either)|on (?:the |his |"
    r"her )?(?:mother|"
    r"father|maternal|paternal)|among|nurse|educator|specialist|team|hypoglycemia protocol|insipidus|burnout|stage|"
    r"since)"
)
BEFORE_GENERIC = lazy_pattern(
    r"\b(?:persons?|people|patients|individuals?|adults?|children|those|anyone|someone|everyone|members|"
    r"beneficiar(?:y|ies)|seniors|"
    r"elders|users|men|women|population|others|clients|veterans|consumers) (?:\w+ ){0,3}(?:with|has|have|having|"
    r"living with|"
    r"diagnosed with|who (?:has|have)|treated for|managing)(?: \w+){0,2} $|"
    r"\b(?:not|un)-?(?: ?(?:due|related|caused|secondary|attributable|explained))+ (?:to|by) (?:\w+ )?$|"
    r"\b(?:risk|chance|odds|likelihood) (?:\w+ ){0,4}$|\b(?:risk|prevent\w*|screen\w*|develop\w*|progress\w*|"
    r"convert\w*|turn\w*|"
    r"evolv\w*|evaluat\w* for|evaluation for|tested for|testing for|test for|check\w* for|work-?up for|worried about|"
    r"worry about|"
    r"concern\w* (?:for|about|of|over|that)|afraid of|fear of|rule out|r/o|rules? out|asks? (?:about|whether|if)|"
    r"questions? (?:about|of)|"
    r"suspicious for|suspect\w*|possible|probable|may have|might have|could have|would have|likely to|criteria for|"
    r"threshold for|"
    r"cut-?off for|diagnostic of|indicates?|suggests?|suggestive of|consistent with|early|borderline|pre|"
    r"label\w* for|indicated for|"
    r"approved for|cleared for|intended for|used (?:in|for)|only for|covered for|covers?|coded as|code for|coding|"
    r"code of|"
    r"billed as|billed for|prefilled|listed as|labell?ed (?:as )?(?:a )?|treated as|assumed|presumed|living with|"
    r"manage your|your) (?:\w+ ){0,3}$|"
    r"\b(?:center|centre|clinic|institute|department|division|school|academy|program|office|society|association|"
    r"foundation|"
    r"journal|standards of (?:medical )?care|textbook|pamphlet|booklet|handout|brochure|magazine|group|course|class|"
    r"certified|"
    r"specialist|consultant|expert|care) (?:in|for|of|on|&|and) (?:\w+ ){0,2}$"
)
AFTER_GENERIC = lazy_pattern(
    r"(?:,? ?(?:(?:and|&) (?:endocrin\w+|metabol\w+|nutrition|obesity|thyroid|wellness|weight|internal|osteopor\w+|"
    r"lipid\w*|hormone\w*|"
    r"bariatric))|'?s? (?:center|centre|clinic|institute|supply|supplies|suppliers?|products?|educat\w+|prevention|"
    r"risk|screen\w*|range|threshold|"
    r"cut-?off|class\w*|program\w*|group|support|team|nurse\w*|educator\w*|specialist\w*|forum|magazine|association|"
    r"society|"
    r"foundation|services?|solutions?|direct|store|shop|care (?:center|specialist|program|services?)|testing|"
    r"technolog\w+|questionnaire|"
    r"camp|walk|awareness|month|dept|department|division|practice|partners?|self[- ]management|tech\b|medical|"
    r"equipment|code|codes|"
    r"criteria|test\b|distress|treatment cent|management cent|resource\w*|line\b|hotline|outreach|registry|research|"
    r"trial|study|"
    r"coalition|coach\w*|pharmac\w+|llc|inc\b))"
)
GENERIC = lazy_pattern(
    r"\b(?:label(?:l?ing|ed|led)?|package insert|fda|lcd|ncd|policy|policies|medicare|coverage|criteri\w+|"
    r"guidelines?|standards of|"
    r"approv\w+|indications?|indicated|regulat\w+|manufacturer|brochure|handout|pamphlet|article|website|literature|"
    r"studies|study|trial|"
    r"insurance|payer|plan requires|benefit|reference range|ref(?:erence)?\.? (?:range|interval)|ada)\b"
    r"(?![^.;]*\b(?:she|he|her|his|him|pt|patient|mr|mrs|ms|who|y/?o|yo)\b)[^.;]{0,90}$|"
    r"\b(?:order|form|supplier|request|portal|template|intake|prefill\w*|pre-?printed|vendor|paperwork|fax|claim|"
    r"code|drop-?down)\b"
    r"[^.;]{0,60}\b(?:assum\w+|presum\w+|implies|claims?|calls?|says?|said|lists?|listed|states?|carries|shows?|had|"
    r"has|with|was|is|as|reads?)\b[^.;]{0,30}$"
)
RANGE = lazy_pattern(
    r"\b(?:5\.7|6\.4|6\.5|126|200|100 ?(?:-|to) ?125)\b ?%?[^.;\n]{0,30}\b(?:or (?:more|higher|above|greater|over)|"
    r"and (?:above|up|over)|=|:|"
    r"increased risk|indicates?|is|diabet)[^.;\n]{0,12}(?:diabet|risk)|(?:non-?diabetic|prediabet\w+|"
    r"diabet\w+)\W{0,3}(?:<|>|≥|≤|=|below|"
    r"above|under|over|less than|at or above|range)? ?\W{0,2}(?:5\.[67]|6\.[45])\b|(?:≥|>=|>) ?6\.[45]"
)
OVER = lazy_pattern(
    r"\b(?:before|prior to|until|pre-?) ?(?:the |her |his |their )?(?:gastric |bariatric |"
    r"weight[- ]loss )?(?:surgery|bypass|sleeve|operation|transplant|"
    r"rygb|roux)\b|\bnone since\b|\bremitted\b|\bremission\b|"
    r"\b(?:resolved|cured|in remission|reversed|no longer (?:has |have |a )?(?:diabet|dm|meets)|formerly (?:had |"
    r"a )?(?:diabet|dm)|went away|gone)\b"
)
DOUBTED = lazy_pattern(
    r"\b(?:undiagnosed|unclear (?:if|whether)|question of|questionable|\? ?(?:diabetes|dm)|if (?:she|he|they|pt|"
    r"patient) (?:has|have|had|"
    r"develops?)|whether|erroneous\w*|in error|incorrect\w*|mis-?cod\w+|wrong(?:ly)?|mistaken\w*|not accurate|"
    r"prefilled|pre-?populated|"
    r"auto-?populated)\b"
)
CODE = lazy_pattern(r"(?<![a-z0-9])e(?:08|09|10|11|13)(?:\.\d{1,3}[a-z]?|\.[0-9a-z]{1,4})(?![a-z0-9])")
