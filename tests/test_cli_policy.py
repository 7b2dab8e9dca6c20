"""`accord policy`: what an author, a clinician or a script sees of it."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, cast

import pytest
import typer

from accord.cli import main
from accord.cli.policy import group
from accord.policies.load import PACKS, SHIPPED, bundled_pack, load_policy
from accord.settings import settings
from tests.policies.edits import PACK

Run = Callable[..., tuple[int, str, str]]
NPI = "1234567893"
CASES = Path(__file__).parents[1] / "benchmarks" / "cases"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Iterator[Run]:
    """Runs the command in an empty folder of a site of its own; (exit code, standard output, error output)."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ACCORD_DATA", str(tmp_path / "data"))
    settings.cache_clear()

    def go(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["accord", "policy", *arguments])
        with pytest.raises(SystemExit) as left:
            main()
        out, err = capfd.readouterr()
        return int(left.value.code or 0), out, err

    yield go
    monkeypatch.undo()
    settings.cache_clear()


def new(run: Run, id_: str = "ACME-SHOES", code: str = "A5500", payer: str = "acme health") -> tuple[int, str, str]:
    return run("new", id_, "--title", 'Depth "shoes": #1', "--codes", code, "--payer", payer, "--in", "own",
               "--date", "2026-01-01")  # fmt: skip


def digest(run: Run, named: str) -> str:
    return json.loads(run("show", named, "--json")[1])["digest"]


@pytest.mark.parametrize(
    ("id_", "code", "payer"),
    [("ACME-SHOES", "A5500,A5501", "acme health"), ("9x.b_c", "27447", 'o\'neill "gold" plan'), ("M", "64490", "medicare")],
)  # fmt: skip
def test_a_new_policy_passes_its_check_and_its_examples(run: Run, id_: str, code: str, payer: str) -> None:
    code_, out, _ = new(run, id_, code, payer)
    assert code_ == 0
    assert f"own/{id_}.yaml" in out
    assert load_policy(f"own/{id_}.yaml").title == 'Depth "shoes": #1'
    checked, told, _ = run("check", "own")
    assert checked == 0
    assert "faults 0, warnings 0" in told
    tested, told, _ = run("test", "own")
    assert (tested, "2 of 2 cases right" in told) == (0, True)


def test_a_new_policy_overwrites_nothing(run: Run) -> None:
    new(run)
    Path("own/ACME-SHOES.yaml").write_text("mine", "utf-8")
    code, _, err = new(run)
    assert (code, "is there already" in err) == (6, True)
    assert Path("own/ACME-SHOES.yaml").read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [("--codes", "E06O1", "HCPCS or CPT"), ("--diagnoses", "diabetes", "ICD-10-CM"), ("--state", "Ohio", "no state"),
     ("--date", "1.1.2026", "no date"), ("--title", " ", "empty")],
)  # fmt: skip
def test_a_new_policy_of_nonsense_is_refused_and_nothing_is_written(
    run: Run, option: str, value: str, told: str
) -> None:
    arguments = {"--title": "Shoes", "--codes": "A5500", "--in": "own", option: value}
    code, _, err = run("new", "X", *(word for pair in arguments.items() for word in pair))
    assert code == 2
    assert told in err
    assert not Path("own").exists()
    assert run("new", "../X", "--title", "a", "--codes", "A5500", "--in", "own")[0] == 2


def test_check_leaves_with_2_for_faults_and_10_for_warnings(run: Run) -> None:
    new(run)
    file = Path("own/ACME-SHOES.yaml")
    sound = file.read_text("utf-8")
    file.write_text(sound.replace("logic: visit\n", "logic: vist\n"), "utf-8")
    code, out, _ = run("check", "own")
    assert code == 2
    line = sound.splitlines().index("    logic: visit") + 1
    assert f"own/ACME-SHOES.yaml:{line}:5: fault: " in out
    assert "Did you mean 'visit'?" in out
    file.write_text(sound.replace("status: draft", "status: active"), "utf-8")
    assert run("check", str(file))[0] == 10
    rows = json.loads(run("check", "own", "--json")[1])["remarks"]
    assert {row["level"] for row in rows} == {"warning", "note"}
    assert run("check", "nowhere")[0] == 4


