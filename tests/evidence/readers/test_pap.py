"""Airway pressure: what notes say of its effect, its set-up and its use."""

from __future__ import annotations

import pytest

from accord.evidence.readers.pap.setup import lengths_of_use, setups
from accord.evidence.readers.pap.told import told_of_pap
from accord.evidence.readers.pap.usage import usage
from tests.evidence.readers.notes import note, paper

# sentence, concepts it states, concepts it must not state
STATEMENTS: list[tuple[str, str, str]] = [
    ("Flunked the CPAP trial; nasal congestion and straps that cut.", "pap_failure_cause", ""),
    ("CPAP did not stick: the noise kept her up.", "pap_failure_cause", ""),
    ("On CPAP at 16 cm AHI 22, at 12 cm AHI 30.", "lower_pressure_failed", ""),
    ("In the lab CPAP 18 cm left AHI 26, 14 cm left AHI 33, 10 cm was worse.", "lower_pressure_failed", ""),
    ("CPAP: the lower pressures do not work and he cannot tolerate more.", "lower_pressure_failed", ""),
    ("CPAP lower settings don't hold the events and higher ones wake her.", "lower_pressure_failed", ""),
    ("Reduced CPAP pressures never controlled it.", "lower_pressure_failed", ""),
    ("At lower CPAP pressures he still obstructs; higher ones he cannot exhale against.", "lower_pressure_failed", ""),
    ("With CPAP turned down to 9 the apneas came back.", "lower_pressure_failed", ""),
    ("We do not work with lower CPAP pressures here.", "", "lower_pressure_failed"),
    ("CPAP: if lower pressures do not work, call us.", "", "lower_pressure_failed"),
    ("Lower CPAP pressures work well.", "", "lower_pressure_failed"),
    ("Lower CPAP pressure was not tried.", "", "lower_pressure_failed"),
    ("On CPAP the mask is not the problem.", "mask_fit_good", "mask_leak"),
    ("CPAP: the interface is not an issue.", "mask_fit_good", "mask_leak"),
    ("CPAP failed; the mask fit was never the culprit.", "mask_fit_good", "mask_leak"),
    ("CPAP mask isn't the issue.", "mask_fit_good", ""),
    ("CPAP: leak was not the cause.", "mask_fit_good", ""),
    ("CPAP: pressure is not the problem, the mask is.", "", "mask_fit_good"),
    ("Whether the mask is not the problem with CPAP remains to be seen.", "", "mask_fit_good"),
    ("CPAP mask may not be the problem.", "", "mask_fit_good"),
    ("CPAP 10 cm AHI 24, 14 cm AHI 2.", "", "lower_pressure_failed"),
    ("CPAP 16 cm AHI 22 and 18 cm AHI 30; never tried lower.", "", "lower_pressure_failed"),
    ("CPAP 12 cm leaves AHI 20.", "", "lower_pressure_failed"),
    ("CPAP 8 cm AHI 3.1, 12 cm AHI 1.0.", "", "lower_pressure_failed"),
    ("He hasn't been on CPAP and wants BiPAP.", "pap_not_tried", "pap_effective"),
    ("She never had CPAP, neither here nor at home.", "pap_not_tried", "pap_effective"),
    ("No CPAP pressure was applied in the lab.", "pap_not_tried", ""),
    ("CPAP has not been attempted.", "pap_not_tried", ""),
    ("Goes straight to bi-level without first trying CPAP.", "pap_not_tried", ""),
    ("New to CPAP.", "pap_not_tried", ""),
    ("OSA, uses CPAP faithfully with clear benefit.", "pap_continued_use pap_benefit", "pap_not_used"),
    ("He never goes to bed without his CPAP.", "pap_continued_use", "pap_not_used"),
    ("CPAP: has not missed a night since summer.", "pap_continued_use", "pap_not_used"),
    ("Cannot sleep without her CPAP.", "pap_continued_use", "pap_not_used"),
    ("CPAP download: used 97% of nights.", "pap_continued_use", "pap_not_used"),
    ("Feels awful on nights without CPAP.", "pap_benefit", "pap_no_benefit"),
    ("OSA on CPAP, benefitting.", "pap_benefit", "pap_no_benefit"),
    ("With CPAP he is awake in the evening.", "pap_benefit", "pap_no_benefit"),
    ("Failed CPAP at 18 cm with residual AHI of 24.", "pap_ineffective", ""),
    ("CPAP was ineffective despite good adherence.", "pap_ineffective", ""),
    ("Obstructive events persisted on CPAP up to 20 cm H2O.", "pap_ineffective", ""),
    ("Single-level CPAP did not control the apneas even at maximal pressure.", "pap_ineffective", ""),
    ("Inadequate response to CPAP therapy at 16.", "pap_ineffective", ""),
    ("Her OSA remains uncontrolled on APAP.", "pap_ineffective", ""),
    ("Treatment goals were not met on E0601.", "pap_ineffective", ""),
    ("CPAP therapy has been unsuccessful.", "pap_ineffective", ""),
    ("CPAP titration failed; bilevel was started during the night.", "pap_ineffective", ""),
    ("CPAP could not eliminate hypopneas at tolerable settings.", "pap_ineffective", ""),
    ("Will try CPAP; if it fails consider bilevel.", "", "pap_ineffective"),
    ("If CPAP fails we will consider BiPAP.", "", "pap_ineffective"),
    ("CPAP is working well.", "pap_effective", "pap_ineffective"),
    ("Never tried CPAP.", "pap_not_tried", "pap_ineffective"),
    ("She has not used CPAP before.", "pap_not_tried", ""),
    ("He would rather have a BiPAP than CPAP.", "bilevel_preferred", "pap_ineffective"),
    ("Patient requests BiPAP for comfort.", "bilevel_preferred", ""),
    ("Full face mask fits well with minimal leak on CPAP.", "mask_fit_good", "mask_leak"),
    ("CPAP interface was refit today, good seal.", "mask_fit_good", "mask_leak"),
    ("Mask leak is within normal limits on CPAP download.", "mask_fit_good", "mask_leak"),
    ("Switched from nasal to full face mask, seals well with CPAP.", "mask_fit_good", ""),
    ("The CPAP mask leaks badly and has not been refitted.", "mask_leak", ""),
    ("Large leak on CPAP every night.", "mask_leak", "mask_fit_good"),
    ("An appropriate interface has been fitted and she uses CPAP with it without difficulty.", "mask_fit_good", ""),
    ("No mask leak on CPAP.", "mask_fit_good", "mask_leak"),
    ("Cannot tolerate CPAP 16 cm; at 12 cm AHI is still 20.", "lower_pressure_failed", ""),
    ("CPAP pressure was reduced to 10 cm but snoring returned.", "lower_pressure_failed", ""),
    ("Lower CPAP pressures were tried and failed to control her symptoms.", "lower_pressure_failed", ""),
    ("Lower settings left an AHI of 18 on CPAP.", "lower_pressure_failed", ""),
    ("We dropped the CPAP to 9 and the AHI climbed to 25.", "lower_pressure_failed", ""),
    ("Backed CPAP down to 11 cm H2O, events persisted.", "lower_pressure_failed", ""),
    ("Could not exhale against CPAP 15; 11 cm left residual AHI 17.", "lower_pressure_failed", ""),
    ("Will reduce CPAP to 10 and recheck.", "", "lower_pressure_failed"),
    ("Lower pressures have not been tried on CPAP.", "", "lower_pressure_failed"),
    ("CPAP 15 is too high for her, bloating.", "", "lower_pressure_failed"),
    ("BP is lower, CPAP helps.", "", "lower_pressure_failed"),
    ("Going lower on CPAP pressure is not possible.", "", "lower_pressure_failed"),
    ("Daytime sleepiness has resolved since starting CPAP.", "pap_benefit", "pap_no_benefit"),
    ("She feels much better on CPAP.", "pap_benefit", "pap_no_benefit"),
    ("Symptoms improved with CPAP.", "pap_benefit", "pap_no_benefit"),
    ("Snoring is gone with CPAP.", "pap_benefit", "pap_no_benefit"),
    ("More energy since CPAP.", "pap_benefit", "pap_no_benefit"),
    ("Reports significant improvement in daytime sleepiness on CPAP.", "pap_benefit", "pap_no_benefit"),
    ("Wakes refreshed, no more morning headaches on CPAP.", "pap_benefit", "pap_no_benefit"),
    ("Benefiting from CPAP.", "pap_benefit", "pap_no_benefit"),
    ("Sleeping great with the CPAP and no longer naps.", "pap_benefit", "pap_no_benefit"),
    ("CPAP has not helped her sleepiness.", "pap_no_benefit", "pap_benefit"),
    ("No improvement in daytime sleepiness with CPAP.", "pap_no_benefit", "pap_benefit"),
    ("Still just as tired on CPAP.", "pap_no_benefit", "pap_benefit"),
    ("Sleepiness unchanged on CPAP.", "pap_no_benefit", "pap_benefit"),
    ("She has not noticed any benefit from CPAP.", "pap_no_benefit", "pap_benefit"),
    ("Hopefully her symptoms will improve with CPAP.", "", "pap_benefit"),
    ("CPAP should improve her sleepiness.", "", "pap_benefit"),
    ("She denies any improvement on CPAP.", "", "pap_benefit"),
    ("Quality of life is markedly better with CPAP.", "pap_benefit", "pap_no_benefit"),
    ("Nocturia down from four times to once on CPAP.", "pap_benefit", ""),
    ("Excellent clinical response to PAP therapy.", "pap_benefit", ""),
    ("She is less sleepy at work with CPAP.", "pap_benefit", ""),
    ("Husband says she does not snore any more with CPAP.", "pap_benefit", ""),
    ("Alert all day now that she uses CPAP.", "pap_benefit", ""),
    ("No complaints of daytime sleepiness on CPAP.", "", "pap_no_benefit"),
    ("Uses CPAP nightly.", "pap_continued_use", "pap_not_used"),
    ("Wears her CPAP every night for 7 hours.", "pap_continued_use", "pap_not_used"),
    ("She continues to use and benefit from CPAP.", "pap_continued_use pap_benefit", ""),
    ("Compliant with CPAP.", "pap_continued_use", ""),
    ("Still sleeps with the CPAP all night.", "pap_continued_use", ""),
    ("Good CPAP adherence, download 100 % of nights.", "pap_continued_use", ""),
    ("Stopped using CPAP last year.", "pap_not_used", "pap_continued_use"),
    ("Not using her CPAP.", "pap_not_used", "pap_continued_use"),
    ("She does not use the CPAP machine any more.", "pap_not_used", "pap_continued_use"),
    ("CPAP is in the closet.", "pap_not_used", "pap_continued_use"),
    ("CPAP failed because of mask discomfort and claustrophobia.", "pap_failure_cause", ""),
    ("He gave up CPAP due to nasal congestion.", "pap_failure_cause", ""),
    ("Reasons for CPAP non-adherence: night shift, dry mouth.", "pap_failure_cause", ""),
    ("Unable to tolerate CPAP, felt smothered by the pressure.", "pap_failure_cause", ""),
    ("Request to re-qualify for CPAP after a failed 12 week trial.", "pap_requalification", ""),
    ("Second trial of CPAP requested.", "pap_requalification", ""),
    ("Used CPAP ten years ago and wants to go back on CPAP.", "", "pap_requalification"),
    ("Failed her initial CPAP trial in 2024.", "pap_requalification", ""),
    ("Start CPAP trial.", "", "pap_requalification"),
    ("Failed 3 months of physical therapy; uses CPAP.", "", "pap_requalification"),
    ("Unsuccessful trial of CPAP last year.", "pap_requalification", ""),
    ("Continued rental of CPAP requested.", "pap_continued_rental", ""),
    ("CPAP coverage beyond the first 12 weeks.", "pap_continued_rental", ""),
    ("Replacement schedule for CPAP reviewed.", "", "pap_replacement"),
    ("Repeat sleep study if symptoms recur after CPAP.", "", "pap_requalification"),
    ("Her CPAP machine is 7 years old.", "pap_replacement", ""),
    ("Needs replacement CPAP, motor noise.", "pap_replacement", ""),
    ("The device has exceeded its reasonable useful lifetime; CPAP needed.", "pap_replacement", ""),
    ("CPAP was stolen from her car.", "pap_replacement pap_lost", ""),
    ("CPAP replacement filters and mask every 3 months.", "", "pap_replacement"),
    ("Reviewed replacement of mask and CPAP tubing.", "", "pap_replacement"),
    ("Replace CPAP mask cushion monthly.", "", "pap_replacement"),
]

