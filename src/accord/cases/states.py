"""The states of a case and every way from one to the next, as tables. What is not in them cannot happen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from accord.access import Act, Role
from accord.dossier.review import Desk
from accord.errors import Conflict, NotFound
from accord.wording import say


class State(StrEnum):
    """Where a case stands."""

    DRAFT = "draft"
    READY = "ready"
    SENT = "sent"
    PAYER_ASKS = "payer_asks"
    ANSWERED = "answered"
    APPEALED = "appealed"
    CLOSED = "closed"
    RECEIVED = "received"
    IN_REVIEW = "in_review"
    CLINICIAN_REVIEW = "clinician_review"
    MORE_ASKED = "more_asked"
    DECIDED = "decided"
    REOPENED = "reopened"


@dataclass(frozen=True)
class Standing:
    """What a state means: at whose desk the case lies, who has to act, and whether its clock runs there."""

    side: Desk
    owner: Role | None
    runs: bool = False


PROVIDER, PAYER = Desk.PROVIDER, Desk.PAYER
STATES: Mapping[State, Standing] = {
    State.DRAFT: Standing(PROVIDER, Role.COORDINATOR),
    State.READY: Standing(PROVIDER, Role.CLINICIAN),
    State.SENT: Standing(PROVIDER, None, runs=True),
    State.PAYER_ASKS: Standing(PROVIDER, Role.COORDINATOR, runs=True),
    State.ANSWERED: Standing(PROVIDER, Role.COORDINATOR),
    State.APPEALED: Standing(PROVIDER, None, runs=True),
    State.CLOSED: Standing(PROVIDER, None),
    State.RECEIVED: Standing(PAYER, Role.REVIEWER, runs=True),
    State.IN_REVIEW: Standing(PAYER, Role.REVIEWER, runs=True),
    State.CLINICIAN_REVIEW: Standing(PAYER, Role.MEDICAL_DIRECTOR, runs=True),
    State.MORE_ASKED: Standing(PAYER, None, runs=True),
    State.DECIDED: Standing(PAYER, None),
    State.REOPENED: Standing(PAYER, Role.MEDICAL_DIRECTOR, runs=True),
}


class Step(StrEnum):
    """What somebody does with a case."""

    COMPLETE = "complete"
    TAKE_BACK = "take_back"
    SEND = "send"
    PAYER_ASKS = "payer_asks"
    ANSWER = "answer"
    PAYER_DECIDES = "payer_decides"
    APPEAL = "appeal"
    APPEAL_DECIDED = "appeal_decided"
    CLOSE = "close"
    TAKE = "take"
    REFER = "refer"
    RETURN = "return"
    ASK = "ask"
    MORE_CAME = "more_came"
    APPROVE = "approve"
    APPROVE_BY_RULE = "approve_by_rule"
    DECIDE = "decide"
    REOPEN = "reopen"
    TAKE_UP = "take_up"


class Needs(StrEnum):
    """What a step needs besides the right state and person."""

    REVIEW = "review"
    KNOWN = "known"
    SIGNED_LETTER = "signed_letter"
    WORDS = "words"
    ANSWERS = "answers"
    APPROVALS = "approvals"
    DECISIONS = "decisions"
    ADVERSE = "adverse"
    RULE = "rule"


@dataclass(frozen=True)
class Transition:
    """One step: from which states, to which, who may take it, what it needs, what goes out. Its audit event has its name.

    act None -- only the program itself, under a rule that the payer switched on.
    """

    step: Step
    origins: tuple[State, ...]
    target: State
    act: Act | None
    needs: tuple[Needs, ...] = ()
    sends: str = ""


TRANSITIONS: Mapping[Step, Transition] = {
    one.step: one
    for one in (
        Transition(Step.COMPLETE, (State.DRAFT,), State.READY, Act.EDIT_CASE, (Needs.REVIEW, Needs.KNOWN)),
        Transition(Step.TAKE_BACK, (State.READY,), State.DRAFT, Act.EDIT_CASE),
        Transition(Step.SEND, (State.READY,), State.SENT, Act.SEND, (Needs.SIGNED_LETTER,), sends="request"),
        Transition(Step.PAYER_ASKS, (State.SENT,), State.PAYER_ASKS, Act.RECORD_ANSWER, (Needs.WORDS,)),
        Transition(Step.ANSWER, (State.PAYER_ASKS,), State.SENT, Act.SEND, (Needs.WORDS,), sends="answer"),
        Transition(
            Step.PAYER_DECIDES, (State.SENT, State.PAYER_ASKS), State.ANSWERED, Act.RECORD_ANSWER, (Needs.ANSWERS,)
        ),
        Transition(Step.APPEAL, (State.ANSWERED,), State.APPEALED, Act.SIGN_LETTER, (Needs.ADVERSE,), sends="appeal"),
        Transition(Step.APPEAL_DECIDED, (State.APPEALED,), State.ANSWERED, Act.RECORD_ANSWER, (Needs.ANSWERS,)),
        Transition(
            Step.CLOSE, (State.DRAFT, State.READY, State.SENT, State.PAYER_ASKS, State.ANSWERED), State.CLOSED,
            Act.CLOSE, (Needs.WORDS,),
        ),
        Transition(Step.TAKE, (State.RECEIVED,), State.IN_REVIEW, Act.TAKE),
        Transition(Step.REFER, (State.IN_REVIEW,), State.CLINICIAN_REVIEW, Act.REFER, (Needs.REVIEW, Needs.WORDS)),
        Transition(Step.RETURN, (State.CLINICIAN_REVIEW,), State.IN_REVIEW, Act.REOPEN, (Needs.WORDS,)),
        Transition(
            Step.ASK, (State.IN_REVIEW, State.CLINICIAN_REVIEW), State.MORE_ASKED, Act.ASK, (Needs.WORDS,),
            sends="request_for_information",
        ),
        Transition(Step.MORE_CAME, (State.MORE_ASKED,), State.IN_REVIEW, Act.EDIT_CASE),
        Transition(
            Step.APPROVE, (State.IN_REVIEW, State.CLINICIAN_REVIEW), State.DECIDED, Act.APPROVE,
            (Needs.REVIEW, Needs.APPROVALS), sends="approval",
        ),
        Transition(
            Step.APPROVE_BY_RULE, (State.RECEIVED,), State.DECIDED, None, (Needs.REVIEW, Needs.APPROVALS, Needs.RULE),
            sends="approval",
        ),
        Transition(
            Step.DECIDE, (State.CLINICIAN_REVIEW,), State.DECIDED, Act.DENY, (Needs.REVIEW, Needs.DECISIONS),
            sends="decision",
        ),
        Transition(Step.REOPEN, (State.DECIDED,), State.REOPENED, Act.REOPEN, (Needs.WORDS,)),
        Transition(Step.TAKE_UP, (State.REOPENED,), State.CLINICIAN_REVIEW, Act.TAKE),
    )
}  # fmt: skip
FIRST: Mapping[Desk, State] = {PROVIDER: State.DRAFT, PAYER: State.RECEIVED}

# While somebody works on the case: papers may come and findings be judged. What was sent or decided stays as it was then.
OPEN = frozenset({
    State.DRAFT, State.PAYER_ASKS, State.ANSWERED,
    State.RECEIVED, State.IN_REVIEW, State.CLINICIAN_REVIEW, State.MORE_ASKED, State.REOPENED,
})  # fmt: skip


def transition(step: Step, state: State) -> Transition:
    """The way that a step takes from a state. Raises Conflict, naming the steps that there are."""
    found = TRANSITIONS[step]
    if state not in found.origins:
        open_ = ", ".join(say(f"web.step.{one.step.value}") for one in steps_from(state) if one.act is not None)
        raise Conflict(
            say("steps.not_now", step=say(f"web.step.{step.value}"), state=say(f"web.state.{state.value}")),
            say("steps.not_now_remedy", steps=open_) if open_ else say("steps.nothing_now"),
        )
    return found


def steps_from(state: State) -> Iterator[Transition]:
    """Every way from a state."""
    return (one for one in TRANSITIONS.values() if state in one.origins)


def state_named(word: str) -> State:
    """The state of that name. Raises NotFound."""
    try:
        return State(word)
    except ValueError as fault:
        raise NotFound(f"There is no state '{word}'.", f"There is: {', '.join(State)}.") from fault


def diagram(side: Desk) -> str:
    """The states of one side and the ways between them, as a Mermaid diagram."""
    lines = ["stateDiagram-v2", f"    [*] --> {FIRST[side].value}"]
    for one in TRANSITIONS.values():
        for origin in one.origins:
            if STATES[origin].side is side:
                lines.append(f"    {origin.value} --> {one.target.value}: {one.step.value}")
    return "\n".join(lines) + "\n"


def owners(side: Desk) -> str:
    """Whose turn it is in each state of one side, whether its clock runs, and what leads on from there, as a table."""
    lines = ["| state | whose turn | clock | steps from it |", "|---|---|---|---|"]
    for state, standing in STATES.items():
        if standing.side is side:
            turn = standing.owner.value.replace("_", " ") if standing.owner else "–"
            steps = ", ".join(one.step.value for one in steps_from(state)) or "–"
            lines.append(f"| {state.value} | {turn} | {'runs' if standing.runs else '–'} | {steps} |")
    return "\n".join(lines) + "\n"
