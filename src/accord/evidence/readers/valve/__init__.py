"""What records tell before an aortic valve is placed by catheter."""

from accord.evidence.readers.valve.reader import valve

__all__ = ["valve"]