SETUPS: list[tuple[str, str | None]] = [
    ("She was given CPAP on 8/4/2025 and sent it back.", "2025-08-04"),
    ("CPAP from 9/9/25, gave up by winter.", "2025-09-09"),
    ("Got his CPAP 1/14/2026.", "2026-01-14"),
    ("CPAP supplied 12 Jan 2026.", "2026-01-12"),
    ("Download of CPAP from 2/10/26 to 3/1/26 shows 80%.", None),
    ("She was given a handout on CPAP on 2/3/2026.", None),
    ("Given an order for CPAP on 2/3/26.", None),
    ("Letter on CPAP from 2/3/26 filed.", None),
    ("Set up on CPAP 11/05/2025.", "2025-11-05"),
    ("CPAP was started on November 5, 2025.", "2025-11-05"),
    ("She began CPAP therapy 2025-11-05.", "2025-11-05"),
    ("On auto-CPAP since Nov 5.", "2025-11-05"),
    ("CPAP delivered 11/5/25 by Northwind.", "2025-11-05"),
    ("Initiated PAP therapy on 11/05/2025", "2025-11-05"),
    ("CPAP issued 05-Nov-2025", "2025-11-05"),
    ("11/05/2025 E0601 placed", "2025-11-05"),
    ("Therapy start date: 11/05/2025 (CPAP 9 cm)", "2025-11-05"),
    ("Will start CPAP on 04/01/2026.", None),
    ("CPAP order sent 02/05/2026.", None),
    ("PSG 11/05/2025 showed OSA, CPAP recommended.", None),
    ("She picked up her CPAP on 11/5/2025.", "2025-11-05"),
    ("CPAP stopped 01/05/2026.", None),
    ("Received her CPAP machine 11/05/2025 and has worn it nightly since.", "2025-11-05"),
    ("First used CPAP 11/05/2025", "2025-11-05"),
    ("Has been on CPAP since 2018.", None),
    ("PAP setup: 11/05/2025", "2025-11-05"),
]

