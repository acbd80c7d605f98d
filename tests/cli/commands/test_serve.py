"""`mock-interview serve`: which addresses it takes, and errors in one sentence."""

from __future__ import annotations

import sys

import pytest

from simulator.cli.commands import serve


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("localhost", True),
        ("::1", True),
        ("[::1]", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.5", False),
        ("localhost.evil.example", False),
        ("", False),
    ],
)
def test_loopback_addresses(host: str, expected: bool) -> None:
    assert serve.is_loopback(host) is expected


def test_another_address_needs_an_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert serve.serve(host="0.0.0.0") == 2
    assert "--allow-remote" in capsys.readouterr().err


def test_no_address_reaches_the_terminal_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert serve.serve(host="\x1b[31m\u202e") == 2
    assert capsys.readouterr().err.startswith(
        "mock-interview serve: \\x1b[31m\\u202e can be reached"
    )


def test_an_address_of_another_machine_is_one_sentence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert serve.serve(host="192.0.2.1", port=8123, allow_remote=True) == 1
    assert capsys.readouterr().err == (
        "mock-interview serve: 192.0.2.1:8123: Cannot assign requested address\n"
    )


def test_a_missing_package_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "simulator.ui.browser.server", None)
    assert serve.serve() == 1
    assert capsys.readouterr().err == serve.INSTALL + "\n"


def test_a_port_that_is_taken_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert serve.serve(port=port) == 1
    printed = capsys.readouterr().err
    assert f"127.0.0.1:{port}: Address already in use" in printed
    assert printed.count("\n") == 1
