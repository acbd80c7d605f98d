"""Access control: the right address, no other site's scripts, and the printed token."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hmac import compare_digest
from secrets import token_urlsafe

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
"""The names by which a browser on this machine may address it."""

TOKEN_BYTES = 24

HEADERS: Mapping[str, str] = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""The headers of every response."""


def content_policy(host: str) -> str:
    """Return the Content-Security-Policy of the page at `host`: same origin only, no frames."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self' 'unsafe-inline'",  # xterm.js creates its rules at run time.
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
    """What a request says about its origin."""

    host: str
    """The Host header: the name by which the browser addresses this server, with the port."""
    origin: str | None = None
    """The origin of the script that asks; None if it is not a script."""
    cookie: str = ""
    token: str = ""
    """The token in the URL."""
    upgrade: bool = False
    """True if the request opens a web socket."""


@dataclass(frozen=True, slots=True)
class Guard:
    """Admits or refuses visits. Empty `hosts` allow any name, for servers that others may reach."""

    hosts: tuple[str, ...]
    token: str
    cookie: str = field(default_factory=lambda: token_urlsafe(TOKEN_BYTES))
    """Given to a browser in exchange for the token: cookies are sent to every port of a machine,
    and another server there must not learn the token."""

    @classmethod
    def of_loopback(cls, port: int) -> Guard:
        """Admit only this machine, by its own names, with a new token."""
        return cls(tuple(f"{name}:{port}" for name in LOOPBACK), token_urlsafe(TOKEN_BYTES))

    @classmethod
    def of_any(cls) -> Guard:
        """Admit any name for this machine, with a new token."""
        return cls((), token_urlsafe(TOKEN_BYTES))

    def is_invited(self, visit: Visit) -> bool:
        """Return whether the URL holds the right token."""
        return compare_digest(visit.token.encode(), self.token.encode())

    def refusal(self, visit: Visit) -> str | None:
        """Return why a visit is refused, in a sentence; None if it is admitted."""
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
