"""Fetches NLM's citation files from NCBI's file server: what is not loaded yet, in order, each checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from accord.connectors.download import download
from accord.connectors.outward import Outward, Raw, Service, TryAgain
from accord.connectors.pubmed.files import CitationFile, citation_file, sum_of_text
from accord.connectors.syncing import Progress
from accord.errors import Unavailable

FILES = Service("ncbi_files", "NCBI's file server", "https://ftp.ncbi.nlm.nih.gov/pubmed", 3.0, frozenset())
FOLDERS = ("/baseline/", "/updatefiles/")
LISTED = re.compile(r'href="(pubmed\d\dn\d{4,}\.xml\.gz)"')


def fetch_files(into: Path, known: Mapping[str, str], progress: Progress, out: Outward | None = None) -> None:
    """Brings the published files into a folder: of those already loaded only the last, so that there is always one.

    known -- name -> MD5 of what is loaded. Raises Forbidden (host not allowed), Unavailable, Invalid (damaged).
    """
    out = out or Outward(FILES)
    listed = {name: folder for folder in FOLDERS for name in _listed(out, folder)}
    if not listed:
        raise Unavailable("NCBI's file server lists no citation files.", "Try again later, or load from a folder.")
    files = sorted((citation_file(Path(name)) for name in listed), key=lambda file: file.order)

    baseline = [name for name, folder in listed.items() if folder == FOLDERS[0]]
    newest = max(citation_file(Path(name)).year for name in baseline or listed)
    wanted = [file for file in files if file.year == newest]
    for number, file in enumerate(wanted, 1):
        progress("fetching citation files", number, len(wanted), "files")
        if file.path.name not in known or file is wanted[-1]:
            _fetch(out, listed[file.path.name], file, into, progress)


def _fetch(out: Outward, folder: str, file: CitationFile, into: Path, progress: Progress) -> None:
    name = file.path.name
    if (into / name).exists() and (into / f"{name}.md5").exists():
        return
    told = out.get(f"{folder}{name}.md5", {}, _text, keep=False).value
    download(out, folder + name, into / name, progress, f"md5:{sum_of_text(told, name)}")
    (into / f"{name}.md5").write_text(told, "ascii")


def _listed(out: Outward, folder: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(LISTED.findall(out.get(folder, {}, _text, keep=False).value)))


def _text(raw: Raw) -> str:
    try:
        return raw.body.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise TryAgain("the answer is no text") from fault