# sentence, percent of nights of four hours and more in thirty days
SHARES: list[tuple[str, float | None]] = [
    ("Download 11/10/2025 - 12/09/2025: nights >= 4 h 27/30 (90 %).", 90),
    ("In the last 30 days she used CPAP 4 hours or more on 24 of 30 nights.", 80),
    ("CPAP 30-day report: % days >= 4 hours: 83.3%", 83.3),
    ("Average use 5.5 h per night over 30 days.", None),
    ("% of days with usage >= 4 hours: 78% (90 days)", None),
    ("Used 28 of 30 days.", None),
    ("Best 30 consecutive days: 18 nights >= 4 h (60%)", 60),
    ("Usage >= 4 hours 72% of nights over a 30 day period.", 72),
    ("Patient says she uses it at least 4 hours every night.", None),
    ("30 consecutive days 01/10-02/08: 22 nights of four hours or more", 73.3),
    ("61 of 74 days with use.", None),
    ("In the thirty days from Dec 1 to Dec 30 she wore it for 4+ hours on 25 nights.", 83.3),
    ("Days with usage >= 4 hours:  26 days (87%)   Report period 11/10/2025 - 12/09/2025 (30 days)", 87),
]

# sentence, days
LENGTHS: list[tuple[str, int | None]] = [
    ("On CPAP for 5 weeks.", 35),
    ("Has used CPAP x 4 months.", 120),
    ("CPAP for the past 2 years.", 730),
    ("CPAP for 15 minutes in clinic.", None),
    ("He has been on CPAP 15 for about 5 weeks and hates it.", 35),
    ("She has worn CPAP nightly for 8 months.", 240),
]


