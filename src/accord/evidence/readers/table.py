"""Every reader, by the name that findings carry in `tool`. To add one, write the function and one line here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from accord.evidence.chart import Chart
from accord.evidence.readers import coded, mentions, orders, papers
from accord.evidence.readers.bariatric.reader import bariatric
from accord.evidence.readers.bladder.reader import bladder_stimulation
from accord.evidence.readers.bone.reader import bone_growth
from accord.evidence.readers.botulinum.reader import botulinum
from accord.evidence.readers.cervical_fusion.reader import cervical_fusion
from accord.evidence.readers.compression import compression
from accord.evidence.readers.defibrillator.ejection import ejection
from accord.evidence.readers.defibrillator.events import events as cardiac_events
from accord.evidence.readers.defibrillator.statements import statements as defibrillator
from accord.evidence.readers.diabetes.announced import announced
from accord.evidence.readers.diabetes.assistance import assistance
from accord.evidence.readers.diabetes.changes import changes
from accord.evidence.readers.diabetes.diagnosis import diagnosis
from accord.evidence.readers.diabetes.hypoglycemia import hypoglycemia
from accord.evidence.readers.diabetes.insulin import insulin
from accord.evidence.readers.diabetes.labelled_use import labelled_use
from accord.evidence.readers.diabetes.monitors import monitors
from accord.evidence.readers.diabetes.supplies import supplies
from accord.evidence.readers.diabetes.wear import wear
from accord.evidence.readers.epidural.reader import epidural
from accord.evidence.readers.epworth import epworth
from accord.evidence.readers.eyelid.reader import eyelid
from accord.evidence.readers.hyperbaric import conditions as hyperbaric_conditions
from accord.evidence.readers.hyperbaric import course as hyperbaric_course
from accord.evidence.readers.hyperbaric import statements as hyperbaric_statements
from accord.evidence.readers.knee_scope.reader import knee_scope
from accord.evidence.readers.leg_prosthesis import leg_prosthesis
from accord.evidence.readers.lung_screening.age import ages_on_scan
from accord.evidence.readers.lung_screening.scans import scans as screening_scans
from accord.evidence.readers.lung_screening.smoking import smoking
from accord.evidence.readers.lung_screening.symptoms import symptoms as lung_symptoms
from accord.evidence.readers.lung_screening.talk import talk as screening_talk
from accord.evidence.readers.mobility.reader import mobility
from accord.evidence.readers.orthosis.reader import orthosis
from accord.evidence.readers.oxygen import oxygen
from accord.evidence.readers.pannus.reader import pannus
from accord.evidence.readers.pap.instruction import instructions
from accord.evidence.readers.pap.residual import residual_indices
from accord.evidence.readers.pap.setup import lengths_of_use, setups
from accord.evidence.readers.pap.told import told_of_pap
from accord.evidence.readers.pap.usage import usage
from accord.evidence.readers.pet import pet
from accord.evidence.readers.screens import screens
from accord.evidence.readers.sleep_tests import sleep_tests
from accord.evidence.readers.spine import care, complaint, exclusions, plan, scales, sessions, surgery
from accord.evidence.readers.spine import coded as spine_coded
from accord.evidence.readers.stimulator.reader import stimulator
from accord.evidence.readers.support_surfaces import support_surfaces
from accord.evidence.readers.valve import valve
from accord.evidence.readers.veins.reader import veins
from accord.records.findings import Finding

READERS: Mapping[str, Callable[[Chart], Iterable[Finding]]] = {
    "papers": papers.papers,
    "visits": papers.visits,
    "ages": papers.ages,
    "mentions": mentions.mentions,
    "own_words": mentions.own_words,
    "written_codes": mentions.written_codes,
    "orders": orders.orders,
    "oxygen": oxygen,
    "coded": coded.coded,
    "mobility": mobility,
    "spine_scales": scales.scales,
    "spine_coded": spine_coded.coded,
    "spine_complaint": complaint.complaint,
    "spine_care": care.care,
    "spine_exclusions": exclusions.exclusions,
    "spine_surgery": surgery.surgery,
    "spine_plan": plan.plans,
    "spine_sessions": sessions.sessions,
    "sleep_tests": sleep_tests,
    "epworth": epworth,
    "screens": screens,
    "pap": told_of_pap,
    "pap_residual": residual_indices,
    "pap_setup": setups,
    "pap_use_length": lengths_of_use,
    "pap_usage": usage,
    "instruction": instructions,
    "diabetes_diagnosis": diagnosis,
    "glucose_monitor_label": labelled_use,
    "announced_visits": announced,
    "insulin": insulin,
    "hypoglycemia": hypoglycemia,
    "hypoglycemia_assistance": assistance,
    "diabetes_changes": changes,
    "glucose_monitors": monitors,
    "glucose_monitor_wear": wear,
    "glucose_monitor_supplies": supplies,
    "hyperbaric": hyperbaric_statements.statements,
    "hyperbaric_course": hyperbaric_course.course,
    "hyperbaric_conditions": hyperbaric_conditions.conditions,
    "ages_on_scan": ages_on_scan,
    "smoking": smoking,
    "lung_symptoms": lung_symptoms,
    "screening_scans": screening_scans,
    "screening_talk": screening_talk,
    "ejection": ejection,
    "cardiac_events": cardiac_events,
    "defibrillator": defibrillator,
    "stimulator": stimulator,
    "compression": compression,
    "orthosis": orthosis,
    "bariatric": bariatric,
    "knee_scope": knee_scope,
    "support_surfaces": support_surfaces,
    "bladder_stimulation": bladder_stimulation,
    "bone_growth": bone_growth,
    "valve": valve,
    "pet": pet,
    "leg_prosthesis": leg_prosthesis,
    "pannus": pannus,
    "veins": veins,
    "botulinum": botulinum,
    "epidural": epidural,
    "cervical_fusion": cervical_fusion,
    "eyelid": eyelid,
}
