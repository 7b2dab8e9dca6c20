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
from accord.dossier.editing.marking import Mark, Marked, lacks_of, mark, marks_of, struck_count

__all__ = [
    "Draft", "DraftParagraph", "DraftRow", "DraftSection", "Mark", "Marked", "Sentence", "Signed", "Written",
    "draft_from_json", "draft_of", "draft_to_json", "lacks_of", "mark", "marks_of", "rewritten", "signed_as_own",
    "struck_count",
]  # fmt: skip
