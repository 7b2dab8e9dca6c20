"""Positive airway pressure: when it was set up, how it was used, whether it works, why it failed, who was taught."""