@pytest.mark.parametrize(("sentence", "states", "never"), STATEMENTS)
def test_a_sentence_states_what_a_clinician_would_take_from_it(sentence: str, states: str, never: str) -> None:
    found = {
        f.concept for f in told_of_pap(note(sentence)) if f.presence.value == "present" and f.whose.value == "patient"
    }
    assert set(states.split()) <= found
    assert not set(never.split()) & found


@pytest.mark.parametrize(("sentence", "day"), SETUPS)
def test_the_day_of_the_set_up(sentence: str, day: str | None) -> None:
    assert {f.date.iso() for f in setups(note(sentence)) if f.date} == ({day} if day else set())


@pytest.mark.parametrize(("sentence", "share"), SHARES)
def test_a_statement_about_thirty_days_and_no_other_gives_the_share(sentence: str, share: float | None) -> None:
    found = [float(f.number or 0) for f in usage(note("CPAP. " + sentence))]
    assert found == ([pytest.approx(share, abs=0.1)] if share is not None else [])


@pytest.mark.parametrize(("sentence", "days"), LENGTHS)
def test_for_how_long_it_was_used(sentence: str, days: int | None) -> None:
    assert [int(f.number or 0) for f in lengths_of_use(note(sentence))] == ([days] if days else [])


def listing(hours: list[float], row: str = "{m:02d}/{d:02d}/2026  {h}:{min:02d}") -> str:
    """A nightly listing from 1 January 2026."""
    days = [(1, d) for d in range(1, 32)] + [(2, d) for d in range(1, 29)] + [(3, d) for d in range(1, 32)]
    rows = [row.format(m=m, d=d, h=int(v), min=round(v % 1 * 60), v=v) for (m, d), v in zip(days, hours, strict=False)]
    return "NIGHTLY USAGE REPORT  03/31/2026  Torvald, Agnes\nnight   hours\n" + "\n".join(rows) + "\n"


