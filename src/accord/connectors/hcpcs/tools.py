"""The tools on HCPCS Level II and CPT: search, get, validate, modifiers, list."""

from __future__ import annotations

import datetime as dt

from accord.connectors.answer import Ask, Backend, Page, Provenance
from accord.connectors.hcpcs import service
from accord.connectors.hcpcs.answers import HcpcsCode, HcpcsHit, HcpcsVerdict, HcpcsVerdicts, Modifiers
from accord.connectors.hcpcs.codes import CodeSystem, code_system, written_code
from accord.connectors.hcpcs.families import by_family
from accord.connectors.hcpcs.item import COVERAGE, Item, ItemKind
from accord.connectors.hcpcs.known import families, family
from accord.connectors.hcpcs.lines import told_modifiers
from accord.connectors.hcpcs.release import STALE_AFTER_DAYS, Quarter, quarter
from accord.connectors.hcpcs.standing import Standing, absent, of_item, rights, standing
from accord.connectors.releases import provenance
from accord.errors import Invalid, NotFound, Unavailable

MOST_HITS, MOST_ROWS, MOST_CODES, LONGEST_QUESTION = 100, 500, 1_000, 500
NOTHING_LOADED = "No HCPCS file is loaded: only the codes that the programmes and policies here name. 'accord sync hcpcs' loads it."  # fmt: skip
SHIPPED = Provenance("Accord's list of codes", Backend.LOCAL, notice=NOTHING_LOADED)


def search(query: str, limit: int = 10, on: dt.date | None = None, ask: Ask = Ask.AUTO) -> Page[HcpcsHit]:
    """Finds HCPCS Level II codes for an item or service in plain words, short forms or misspelt, or by the beginning of a code.

    query -- "cpap mask", "power wheelchair group 2", "E06".
    limit -- how many codes to give, 1 to 100.
    on -- the day of service; codes that were not in use on it come later. Today where it is not given.
    ask -- whom to ask: the loaded file, the live service (NLM Clinical Tables), or whichever is there.
    Raises Invalid (empty question, limit), Forbidden (live: no setting allows the host), Unavailable.
    """
    _check(query, limit, MOST_HITS)
    day = on or dt.date.today()
    if _goes_live(ask):
        from accord.connectors.hcpcs import live

        told = live.ask(query, limit)
        items = tuple(_hit(item, day, 1.0) for item in told.items if item.kind is ItemKind.CODE)
        return Page(items[:limit], told.total, False, "", told.provenance)
    held = quarter(day)
    if held is None:
        rows = by_family(query, limit)
        hits = tuple(HcpcsHit(code, name, name, Standing.KNOWN, score) for code, name, score in rows)
        return Page(hits, None, False, "", SHIPPED)
    from accord.connectors.hcpcs.searching import search as search_quarter  # the engines are paid for where needed

    found = search_quarter(held, query, limit, day)
    return Page(tuple(_hit(one.item, day, one.score) for one in found), None, False, "", _says(held))


def get(code: str, on: dt.date | None = None, ask: Ask = Ask.AUTO) -> HcpcsCode:
    """Gives one code or modifier: official names, coverage, dates of use, and whether it may be used on a day.

    code -- five places ("E0601"), or two for a modifier ("NU"). Of CPT and dental codes the shape alone is told.
    on -- the day of service; today where it is not given.
    ask -- whom to ask: the loaded file, the live service, or whichever is there.
    Raises Invalid (shape), NotFound (the loaded file has no such code), Forbidden, Unavailable.
    """
    asked, day = written_code(code), on or dt.date.today()
    system = code_system(asked)
    if system is None and len(asked) != 2:
        raise Invalid(f"'{code}' does not have the shape of a HCPCS or CPT code or of a modifier.")
    if system is not None and system is not CodeSystem.HCPCS_II:
        told = Provenance(SHIPPED.source, Backend.LOCAL, notice=rights(system))
        return _code(Item(asked, ItemKind.CODE, "", ""), standing(asked, day), told)
    if _goes_live(ask):
        return _get_live(asked, day)
    held = quarter(day)
    found = held.find(asked) if held else None
    if held is not None and found is not None:
        return _code(found, of_item(found, day), _says(held))
    if family(asked):
        return _code(Item(asked, ItemKind.CODE, "", ""), standing(asked, day), _says(held) if held else SHIPPED)
    if held is None:
        raise Unavailable(f"{asked} cannot be told: no HCPCS file is loaded.", "Run 'accord sync hcpcs'.")
    whole = "" if held.complete else ", which is a part of the code set"
    raise NotFound(f"{asked} is not in {held.release.source} of {held.release.name}{whole}.", "Search by words.")


def validate(codes: tuple[str, ...], on: dt.date | None = None) -> HcpcsVerdicts:
    """Says of many codes at once whether each may be used on a day: in use, not yet, ended, no code, or cannot be said.

    codes -- HCPCS Level II and CPT codes, up to 1,000. Of CPT and dental codes the shape alone is judged.
    on -- the day of service; today where it is not given.
    Raises Invalid (no codes, too many), Unavailable (a damaged index).
    """
    if not 0 < len(codes) <= MOST_CODES:
        raise Invalid(f"{len(codes)} codes were given.", f"Give 1 to {MOST_CODES}.")
    day = on or dt.date.today()
    held = quarter(day)
    return HcpcsVerdicts(tuple(_verdict(code, held, day) for code in codes), _says(held) if held else SHIPPED)


