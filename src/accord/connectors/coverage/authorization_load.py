"""Loads newer authorization lists than those that ship, from a file in our layout."""

from __future__ import annotations

import json
from pathlib import Path

from accord.connectors.coverage.authorization_lists import (
    FILE,
    INDEX,
    LAYOUT,
    STALE_AFTER_DAYS,
    read_file,
    read_lists,
)
from accord.connectors.releases import Draft
from accord.connectors.syncing import Built, Inputs, Progress
from accord.errors import Invalid, Unavailable

SOURCE = "Medicare authorization lists, loaded by the site"


class AuthorizationLists:
    """One .toml or .json file in the layout that authorization_lists.md describes."""

    index = INDEX
    title = "Medicare authorization lists"
    layout = LAYOUT
    stale_after_days = STALE_AFTER_DAYS
    wants = "one .toml or .json file in the layout of authorization_lists.md beside the coverage connector"

    def fetch(self, into: Path, progress: Progress) -> None:
        """CMS prints the lists as PDF only. Raises Unavailable."""
        raise Unavailable(
            "CMS publishes the authorization lists as printed pages, so there is no file to fetch.",
            f"Write {self.wants}, and give it to 'accord sync'; until then the lists that ship answer.",
        )

    def inputs(self, folder: Path) -> Inputs:
        """The one file. Raises Invalid when there is none, or several."""
        found = [folder] if folder.is_file() else sorted([*folder.glob("*.toml"), *folder.glob("*.json")])
        if len(found) != 1:
            raise Invalid(f"{folder} holds {len(found)} files that could be the lists.", f"Give {self.wants}.")
        lists = read_lists(read_file(found[0]))
        return Inputs((found[0],), lists.as_of, lists.as_of.isoformat(), SOURCE)

    def build(self, inputs: Inputs, draft: Draft, progress: Progress) -> Built:
        """The file, checked, as JSON."""
        told = read_file(inputs.files[0])
        lists = read_lists(told)
        (draft.folder / FILE).write_text(json.dumps(told, default=str, indent=1), "utf-8")
        codes = sum(len(group.codes) for programme in lists.programmes for group in programme.groups)
        progress("lists", codes, codes, "codes")
        return Built({"programmes": len(lists.programmes), "codes": codes})
