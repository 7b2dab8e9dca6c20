"""The tools of the NPI connector: check, look up, verify, search, who may order, what was deactivated."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from accord.connectors.answer import Ask, Backend, Page, Provenance
from accord.connectors.npi.check import NpiFault, check_npi
from accord.connectors.npi.deactivations import Deactivation, deactivated_between
from accord.connectors.npi.may_order import OrderAnswer, judge
from accord.connectors.npi.orders import ordered_of
from accord.connectors.npi.provider import Hit, Kind, Match, Provider
from accord.connectors.npi.question import question
from accord.connectors.npi.sides import Local, loaded, side
from accord.connectors.npi.verify import Verified, verify_many
from accord.connectors.npi.words import fold
from accord.errors import Invalid, NotFound

MOST_AT_ONCE, MOST_LIVE = 10_000, 100
BY_RULE = Provenance("the check digit of the NPI (45 CFR 162.406)", Backend.LOCAL)


@dataclass(frozen=True, slots=True)
class CheckedNumber:
    """One number: well formed with the right check digit, or what is wrong with it."""

    npi: str
    valid: bool
    fault: NpiFault | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Checked:
    """The numbers in the order given, each well formed or not."""

    items: tuple[CheckedNumber, ...]
    all_valid: bool
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class VerifiedAll:
    """The numbers in the order given, each as it stands on the day."""

    items: tuple[Verified, ...]
    on: dt.date
    all_in_use: bool
    provenance: Provenance


def validate(npis: tuple[str, ...]) -> Checked:
    """Says of each NPI whether it is well formed and its check digit right; needs no data.

    npis -- NPIs as written; blanks and hyphens are let pass.
    Raises Invalid (none or too many given).
    Source: 45 CFR 162.406; the Luhn check digit over 80840 and nine digits.
    """
    _check_count(npis, MOST_AT_ONCE)
    told = [check_npi(npi) for npi in npis]
    items = tuple(CheckedNumber(each.npi, each.valid, each.fault, each.sentence) for each in told)
    return Checked(items, all(item.valid for item in items), BY_RULE)


def get(npi: str, ask: Ask = Ask.AUTO) -> Provider:
    """Gives the whole record of one provider: names, addresses, taxonomies with licences, identifiers, dates.

    npi -- the provider's NPI.
    ask -- auto (the local register where loaded, else live), local or live.
    Raises Invalid (no NPI), NotFound (not issued, or not shown), Unavailable (nothing loaded), Forbidden (live not allowed).
    Source: NPPES, which providers fill in themselves: no proof of a licence.
    """
    number = _number(npi)
    return _found(side(ask).provider(number, dt.date.today()), number)


def lookup(npi: str, ask: Ask = Ask.AUTO) -> Provider:
    """The same as get, under the name that other NPI tools use.

    npi -- the provider's NPI.
    ask -- auto (the local register where loaded, else live), local or live.
    Raises Invalid (no NPI), NotFound (not issued, or not shown), Unavailable (nothing loaded), Forbidden (live not allowed).
    """
    return get(npi, ask)


def verify(
    npis: tuple[str, ...], names: tuple[str, ...] = (), on: dt.date | None = None, ask: Ask = Ask.AUTO
) -> VerifiedAll:
    """Says of each NPI whether it is issued and in use on a day, and whether the stated name is the registered one.

    npis -- NPIs as written, up to 10,000 (live: 100).
    names -- the names stated with them, in the same order; leave out to compare none, '' for a number without a name.
    on -- the day; today where left out.
    ask -- auto (the local register where loaded, else live), local or live.
    Raises Invalid (numbers and names differ in count), Unavailable (nothing loaded), Forbidden (live not allowed).
    """
    asked = side(ask)
    _check_count(npis, MOST_AT_ONCE if isinstance(asked, Local) else MOST_LIVE)
    if names and len(names) != len(npis):
        raise Invalid(f"{len(names)} names are given for {len(npis)} numbers.", "Give one for each, '' for none.")
    day = on or dt.date.today()
    items = verify_many(asked, npis, names, day)
    return VerifiedAll(items, day, all(item.in_use for item in items), _says(asked))


def search(
    last_name: str = "", first_name: str = "", organization_name: str = "", city: str = "", state: str = "",
    postal_code: str = "", taxonomy: str = "", enumeration_type: Kind | None = None, fuzzy: bool = False,
    phonetic: bool = False, limit: int = 10, cursor: str = "", ask: Ask = Ask.AUTO,
) -> Page[Hit]:  # fmt: skip
    """Finds providers by name, place and taxonomy; misspelt names with fuzzy, names as heard with phonetic.

    last_name -- of a person; '*' at the end after two characters finds what begins so.
    first_name -- of a person, with last_name; '*' likewise.
    organization_name -- legal or other name of an organization; '*' likewise.
    city -- of a place of practice; '*' likewise.
    state -- two letters; not alone.
    postal_code -- 5 digits (further ones are not compared), or the first ones with '*'.
    taxonomy -- a code ('207R00000X'), the beginning of one ('207R*'), or words where their names are loaded.
    enumeration_type -- NPI-1 (persons) or NPI-2 (organizations).
    fuzzy -- also names up to two slips away; needs a last name or an organization's name.
    phonetic -- also surnames that sound alike; needs a last name.
    limit -- hits of a page, 1 to 200.
    cursor -- 'next' of the page before.
    ask -- auto (the local register where loaded, else live), local or live; live knows neither fuzzy nor phonetic.
    Raises Invalid (too little asked, or parts that exclude each other), Unavailable (nothing loaded), Forbidden (live not allowed).
    """
    match = Match.FUZZY if fuzzy else Match.SOUND if phonetic else Match.EXACT
    asked = question(last_name, first_name, organization_name, city, state, postal_code, taxonomy, enumeration_type,
                     match, limit, cursor)  # fmt: skip
    return side(ask).search(asked, dt.date.today())


def may_order(npi: str, service: str, state: str = "", on: dt.date | None = None, ask: Ask = Ask.AUTO) -> OrderAnswer:
    """Says whether a provider may order a service, as far as number, kind, taxonomy and stated licence tell.

    npi -- the NPI of who orders.
    service -- a HCPCS or CPT code, or dmepos, imaging, laboratory, home_health, procedure.
    state -- two letters of the state where it is ordered; without it licences are not compared.
    on -- the day of the order; today where left out.
    ask -- auto (the local register where loaded, else live), local or live.
    Raises Invalid (no NPI, no service), NotFound (not issued, or not shown), Unavailable (nothing loaded), Forbidden (live not allowed).
    Source: 42 CFR 410.32(a), 410.38(c), 424.22(a), 424.507. NPPES is filled in by providers: no proof of a licence.
    """
    number, ordered, day = _number(npi), ordered_of(service), on or dt.date.today()
    found = _found(side(ask).provider(number, day), number)
    return judge(found, service.strip(), ordered, _state(state), day)


def deactivated(
    since: dt.date | None = None, until: dt.date | None = None, limit: int = 100, cursor: str = ""
) -> Page[Deactivation]:
    """Lists NPIs that were deactivated, newest first; only the local register knows them.

    since -- first day of deactivation; without it, from the beginning.
    until -- last day of deactivation; without it, to the end.
    limit -- numbers of a page, 1 to 1,000.
    cursor -- 'next' of the page before.
    Raises Invalid (limit, cursor), Unavailable (nothing loaded).
    Source: NPPES monthly file and the report of deactivated numbers.
    """
    return deactivated_between(loaded(), since, until, limit, cursor)


def _number(written: str) -> str:
    checked = check_npi(written)
    if not checked.valid:
        raise Invalid(checked.sentence, "Check the number as it is written.")
    return checked.npi


def _found(provider: Provider | None, npi: str) -> Provider:
    if provider is None:
        raise NotFound(
            f"NPI {npi} is not in the registry.",
            "It was not issued when the registry was loaded; the live registry shows no deactivated numbers either.",
        )
    return provider


def _state(written: str) -> str:
    state = fold(written)
    if state and len(state) != 2:
        raise Invalid(f"'{written[:20]}' is not the two letters of a state.")
    return state


def _check_count(npis: tuple[str, ...], most: int) -> None:
    if not 1 <= len(npis) <= most:
        raise Invalid(f"{len(npis)} numbers are given; 1 to {most:,} can be asked at once.")


def _says(asked: object) -> Provenance:
    if isinstance(asked, Local):
        return asked.register.provenance()
    return Provenance("NPPES NPI Registry API 2.1", Backend.LIVE, retrieved_at=dt.datetime.now(dt.UTC))


TOOLS = (validate, get, lookup, verify, search, may_order, deactivated)
