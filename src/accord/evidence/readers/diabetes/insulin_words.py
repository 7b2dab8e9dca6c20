"""Words about insulin: names of the drugs and pumps, and what is said of their use. Lower case, single blanks."""

from __future__ import annotations

import re

# Brand and generic names (FDA Orange and Purple Book names, 2025) -> the insulin in them.
NAMES: dict[str, str] = {
    "glargine": "glargine lantus toujeo basaglar semglee rezvoglar soliqua",
    "degludec": "degludec tresiba xultophy ryzodeg",
    "detemir": "detemir levemir",
    "icodec": "icodec awiqli",
    "lispro": "lispro humalog admelog lyumjev",
    "aspart": "aspart novolog fiasp merilog kirsty",
    "glulisine": "glulisine apidra",
    "human": "humulin novolin myxredlin nph isophane",
    "inhaled": "afrezza",
}
GENERIC_OF: dict[str, str] = {brand: generic for generic, brands in NAMES.items() for brand in brands.split()}

PUMPS = (
    r"omnipod(?: ?5| dash)?|t:? ?slim(?: ?x2)?|(?<!in )tandem(?: mobi| pump)?|mini ?med|[67][378]0g|"
    r"i ?let(?: bionic pancreas)?|bionic pancreas|"
    r"twiist|ce ?qur(?: simplicity)?|v-?go|csii|control-?iq|hybrid closed[- ]loop|"
    r"automated insulin delivery"
)
DRUG = re.compile(
    rf"(?<![a-z0-9])(?:(?P<drug>{'|'.join(sorted(GENERIC_OF, key=len, reverse=True))})|(?P<pump>{PUMPS})|"
    rf"(?P<regimen>mdi|u-?500|multiple daily (?:insulin )?injections|"
    rf"basal[-/ ]?bolus)|insulins?|z79\.4)(?![a-z0-9])"
)