def modifiers(code: str = "", on: dt.date | None = None) -> Modifiers:
    """Lists the modifiers with their names, and those that a line may not carry together.

    code -- one modifier ("RR"); empty for all.
    on -- the day of service; today where it is not given.
    Raises NotFound (no such modifier), Unavailable (a damaged index).
    """
    day = on or dt.date.today()
    held = quarter(day)
    found = told_modifiers(held, written_code(code), day)
    if not found:
        raise NotFound(f"The modifier '{code}' is not at hand.", "" if held else NOTHING_LOADED)
    return Modifiers(found, _says(held) if held else SHIPPED)


def list_(start: str = "", to: str = "", family: str = "", after: str = "", limit: int = 100) -> Page[HcpcsHit]:
    """Lists codes in order: those that begin alike, a range of codes, or a family of the shipped list.

    start -- the beginning of the codes ("E04"), or the first code of a range.
    to -- the last code of the range; empty to list what begins with start.
    family -- a family's name or a part of it ("home oxygen"), instead of a range.
    after -- go on after this code, for the next page (`next` of the page before).
    limit -- how many codes to give, 1 to 500.
    Raises Invalid (limit), NotFound (nothing there).
    """
    _check("list", limit, MOST_ROWS)
    held, today = quarter(), dt.date.today()
    first, last = written_code(start), written_code(to or start)
    listed = sorted(
        code for code, name in families().items()
        if family.lower() in name and (family or first <= code <= f"{last}~") and code > after
    )  # fmt: skip
    if held is None or family:
        items = [_listed(held, code, today) for code in listed[:limit]]
        more = len(listed) > limit
    else:
        found = held.between(first, last, ItemKind.CODE, limit + 1, after)
        items, more = [_hit(item, today, 1.0) for item in found[:limit]], len(found) > limit
    if not items:
        raise NotFound("There is no code at hand in that range or family.", "" if held else NOTHING_LOADED)
    return Page(tuple(items), None, False, items[-1].code if more else "", _says(held) if held else SHIPPED)


def _check(query: str, limit: int, most: int) -> None:
    if not query.strip() or len(query) > LONGEST_QUESTION:
        raise Invalid("The question is empty or too long.", "Say an item or service: 'portable oxygen concentrator'.")
    if not 1 <= limit <= most:
        raise Invalid(f"The limit {limit} cannot be used.", f"Give 1 to {most}.")


def _goes_live(ask: Ask) -> bool:
    """AUTO asks the live service only where nothing is loaded and a setting allows it."""
    if ask is not Ask.AUTO:
        return ask is Ask.LIVE
    return quarter() is None and service.allowed()


def _get_live(code: str, day: dt.date) -> HcpcsCode:
    from accord.connectors.hcpcs import live

    told = live.ask(code, MOST_HITS)
    found = next((item for item in told.items if item.code == code), None)
    if found is None:
        raise NotFound(f"NLM Clinical Tables has no {code}.", "Load the official file to be sure: 'accord sync hcpcs'.")
    return _code(found, of_item(found, day), told.provenance)


def _says(held: Quarter) -> Provenance:
    return provenance(held.release, STALE_AFTER_DAYS)


def _hit(item: Item, day: dt.date, score: float) -> HcpcsHit:
    return HcpcsHit(item.code, item.long or item.short, family(item.code) or "", of_item(item, day), score)


def _listed(held: Quarter | None, code: str, day: dt.date) -> HcpcsHit:
    found = held.find(code) if held else None
    if found is not None:
        return _hit(found, day, 1.0)
    name = family(code) or ""
    return HcpcsHit(code, name, name, Standing.KNOWN, 1.0)


def _code(item: Item, told: Standing, says: Provenance) -> HcpcsCode:
    return HcpcsCode(
        item.code, item.kind.value, code_system(item.code), item.long, item.short, family(item.code) or "",
        item.coverage, COVERAGE.get(item.coverage, ""), item.betos, item.action, item.added, item.ended, told, says,
    )  # fmt: skip


def _verdict(text: str, held: Quarter | None, day: dt.date) -> HcpcsVerdict:
    code = written_code(text)
    system = code_system(code)
    found = held.find(code, ItemKind.CODE) if held and system is CodeSystem.HCPCS_II else None
    if found is not None:
        told = of_item(found, day)
    elif system is None:
        told = Standing.BAD_SHAPE
    else:
        unsure = Standing.KNOWN if family(code) else Standing.CANNOT_SAY
        told = absent(held, day, unsure) if held and system is CodeSystem.HCPCS_II else unsure
    name = (found.short or found.long) if found else family(code) or ""
    return HcpcsVerdict(code, system, told, name, _reason(code, system, told, found, held, day))


def _reason(
    code: str, system: CodeSystem | None, told: Standing, found: Item | None, held: Quarter | None, day: dt.date
) -> str:
    if told is Standing.BAD_SHAPE:
        return f"'{code}' does not have the shape of a HCPCS or CPT code."
    if told is Standing.ENDED and found and found.ended:
        return f"{code} was in use until {found.ended.isoformat()}."
    if told is Standing.NOT_YET and found and found.added:
        return f"{code} is in use from {found.added.isoformat()} on."
    if told is Standing.NOT_LISTED and held:
        return f"{code} is not in the official file of {held.release.name}."
    if told is Standing.VALID:
        sure = held is None or held.governs(day)
        return "" if sure or held is None else f"As the file of {held.release.name} has it; a later one may differ."
    return rights(system) or ("" if held else NOTHING_LOADED) or f"The loaded file cannot say whether {code} is a code."


TOOLS = (search, get, validate, modifiers, list_)
