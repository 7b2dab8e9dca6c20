"""Where words stand: the value every statement of Accord points with."""

from __future__ import annotations

from dataclasses import dataclass

from accord.errors import Invalid


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Words of a document, and where they stand.

    start and end are code point offsets into `Document.text`; `text == Document.text[start:end]` always.
    page counts from 1.
    """

    document: str
    page: int
    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if self.start < 0 or self.end <= self.start or self.page < 1 or len(self.text) != self.end - self.start:
            raise Invalid(f"A place in {self.document} has offsets {self.start}-{self.end} that do not fit its words.")


@dataclass(frozen=True, slots=True, order=True)
class ElementPlace:
    """An element of a FHIR-shaped resource (or of request.json): where coded data stand.

    resource -- 'Observation/ahi', or 'request.json' for the request form.
    path     -- element path, 'Observation.valueQuantity'.
    text     -- the value as a person would read it, '57 mm[Hg]'.
    document -- name of the received file that holds the resource.
    """

    resource: str
    path: str
    text: str
    document: str


AnyPlace = Place | ElementPlace
