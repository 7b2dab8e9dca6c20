"""What tests of the export need: the CQL tools, the shared data."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from accord.exchange.javascript import why_not
from accord.exchange.naming import Naming
from accord.policies import load_policy
from accord.policies.model import Policy

ROOT = Path(__file__).resolve().parents[2]
STANDARDS = Path(os.environ.get("ACCORD_SHARED", ROOT.parent / "shared")) / "standards"
LACK = why_not()
needs_cql = pytest.mark.skipif(bool(LACK), reason=f"{LACK} bin/install-cql brings them.")


def light() -> Policy:
    """The invented policy of the docs: it has every part of the format."""
    return load_policy(ROOT / "tests" / "policies" / "pack" / "EX-LIGHT.yaml")


def named(policy: Policy) -> Naming:
    return Naming(policy, policy.editions[-1])