def test_the_list_names_every_policy_with_its_status(run: Run) -> None:
    rows = json.loads(run("list", "--json")[1])
    assert [row["id"] for row in rows] == [policy.id for policy in bundled_pack().policies]
    assert {row["status"] for row in rows} == {"draft"}
    assert all(row["id"] in run("list")[1] for row in rows[:3])


def test_a_clinicians_signature_makes_it_reviewed_and_a_change_undoes_it(run: Run) -> None:
    new(run)
    Path("accord.toml").write_text('policies = ["own"]\n', "utf-8")
    settings.cache_clear()
    sign = ("sign", "ACME-SHOES", "--by", "Ann Bell", "--credentials", "MD", "--npi", NPI, "--date", "2026-02-01")
    assert run("activate", "ACME-SHOES", "--by", "Ruth Adler")[0] == 6, "nobody signed it yet"
    code, out, _ = run(*sign, "--page-digest", digest(run, "ACME-SHOES"))
    assert code == 0
    assert "Reviewed: Ann Bell, MD (NPI 1234567893) signed this policy's encoding on 2026-02-01." in out
    assert run("activate", "ACME-SHOES", "--by", "Ruth Adler", "--date", "2026-02-02")[0] == 0
    assert "Active: Ann Bell, MD" in run("show", "ACME-SHOES")[1]
    file = Path("own/ACME-SHOES.yaml")
    file.write_text(file.read_text("utf-8").replace("value: P6M", "value: P8M"), "utf-8")
    assert "as it is now; Ann Bell, MD signed an earlier one" in " ".join(run("show", "ACME-SHOES")[1].split())
    assert "as it is now" in run("check", "own")[1]
    rows = json.loads(run("list", "--json")[1])
    assert next(row["status"] for row in rows if row["id"] == "ACME-SHOES") == "draft"


@pytest.mark.parametrize(
    ("option", "value", "code", "told"),
    [
        ("--npi", "1234567890", 2, "check digit"),
        ("--npi", "123456789", 2, "check digit"),
        ("--by", "Ann", 2, "no name of a person"),
        ("--by", "Dept. 7", 2, "no name of a person"),
        ("--credentials", " ", 2, "No credentials"),
        ("--page-digest", "0" * 64, 6, "not that of the present content"),
        ("--date", "2999-01-01", 2, "still to come"),
    ],
)
def test_a_signature_that_does_not_hold_is_refused_and_not_recorded(
    run: Run, tmp_path: Path, option: str, value: str, code: int, told: str
) -> None:
    new(run)
    named = "own/ACME-SHOES.yaml"
    arguments = {"--by": "Ann Bell", "--credentials": "MD", "--npi": NPI, "--page-digest": digest(run, named),
                 "--date": "2026-02-01", option: value}  # fmt: skip
    left, _, err = run("sign", named, *(word for pair in arguments.items() for word in pair))
    assert left == code
    assert told in err
    assert not (tmp_path / "data" / "policy-records").exists()


def test_a_policy_whose_criteria_lack_examples_cannot_be_signed(run: Run) -> None:
    new(run)
    file = Path("own/ACME-SHOES.yaml")
    file.write_text(file.read_text("utf-8").replace("      not_met: [{visit: false}]\n", ""), "utf-8")
    code, _, err = run("sign", str(file), "--by", "Ann Bell", "--credentials", "MD", "--npi", NPI, "--page-digest",
                       digest(run, str(file)))  # fmt: skip
    assert (code, "acme_shoes.visit.recent" in err) == (6, True)


