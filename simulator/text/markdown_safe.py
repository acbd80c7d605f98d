"""Makes Markdown safe to share: nothing in it runs, loads or misleads."""

from __future__ import annotations

import re
from collections.abc import Callable

# Code, in which syntax has no meaning: a fence at the margin, or a span within one line. Anything
# that a parser might read differently does not count as code.
_CODE = re.compile(
    r"(^(?P<fence>```+(?=[^`\n]*$)|~~~+)[^\n]*$.*?^(?P=fence)[`~]*[ \t]*$"
    r"|(?<![`\\])(?P<tick>`+)(?!`)[^\n|]+?(?<!`)(?P=tick)(?!`))",
    re.MULTILINE | re.DOTALL,
)
_TAG = re.compile(r"(\\*)<")
_ESCAPED_TAG = re.compile(r"(\\+)<")
_PICTURE = re.compile(r"(\\*)!\[")
_LINK = re.compile(r"\](?=\(|:)(?!\(\s*(?:https?://|mailto:|#|[\w./-]+(?:[#?][\w./=-]*)?\s*[)\s]))")
_LINK_TO_WEB = re.compile(r"\](?=:)(?=:\s*(?:https?://|mailto:))")


def without_tags(markdown: str) -> str:
    """Escape every `<`, so that no tag is live; `with_tags` undoes it."""
    return _outside_code(markdown, lambda text: _TAG.sub(r"\1\1\\<", text))


def with_tags(markdown: str) -> str:
    """Undo `without_tags`."""
    return _outside_code(
        markdown, lambda text: _ESCAPED_TAG.sub(lambda m: m[1][: len(m[1]) // 2] + "<", text)
    )


def harmless(markdown: str) -> str:
    """Disarm tags, pictures and all but plain links, for other Markdown readers."""

    def disarmed(text: str) -> str:
        text = _TAG.sub(lambda m: m[1] + ("\\" if len(m[1]) % 2 == 0 else "") + "<", text)
        text = _PICTURE.sub(r"\1!\\[", text)
        return _LINK.sub(lambda m: m[0] if _LINK_TO_WEB.match(text, m.start()) else r"\]", text)

    return _outside_code(markdown, disarmed)


def _outside_code(markdown: str, change: Callable[[str], str]) -> str:
    out, at = [], 0
    for found in _CODE.finditer(markdown):
        out += [change(markdown[at : found.start()]), found[0]]
        at = found.end()
    return "".join([*out, change(markdown[at:])])
