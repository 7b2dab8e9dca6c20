"""National Provider Identifier: is it one? (Whose it is needs the NPPES register, which is not held here yet.)"""

from accord.connectors.npi.check import NpiAnswer, NpiFault, check_npi
from accord.connectors.npi.check_digit import check_digit, is_valid

__all__ = ["NpiAnswer", "NpiFault", "check_digit", "check_npi", "is_valid"]