class Page(HTMLParser):
    """Tags, ids and links of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        told = dict(attrs)
        self.ids += [told["id"] or ""] if "id" in told else []
        self.links += [told["href"] or ""] if "href" in told else []


@pytest.mark.parametrize("id_", ["NCD-240.4_L33718", "NCD-160.7_L36204_SCS", "L33822_CGM"])
def test_the_page_holds_all_that_a_clinician_signs(run: Run, id_: str) -> None:
    code, out, _ = run("show", id_, "--html", "page.html")
    text = Path("page.html").read_text("utf-8")
    policy, page = bundled_pack().policy(id_), Page(text)
    assert code == 0
    assert digest(run, id_) in out
    assert text.count(digest(run, id_)) == 2, "in the head and above the signature"
    assert "no clinician has signed this policy" in text
    reached = {c.key for variant in policy.variants.values() for c in policy.criteria_in(variant)}
    assert {f"k-{key}" for key in reached} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    assert all(link[1:] in page.ids for link in page.links if link.startswith("#"))
    assert text.count("Comment:") == text.count("> agree") == text.count("> disagree") == len(reached)
    assert all(f">{parameter.name}<" in text for parameter in policy.parameters.values())
    assert not {"script", "iframe", "img", "link", "form"} & set(page.tags)
    assert "http" not in "".join(page.links), "it needs nothing from elsewhere"


def test_words_of_a_policy_are_no_markup_on_its_page(run: Run) -> None:
    new(run)
    file = Path("own/ACME-SHOES.yaml")
    file.write_text(
        file.read_text("utf-8").replace(
            "ask: Send the note that states the diagnosis.", "ask: <script>alert(1)</script>"
        ),
        "utf-8",
    )
    run("show", str(file), "--html", "page.html")
    text = Path("page.html").read_text("utf-8")
    assert "<script" not in text
    assert "&lt;script&gt;" in text
    assert "\x1b[" not in run("show", str(file))[1]


def test_show_refuses_what_it_does_not_know(run: Run) -> None:
    assert run("show", "NCD-0")[0] == 4
    assert run("show", "none.yaml")[0] == 4
    assert run("show", "NCD-240.4_L33718@2020-01-01")[0] == 4
    assert run("show", "NCD-240.4_L33718@yesterday")[0] == 2
    assert run("show", "NCD-20.4", "--html", "no/such/folder/page.html")[0] == 7


def test_diff_compares_a_file_with_the_shipped_policy_of_its_id(run: Run) -> None:
    shipped = PACKS / SHIPPED
    for name in ("NCD-20.4.yaml", "shared.yaml"):
        shutil.copy(shipped / name, name)
    assert run("diff", "NCD-20.4.yaml")[0] == 0
    text = Path("NCD-20.4.yaml").read_text("utf-8")
    Path("NCD-20.4.yaml").write_text(text.replace("\ntitle: ", "\ntitle: New "), "utf-8")
    code, out, _ = run("diff", "NCD-20.4.yaml")
    assert (code, "Head title: changed" in out) == (10, True)
    assert run("diff", "NCD-20.4")[0] == 2
    assert run("diff", "NCD-20.4", "NCD-20.4")[0] == 0
    told = json.loads(run("diff", "NCD-20.4.yaml", "--json")[1])
    assert [one["key"] for one in told["differences"]] == ["title"]


def test_diff_compares_two_files_of_one_id_by_their_days(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    shutil.copytree(PACK, folder)
    text = (folder / "EX-LIGHT.yaml").read_text("utf-8")
    early = text.replace('from: "2024-01-01", to: "2025-06-30"', 'from: "2020-01-01", to: "2021-06-30"')
    early = early.replace('from: "2025-07-01", to: null', 'from: "2021-07-01", to: "2023-12-31"')
    (folder / "EX-LIGHT.old.yaml").write_text(
        early.replace("least_score: {value: 10,", "least_score: {value: 12,"), "utf-8"
    )
    code, out, _ = run("diff", "EX-LIGHT@2022-01-01", "EX-LIGHT@2026-01-01", "--policies", str(folder))
    flat = " ".join(out.split())
    assert code == 10
    assert "Answer: at least 12. + What is the latest PHQ-9 score before the order? Answer: at least 10." in flat
    assert "variants initial; codes E0203" in flat


def test_test_leaves_with_1_where_an_answer_is_wrong(run: Run) -> None:
    new(run)
    expected = Path("own/examples/ACME-SHOES-complete/expected.yaml")
    right = expected.read_text("utf-8")
    expected.write_text(right.replace("visit.recent: met", "visit.recent: unclear"), "utf-8")
    code, out, _ = run("test", "own", "--wrong")
    assert code == 1
    assert "✗ acme_shoes.visit.recent: met, wanted is unclear" in out
    assert "visit.txt, page 1" in out
    told = json.loads(run("test", "own", "--json")[1])
    assert [one["right"] for one in told] == [False, True]
    expected.write_text(right.replace("proposal: approve", "proposal: deny"), "utf-8")
    assert run("test", "own")[0] == 2
    expected.write_text(right.replace("root: met", "rot: met"), "utf-8")
    assert run("test", "own")[0] == 2
    assert run("test", "--cases", "none")[0] == 4


def test_words_that_are_not_read_are_told(run: Run) -> None:
    new(run)
    Path("own/terms").mkdir()
    Path("own/terms/feet.yaml").write_text('acme_heel_crack: {phrases: ["heel crack"]}\n', "utf-8")
    assert "are not read" in run("test", "own")[2]
    assert run("check", "own")[0] == 10
    Path("accord.toml").write_text('policies = ["own"]\n', "utf-8")
    settings.cache_clear()
    assert "are not read" not in run("test", "own")[2]
    assert run("check", "own")[0] == 0


def test_cases_of_the_benchmark_are_read_too(run: Run, tmp_path: Path) -> None:
    shutil.copytree(CASES / "ko-own-01", tmp_path / "cases" / "ko-own-01")
    code, out, _ = run("test", "--cases", "cases")
    assert code in (0, 1)
    assert re.search(r"of 1 cases right; \d+ of \d+ answers right", out)
    assert "ko.exam.laxity_test" in out


def test_help_is_short_and_names_every_command(run: Run) -> None:
    _, out, _ = run("--help")
    for command in ("check", "list", "show", "diff", "test", "new", "sign", "activate", "retire"):
        assert re.search(rf"^  {command}\s", out, re.MULTILINE), command
        assert run(command, "--help")[0] == 0


def test_every_option_of_every_command_is_on_its_page() -> None:
    page = Path(__file__).parents[1] / "docs" / "reference" / "command-line.md"
    section = page.read_text("utf-8").split("\n## accord policy\n")[1].split("\n## ")[0]
    commands = cast("Any", typer.main.get_group(group)).commands
    assert {"check", "list", "show", "diff", "test", "new", "sign", "activate", "retire"} <= commands.keys()
    for name, command in commands.items():
        assert f"accord policy {name}" in section, name
        options = [option for parameter in command.params for option in parameter.opts if option.startswith("--")]
        assert [option for option in options if not re.search(rf"[`\s]{option}\b", section)] == [], name


def test_the_example_of_the_format_page_is_shown_whole(run: Run) -> None:
    code, out, _ = run("show", str(PACK / "EX-LIGHT.yaml"), "--date", dt.date(2026, 1, 1).isoformat())
    policy = load_policy(PACK / "EX-LIGHT.yaml")
    flat = " ".join(re.sub(r"[│├└─]", " ", out).split())
    assert code == 0
    for criterion in policy.criteria.values():
        assert criterion.question in flat
        assert criterion.ask in flat
        assert criterion.ambiguity in flat
    assert "light_score" not in flat
