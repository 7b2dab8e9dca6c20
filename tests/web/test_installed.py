"""From a wheel, away from any checkout: the demo is made and served."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

import httpx
import pytest

from accord.cli.demo import CASES, PEOPLE
from tests.cases.conftest import site
from tests.web.test_several_processes import free_port, token, until_it_answers

__all__ = ["site"]
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `accord` of a new environment, to which the built wheel was installed; what it needs besides comes from this one."""
    home = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(home)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = home.glob("*.whl")
    new = home / "env"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(new)], check=True)
    (packages,) = new.glob("lib/python3*/site-packages")
    # A path that is added by a .pth has its own .pth files not read, so the checkout is not found through it.
    (packages / "needed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    tool = shutil.which("uv")
    assert tool is not None
    install = [tool, "pip", "install", "--quiet", "--offline", "--no-deps", "--python", str(new / "bin" / "python")]
    subprocess.run([*install, str(wheel)], check=True)
    return new / "bin" / "accord"


@pytest.mark.slow
def test_the_demo_of_an_installed_program_is_served(installed: Path, tmp_path: Path) -> None:
    port, away = free_port(), tmp_path / "away"
    away.mkdir()
    address = f"http://localhost:{port}"
    env = {**os.environ, "ACCORD_DATA": str(tmp_path / "data"), "ACCORD_ADDRESS": address}
    env.pop("PYTHONPATH", None)
    where = subprocess.run(
        [str(installed.with_name("python")), "-c", "import accord; print(accord.__file__)"],
        cwd=away, env=env, check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert str(ROOT / "src") not in where.stdout
    said = away / "said"
    with said.open("w") as out:
        running = subprocess.Popen(
            [str(installed), "serve", "--demo", "--port", str(port)], cwd=away, env=env, stdout=out
        )
        try:
            until_it_answers(address)
            told = dict(re.findall(r"(\S+@\S+)  (\S+)", said.read_text()))
            assert set(told) == {email for _, _, email, _ in PEOPLE}
            with httpx.Client(follow_redirects=True, timeout=60) as browser:
                form = {"form_token": token(browser.get(f"{address}/sign-in")), "email": "reviewer@plan.example",
                        "password": told["reviewer@plan.example"], "next": ""}  # fmt: skip
                page = browser.post(f"{address}/sign-in", data=form, headers={"origin": address})
                found = set(re.findall(r'href="/cases/([0-9a-f-]{36})"', page.text))
                assert len(found) == len(CASES)
                ends = time.monotonic() + 240
                while time.monotonic() < ends and not all(
                    'class="criterion"' in browser.get(f"{address}/cases/{one}").text for one in found
                ):
                    time.sleep(1)
                for one in found:
                    assert "criterion" in browser.get(f"{address}/cases/{one}").text
        finally:
            running.terminate()
            running.wait(60)
