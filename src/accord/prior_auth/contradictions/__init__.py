"""Contradictions inside a dossier: two places that cannot both be right, each rule in its own small module."""

from accord.prior_auth.contradictions.table import RULES, contradictions

__all__ = ["RULES", "contradictions"]
