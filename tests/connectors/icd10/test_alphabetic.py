"""The alphabetic index: lines, the terms they make, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from accord.connectors.icd10.alphabetic import IndexTerm, index_terms, read_lines
from accord.errors import Invalid

XML = """<?xml version="1.0"?>
<ICD10CM.index><version>2027</version><letter><title>A</title>
<mainTerm><title>Abasia<nemod>(hysterical)</nemod></title><code>F44.4</code></mainTerm>
<mainTerm><title>Abdominalgia</title><see>Pain, abdominal</see></mainTerm>
<mainTerm><title>Pain</title><code>R52</code>
  <term level="1"><title>abdominal</title><code>R10.9</code>
    <term level="2"><title>right side</title><code>R10.31-</code></term></term></mainTerm>
<mainTerm><title>Abdomen</title><seeAlso>condition</seeAlso></mainTerm>
</letter></ICD10CM.index>"""
DRUGS = """<?xml version="1.0"?>
<ICD10CM.index><indexHeading><head col="1">Substance</head><head col="2">Poisoning Accidental</head></indexHeading>
<letter><title>A</title><mainTerm><title>Aspirin</title><cell col="2">T39.011</cell><cell col="3">--</cell></mainTerm>
</letter></ICD10CM.index>"""
CSV = "RowID,Letter,Level,Term,See,SeeAlso,NonEssModif,Code\n1,P,0,Pain,,,(acute),R52\n2,P,1,abdominal,,,,R10.9\n"


def terms(tmp_path: Path, name: str, text: str) -> list[IndexTerm]:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return index_terms(read_lines(path))


def test_a_line_is_read_with_all_that_it_stands_under_and_see_is_followed(tmp_path: Path) -> None:
    assert terms(tmp_path, "icd10cm-index-2027.xml", XML) == [
        IndexTerm("Abasia", "(hysterical)", "F444"),
        IndexTerm("Pain", "", "R52"),
        IndexTerm("Pain, abdominal", "", "R109"),
        IndexTerm("Pain, abdominal, right side", "", "R1031"),
        IndexTerm("Abdominalgia", "", "R109"),
    ]


def test_a_table_says_what_its_column_says(tmp_path: Path) -> None:
    assert terms(tmp_path, "icd10cm-drug-2027.xml", DRUGS) == [IndexTerm("Aspirin poisoning accidental", "", "T39011")]


def test_the_index_as_csv(tmp_path: Path) -> None:
    assert terms(tmp_path, "index.csv", CSV) == [
        IndexTerm("Pain", "(acute)", "R52"), IndexTerm("Pain, abdominal", "(acute)", "R109"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text"),
    [("a.xml", XML[:300]), ("a.xml", "<a/>"), ("a.csv", "one,two\n1,2\n"), ("a.csv", CSV.replace("1,P,0", "1,P,x"))],
)
def test_what_is_no_index_is_refused(tmp_path: Path, name: str, text: str) -> None:
    with pytest.raises(Invalid):
        terms(tmp_path, name, text)
