"""`accord review --model`: off unless asked for and allowed; the review stands beside what the model said."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from accord.cli.run import Order, run
from accord.errors import Forbidden, Invalid, Unavailable
from accord.models import asking
from accord.settings import settings
from tests.models.conftest import PACK, TODAY
from tests.models.test_second_reader import HONEST, says


@pytest.fixture
def order(dossier, tmp_path):
    return Order((dossier,), "payer", TODAY, PACK, tmp_path / "out", quiet=True, model=True)


@pytest.fixture
def configured(server, monkeypatch, tmp_path):
    """The settings of the environment lead to the server."""
    told = {
        "DATA": str(tmp_path / "data"), "ALLOW_HOSTS": '["127.0.0.1"]', "MODEL_PROVIDER": "openai", "MODEL_NAME": "m",
        "MODEL_BASE_URL": server.base + "/v1", "MODEL_MAY_READ_PATIENT_DATA": "true",
    }  # fmt: skip
    for name, value in told.items():
        monkeypatch.setenv(f"ACCORD_{name}", value)
    settings.cache_clear()


def test_the_review_is_byte_for_byte_the_one_without_and_the_model_stands_beside_it(
    server, order, configured, tmp_path
):
    server.speak = says(*HONEST)
    run(order)
    with_model = (tmp_path / "out" / "review.json").read_bytes()
    told = json.loads((tmp_path / "out" / "model.json").read_bytes())
    run(Order(order.paths, "payer", TODAY, PACK, tmp_path / "plain", quiet=True))
    assert with_model == (tmp_path / "plain" / "review.json").read_bytes()
    assert not (tmp_path / "plain" / "model.json").exists()
    assert {one["fact"] for one in told["proposed"]} == {"score", "light_strength", "eye_disease"}


def test_what_the_model_added_is_told_on_the_error_stream(server, order, configured, capsys):
    server.speak = says(*HONEST)
    run(Order(order.paths, "payer", TODAY, PACK, order.out, json=True, model=True))
    out, err = capsys.readouterr()
    assert json.loads(out)["schema"].startswith("accord-review/")
    assert "proposes 3 findings" in err
    assert "127.0.0.1" in err


def test_without_a_setting_nothing_is_asked(order):
    with pytest.raises(Invalid, match="model_provider"):
        run(order)


def test_patient_data_needs_a_setting_of_its_own(order, configured, server, monkeypatch):
    monkeypatch.setenv("ACCORD_MODEL_MAY_READ_PATIENT_DATA", "false")
    settings.cache_clear()
    with pytest.raises(Forbidden, match="model_may_read_patient_data"):
        run(order)
    assert server.heard == []


def test_without_the_extra_there_is_one_command(order, configured, monkeypatch):
    monkeypatch.setattr(asking, "NEEDED", ("no_such_library",))
    with pytest.raises(Unavailable, match=r"pip install 'accord\[models\]'"):
        run(order)


def test_nothing_of_the_library_is_imported_without_the_option():
    code = (
        "import accord.models, accord.prior_auth.assisted, accord.prior_auth.line, accord.cli.run, sys;"
        "print([n for n in ('pydantic_ai', 'anthropic', 'openai', 'httpx2') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
