"""What a document is, who speaks in it, about whom, when, and whether it is signed."""

from accord.evidence.profile.kinds import PartKind
from accord.evidence.profile.meeting import Mode
from accord.evidence.profile.people import Signature, SignatureState
from accord.evidence.profile.profile import Profile, profiles

__all__ = ["Mode", "PartKind", "Profile", "Signature", "SignatureState", "profiles"]
