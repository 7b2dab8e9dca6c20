"""Readers of what records tell about botulinum toxin for chronic migraine and for spasms of the face and neck."""
