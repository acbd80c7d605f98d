"""Tests that the suggested command works for the Python that runs the program."""

import sys
import tomllib
from importlib import util
from pathlib import Path

import pytest

from simulator.system.installation import WEB, install_command


def test_the_package_of_the_extra() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))
    assert project["project"]["optional-dependencies"]["web"] == [WEB]


def test_with_and_without_pip(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/my env/python")
    monkeypatch.setattr(util, "find_spec", lambda name: object())
    assert install_command("x>=1") == "'/my env/python' -m pip install 'x>=1'"
    monkeypatch.setattr(util, "find_spec", lambda name: None)
    assert install_command("x>=1") == "pip --python '/my env/python' install 'x>=1'"
