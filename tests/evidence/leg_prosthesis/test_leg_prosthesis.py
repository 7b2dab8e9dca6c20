"""What notes tell before a prosthesis of the leg, and what they do not tell."""

from __future__ import annotations

import pytest

from accord.evidence.readers.leg_prosthesis import leg_prosthesis
from accord.records.findings import Presence
from tests.evidence.readers.notes import note

TOLD: list[tuple[str, str, bool | None]] = [
    ("Potential functional level K3.", "llp_potential_k3", True),
    ("Expected to reach K3.", "llp_potential_k3", True),
    ("Functional level 4.", "llp_potential_k3", True),
    ("Functional level K2.", "llp_potential_k3", False),
    ("Functional level K2.", "llp_potential_k2", True),
    ("K1 household ambulator.", "llp_potential_k2", False),
    ("Functional level K2-K3.", "llp_potential_k2", None),
    ("Level K2-K3.", "llp_potential_k3", None),
    ("Currently K1, potential to be determined.", "llp_potential_k3", None),
    ("The device is indicated for K3.", "llp_potential_k3", None),
    ("His brother is K4.", "llp_potential_k3", None),
    ("Not K3.", "llp_potential_k3", None),
    ("She is highly motivated.", "llp_motivated", True),
    ("He is motivated and is expected to return to work.", "llp_motivated", True),
    ("He is not motivated.", "llp_motivated", False),
    ("Unmotivated.", "llp_motivated", False),
    ("Climbs stairs and walks with variable cadence.", "llp_level_findings", True),
    ("Denies using stairs.", "llp_level_findings", None),
    ("He is expected to return to community ambulation.", "llp_goal", True),
    ("Unlikely to return to walking.", "llp_goal", None),
    ("The microprocessor knee is needed because he walks down ramps at work.", "llp_component_need", True),
    ("He prefers the brand of his friend.", "llp_component_need", None),
    ("Able to charge the knee every night.", "llp_can_charge", True),
    ("Unable to charge a device.", "llp_can_charge", False),
    ("A mechanical knee was considered and ruled out because of falls.", "llp_lower_knees_ruled_out", True),
    ("The knee is indicated for K2.", "llp_knee_for_k2", True),
    ("Indicated for K3 only.", "llp_knee_for_k2", False),
    ("The socket is loose, 10-ply socks.", "llp_socket_need", True),
    ("The socket fits well.", "llp_socket_need", None),
]  # fmt: skip


@pytest.mark.parametrize(("words", "concept", "answer"), TOLD)
def test_what_a_visit_tells(words: str, concept: str, answer: bool | None) -> None:
    found = {f.presence for f in leg_prosthesis(note("Transfemoral amputation.\n\n" + words)) if f.concept == concept}
    found -= {Presence.POSSIBLE}
    assert found == ({Presence.PRESENT} if answer else {Presence.ABSENT} if answer is False else set())
