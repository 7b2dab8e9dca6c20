"""Criteria as logic over facts, and the judge that answers them. Knows nothing else."""

from accord.criteria.judge import Criterion, FactValue, Verdict, judge, judge_tree
from accord.criteria.open_questions import decisive
from accord.criteria.status import Status

__all__ = ["Criterion", "FactValue", "Status", "Verdict", "decisive", "judge", "judge_tree"]
