"""What records tell before an FDG PET for a cancer."""

from accord.evidence.readers.pet.reader import pet

__all__ = ["pet"]
