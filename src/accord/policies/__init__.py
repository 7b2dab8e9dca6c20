"""Coverage policies as data: criteria over facts, with editions, variants and a decision rule; a bad one is refused."""

from accord.policies.find import Match, WhyNot, find_policies, why_not
from accord.policies.load import bundled_pack, load_pack, load_policy
from accord.policies.model import DecisionRule, Edition, Fact, Pack, Policy, PolicyCriterion, Source, Variant
from accord.policies.passages import (
    CoverageStore,
    Passage,
    Published,
    SourceStanding,
    Standing,
    check_sources,
    is_stale,
    passage,
)
from accord.policies.variants import VariantChoice, choose_variant

__all__ = [
    "CoverageStore",
    "DecisionRule",
    "Edition",
    "Fact",
    "Match",
    "Pack",
    "Passage",
    "Policy",
    "PolicyCriterion",
    "Published",
    "Source",
    "SourceStanding",
    "Standing",
    "Variant",
    "VariantChoice",
    "WhyNot",
    "bundled_pack",
    "check_sources",
    "choose_variant",
    "find_policies",
    "is_stale",
    "load_pack",
    "load_policy",
    "passage",
    "why_not",
]