NO_MATTER = re.compile(
    r"\binsulin[- ](?:resist|sensi|level|secret|antibod|like|autoanti|defic|product|depend\w* diab)|"
    r"\b(?:fasting|serum|endogenous|anti)[- ]insulin|"
    r"\b(?:no|without|denies|any) (?:\w+ ){0,2}(?:problems?|issues?|reactions?|trouble|lipo\w+)\b|"
    r"\b(?:cover|coverage|afford|cost|price|copay|storage|pens? needles? only|class|handout|video|brochure|"
    r"if (?:she|he|they|pt|patient) (?:is|were|was) on)\b|"
    r"\bnot (?:adjust|chang|increas|reduc|decreas)\w*"
)
MISSED = re.compile(
    r"\b(?:no|without|not|never|n't|denies|rarely|seldom|hardly ever|sometimes|often|"
    r"occasionally) (?:\w+ ){0,3}(?:miss\w*|skip\w*|forget\w*|forgot\w*)\b"
)
SOMEBODY_ELSE = re.compile(
    r"\b(?:his|her|the|patient's|pt's) (?:husband|wife|spouse|mother|father|mom|dad|brother|sister|son|"
    r"daughter|partner|sibling|aunt|uncle|cousin|"
    r"roommate|grand\w+|neighbor)(?:'s)?\b(?! (?:\w+ )?(?:draws?|gives?|helps?|prepares?|administers?|fills?|"
    r"loads?|reminds?|manages?|injects (?:him|her|it)|"
    r"present|here|reports?|says?|states?|brings?|brought))[^.;]{0,50}(?:takes?|uses?|wears?|is on|on|was on|"
    r"injects?|has|had|"
    r"gets|died|,)?[^.;,]{0,20}$|"
    r"\b(?:husband|wife|spouse|mother|father|brother|sister|son|daughter)(?:'s| (?:has|had|takes?|uses?|"
    r"wears?|injects?|is on|was on|on))\b|"
    r"\bfamily (?:history|hx)\b|\bf(?:am)?hx?\b:"
)
NEVER = re.compile(
    r"\bnever (?:\w+ ){0,3}(?:on|taken|used|tried|had|received|started on|been started on|needed|required|"
    r"prescribed|treated with|put on) (?:\w+ ){0,3}"
    r"(?:insulin|basal|injections?|[a-z]+)|"
    r"\bnever (?:was |been |having been )?(?:on )?insulin|\binsulin[- ]na(?:i|ï)ve\b|"
    r"\b(?:not|isn't|is not|wasn't|n't) (?:currently |presently |now |yet |being |been )*(?:on|taking|using|"
    r"treated with|prescribed|receiving|injecting|require|requiring|need|needing) "
    r"(?:any |exogenous |basal |bolus |prandial )*insulin|"
    r"\b(?:denies|no) (?:current |present |prior |home |exogenous |any |history of |hx of |"
    r"use of )*insulin(?: use| therapy| treatment| at home| now| to date| currently)?(?=$|[.,;:)]| (?:and|or|"
    r"at|now|ever|use|for|in|needed|required))|"
    r"\bnon[- ]insulin\b|\bnot (?:an )?insulin[- ](?:treated|user|requiring|dependent)|\bwithout insulin\b|"
    r"\binsulin(?: use| therapy| treated| treatment)?\W{0,3}(?:\.{2,} ?|: ?|= ?|- ?)(?:no|none|never|n|"
    r"denies|not used|n/a)\b|"
    r"\bdoes(?:n't| not) (?:take|use|inject|need|require|want) (?:any )?insulin|\bnot insulin\b|"
    r"\binsulin (?:has )?never (?:been )?(?:started|used|needed|required|given|prescribed)|"
    r"\b(?:managed|controlled|treated) (?:with|by|on) (?:diet|orals?|oral agents?|pills)(?: alone| only)\b"
)
STARTED_BEFORE = re.compile(
    r"\b(?:transition\w*|switch\w*|chang\w+|convert\w*|moved|placed|put|start\w*|"
    r"advanced)\b[^.;]{0,40}\b(?:to|on|onto) (?:[\w-]+ ){0,2}$"
)
NO_DRUG = re.compile(
    r"\b(?:metformin|glipizide|glimepiride|glyburide|januvia|sitagliptin|jardiance|ozempic|mounjaro|trulicity|diet)"
    r"(?: [\d.]+ ?(?:mg|g)?(?: \w+)?)? (?:only|alone|monotherapy)\b|"
    r"\boff all (?:diabetes |diabetic |dm |glucose |her |his |of )*(?:agents|meds|medications|drugs|pills|treatment)\b|"
    r"\b(?:diet|lifestyle)[- ](?:controlled|managed|only|alone)\b|\b(?:controlled|managed|treated) (?:with|"
    r"by) (?:diet|lifestyle|diet and exercise)(?: alone| only)?\b|"
    r"\b(?:on )?no (?:diabetes |diabetic |dm |glucose[- ]lowering )(?:meds?|medications?|medicines?|drugs?|"
    r"agents?)\b|\b(?:orals?|oral agents?|oral meds?|pills) only\b|\bonly (?:on )?(?:orals?|oral (?:agents?|"
    r"meds?|medications?)|pills)\b"
)
DECLINED = re.compile(
    r"\b(?:declin\w+|refus\w+|reject\w+|turned down|opposed to|not (?:interested|willing|ready|keen|open)|"
    r"n't want|not want|does(?:n't| not) want|"
    r"wants? to (?:avoid|stay off|hold off)|prefers? (?:to avoid|not|no)|afraid of|fear of|reluctan\w+|"
    r"hesitan\w+|against) (?:\w+ ){0,4}"
    r"(?:insulin|basal|injections?)\b|\binsulin\b[^.;]{0,40}\b(?:declined|refused)\b"
)
FURTHER = re.compile(
    r"\b(?:meal ?time|prandial|bolus|additional|more|second|rapid[- ]acting|short[- ]acting|another|extra|"
    r"adding|intensif\w+|higher|multiple|pump)\b"
)
OF_A_KIND = re.compile(
    r"\b(?:long|short|rapid|intermediate|fast|ultra)[- ]?acting $|\b(?:basal|bolus|meal ?time|prandial|extra|additional|more|other|second|background) $"
)
STOPPED_BEFORE = re.compile(
    r"\b(?:(?:not|isn't|n't|never) (?:currently |actually |really |been |yet )*(?:taking|takes?|using|uses?|"
    r"injecting|on|filled|filling|picked up|picking up)|"
    r"stop(?:ped|s|ping)?|discontinu\w+|d/?c'?d|dc'?ed|quit|ceased|came off|come off|coming off|"
    r"taken off|took (?:him|her|them|pt) off|weaned (?:off|from)|"
    r"titrated off|tapered off|off(?: of)?(?: all| her| his)?|no longer (?:on|takes?|taking|uses?|using|"
    r"needs?|needing|requires?|requiring|prescribed)|removed|"
    r"transition\w+ off|switched (?:\w+ )?from|changed (?:\w+ )?from|replaced|previously (?:on|took|used)|"
    r"formerly (?:on|took)|used to (?:take|be on|use)|"
    r"was on|had been on|prior|last (?:took|used)|without) (?:(?!and |then |start|on |with |to |added |add |"
    r"now |but )[\w-]+ ){0,3}(?:\w+ ?/ ?)?$"
)
STOPPED_ORDER = re.compile(r"\bd/?c:? (?:the |her |his |home )?$|\bnot (?:currently )?taking\b[^.;]{0,40}$")
STOPPED_AFTER = re.compile(
    r"[^.;]{0,30}?\b(?:during|while|when|in) (?:\w+ ){0,2}(?:pregnan\w*|hospital\w*|rehab|icu) only\b|"
    r"[^.;]{0,30}?\bended\b|"
    r"[^.;]{0,45}?\b(?:was|were|is|has been|have been|had been|got|been|being)? ?(?:stopped|discontinued|"
    r"d/?c'?d|dc'?ed|ceased|weaned off|tapered off|"
    r"titrated off|removed|not restarted|not resumed|no longer (?:needed|required|taken|used)|"
    r"(?<!to be )discontinue\b)|"
    r"[^.;]{0,45}?\b(?:not (?:currently |now |yet )?(?:taking|using|on it|injecting|taken|started|filled)|"
    r"never (?:started|filled|picked up|took|used|taken))\b|"
    r"[^.;]{0,40}?\b(?:inactive|completed|expired|d/c)\b|[^.;]{0,30}?\b(?:until|thru|through) (?:19|"
    r"20)\d\d\b|[^.;,]{0,30}?\bonly (?:while|when|during)\b[^.;]*(?:inpatient|hospital|admi\w+|pregnan\w+)"
)
LISTED_AS_STOPPED = re.compile(
    r"\bstatus\W{1,4}(?:stopped|discontinued|inactive|completed)\b|\bdiscontinued (?:meds?|medications?|drugs?)\b"
)
HELD = re.compile(
    r"\bh(?:e|o)ld\b(?! (?:the )?(?:pen|needle|button|for (?:10|ten|six|6)))|\bon hold\b|\bholding\b|"
    r"\bpaused?\b|\b(?:stays?|staying|keep(?:s|ing)?|leave|leaving|left|remains?) (?:(?:him|her|it|pt|them) )?off\b|"
    r"\boff for now\b|"
    r"\b(?:break|holiday|pause) from\b|\bnot to (?:take|use|inject)\b|\bstop(?:ped)? for now\b|\bsuspended\b|"
    r"\bwithheld\b|\bnot (?:yet )?(?:been )?re-?started\b|\btemporarily (?:off|"
    r"stopped)\b"
)
CONDITIONAL_HOLD = re.compile(
    r"\bh(?:e|o)ld(?:ing)?\b[^.;]{0,30}\b(?:if|when|whenever|for (?:bgs?|sugars?|glucose|fsbg|readings?|poor)|unless|"
    r"on sick|before|the (?:morning|night))\b|"
    r"\bh(?:e|o)ld[^.;]{0,12}(?:<|under |below )"
)
YET_TO_COME = re.compile(
    r"\b(?:if|will|may|might|plan\w*|consider\w*|when|once|would|could|can|should|unless|until|ask\w*|whether|to be|"
    r"discuss\w*|"
    r"decid\w+|depend\w+|possibl\w+|later|maybe|perhaps|question|wants? to|hop(?:e|es|ing) to|whenever|pending|"
    r"await\w*|thinking)\b|\?"
)
STARTS = re.compile(
    r"\b(?:start\w*|begin\w*|initiat\w+|trial|try|add|adding|advis\w+|recommend\w*|offer\w*|propos\w+|suggest\w*|"
    r"prescri\w+|think\w*|"
    r"talk\w*|decid\w+|undecided|considering|yes or no)\b"
)
HOSPITAL_SCALE = re.compile(
    r"\b(?:sliding[- ]scales?|ssi|riss|correction(?:al)?(?: scale| insulin| dose)?|scale|insulin (?:drip|gtt|"
    r"infusion)|iv insulin|drip|gtt)\b"
)
HOME = re.compile(
    r"\b(?:home|discharged? (?:on|with|to)|sent (?:\w+ )?(?:home|out)|at home|prior to admission|pta|outpatient|"
    r"continue\w*|resum\w+|new\b|same\b|"
    r"changed?\b|increase\w*|decrease\w*|on discharge|at discharge)\b(?![^.;]{0,20}\bonly)"
)
OPEN_QUESTION = re.compile(
    r"\b(?:undecided|not (?:yet )?decided|unsure (?:if|whether)|unclear (?:if|whether)|uncertain (?:if|"
    r"whether)|not (?:sure|certain) (?:if|whether)|need to (?:clarify|verify|confirm)|"
    r"may or may not|\?\s?(?:still )?(?:on|taking))\b|\?\?"
)
NOT_RESUMED = re.compile(r"\b(?:not|never|n't|yet to be)(?: yet)?(?: been)? (?:re-?start|resum|re-?initiat)\w*")
RESUMED = re.compile(
    r"\b(?:re-?start(?:ed|ing)?|resum(?:e|ed|ing)|re-?initiat(?:e|ed)|back on|put back on|went back (?:on|to))\b"
)
PLANNED = re.compile(
    r"\b(?:advis\w+|propos\w+|encourag\w+|willing|agree(?:s|d|able)? to|ready to|think (?:it )?over|deciding|decide\w*|"
    r"plan(?:s|ned|ning)?(?: to)?|will|consider\w*|may (?:need|require|have to|start)|might|could|would|"
    r"should|discuss\w*|talk\w* about|likely|probably|recommend\w*|offer\w*|"
    r"suggest\w*|start|begin|initiate|add|try|trial of|if|next step|eventual\w*|candidate for|prior auth\w*|"
    r"pending|awaiting|ask\w* about|thinking about|hope to|"
    r"want\w* to|interested in|unless|until|before(?! (?:meals?|breakfast|lunch|supper|dinner|bed\w*|eating|"
    r"each|every|food)))\b(?! (?:continue|keep|stay|remain))"
)
CHANGED_DOSE = re.compile(
    r"\b(?:continu\w*|cont\b|increas\w*|decreas\w*|reduc\w*|lower\w*|rais\w*|titrat\w*|adjust\w*|"
    r"up-?titrat\w*|cut|cutting|drop(?:ped)?|bump(?:ed)?|refill\w*|renew\w*|keep|kept|maintain\w*|"
    r"chang(?:e|ed) (?:\w+ ){0,3}(?:dose|to \d)|remain\w* on|stay\w* on|still (?:on|tak\w+|us\w+)|moved?)\b[^.;]{0,60}|"
    r"\b\d{1,3}(?:\.\d+)? ?(?:u|units?)? ?(?:->|→|to|=>) ?\d{1,3}\b|\bto \d{1,3} ?(?:u|units?)?(?=[ .,;]|$)"
)
TREATED = re.compile(
    r"\b(?:on|takes?|taking|uses?|using|injects?|injecting|gives? (?:him|her)self|giving (?:him|her)self|"
    r"doses?|dosing|treated with|managed (?:with|on)|started on|put on|placed on|switched to|changed to|"
    r"transitioned to|started|since starting|"
    r"receiv\w+|administer\w*|requires?|requiring|wears?|wearing|has) (?:an? |the |her |his |their |once |"
    r"twice |daily |nightly |bedtime |basal |bolus |prandial |mealtime |long[- ]acting |"
    r"rapid[- ]acting |short[- ]acting |regular |premixed |mixed |low[- ]dose |high[- ]dose |concentrated |"
    r"u-?500 |u-?100 |multiple |inhaled |home |own |weekly |same |"
    r"both |some |subcutaneous |sq |sc |intensive |her own |new |combination |\d+ (?:u|units?) (?:of )?|\w+ and |\w+/)*"
    r"(?:insulins?\b|mdi\b|u-?500\b|multiple daily|basal[-/ ]?bolus|" + PUMPS + r"|[a-z]+\b(?= ?\d| insulin))|"
    r"\binsulin[- ](?:treated|requiring|using|user)\b|\binsulin (?:since|for (?:\d+|many|several)|x ?\d)|"
    r"\binsulin pump\b(?! (?:class|demo|brochure|candidate|therapy (?:discussed|considered)))|"
    r"\bpump therapy\b|"
    r"\blong[- ]term (?:\(current\) )?(?:current )?use of insulin|\bz79\.4\b|\binsulin ?/ ?glp|\b(?:basal|"
    r"bolus|daily|nightly|bedtime|mealtime) insulin\b|\bmdi\b|\bmultiple daily|\bbasal[-/ ]?bolus\b|"
    r"\bcsii\b|\btotal daily (?:dose|insulin)|\btdd\b|\bcarb ratio\b|\bi:c\b|\bpod on\b|\b(?:in manual|"
    r"in auto\w*|automated) mode\b|\bpump (?:upload|download|settings|site)"
)
DOSE_AFTER = re.compile(
    r"(?:[^.;,]|\.\d){0,24}? at \d{1,3}(?= ?(?:[.,;)]|$|u))|"
    r" \d{1,3}(?= ?(?:[.,;)]|$|u\b))|"
    r"[^.;\n]{0,40}?(?<![\d.])\d{1,3}(?:\.\d+)?(?: ?- ?\d{1,3})? ?(?:u|units?|iu)\b|"
    r"[^.;]{0,30}?\b\d{1,3} (?:nightly|daily|qhs|hs|qam|qpm|bid|at bedtime|in the (?:am|morning|evening)|"
    r"with)|"
    r"[^.;]{0,40}?\b(?:qhs|q\.h\.s|hs|qam|qpm|bid|tid|ac|qac|nightly|at bedtime|every (?:night|morning|"
    r"evening|day)|once (?:a day|daily)|with (?:meals|supper|breakfast|dinner|lunch)|before meals|"
    r"sliding scale|per (?:carb|scale|sliding)|via (?:insulin )?pump|in (?:the |his |her )?pump|1 ?: ?\d+)"
    r"|[^.;]{0,30}?\b(?:pen|vial|kwikpen|flexpen|flextouch|solostar|u-?100|u-?200|u-?300|u-?500|"
    r"100 ?u(?:nits?)?/ml|subcut\w*|sq|sc)\b"
)
ACTIVE_AROUND = re.compile(
    r"\b(?:takes?|on|uses?|injects?) \d{1,3} (?:u |units? )?of (?:\w+ )?|\b\d+ (?:shots?|injections?|"
    r"doses) (?:a day |daily )?of\b|"
    r"\b\d{1,3}(?:\.\d+)? ?(?:u|units?) ?(?:a|per|/) ?day (?:of )?|"
    r"\b(?:current(?:ly)?|active|unchanged|same dose|last (?:dose|filled|fill)|refilled|fills? (?:monthly|"
    r"on time)|opened)\b[^.;]{0,40}|\b\d{1,3}(?:\.\d+)? ?(?:u|units?) (?:of )?(?:\w+ ){0,2}"
    r"(?:insulin|glargine|lantus|degludec|tresiba|detemir|lispro|humalog|aspart|novolog|nph|toujeo|basaglar)"
)
TAKES = re.compile(
    r"\b(?:on|takes?|taking|uses?|using|meds?|medications?|weekly|daily|bid|mg|diet and|plus|regimen|"
    r"current\w*|prescribed|continues?)\b"
)
CARRIED = re.compile(r"(?:carried|copied|pulled|brought) forward|copied from|copy forward|from (?:a )?prior note")
HOSPITAL_ONLY = re.compile(
    r"\b(?:sliding[- ]scale|ssi|correction(?:al)? (?:scale|insulin)|insulin (?:drip|gtt|infusion)|iv insulin|"
    r"regular insulin iv)\b[^.]*\b(?:inpatient|in hospital|in the hospital|hospital|admission|while admitted|"
    r"during (?:his|her|the|this) stay|icu|post-?op|periop\w*|steroids?)\b|"
    r"\b(?:inpatient|in (?:the )?hospital|during (?:his|her|the|this) (?:stay|admission|hospitali[sz]ation)|"
    r"while (?:admitted|hospitali[sz]ed|inpatient|in house)|in (?:the )?(?:icu|ed|er)|perioperative\w*|"
    r"peri-?op|in-?house)\b|"
    r"\binsulin (?:drip|gtt|infusion)\b|\biv insulin\b"
)
NON_INSULIN = re.compile(
    r"\b(?:metformin|glucophage|glipizide|glucotrol|glimepiride|amaryl|glyburide|sitagliptin|januvia|"
    r"linagliptin|tradjenta|saxagliptin|alogliptin|janumet|jentadueto|empagliflozin|jardiance|"
    r"dapagliflozin|farxiga|canagliflozin|invokana|ertugliflozin|steglatro|synjardy|xigduo|glyxambi|trijardy|"
    r"pioglitazone|actos|semaglutide|ozempic|rybelsus|dulaglutide|trulicity|liraglutide|victoza|"
    r"exenatide|byetta|bydureon|tirzepatide|mounjaro|acarbose|repaglinide|prandin|nateglinide|starlix)\b"
)
