"""The example policy, changed in one place: what the loader must refuse, and where."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from accord.policies import Policy, load_policy

PACK = Path(__file__).parent / "pack"
EXAMPLE = PACK / "EX-LIGHT.yaml"
TEXT = EXAMPLE.read_text(encoding="utf-8")


@dataclass(frozen=True)
class Edit:
    """Words of the example and what stands there instead; they stand in it once."""

    old: str
    new: str

    def __post_init__(self) -> None:
        assert TEXT.count(self.old) == 1, f"{self.old!r} stands {TEXT.count(self.old)} times"

    @property
    def line(self) -> int:
        """The line on which the words begin."""
        return TEXT[: TEXT.index(self.old)].count("\n") + 1

    def applied(self) -> str:
        """The whole text, changed."""
        return TEXT.replace(self.old, self.new)


def load_text(text: str, folder: Path, name: str = "EX-LIGHT.yaml", **others: str) -> Policy:
    """Load a policy text beside the example's shared file; `others` are further files by stem."""
    shutil.copy(PACK / "shared.yaml", folder / "shared.yaml")
    for stem, words in others.items():
        (folder / f"{stem}.yaml").write_text(words, encoding="utf-8")
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return load_policy(path)
