"""Facet dossiers with one trap each: what only seems to meet a criterion, or plainly does not."""

from __future__ import annotations

from tests.policies.facet_dossiers import Dossier

ABLATION = (("64635", 1, ("LT",)), ("64636", 1, ("LT",)))
NECK_ABLATION = (("64633", 1, ("RT",)), ("64634", 1, ("RT",)))
BLOCK = (("64493", 1, ("LT",)), ("64494", 1, ("LT",)))
HEAD = "PIEDMONT SPINE CARE     Office note     06/08/2026\nPt: Nora Quill    DOB 02/02/1950\n\n"
SIGNED = "\nSigned: E. Baum MD 06/08/2026\n"


def _dossier(
    codes: tuple[tuple[str, int, tuple[str, ...]], ...],
    papers: dict[str, str],
    variant: str,
    answers: dict[str, str],
    received: str = "2026-06-12",
    served: str = "2026-06-25",
) -> Dossier:
    return Dossier("Nora Quill", "1950-02-02", codes, received, served, papers, variant, answers)


TRAPS: dict[str, Dossier] = {
    "C1": _dossier(
        BLOCK,
        {
            "n.txt": HEAD
            + """Left low back pain 14 months, axial. NRS 7/10, ODI 44%.
First left L3-4-5 MBB was on 05/12/2026: roughly three quarters of her pain went away (NRS 8 to 2), for about 4 hours.
We look for 80% relief before RFA. Plan second MBB left L3, L4, L5 under fluoroscopy."""
            + SIGNED
        },
        "second_diagnostic",
        {"facet.diagnostic.first_80pct": "not_met", "facet.diagnostic.second_same_level_2wk": "met"},
    ),
    "C2": _dossier(
        ABLATION,
        {
            "n.txt": HEAD
            + """Left low back pain 2 years, axial. NRS 7/10, ODI 44%.
Left L4-5, L5-S1 MBB 03/10/2026 with 90% relief for 5 hours. Right L4-5, L5-S1 MBB 04/07/2026 with 90% relief for 3 hours.
Plan: left RFA L3, L4, L5, thermal 80 C, fluoroscopy."""
            + SIGNED
        },
        "initial_rfa",
        {"facet.rfa.two_mbb_80pct": "unclear"},
    ),
    "C3": _dossier(
        ABLATION,
        {
            "n.txt": HEAD
            + """Left low back pain 2 years. NRS 7/10, ODI 44%.
Left L4-5, L5-S1 intra-articular facet blocks on 03/10/2026 and 04/07/2026, 90% relief each time for 4 hours.
Plan: left RFA L3, L4, L5, thermal 80 C, fluoroscopy."""
            + SIGNED
        },
        "initial_rfa",
        {"facet.rfa.two_mbb_80pct": "not_met"},
    ),
    "C4": _dossier(
        BLOCK,
        {
            "n.txt": HEAD
            + """Left low back pain 2 years. NRS 7/10, ODI 44%. L4-5 ESI under fluoroscopy in 2024 did nothing.
Plan: left medial branch blocks L3, L4, L5."""
            + SIGNED
        },
        "first_diagnostic",
        {"facet.technique.ct_or_fluoro": "unclear"},
    ),
    "C5": _dossier(
        BLOCK,
        {
            "n.txt": HEAD
            + """Left low back pain 2 years. NRS 7/10, ODI 44%.
Plan: left medial branch blocks L2, L3, L4 and L5 dorsal ramus with fluoroscopy."""
            + SIGNED
        },
        "first_diagnostic",
        {"facet.limits.max_2_levels": "not_met"},
    ),
    "C6": _dossier(
        BLOCK,
        {
            "n.txt": HEAD
            + """Left low back pain for 8 weeks after shoveling. NRS 7/10, ODI 44%. PT to start next week; will try naproxen.
Plan: left medial branch block L3, L4, L5 with fluoroscopy."""
            + SIGNED
        },
        "first_diagnostic",
        {"facet.pain.ge_3_months": "not_met", "facet.conservative.failed": "unclear"},
    ),
    "C7": _dossier(
        ABLATION,
        {
            "n.txt": HEAD
            + """Left low back pain back since May. NRS 7/10, ODI 44%. Axial, no leg pain.
Left L4-5, L5-S1 RFA 06/20/2025 gave 40% relief for 8 months.
Plan: repeat left RFA L3, L4, L5, thermal 80 C, fluoroscopy."""
            + SIGNED
        },
        "repeat_rfa",
        {"facet.rfa.prior_50pct_6mo": "not_met"},
    ),
    "C8": _dossier(
        ABLATION,
        {
            "n.txt": HEAD
            + """Left low back pain. NRS 7/10, ODI 44%. Axial, no leg pain. Ablation helped 70% for 7 months.
Plan: repeat left RFA L4-5, L5-S1, thermal 80 C, fluoroscopy."""
            + SIGNED,
            "log.txt": """PROCEDURE LOG     Nora Quill   02/02/1950
Date        Procedure                 Side    Levels
07/01/2025  RFA                       left    L4-5, L5-S1
01/15/2026  RFA                       right   L4-5, L5-S1
02/12/2026  RFA                       left    L4-5, L5-S1
06/25/2026  RFA                       left    L4-5, L5-S1   requested
""",
        },
        "repeat_rfa",
        {"facet.limits.rfa_2_per_12mo": "not_met"},
    ),
    "C9": _dossier(
        BLOCK,
        {
            "n.txt": HEAD
            + """Left low back pain 2 years. NRS 7/10, ODI 44%. The pain shoots down the left leg to the foot with numbness of the big toe.
SLR positive on the left at 40 degrees. EHL 4/5.
Plan: left medial branch block L3, L4, L5 with fluoroscopy."""
            + SIGNED
        },
        "first_diagnostic",
        {"facet.pain.axial_functional_deficit": "not_met", "facet.exclusion.radiculopathy": "not_met"},
    ),
    "C10": _dossier(
        BLOCK,
        {
            "n.txt": HEAD
            + """Left low back pain 2 years. Left knee pain NRS 7/10. Back pain "bad". Function limited.
Plan: left medial branch block L3, L4, L5 with fluoroscopy."""
            + SIGNED
        },
        "first_diagnostic",
        {
            "facet.pain.axial_functional_deficit": "unclear",
            "facet.scales.pain_and_disability_baseline": "unclear",
            "facet.conservative.failed": "unclear",
            "facet.exclusion.radiculopathy": "unclear",
            "facet.exclusion.other_pathology": "unclear",
            "facet.exclusion.after_alif": "unclear",
        },
    ),
    "C11": _dossier(
        BLOCK,
        {
            "n.txt": HEAD
            + """Left low back pain 2 years. NRS 3/10, ODI 16%.
Had left MBBs at L4-5, L5-S1 on 7/14/2025, 9/8/2025, 12/1/2025 and 3/2/2026.
Plan: left medial branch block L3, L4, L5 with fluoroscopy."""
            + SIGNED
        },
        "second_diagnostic",
        {"facet.pain.axial_functional_deficit": "not_met", "facet.limits.diagnostic_4_per_12mo": "not_met"},
    ),
    "C12": _dossier(
        BLOCK,
        {
            "n.txt": HEAD
            + """Left low back pain 2 years. NRS 7/10, ODI 44%. Fibromyalgia flare, pain all over; MBB for her diffuse fibromyalgia pain.
L5-S1 ALIF in 2015. MRI 4/2026: acute L2 compression fracture with marrow edema.
Plan: left medial branch block L3, L4, L5 with ultrasound."""
            + SIGNED
        },
        "first_diagnostic",
        {
            "facet.exclusion.generalized_pain": "not_met",
            "facet.exclusion.after_alif": "not_met",
            "facet.exclusion.other_pathology": "not_met",
            "facet.technique.ct_or_fluoro": "not_met",
        },
    ),
    "C13": _dossier(
        BLOCK,
        {
            "n.txt": HEAD
            + """Left low back pain 2 years. NRS 7/10, ODI 44%. Left RFA L4-5, L5-S1 on 08/15/2025 gave 80% relief for 9 months. Pain came back.
Plan: left medial branch block #1 L3, L4, L5 with fluoroscopy."""
            + SIGNED
        },
        "first_diagnostic",
        {"facet.exclusion.dx_at_successful_rfa_level": "not_met"},
    ),
    "C14": _dossier(
        ABLATION,
        {
            "n.txt": HEAD
            + """Left low back pain 2 years, axial. NRS 7/10, ODI 44%.
Block record attached. Plan: left RFA L3, L4, L5, thermal 80 C, fluoroscopy."""
            + SIGNED,
            "b.txt": """MBB RECORD   Nora Quill  02/02/1950   LEFT L3 L4 L5
             #1           #2
Date         03/10/2026   04/07/2026
VAS pre      8            8
VAS 1 hr     1            3
VAS 3 hr     2            4
VAS 6 hr     7            8
E. Baum MD
""",
        },
        "initial_rfa",
        {"facet.rfa.two_mbb_80pct": "not_met"},
    ),
    "C15": _dossier(
        ABLATION,
        {
            "n.txt": HEAD
            + """Left low back pain 2 years, axial. NRS 7/10, ODI 44%.
MBB #1 3/10/26 left L3 L4 L5: 85% relief. MBB #2 pending / scheduled 7/7/26.
Plan: left RFA L3, L4, L5, thermal 80 C, fluoroscopy, if second block is 80% or better."""
            + SIGNED
        },
        "initial_rfa",
        {"facet.rfa.two_mbb_80pct": "unclear"},
    ),
    "E1": _dossier(
        ABLATION,
        {
            "n.txt": HEAD
            + """Left low back pain 2 years, axial. NRS 7/10, ODI 44%. Two left L3-5 MBBs: 3/10/26 - complete relief x 6h, 4/7/26 - excellent relief.
Plan: left RFA L3, L4, L5, RF 80 C, fluoroscopy."""
            + SIGNED
        },
        "initial_rfa",
        {"facet.rfa.two_mbb_80pct": "unclear", "facet.rfa.thermal_only": "met"},
    ),
    "E2": _dossier(
        ABLATION,
        {
            "n.txt": HEAD
            + """Left low back pain 2 years, axial. NRS 7/10, ODI 44%. MBB results: >80% functional improvement on both, pain relief not recorded.
Plan: left RFA L3, L4, L5, fluoroscopy."""
            + SIGNED
        },
        "initial_rfa",
        {"facet.rfa.two_mbb_80pct": "unclear", "facet.rfa.thermal_only": "unclear"},
    ),
    "E3": _dossier(
        BLOCK,
        {
            "n.txt": HEAD
            + """Left low back pain 2 years. NRS 7/10, ODI 44%.
Left MBB #1 06/01/2026 L3 L4 L5, 90% relief for 5 hours.
Plan: left MBB #2 L3 L4 L5 with fluoroscopy on 06/10/2026."""
            + SIGNED
        },
        "second_diagnostic",
        {"facet.diagnostic.first_80pct": "met", "facet.diagnostic.second_same_level_2wk": "not_met"},
        "2026-06-08",
        "2026-06-10",
    ),
    "E5": _dossier(
        BLOCK,
        {
            "n.txt": HEAD
            + """Left low back pain 2 years. NRS 7/10, ODI 44%.
Brother had ALIF. Mother has fibromyalgia. Father had RFA. She has no history of spine surgery. Never injections or RFA.
Naproxen not tried. PT planned. Plan: left MBB L3 L4 L5 under fluoroscopy, not ultrasound."""
            + SIGNED
        },
        "first_diagnostic",
        {
            "facet.exclusion.after_alif": "met",
            "facet.exclusion.generalized_pain": "met",
            "facet.exclusion.dx_at_successful_rfa_level": "met",
            "facet.conservative.failed": "unclear",
            "facet.technique.ct_or_fluoro": "met",
        },
    ),
    "E6": _dossier(
        NECK_ABLATION,
        {
            "n.txt": HEAD
            + """Right neck pain 2 years, axial. NRS 7/10, NDI 44%. Low back blocks 3/10/26 90% and 4/7/26 90% relief (lumbar MBBs).
Plan: right C4, C5, C6 RFA, thermal 80 C, fluoroscopy."""
            + SIGNED
        },
        "initial_rfa",
        {"facet.rfa.two_mbb_80pct": "unclear"},
    ),
    "E7": _dossier(
        ABLATION,
        {
            "n.txt": HEAD
            + """Left low back pain, axial. NRS 7/10, ODI 44%. Left RFA L4-5, L5-S1 01/10/2024: 80% relief for 20 months. No blocks since.
Plan: repeat left RFA L3, L4, L5, thermal 80 C, fluoroscopy."""
            + SIGNED
        },
        "repeat_rfa",
        {"facet.rfa.prior_50pct_6mo": "met"},
    ),
    "E8": _dossier(
        ABLATION,
        {
            "n.txt": HEAD
            + """Left low back pain, axial. NRS 7/10, ODI 44%. Left RFA L4-5, L5-S1 on 09/10/2025 gave great relief for 8 months.
Plan: repeat left RFA L3, L4, L5, pulsed, fluoroscopy."""
            + SIGNED
        },
        "repeat_rfa",
        {"facet.rfa.prior_50pct_6mo": "unclear", "facet.rfa.thermal_only": "not_met"},
    ),
    "E9": _dossier(
        BLOCK,
        {
            "n.txt": HEAD
            + """Left low back pain 2 years. Pre-visit questionnaire: NRS 7/10. ODI not done today; last ODI 44% in 2023.
Sciatica treated with L5-S1 microdiscectomy 2015, no leg symptoms since. Neuro exam normal.
Plan: left L4-5 and L5-S1 facet joint injections, intra-articular, diagnostic, fluoroscopy."""
            + SIGNED
        },
        "first_diagnostic",
        {
            "facet.pain.axial_functional_deficit": "unclear",
            "facet.exclusion.radiculopathy": "met",
            "facet.diagnostic.mbb_preferred": "unclear",
            "facet.exclusion.after_alif": "met",
        },
    ),
    "E10": _dossier(
        ABLATION,
        {
            "n.txt": HEAD
            + """Left low back pain 2 years, axial. NRS 7/10, ODI 44%.
Plan: left RFA L3, L4, L5, thermal 80 C, fluoroscopy. Two MBBs done elsewhere, see attached."""
            + SIGNED,
            "a.txt": """Outside record: PROCEDURE NOTE 03/10/2026    Patient: Nora Quill  DOB 02/02/1950
Left L3, L4, L5 medial branch block. Pre NRS 8/10. Post NRS 2/10 at 30 min, then 1/10 at 2 h, 6/10 at 6 h.
E. Roy MD
""",
            "b.txt": """Outside record: PROCEDURE NOTE 04/14/2026    Patient: Nora Quill  DOB 02/02/1950
Left L3, L4, L5 medial branch block. Pre NRS 8/10. Post NRS 4/10 at 30 min. Felt 90% better per patient.
E. Roy MD
""",
        },
        "initial_rfa",
        {"facet.rfa.two_mbb_80pct": "unclear"},
    ),
}
