"""Does Medicare want this service authorized before it is given: here, on this day? From the lists that CMS publishes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from accord.connectors.answer import Backend, Provenance
from accord.connectors.coverage.authorization_lists import (
    STALE_AFTER_DAYS,
    Asks,
    Group,
    Lists,
    Obligation,
    Programme,
    Setting,
    current_lists,
)
from accord.connectors.coverage.states import read_state
from accord.connectors.hcpcs import CodeSystem, code_system
from accord.connectors.releases import provenance
from accord.errors import Invalid
from accord.wording import say


class Needed(StrEnum):
    """Is it needed? In the order in which one answer outweighs another.

    OR_REVIEW -- no condition of payment, but a claim without it is reviewed before it is paid.
    DEPENDS   -- on the place of service, the state or a condition that the sentence names.
    FROM_DATE -- not on that day, but from a later one that is already fixed.
    """

    YES = "yes"
    OR_REVIEW = "or_review"
    DEPENDS = "depends"
    FROM_DATE = "from_date"
    CANNOT_SAY = "cannot_say"
    NO = "no"


_RANK = {needed: rank for rank, needed in enumerate(Needed)}
SOURCE = "Medicare authorization lists"
PAGE = "https://www.cms.gov/data-research/monitoring-programs/medicare-fee-service-compliance-programs/prior-authorization-and-pre-claim-review-initiatives"


@dataclass(frozen=True, slots=True)
class ListAnswer:
    """What one list says of one code.

    start, until -- from which day in that state, and the first day without; states -- where it reaches, none: all.
    policies     -- coverage documents that the programme decides by.
    """

    list: str
    title: str
    asks: Asks
    needed: Needed
    service: str
    start: dt.date | None
    until: dt.date | None
    states: tuple[str, ...]
    condition: str
    policies: tuple[str, ...]
    rule: str
    page: str
    published: dt.date | None
    sentence: str


@dataclass(frozen=True, slots=True)
class CodeAuthorization:
    """One code: is authorization needed, is a visit and a written order needed before delivery, and what each list says."""

    code: str
    needed: Needed
    sentence: str
    order_before_delivery: Needed
    order_sentence: str
    lists: tuple[ListAnswer, ...]


@dataclass(frozen=True, slots=True)
class AuthorizationAnswer:
    """All codes asked about, in their order. state is '' where none was given."""

    state: str
    on: dt.date
    setting: Setting
    items: tuple[CodeAuthorization, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class _Question:
    code: str
    state: str
    on: dt.date
    setting: Setting


def authorization_needed(
    codes: tuple[str, ...], state: str, on: dt.date, setting: Setting = Setting.UNKNOWN
) -> AuthorizationAnswer:
    """Says for each code whether Original Medicare wants it authorized before it is given, in a state on a day.

    codes -- HCPCS Level II or CPT codes.
    state -- where the service is given or the item delivered, two letters; '' when it is not known.
    on -- the day of service or delivery.
    setting -- where: home (equipment and supplies), outpatient_hospital, asc, office, ambulance, inpatient, other, unknown.

    Raises Invalid (no code; a state that is none).
    Source: 42 CFR 414.234, 410.38(c), 419.83; the CMS lists of each programme, with their days, in the answer.
    """
    return answer(current_lists(), codes, state, on, setting, dt.date.today())


def answer(
    lists: Lists, codes: Sequence[str], state: str, on: dt.date, setting: Setting, today: dt.date
) -> AuthorizationAnswer:
    """The same from given lists, as seen on a given day. Raises Invalid."""
    place = read_state(state)
    wanted = dict.fromkeys(code.strip().upper() for code in codes)
    if not wanted:
        raise Invalid("No code was given.", "Give at least one HCPCS or CPT code.")
    items = tuple(_code(lists, _Question(code, place, on, setting)) for code in wanted)
    return AuthorizationAnswer(place, on, setting, items, _provenance(lists, on, today))


def _code(lists: Lists, asked: _Question) -> CodeAuthorization:
    if code_system(asked.code) is None:
        odd = say("authorization.no_code", code=asked.code)
        return CodeAuthorization(asked.code, Needed.CANNOT_SAY, odd, Needed.CANNOT_SAY, odd, ())
    said = tuple(
        _listed(programme, group, asked)
        for programme in lists.programmes
        if (group := programme.group_of(asked.code)) is not None
    )
    deciding = [one for one in said if one.asks is Asks.AUTHORIZATION]
    needed = _strongest(deciding)
    words = " ".join(one.sentence for one in sorted(deciding, key=lambda one: _RANK[one.needed]))
    if not deciding:
        words = say("authorization.unlisted", code=asked.code, as_of=lists.as_of)
    if needed is Needed.NO:
        words = f"{words} {say('authorization.other_payers')}"
    order, order_words = _order(lists, [one for one in said if one.asks is Asks.ORDER], asked)
    return CodeAuthorization(asked.code, needed, words, order, order_words, said)


def _order(lists: Lists, said: Sequence[ListAnswer], asked: _Question) -> tuple[Needed, str]:
    if said:
        return _strongest(said), " ".join(one.sentence for one in said)
    unknown_before = [p.known_from for p in lists.programmes if p.asks is Asks.ORDER and p.known_from]
    if code_system(asked.code) is CodeSystem.HCPCS_II and any(asked.on < day for day in unknown_before):
        return Needed.CANNOT_SAY, say("authorization.order_unknown", day=max(unknown_before))
    return Needed.NO, say("authorization.order_unlisted", code=asked.code)


def _listed(programme: Programme, group: Group, asked: _Question) -> ListAnswer:
    needed, sentence = _judge(programme, group, asked)
    reached = sorted({state for phase in group.phases if phase.start <= asked.on for state in phase.states})
    everywhere = group.everywhere_from is not None and group.everywhere_from <= asked.on
    return ListAnswer(
        programme.id, programme.title, programme.asks, needed, group.service, _start(group, asked.state), group.until,
        () if everywhere else tuple(reached), group.condition, group.policies, programme.rule, programme.page,
        programme.published, sentence,
    )  # fmt: skip


def _judge(programme: Programme, group: Group, asked: _Question) -> tuple[Needed, str]:
    """First what is settled whatever the place, then the place, then the state and the day, then what else it hangs on."""
    title, code, start = programme.title, asked.code, _start(group, asked.state)
    if not group.phases:
        return Needed.NO, say("authorization.list.taken_off", title=title, code=code, note=group.note)
    if group.until is not None and asked.on >= group.until:
        return Needed.NO, say("authorization.list.ended", title=title, code=code, until=group.until)
    if programme.known_from is not None and asked.on < programme.known_from:
        day = programme.known_from
        return Needed.CANNOT_SAY, say("authorization.list.unknown_before", title=title, code=code, day=day)
    if asked.setting is not Setting.UNKNOWN and asked.setting not in programme.settings:
        place = say(f"authorization.setting.{asked.setting}")
        return Needed.NO, say("authorization.list.elsewhere", title=title, code=code, setting=place)
    if start is None:
        return Needed.NO, say("authorization.list.not_here", title=title, code=code, state=asked.state)
    if asked.on < start:
        where = asked.state or say("authorization.any_state")
        return Needed.FROM_DATE, say("authorization.list.not_yet", title=title, code=code, state=where, start=start)
    return _in_force(programme, group, asked, start)


def _in_force(programme: Programme, group: Group, asked: _Question, start: dt.date) -> tuple[Needed, str]:
    named = say(
        "authorization.list.asks", title=programme.title, code=asked.code, service=group.service, start=start,
        what=say(f"authorization.asks.{programme.asks}"),
    )  # fmt: skip
    hangs_on = [
        *([group.condition] if group.condition else []),
        *([_place_words(programme)] if programme.place_decides and asked.setting is Setting.UNKNOWN else []),
        *([_state_words(group, asked)] if _state_decides(group, asked) else []),
    ]
    duty = say(f"authorization.obligation.{programme.obligation}")
    words = [f"{named}{''.join(f', {each}' for each in hangs_on)}.", duty]
    words += [say("authorization.list.exempt", exempt=programme.exempt)] if programme.exempt else []
    words += [say("authorization.list.claim", claim=programme.claim)] if programme.claim else []
    words += [say("authorization.list.decided", decided=programme.decided)] if programme.decided else []
    settled = Needed.YES if programme.obligation is Obligation.CONDITION else Needed.OR_REVIEW
    return Needed.DEPENDS if hangs_on else settled, " ".join(words)


def _start(group: Group, state: str) -> dt.date | None:
    return group.start(state) if state else group.begins


def _state_decides(group: Group, asked: _Question) -> bool:
    everywhere = group.everywhere_from
    return not asked.state and (everywhere is None or asked.on < everywhere)


def _place_words(programme: Programme) -> str:
    places = [say(f"authorization.setting.{setting}") for setting in sorted(programme.settings)]
    return say("authorization.only_in_place", places=", ".join(places))


def _state_words(group: Group, asked: _Question) -> str:
    reached = sorted({state for phase in group.phases if phase.start <= asked.on for state in phase.states})
    return say("authorization.only_in_states", states=", ".join(reached))


def _strongest(said: Sequence[ListAnswer]) -> Needed:
    return min((one.needed for one in said), key=lambda needed: _RANK[needed], default=Needed.NO)


def _provenance(lists: Lists, on: dt.date, today: dt.date) -> Provenance:
    notice = say("authorization.fee_for_service")
    if on > lists.as_of:
        notice = f"{notice} {say('authorization.later', as_of=lists.as_of)}"
    age = (today - lists.as_of).days
    if age > STALE_AFTER_DAYS:
        notice = f"{notice} {say('authorization.stale', days=age)}"
    if lists.release is not None:
        return provenance(lists.release, STALE_AFTER_DAYS, today, notice)
    return Provenance(
        SOURCE, Backend.LOCAL, f"shipped {lists.as_of}", lists.as_of, None, age, age > STALE_AFTER_DAYS, PAGE, notice
    )
