"""identify: who asks what for whom; each element with the place that states it."""

from accord.prior_auth.identify.identify import identify

__all__ = ["identify"]
