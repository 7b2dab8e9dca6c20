"""Power mobility: what visits, therapists, home assessments and orders say of the need for a scooter or a power wheelchair."""