@pytest.mark.parametrize(
    "row",
    [
        "{m:02d}/{d:02d}/2026  {h}:{min:02d}",
        "2026-{m:02d}-{d:02d},{v:.1f}",
        "{m}/{d}/26 | {h} h {min} min",
        "{m:02d}/{d:02d}/2026;{h}:{min:02d};Y;2.1",
        "{m}/{d}/2026  22:10  05:30  {h}:{min:02d}",
        "{m:02d}/{d:02d}  {h}:{min:02d}",
    ],
)
def test_the_best_thirty_days_of_a_listing_count(row: str) -> None:
    hours = [2.0] * 30 + [5.0, 5.0, 5.0, 3.9] * 8
    (found,) = usage(paper(listing(hours, row)))
    assert found.qualifiers["nights"] == "23"
    assert found.qualifiers["final"] == "no"


def test_use_in_minutes_and_nights_without_use() -> None:
    rows = [f"01/{d:02d}/2026  {300 if d % 5 else 0}" for d in range(1, 31)]
    (found,) = usage(paper("PAP USAGE (minutes)  Torvald, Agnes\ndate  minutes\n" + "\n".join(rows) + "\n"))
    assert found.qualifiers["nights"] == "24"
    rows = [f"01/{d:02d}/2026  {'5:00' if d % 5 else 'not used'}" for d in range(1, 31)]
    (found,) = usage(paper("PAP USAGE  Torvald, Agnes\n" + "\n".join(rows) + "\n"))
    assert found.qualifiers["nights"] == "24"


def test_three_hours_fifty_nine_are_not_four() -> None:
    (found,) = usage(paper(listing([3 + 59 / 60] * 30)))
    assert found.qualifiers["nights"] == "0"


def test_a_listing_of_three_months_is_final() -> None:
    (found,) = usage(paper(listing([5.0, 2.0] * 45)))
    assert (found.qualifiers["nights"], found.qualifiers["final"]) == ("15", "yes")


def test_a_listing_of_less_than_thirty_days_tells_nothing() -> None:
    assert not list(usage(paper(listing([6.0] * 28))))


