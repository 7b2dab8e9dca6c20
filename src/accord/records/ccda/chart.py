"""The resources of one C-CDA document as they are gathered, with the ids they get."""

from __future__ import annotations

from collections import Counter

from accord.records.ccda.datatypes import attribute, child, children, concept, human_name, identifiers, moment, plain
from accord.records.dates import PartialDate
from accord.records.hardened_xml import Node
from accord.records.markup import node_text
from accord.records.record import JsonObject, Resource


class Chart:
    """Resources in document order: 'Condition/ccda-1', 'Condition/ccda-2' …

    words    -- the narrative by the ids that entries point to.
    written  -- when the document was written, for 'has it ended?'.
    """

    def __init__(self, file: str, root: Node) -> None:
        self.file = file
        self.resources: list[Resource] = []
        self.patient = ""
        self.written = moment(child(root, "effectiveTime"))
        self._numbers: Counter[str] = Counter()
        self._people: dict[str, str] = {}
        self._words: dict[str, Node] = {}
        for text in root.iter("{*}text"):
            for node in text.iter("{*}*"):
                if node.get("ID"):
                    self._words.setdefault(node.get("ID"), node)

    def add(self, kind: str, body: JsonObject) -> str:
        """Files the resource under the next id of its kind and returns that id; empty elements are left out."""
        self._numbers[kind] += 1
        name = f"ccda-{self._numbers[kind]}"
        kept = {key: value for key, value in body.items() if value not in (None, "", {}, [])}
        reference = f"{kind}/{name}"
        whole: JsonObject = {"resourceType": kind, "id": name, **kept}
        self.resources.append(Resource(reference, kind, whole, self.file, "ccda"))
        return reference

    @property
    def subject(self) -> JsonObject:
        """The reference to the patient."""
        return {"reference": self.patient} if self.patient else {}

    def words_of(self, node: Node | None) -> str:
        """The words of a text element, following its reference into the narrative."""
        if node is None:
            return ""
        target = attribute(child(node, "reference"), "value")
        if target.startswith("#"):
            found = self._words.get(target[1:])
            return " ".join(node_text(found).split()) if found is not None else ""
        return plain(node)

    def ended(self, end: str | None) -> bool:
        """Is the end known, and not later than the document?"""
        if not end:
            return False
        if not self.written:
            return True
        return PartialDate.from_iso(end).not_after(PartialDate.from_iso(self.written)) is not False

    def author(self, node: Node) -> JsonObject:
        """A reference to the practitioner who wrote the entry; {} when nobody is named."""
        return self.person(child(node, "author", "assignedAuthor"), "assignedPerson")

    def performer(self, node: Node) -> JsonObject:
        """A reference to the practitioner who did it; {} when nobody is named."""
        for performer in children(node, "performer"):
            found = self.person(child(performer, "assignedEntity"), "assignedPerson")
            if found:
                return found
        return {}

    def person(self, role: Node | None, person: str) -> JsonObject:
        """The practitioner of an assignedAuthor or assignedEntity, filed once a document."""
        name = human_name(child(role, person, "name"))
        ids = identifiers(role)
        if role is None or not (name or any("us-npi" in str(i.get("system")) for i in ids)):
            return {}
        key = repr((name, ids[:1]))
        if key not in self._people:
            self._people[key] = self.add("Practitioner", _practitioner(role, name, ids))
        shown = _shown(name)
        return {"reference": self._people[key]} | ({"display": shown} if shown else {})


def _practitioner(role: Node, name: JsonObject, ids: list[JsonObject]) -> JsonObject:
    specialty = concept(child(role, "code"))
    return {
        "identifier": ids,
        "name": [name] if name else [],
        "qualification": [{"code": specialty}] if specialty else [],
    }


def _shown(name: JsonObject) -> str:
    words = [*name.get("prefix", []), *name.get("given", []), name.get("family", ""), *name.get("suffix", [])]
    return " ".join(word for word in words if word) or name.get("text", "")
