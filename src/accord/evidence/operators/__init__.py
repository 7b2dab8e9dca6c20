"""Source operators: how a policy's question is answered from the chart. One module a family, one table of all."""

from accord.evidence.operators.asking import Asking
from accord.evidence.operators.table import EVALUATIONS

__all__ = ["EVALUATIONS", "Asking"]
