"""Criteria as logic over facts, and the judge that answers them. Knows nothing else."""

from accord.criteria.judge import judge, judge_tree
from accord.criteria.open_questions import decisive
from accord.criteria.status import Status
from accord.criteria.verdicts import Criterion, FactValue, HasLogic, Verdict

__all__ = ["Criterion", "FactValue", "HasLogic", "Status", "Verdict", "decisive", "judge", "judge_tree"]
