"""Which sentences of a letter stand where, as a form says it: rows, and sections that are added, moved, taken out, put back."""

from __future__ import annotations

import re

from starlette.datastructures import FormData

from accord.dossier.editing import Draft
from accord.dossier.editing.draft import LONGEST_HEADING, MOST_SECTIONS
from accord.errors import Invalid
from accord.web.visit import word
from accord.wording import say

WHERE = re.compile(r"(?:r(?P<row>\d{1,3})|s(?P<section>\d{1,3})(?:\.(?P<paragraph>\d{1,3}))?)")
ACT = re.compile(r"(?P<act>up|down|cut|back|section):(?:s(?P<section>\d{1,3})|top)")
MOST_PARAGRAPHS = 200
UP, DOWN, CUT, BACK, SECTION = "up", "down", "cut", "back", "section"


class Layout:
    """The order of a letter. A section goes by the number under which the form shows it, whatever its place.

    order -- the sections from top to bottom; paragraphs -- section -> paragraph -> sentences; gone -- taken out.
    """

    def __init__(self, form: FormData, base: Draft) -> None:
        """Raises Invalid where the form does not fit the letter."""
        self._form, self._base = form, base
        self.rows: dict[int, list[int]] = {}
        self.paragraphs: dict[int, dict[int, list[int]]] = {}
        self.order = [_number(told) for told in form.getlist("h")]
        self.gone = {_number(told) for told in form.getlist("gone")}
        self._added: set[int] = set()
        self._read_places()
        if not self.order:  # a form without its sections: they stand as they stood
            self.order = sorted({*range(len(base.sections)), *self.paragraphs})
        _refuse_unless(len(set(self.order)) == len(self.order) <= MOST_SECTIONS)
        _refuse_unless({*self.paragraphs, *self.gone} <= set(self.order))

    def heading(self, section: int) -> tuple[str, bool]:
        """Its heading, and whether that is the writer's own. Raises Invalid for one that is too long."""
        base = self._base.sections
        if section in self._added or f"h-s{section}" not in self._form:
            known = section < len(base) and section not in self._added
            return (base[section].heading, base[section].own) if known else ("", False)
        told = " ".join(word(self._form, f"h-s{section}").split())
        composed = {one.heading for one in base if not one.own}
        if told in {" ".join(one.split()) for one in composed}:
            return next(one for one in composed if " ".join(one.split()) == told), False
        if len(told) > LONGEST_HEADING:
            raise Invalid(f"A heading has at most {LONGEST_HEADING} characters.", "Write the rest below it.")
        return told, bool(told)

    def add(self, where: str, id_: int) -> int:
        """A sentence at the end of a row or a paragraph, or in a paragraph of its own at the end of a section."""
        found = WHERE.fullmatch(where)
        _refuse_unless(found is not None)
        assert found is not None
        if found["row"] is not None:
            _refuse_unless(int(found["row"]) < len(self._base.rows))
            self.rows.setdefault(int(found["row"]), []).append(id_)
            return id_
        section = int(found["section"])
        _refuse_unless(section in self.order)
        here = self.paragraphs.setdefault(section, {})
        paragraph = int(found["paragraph"]) if found["paragraph"] is not None else max(here, default=-1) + 1
        if len(here) >= MOST_PARAGRAPHS:
            raise Invalid(say("letter_edit.too_long"))
        here.setdefault(paragraph, []).append(id_)
        return id_

    def act(self, action: str, id_: int) -> tuple[int, str] | None:
        """Does what a button of a section says; which section and which button, None for any other button.

        id_ -- the number of the sentence in which a new section begins.
        """
        found = ACT.fullmatch(action)
        if found is None:
            return None
        if found["section"] is None:
            _refuse_unless(found["act"] == SECTION)
            return self._new(0, id_), SECTION
        section, act = int(found["section"]), found["act"]
        _refuse_unless(section in self.order)
        at = self.order.index(section)
        if act == SECTION:
            return self._new(at + 1, id_), SECTION
        if act in (CUT, BACK):
            (self.gone.add if act == CUT else self.gone.discard)(section)
            return section, BACK if act == CUT else CUT
        to = at - 1 if act == UP else at + 1
        if 0 <= to < len(self.order):
            self.order[at], self.order[to] = self.order[to], self.order[at]
        return section, act

    def _new(self, at: int, id_: int) -> int:
        made = max(self.order, default=-1) + 1
        if len(self.order) >= MOST_SECTIONS:
            raise Invalid(f"A letter has at most {MOST_SECTIONS} sections.", "Put some of them together.")
        self.order.insert(at, made)
        self.paragraphs[made] = {0: [id_]}
        self._added.add(made)
        return made

    def _read_places(self) -> None:
        for told in self._form.getlist("p"):
            where, *ids = told.split() if isinstance(told, str) else [""]
            found = WHERE.fullmatch(where)
            _refuse_unless(found is not None and all(one.isdigit() and len(one) < 7 for one in ids))
            assert found is not None
            numbers = [int(one) for one in ids]
            if found["row"] is not None:
                _refuse_unless(int(found["row"]) < len(self._base.rows))
                self.rows[int(found["row"])] = numbers
            else:
                _refuse_unless(found["paragraph"] is not None)
                self.paragraphs.setdefault(int(found["section"]), {})[int(found["paragraph"])] = numbers


def _number(told: object) -> int:
    found = re.fullmatch(r"s(\d{1,3})", told) if isinstance(told, str) else None
    _refuse_unless(found is not None)
    assert found is not None
    return int(found[1])


def _refuse_unless(fits: bool) -> None:
    if not fits:
        raise Invalid(say("web.wrong.unreadable"), say("web.wrong.form_remedy"))
