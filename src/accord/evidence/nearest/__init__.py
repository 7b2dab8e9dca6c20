"""The passages of a record that lie nearest to a question: to be shown to a person, never to prove anything."""

from accord.evidence.nearest.both import NearestPassages, overlap
from accord.evidence.nearest.values import Near, Wanted

__all__ = ["Near", "NearestPassages", "Wanted", "overlap"]
