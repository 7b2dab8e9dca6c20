"""Further wordings about a prosthesis of the leg, by which the vocabularies were checked after they were made."""

from __future__ import annotations

import pytest

from tests.evidence.leg_prosthesis.test_ways_of_saying import told

SAYS: dict[str, list[str]] = {
    "llp_potential_k3": [
        "I rate her functional potential as a K3 with the requested limb.", "K-Level assignment: 3", "Pt presents as a K3 community ambulator",
        "FUNCTIONAL LEVEL (circle): K0 K1 K2 (K3) K4", "Capable of K3 ambulation.", "Level 3 (unlimited community)",
        "Anticipated functional level: K4 active adult", "K-level: K3 - variable cadence, traverses most barriers", "After evaluation I assign K3.",
        "Patient is at a K3 functional level", "Potential: K3", "Projected K-level K3 following prosthetic training",
        "Functional Level: K3 (community ambulator w/ variable cadence)", "With training she has the potential to be a K3 ambulator",
        "He functions at K4",
    ],
    "llp_potential_k2": [
        "Ability or potential for ambulation with the ability to traverse low-level barriers such as curbs - K2",
        "Functional level: K2 (limited community)", "Expected to remain a K2 ambulator", "K-Level: 2", "In my opinion he is K2.",
        "Amputee functional level 2", "Patient is at a K2 functional level", "K2 - limited community ambulator", "Potential level is K2",
        "Her K level remains K2 after evaluation", "Projected functional level K2",
    ],
    "llp_motivated": [
        "Patient demonstrates good motivation and cooperation.", "He is anxious to get back on his feet and very motivated.",
        "Very driven to return to walking.", "Motivational level: high", "Highly motivated individual",
        "She wants to walk again and is working hard.", "Patient is motivated and cooperative with rehab", "Motivation: good",
        "He is highly motivated to return to an active lifestyle", "Strongly motivated", "She is very eager to walk",
    ],
    "llp_goal": [
        "He will be able to walk in the community without a device in 3 months.",
        "Short term goal 4 wk: walk 100 ft; long term goal 12 wk: community ambulation at K3.",
        "Rehabilitation potential: excellent. Goal independent community ambulation",
        "Anticipated outcome: independent ambulation on all surfaces in 8-12 weeks",
        "He should regain ability to climb stairs and walk outdoors by fall.", "Goals: independent community ambulation without device by 12/2026",
        "It is anticipated that the patient will achieve K3 ambulation within 3 months of delivery",
        "Expected to be walking without an aid within 8 weeks", "Patient will be able to return to community ambulation with the new prosthesis",
        "Prognosis: good for return to independent ambulation", "LTG (12 wks): ambulates 1000 ft over varied terrain",
    ],
    "llp_level_findings": [
        "Able to ambulate at varying speeds.", "Ascends and descends stairs reciprocally.", "Mows his own lawn and walks on slopes.", "2MWT 140 m",
        "AMPnoPRO 34", "Navigates curbs independently.", "Steps over obstacles.", "Can walk fast and slow as needed, varying cadence",
        "Up and down stairs step over step", "AMPPro score 40", "Walks dog 1 mile on hilly terrain", "Crosses streets, steps over curbs",
        "6-minute walk 340 m",
    ],
    "llp_component_need": [
        "Stance-flexion MPK is required for safe descent of the loading dock ramp.",
        "Because her job involves stairs and crowded hallways, a microprocessor-controlled knee is medically necessary.",
        "An energy-storing foot will let him vary cadence on the farm.", "The flex-walk foot is needed for hiking and uneven terrain.",
        "He walks 3 miles a day on hills; MPK recommended to prevent stumbling.",
        "MPK needed: patient must descend ramps at the loading dock and carry parts.",
        "The dynamic response foot is needed for varied-cadence walking at the warehouse.",
        "Stumbles on uneven lawns; microprocessor stance control will reduce falls.",
        "Patient's work as a mail carrier requires a microprocessor knee for stairs and slopes.",
    ],
    "llp_outcomes_and_adl": [
        "It is expected that this MPK will decrease the number of falls and allow her to prepare meals and do laundry.",
        "MPK: fewer falls, less fear, able to stand at the sink to wash dishes and dress.",
        "The knee reduces fall risk; she will be able to shower and shop independently.",
        "MPK will decrease falls and energy expenditure and let her do shopping, cooking and laundry.",
        "Benefits of the knee: reduced falls, ability to bathe and dress safely.",
    ],
    "llp_lower_knees_ruled_out": [
        "Single axis constant friction knee: tried 3 mos, 2 falls, discontinued.", "Hydraulic knee has no stumble recovery and she fell with it.",
        "Pneumatic knees were considered but would not provide stance stability.",
        "Mechanical knees are contraindicated because of her frequent falls.", "A manual locking knee prevents sitting at work; not appropriate.",
        "Non-microprocessor hydraulic knee: inadequate, fell on ramp twice.", "Weight-activated stance knee was trialed and buckled.",
        "Conventional mechanical knees do not provide enough stability.",
    ],
    "llp_knee_for_k2": [
        "C-Leg 4: manufacturer indication K2, K3 and K4.", "Kenevo (Ottobock) is made for low active K1-K2 users.",
        "The manufacturer's literature states suitability for functional level 2.", "The knee carries a K2 indication.",
        "This knee is approved by the manufacturer for K2 ambulators.", "Indications per maker: K2-K3.", "Device rated K2/K3.",
        "L5856 model: designed for K2 and above",
    ],
    "llp_can_charge": [
        "Pt verbalizes understanding of nightly charging and has outlet by the bed.", "Charging: pt demonstrates independently",
        "She is able to handle the charging plug.", "He can keep it charged daily.", "Able to charge daily.",
        "She can plug in and charge the knee on her own", "Patient is able to recharge the prosthesis every night",
    ],
    "llp_can_answer_alarms": [
        "She responds properly to audible and vibratory alerts.", "Understands warning signals from the knee: yes",
        "Able to recognise and act on alarms.", "Demonstrated correct response to low-battery alert.", "Able to respond to alerts and alarms",
        "Patient understands what vibrating alerts mean", "Hearing aids on, recognizes the beeps",
    ],
    "llp_socket_need": [
        "Patient has lost volume and is wearing 15 ply of socks in the current socket.", "Socket brim is broken.",
        "Current socket 5 years old, worn, no longer fits after 12 kg weight loss.", "Socket rubs, blisters at distal end because it is too large.",
        "Existing socket is too loose; 12 ply socks", "Residual limb has atrophied, socket pistons", "Socket fractured",
        "Socket pressure causing skin breakdown",
    ],
    "llp_function_described": [
        "At this time Mr. P ambulates 150 feet with two canes. With the new knee he has the potential for K3 ambulation.",
        "Walks with a walker in the house. I anticipate limited community ambulation, K2.",
        "Current: household ambulation with FWW. Potential: K2 community.", "He now walks 400 ft with a cane. I expect him to become K3.",
        "Present level: K2, limited by current knee. Potential K3 with MPK.", "She walks outdoors with a cane currently. Potential is K3.",
    ],
    "llp_stumble_recovery": [
        "The knee provides stumble recovery.", "Has stumble recovery feature: yes", "Knee detects a stumble and increases resistance.",
    ],
}  # fmt: skip
SILENT: dict[str, list[str]] = {
    "llp_potential_k3": [
        "K3 knees are not covered for her.", "He hopes to be a K3.", "Not a K3 candidate.", "K-level to be determined K2 vs K3.", "Roommate is K3.",
        "Last year K3.", "K3 knee requested.", "If K3, MPK.", "His father was a K3.", "Supplier lists K3.", "Denied K3 last year.",
    ],
    "llp_motivated": [
        "Motivation not assessed.", "Her motivation is questionable.", "He is motivated by pain to stop.", "Motivates others.", "Not very motivated.",
        "Depressed, poor motivation.",
    ],
    "llp_goal": [
        "Goals discussed.", "Patient's goal is to walk.", "Unable to set goals.", "Expected LOS 3 days.", "Goal: skin healing.",
        "Not expected to walk.", "Goals not met.",
    ],
    "llp_component_need": [
        "Patient would like a C-Leg for hiking.", "No knee needed for ramps.", "Right knee OA: needs rails on stairs.",
        "Knee pain with stairs, needs PT.", "Wants the newest knee.", "Foot drop needs AFO for uneven ground.",
    ],
    "llp_lower_knees_ruled_out": [
        "Hydraulic knee in good condition.", "Considered a mechanical knee.", "Mechanical fall from ladder.",
    ],
    "llp_socket_need": [
        "Socket fit is good, no pain.", "Wears 2 ply, comfortable socket.", "Denies socket pain.", "New socket in May.", "Socket: good fit.",
        "Suction socket, TES belt.",
    ],
    "llp_can_charge": [
        "Needs help to charge; wife does it.", "Charge nurse notified.", "Battery dead.",
    ],
    "llp_can_answer_alarms": [
        "Alarm company called.", "Not able to hear alarms.", "Alert, oriented.",
    ],
    "llp_level_findings": [
        "Stairs: not tested.", "Unable to negotiate curbs.", "AMPPRO to be done.",
    ],
}  # fmt: skip


def presences(words: str, concept: str) -> set[str]:
    return {p.value for p in told(words, concept)}


@pytest.mark.parametrize(("concept", "words"), [(c, w) for c, each in SAYS.items() for w in each])
def test_it_is_said(concept: str, words: str) -> None:
    assert presences(words, concept) == {"present"}


@pytest.mark.parametrize(("concept", "words"), [(c, w) for c, each in SILENT.items() for w in each])
def test_it_is_not_said(concept: str, words: str) -> None:
    assert "present" not in presences(words, concept)
