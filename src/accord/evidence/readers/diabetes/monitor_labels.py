"""Glucose sensors and the ages they are labelled for in the United States.

Source: FDA 510(k), De Novo and PMA decision summaries and the makers' US user guides, as known on 2026-11-24. Ages in years.
A model that is not in the table is not known here, and is asked for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Label:
    """One sensor system: words that name it, the least age (and the most) of its label, and how it is had.

    route -- 'prescription', 'over_the_counter' (not labelled for people who take insulin), or 'implanted'.
    """

    model: str
    words: str
    least_age: int
    route: str = "prescription"
    most_age: int | None = None

    @property
    def pattern(self) -> re.Pattern[str]:
        """Finds the model in lower-case text."""
        return re.compile(rf"(?<![a-z0-9])(?:{self.words})(?![a-z0-9])")


# The longer name first: a model is searched for only where no earlier one of the table stands.
LABELS: tuple[Label, ...] = (
    Label("Dexcom G7 15 Day", r"(?:dexcom )?g7 15[- ]?day", 18),
    Label("Dexcom G7", r"(?:dexcom )?g ?7", 2),
    Label("Dexcom G6", r"(?:dexcom )?g ?6(?: pro)?", 2),
    Label("Dexcom G5", r"(?:dexcom )?g ?5(?: mobile)?", 2),
    Label("Dexcom G4", r"(?:dexcom )?g ?4(?: platinum)?", 2),
    Label("Dexcom ONE+", r"dexcom one ?(?:\+|plus)?", 2),
    Label("Stelo", r"(?:dexcom )?stelo", 18, "over_the_counter"),
    Label(
        "Lingo",
        r"(?:abbott )?lingo(?= (?:sensor|biosensor|cgm|by abbott|glucose))|abbott lingo",
        18,
        "over_the_counter",
    ),
    Label("Libre Rio", r"(?:freestyle )?libre rio", 18, "over_the_counter"),
    Label("FreeStyle Libre 3 Plus", r"(?:freestyle )?libre ?3 ?(?:plus|\+)|fsl ?3 ?(?:plus|\+)", 2),
    Label("FreeStyle Libre 2 Plus", r"(?:freestyle )?libre ?2 ?(?:plus|\+)|fsl ?2 ?(?:plus|\+)", 2),
    Label("FreeStyle Libre 3", r"(?:freestyle )?libre ?(?:3|iii)|fsl ?3", 4),
    Label("FreeStyle Libre 2", r"(?:freestyle )?libre ?(?:2|ii)|fsl ?2", 4),
    Label("FreeStyle Libre 14 day", r"(?:freestyle )?libre (?:flash )?(?:14|10)[- ]?day", 18),
    Label("Simplera Sync", r"simplera sync", 7),
    Label("Simplera", r"simplera", 18),
    Label("Guardian 4", r"guardian (?:sensor )?\(?4\)?", 7),
    Label("Guardian Connect", r"guardian connect", 14, most_age=75),
    Label("Guardian Sensor 3", r"guardian (?:sensor )?\(?3\)?", 2),
    Label("Medtronic Instinct", r"(?:medtronic )?instinct sensor", 7),
    Label("Eversense", r"eversense(?: e3| 365| xl)?", 18, "implanted"),
)
