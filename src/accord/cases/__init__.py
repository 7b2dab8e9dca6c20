"""A request as it lives through days and people: its states, clocks and decisions, and where it is kept."""
