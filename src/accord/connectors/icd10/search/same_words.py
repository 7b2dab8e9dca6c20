"""Single words that name the same thing in this classification: the first of a line stands for the others.

Only words that may be exchanged in every title are here; what depends on its neighbours is a phrase (words/*.toml).
"""

SAME_WORDS = """
kidney renal nephric kidneys
heart cardiac cardial
liver hepatic
lung pulmonary lungs pulmonic
brain cerebral cerebrum encephalic
stomach gastric
eye ocular ophthalmic eyes oculi
eyelid palpebral blepharal lid eyelids lids
ear otic aural auricular ears
nose nasal
mouth oral buccal
tooth dental teeth
tongue lingual
lip labial lips
gum gingival gums gingiva
throat pharynx pharyngeal
tonsil tonsillar
larynx laryngeal
windpipe trachea tracheal
gullet esophagus esophageal oesophagus
chest thorax thoracic
abdomen abdominal belly
skin cutaneous dermal dermatologic
bladder vesical
breast mammary breasts
uterus uterine womb
ovary ovarian
testis testicular testicle testicles testes
penis penile
scrotum scrotal
vulva vulvar
vagina vaginal
cervix cervicouterine
prostate prostatic
colon colonic
rectum rectal
anus anal
bowel intestine intestinal bowels gut
spleen splenic lienal
pancreas pancreatic
gallbladder cholecystic
bile biliary
spine spinal
vertebra vertebral vertebrae
bone osseous bony bones
joint articular arthral joints articulation
muscle muscular muscles
tendon tendinous tendons
ligament ligamentous
nerve neural nerves
vein venous veins
artery arterial arteries
vessel vascular vessels
aorta aortic
valve valvular valves
lymph lymphatic
node nodes
bronchus bronchial bronchi
pleura pleural
retina retinal
cornea corneal
conjunctiva conjunctival
iris iridial
pupil pupillary
thyroid thyroidal
pituitary hypophyseal hypophysis
adrenal suprarenal
blood hematic sanguineous
bleed hemorrhage hemorrhagic bleeding bleeds hemorrhaging
shoulder scapulohumeral shoulders
elbow cubital
wrist carpal
finger fingers digit
thumb pollex
toe toes
hip coxal hips
knee patellofemoral knees
ankle ankles
foot pedal feet
heel calcaneal
tibia tibial
fibula fibular
ulna ulnar
skull cranial cranium
jaw mandible mandibular jawbone
cheekbone zygoma zygomatic
collarbone clavicle clavicular
breastbone sternum sternal
kneecap patella patellar
tailbone coccyx coccygeal
rib costal ribs
pelvis pelvic
groin inguinal
armpit axilla axillary
buttock gluteal buttocks
navel umbilicus umbilical bellybutton
face facial
neck cervicalis
hair capillus
nail ungual nails
cancer carcinoma cancerous carcinomatous
tumor neoplasm neoplastic tumour tumors
malignant malignancy
metastasis metastatic metastases mets metastasized
swell swelling edema oedema swollen edematous
ulcer ulceration ulcerated ulcerative
itch pruritus itching pruritic itchy
rash exanthem eruption
fever pyrexia febrile
faint syncope fainting
vomit vomiting emesis
sick nausea queasiness nauseous queasy
cough coughing tussis
pain painful ache aching aches sore soreness pains algia hurts hurt
dizzy dizziness giddiness lightheaded lightheadedness
seizure convulsion seizures convulsions convulsive fit
poison poisoning overdose poisoned toxicity overdosed
injury trauma traumatic injuries wounded
burn burns burned burnt
break broken fracture fractured fractures fx
tear torn rupture ruptured tears
dislocation dislocated luxation dislocate
cut laceration lacerated cuts
bruise contusion bruising bruised bruises
scrape abrasion scraped abrasions
bite bitten bites
sting stung stings
fetus fetal
newborn neonatal neonate
pregnancy pregnant gravid gestation gestational
birth childbirth
child childhood children
old elderly
woman female women females
man male men males
alcohol alcoholic ethanol
tobacco nicotine cigarette cigarettes
opioid opiate opioids opiates
cannabis marijuana
surgery surgical operation operative
postoperative postsurgical
postprocedural postprocedure
congenital inborn
hereditary inherited heritable
familial family
bilateral both
upper superior
lower inferior
front anterior
back posterior
middle medial
outer external
inner internal
stone calculus calculi stones lithiasis
block obstruction obstructed obstructive blockage blocked obstructing
narrow stenosis narrowing stenotic stricture strictures
clot thrombosis thrombus thrombotic clots thrombosed
embolus embolism emboli embolic
infect infection infected infectious infective infections
inflame inflammation inflammatory inflamed
abscess abscesses
gland glandular
sepsis septic septicemia
weak weakness debility
paralysis paralytic palsy paralyzed plegia
numb numbness anesthesia
deaf deafness
blind blindness
mental psychiatric psychological
psychosis psychotic
epilepsy epileptic
mania manic
depress depression depressive depressed
anxiety anxious
sleep sleeping
addiction dependence dependent addicted
drug medication drugs medicine medicament medications
screen screening
vaccine vaccination immunization immunisation vaccinated inoculation
checkup examination exam
test testing
history hx
exposure exposed contact
deficiency deficient lack low insufficient
excess excessive high elevated raised increased
abnormal abnormality abnormalities
malform malformation deformity deformed malformations anomaly anomalies
loss lost absence missing
enlarge enlargement hypertrophy enlarged hypertrophic
shrink atrophy atrophic
infarct infarction
ischemia ischemic
failure failing
virus viral viruses
bacteria bacterial bacterium
fungus fungal mycotic mycosis fungi
parasite parasitic
influenza flu
tuberculosis tuberculous tubercular
diabetes diabetic diabetics
hypertension hypertensive
hypotension hypotensive
arthritis arthritic
psoriasis psoriatic
sarcoid sarcoidosis
asthma asthmatic
varix varicose varices varicosity
hernia herniated herniation hernias
prolapse prolapsed
displacement displaced
motorcycle motorbike
car automobile auto
bicycle bike cyclist
truck lorry
driver driving
faeces fecal stool feces
urine urinary urination urinate urinating micturition voiding pee peeing
sweat sweating hyperhidrosis
gait walking
swallow swallowing
hoarse hoarseness
intellect intellectual
autism autistic
parkinson parkinsonism
meniscus meniscal menisci
hydrocephalus hydrocephalic
talus talar
malleolus malleolar malleoli
thymus thymic
hypothalamus hypothalamic
thalamus thalamic
radius radial
villus villous
humerus humeral
thrombophilia hypercoagulable
streptococcus streptococcal
staphylococcus staphylococcal
pneumococcus pneumococcal
meningococcus meningococcal
gonococcus gonococcal
enterococcus enterococcal
haemophilus hemophilus
"""
