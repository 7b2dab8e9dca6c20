"""`accord review`: what a person or a script sees of it."""

from __future__ import annotations

import dataclasses
import json
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import accord.prior_auth.line as line
from accord.cli import main
from accord.cli.exits import PROPOSED, exit_code
from accord.cli.run import default_out
from accord.dossier.received import RecordSeen
from accord.dossier.review import Desk, ProposalKind, Review
from accord.dossier.review_json import from_json
from accord.errors import Conflict, Forbidden, Invalid, NotFound, Unavailable
from accord.records.record import Unread
from tests.dossier import case

DOCS = Path(__file__).parents[1] / "docs" / "reference" / "command-line.md"
Run = Callable[..., tuple[int, str, str]]

UNREADABLE = dataclasses.replace(
    case.without_policy(), record=RecordSeen(unread=(Unread("a.pdf", "The PDF is broken.", "Send it again."),))
)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Runs the command in an empty folder over a reviewed dossier; (exit code, standard output, error output)."""
    (tmp_path / "dossier").mkdir()
    monkeypatch.chdir(tmp_path)

    def go(*arguments: str, review: Review | Exception = case.review()) -> tuple[int, str, str]:  # noqa: B008
        def reviewed(
            paths: object, side: Desk, today: object, policies: object, progress: object, second: object
        ) -> object:
            if isinstance(review, Exception):
                raise review
            return dataclasses.replace(review, side=side, generated=today), case.record()

        monkeypatch.setattr(line, "review", reviewed)
        monkeypatch.setattr(sys, "argv", ["accord", *arguments])
        with pytest.raises(SystemExit) as left:
            main()
        out, err = capfd.readouterr()
        return int(left.value.code or 0), out, err

    return go


@pytest.mark.parametrize(
    ("review", "code"),
    [
        (case.approved(), 0),
        (case.review(), 10),
        (case.for_a_clinician(), 11),
        (case.without_policy(), 4),
        (UNREADABLE, 3),
    ],
    ids=["approve", "ask", "clinician", "no policy", "nothing readable"],
)
def test_the_exit_code_says_what_is_proposed(run: Run, review: Review, code: int) -> None:
    assert exit_code(review) == code
    assert run("review", "dossier", review=review)[0] == code


def test_every_proposal_has_its_own_code() -> None:
    assert set(PROPOSED) == set(ProposalKind)
    assert len(set(PROPOSED.values())) == len(PROPOSED)


def test_the_summary_tells_all_that_decides(run: Run) -> None:
    _, out, err = run("review", "dossier", "--date", "2026-03-10")
    flat = " ".join(out.split())
    for words in (
        "BATH-7 Bathroom aids, edition 4",
        "✓ met",
        "? unclear",
        "“Gait speed 0.42 m/s”",
        "notes/visit.txt",
        "“DOB 05/30/1951”",
        "“DOB 05/03/1951”",
        "The order is not signed.",
        "scan.tif: The image holds no pixels. Send the page again as PDF.",
        "Send the order with the practitioner's signature.",
        "Proposal: ask for what is missing",
        "This is a proposal. A person decides.",
    ):
        assert words in flat
    assert err == ""


def test_seven_files_are_written_below_the_working_folder(run: Run, tmp_path: Path) -> None:
    _, out, _ = run("review", "dossier")
    written = {path.name for path in (tmp_path / "accord-review" / "bath-01").iterdir()}
    assert len(written) == 7
    assert all(name in out for name in written)


def test_out_names_another_folder(run: Run, tmp_path: Path) -> None:
    run("review", "dossier", "--out", "elsewhere")
    assert (tmp_path / "elsewhere" / "review.json").is_file()
    assert not (tmp_path / "accord-review").exists()


@pytest.mark.parametrize(
    ("name", "folder"),
    [("bath-01", "bath-01"), ("../../etc", "etc"), ("a b/c", "a-b-c"), ("…", "case"), ("", "dossier")],
)
def test_the_case_name_cannot_lead_out_of_the_folder(name: str, folder: str) -> None:
    review = dataclasses.replace(case.review(), request=dataclasses.replace(case.request(), case=name))
    assert default_out(review, (Path("dossier"),)) == Path("accord-review") / folder


def test_json_prints_the_review_and_nothing_else(run: Run, tmp_path: Path) -> None:
    code, out, err = run("review", "dossier", "--json", "--side", "provider", "--date", "2026-03-11")
    review = from_json(out.encode())
    assert (code, err) == (10, "")
    assert review.side is Desk.PROVIDER
    assert review.generated.isoformat() == "2026-03-11"
    assert not (tmp_path / "accord-review").exists()


def test_json_and_out_print_and_write_the_same_bytes(run: Run, tmp_path: Path) -> None:
    _, out, _ = run("review", "dossier", "--json", "--out", "o", "--date", "2026-03-11")
    assert (tmp_path / "o" / "review.json").read_bytes() == out.encode()
    assert json.loads(out)["schema"] == "accord-review/1"


def test_quiet_prints_nothing_and_still_writes(run: Run, tmp_path: Path) -> None:
    code, out, err = run("review", "dossier", "--quiet")
    assert (code, out, err) == (10, "", "")
    assert (tmp_path / "accord-review" / "bath-01" / "letter.txt").is_file()


def test_no_command_for_the_terminal_is_printed(run: Run) -> None:
    for arguments in (("--no-color",), ()):
        _, out, err = run("review", "dossier", *arguments)
        assert re.search("[\x00-\x08\x0b-\x1f\x7f]", out + err) is None


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nowhere",), "There is no file or folder nowhere."),
        (("dossier", "--side", "bank"), "'bank' is no side of the table."),
        (("dossier", "--policies", "nowhere"), "There is no folder nowhere."),
        (("dossier", "--date", "tomorrow"), "tomorrow"),
        ((), "PATH"),
    ],
)
def test_wrong_arguments_are_told_in_a_sentence(run: Run, arguments: tuple[str, ...], words: str) -> None:
    code, out, err = run("review", *arguments)
    assert code == 2
    assert words in err
    assert out == ""
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("error", "code"),
    [(Invalid, 2), (NotFound, 4), (Forbidden, 5), (Conflict, 6), (Unavailable, 7)],
)
def test_an_expected_failure_is_one_sentence_and_a_remedy(run: Run, error: type[Exception], code: int) -> None:
    fault = error("The form says \x1b[2J nothing.", "Say more.")
    left, out, err = run("review", "dossier", review=fault)
    assert left == code
    assert err.splitlines() == ["accord: The form says ‹U+001B›[2J nothing.", "What to do: Say more."]
    assert out == ""


def test_an_unexpected_fault_says_where_and_never_repeats_the_record() -> None:
    program = (
        "import sys, accord.prior_auth.line as line\n"
        "from accord.cli import main\n"
        "def fail(*_): raise KeyError('Odalys Brandt')\n"
        "line.review = fail\n"
        "sys.argv = ['accord', 'review', '.']\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "KeyError" in done.stderr
    assert "Odalys" not in done.stderr
    assert "Traceback" not in done.stderr


def test_help_names_every_exit_code_and_option_and_so_do_the_docs(run: Run) -> None:
    _, out, _ = run("review", "--help")
    flat = " ".join(out.split())
    docs = DOCS.read_text("utf-8")
    for option in re.findall(r"^  (--[a-z-]+)", out, re.MULTILINE):
        assert f"`{option}" in docs or option == "--help", option
    for code in (0, 1, 2, 3, 4, 5, 6, 7, 10, 11):
        assert re.search(rf"\b{code} [a-z]", flat), code
        assert f"| {code} |" in docs, code


def test_help_comes_at_once() -> None:
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", "from accord.cli import main; main()", "--help"], capture_output=True, check=True
    )
    assert time.perf_counter() - began < 2.0, "0.1 s on an idle machine"
    loaded = subprocess.run(
        [sys.executable, "-c", "import sys, accord.cli; print(*sorted(sys.modules))"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    heavy = {"numpy", "typst", "lxml", "pypdfium2", "PIL", "cv2", "jinja2", "pydantic", "rich", "accord.prior_auth"}
    assert heavy.isdisjoint(loaded)


def test_the_version_is_the_package_version(run: Run) -> None:
    import accord

    assert run("--version")[:2] == (0, f"accord {accord.__version__}\n")