NEVER_STATED: list[tuple[str, str]] = [
    ("Has not used CPAP for two weeks.", "pap_not_tried"),
    ("Never tried CPAP above 12 cm.", "pap_not_tried"),
    ("She has not tried CPAP at the higher pressure.", "pap_not_tried"),
    ("Never had trouble with CPAP.", "pap_not_tried"),
    ("Hasn't had CPAP supplies in months.", "pap_not_tried"),
    ("Never used CPAP less than 4 h.", "pap_not_tried"),
    ("Has not used CPAP consistently.", "pap_not_tried"),
    ("Was told CPAP every night is best.", "pap_continued_use"),
    ("Does not sleep with CPAP every night.", "pap_continued_use"),
    ("She sleeps without her CPAP.", "pap_continued_use"),
    ("CPAP on 40% of nights.", "pap_continued_use"),
    ("Benefiting from her new knee; CPAP in the closet.", "pap_benefit"),
    ("Not benefiting from CPAP.", "pap_benefit"),
    ("CPAP with no clear benefit.", "pap_benefit"),
    ("Getting much benefit from physical therapy. CPAP discussed.", "pap_benefit"),
    ("CPAP: reflux symptoms improved.", "pap_benefit"),
    ("On CPAP. Less energy than before.", "pap_benefit"),
    ("CPAP: no change in sleepiness.", "pap_benefit"),
    ("Knee pain is better. Uses CPAP.", "pap_benefit"),
    ("We hope CPAP will improve symptoms.", "pap_benefit"),
    ("Goal of CPAP is to reduce sleepiness.", "pap_benefit"),
    ("CPAP may improve her mood.", "pap_benefit"),
    ("CPAP mask leak is better.", "pap_benefit"),
    ("She would feel better if she used CPAP.", "pap_benefit"),
    ("Expected benefit of CPAP discussed.", "pap_benefit"),
    ("Sleepiness is not improved on CPAP.", "pap_benefit"),
    ("Symptoms have not improved on CPAP.", "pap_benefit"),
    ("Denies feeling better with CPAP.", "pap_benefit"),
    ("Wants to feel better; start CPAP.", "pap_benefit"),
    ("CPAP: worse, not better.", "pap_benefit"),
    ("CPAP titration planned; if CPAP fails, bilevel.", "pap_ineffective"),
    ("No evidence that CPAP failed.", "pap_ineffective"),
    ("CPAP has not failed.", "pap_ineffective"),
    ("She failed to bring her CPAP.", "pap_ineffective"),
    ("CPAP controls her apnea; heart failure noted.", "pap_ineffective"),
    ("CPAP. Her oral appliance failed.", "pap_ineffective"),
    ("Heart failure on CPAP.", "pap_ineffective"),
    ("Respiratory failure treated with CPAP.", "pap_ineffective"),
    ("CPAP. Will refit mask next week.", "mask_fit_good"),
    ("CPAP mask fit is poor.", "mask_fit_good"),
    ("CPAP mask does not fit well.", "mask_fit_good"),
    ("Mask not well fitted on CPAP.", "mask_fit_good"),
    ("Needs a better fitting CPAP mask.", "mask_fit_good"),
    ("CPAP mask leak not addressed.", "mask_fit_good"),
    ("CPAP: please check mask fit.", "mask_fit_good"),
    ("CPAP pressure lowered to 10 and she is comfortable.", "lower_pressure_failed"),
    ("CPAP pressure reduced from 14 to 10, AHI 2.", "lower_pressure_failed"),
    ("Lower pressures on CPAP could be tried.", "lower_pressure_failed"),
    ("At a lower pressure CPAP still works.", "lower_pressure_failed"),
    ("Does not use CPAP every night.", "pap_continued_use"),
    ("CPAP compliance is poor.", "pap_continued_use"),
    ("Non-compliant with CPAP.", "pap_continued_use"),
    ("She used CPAP nightly until 2023, then stopped.", "pap_continued_use"),
    ("Encouraged to use CPAP nightly.", "pap_continued_use"),
    ("Should use CPAP every night.", "pap_continued_use"),
    ("Not compliant with CPAP", "pap_continued_use"),
]


@pytest.mark.parametrize(("sentence", "concept"), NEVER_STATED)
def test_a_wish_a_denial_or_another_complaint_states_nothing(sentence: str, concept: str) -> None:
    found = [f for f in told_of_pap(note(sentence)) if f.concept == concept]
    assert not [
        f for f in found if f.presence.value == "present" and f.whose.value == "patient" and f.time.value != "planned"
    ]


NO_SHARES: list[str] = [
    "Medicare requires use of at least 4 hours on 70% of nights in 30 consecutive days.",
    "Patient must use CPAP 4 hours a night 70% of nights in a 30 day period.",
    "Compliant >= 4 h on >= 70% of nights over 30 days per Medicare.",
    "CPAP used 4 hours on average over 30 days.",
    "Goal: 4 hours 70% of nights in 30 days.",
    "Used CPAP 30 of 30 days, average 4.2 hours.",
    "30 day download: 95% of days used, average 4 hours 20 min",
]


@pytest.mark.parametrize("sentence", NO_SHARES)
def test_a_rule_a_goal_or_an_average_is_no_share_of_nights(sentence: str) -> None:
    assert not list(usage(note("CPAP. " + sentence)))


def test_what_a_suppliers_letter_claims_is_no_share_of_nights() -> None:
    text = "NORTHWIND HOME MEDICAL\nFax cover sheet\nAgnes Torvald, CPAP: used 4 hours or more on 28 of 30 nights.\n"
    assert not list(usage(paper(text)))
