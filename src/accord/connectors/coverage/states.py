"""States and territories, and the parts of states that contractors' lists know; a part collapses to its state."""

from __future__ import annotations

from accord.errors import Invalid

PARTS = {
    "EM": "MO", "WM": "MO", "DN": "NY", "QN": "NY", "UN": "NY", "NF": "CA", "SF": "CA", "CNMI": "MP",
}  # fmt: skip
NAMES = {
    "AK": "Alaska", "AL": "Alabama", "AR": "Arkansas", "AS": "American Samoa", "AZ": "Arizona", "CA": "California",
    "CO": "Colorado", "CT": "Connecticut", "DC": "District of Columbia", "DE": "Delaware", "FL": "Florida",
    "GA": "Georgia", "GU": "Guam", "HI": "Hawaii", "IA": "Iowa", "ID": "Idaho", "IL": "Illinois", "IN": "Indiana",
    "KS": "Kansas", "KY": "Kentucky", "LA": "Louisiana", "MA": "Massachusetts", "MD": "Maryland", "ME": "Maine",
    "MI": "Michigan", "MN": "Minnesota", "MO": "Missouri", "MP": "Northern Mariana Islands", "MS": "Mississippi",
    "MT": "Montana", "NC": "North Carolina", "ND": "North Dakota", "NE": "Nebraska", "NH": "New Hampshire",
    "NJ": "New Jersey", "NM": "New Mexico", "NV": "Nevada", "NY": "New York", "OH": "Ohio", "OK": "Oklahoma",
    "OR": "Oregon", "PA": "Pennsylvania", "PR": "Puerto Rico", "RI": "Rhode Island", "SC": "South Carolina",
    "SD": "South Dakota", "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VA": "Virginia", "VI": "Virgin Islands",
    "VT": "Vermont", "WA": "Washington", "WI": "Wisconsin", "WV": "West Virginia", "WY": "Wyoming",
}  # fmt: skip
_BY_NAME = {name.upper(): code for code, name in NAMES.items()}


def whole_state(abbreviation: str) -> str:
    """'DN' (downstate New York) -> 'NY'; a state stays itself."""
    return PARTS.get(abbreviation.upper(), abbreviation.upper())


def read_state(text: str) -> str:
    """'oh', 'Ohio', 'UN' -> two letters; empty stays empty. Raises Invalid for what is no state or territory."""
    given = " ".join(text.upper().split())
    code = _BY_NAME.get(given, whole_state(given))
    if code and code not in NAMES:
        raise Invalid(f"'{text}' is no state or territory.", "Give its two letters, like OH.")
    return code
