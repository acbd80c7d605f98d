"""Who may come in: right address, no other page's script, and the token that was printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hmac import compare_digest
from secrets import token_urlsafe

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
"""What a browser on this machine may call it."""

TOKEN_BYTES = 24

HEADERS: Mapping[str, str] = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""What every answer carries."""


def content_policy(host: str) -> str:
    """The Content-Security-Policy of the page at `host`: nothing from elsewhere, no frame."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self' 'unsafe-inline'",  # The terminal makes its rules at run time.
            "img-src 'self' data:",
            "font-src 'self' data:",
            f"connect-src 'self' ws://{host} wss://{host}",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        )
    )


@dataclass(frozen=True, slots=True)
class Visit:
    """What a request says of where it comes from."""

    host: str
    """The Host header: the name by which the browser calls this server, with the port."""
    origin: str | None = None
    """The page whose script asks; None where it is no script."""
    cookie: str = ""
    token: str = ""
    """The token in the address."""
    upgrade: bool = False
    """Whether a web socket is asked for."""


@dataclass(frozen=True, slots=True)
class Guard:
    """Judges visits. `hosts` empty: any name is right, for servers that others may reach."""

    hosts: tuple[str, ...]
    token: str
    cookie: str = field(default_factory=lambda: token_urlsafe(TOKEN_BYTES))
    """What a browser is given in the place of the token: cookies go to every port of a machine, and
    another server there must not learn the way in."""

    @classmethod
    def of_loopback(cls, port: int) -> Guard:
        """Only this machine, by its own names, and a new token."""
        return cls(tuple(f"{name}:{port}" for name in LOOPBACK), token_urlsafe(TOKEN_BYTES))

    @classmethod
    def of_any(cls) -> Guard:
        """Any name for this machine, and a new token."""
        return cls((), token_urlsafe(TOKEN_BYTES))

    def is_invited(self, visit: Visit) -> bool:
        """Whether the address holds the right token."""
        return compare_digest(visit.token.encode(), self.token.encode())

    def refusal(self, visit: Visit) -> str | None:
        """Why a visit is turned away, in a sentence; None where it is welcome."""
        if not visit.host or (self.hosts and visit.host not in self.hosts):
            return "This server does not go by that name."
        own = (f"http://{visit.host}", f"https://{visit.host}")
        if visit.origin is not None and visit.origin not in own:
            return "Another page may not use this server."
        if visit.upgrade and visit.origin is None:
            return "Only a browser's own page may open a session."
        known = compare_digest(visit.cookie.encode(), self.cookie.encode())
        if not known and not self.is_invited(visit):
            return "Open the whole address that `mock-interview serve` printed, with its token."
        return None
