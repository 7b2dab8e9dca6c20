"""Letters as persons change them: sentences with their citations, the check of each, what is lacking, the page that is sent."""

from accord.dossier.editing.draft import (
    Draft,
    DraftParagraph,
    DraftRow,
    DraftSection,
    Sentence,
    Signed,
    Written,
    draft_from_json,
    draft_of,
    draft_to_json,
    rewritten,
    signed_as_own,
)
from accord.dossier.editing.marking import Mark, Marked, heading_faults, lacks_of, mark, marks_of, struck_count
from accord.dossier.editing.typed import Known, marks_of_typed

__all__ = [
    "Draft", "DraftParagraph", "DraftRow", "DraftSection", "Known", "Mark", "Marked", "Sentence", "Signed", "Written",
    "draft_from_json", "draft_of", "draft_to_json", "heading_faults", "lacks_of", "mark", "marks_of", "marks_of_typed", "rewritten", "signed_as_own",
    "struck_count",
]  # fmt: skip
