"""The only page: a terminal that fills the window, and a message once it has ended."""

from __future__ import annotations

from html import escape
from string import Template

_PAGE = Template("""\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Mock Interview</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/static/css/xterm.css">
<script src="/static/js/textual.js"></script>
<script src="/page.js" defer></script>
<style>
body { background: #0c181f; color: #dde6ed; font: 16px/1.5 monospace; margin: 0; }
#closed { display: none; position: absolute; inset: 0; z-index: 10; background: #0c181f;
          align-items: center; justify-content: center; text-align: center; }
body.-closed #closed { display: flex; }
a { color: #7fd1ff; }
</style>
</head>
<body>
<div id="closed" role="alert"><div>
<p>The session has ended. Your answers are saved.</p>
<p><a href="/">Open Mock Interview again</a></p>
</div></div>
<div id="terminal" class="textual-terminal"
     data-session-websocket-url="$socket" data-font-size="$font_size"></div>
</body>
</html>
""")

_NOTE = Template("""\
<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Mock Interview</title><link rel="icon" href="data:,"></head>
<body><p>$text</p></body>
</html>
""")

SCRIPT = """\
// Focus the terminal at once, and again when the window regains the focus, without a click.
const area = () => document.querySelector(".xterm-helper-textarea");
const started = new MutationObserver(() => {
  if (document.body.classList.contains("-first-byte") && area()) {
    area().focus();
    started.disconnect();
  }
});
started.observe(document.body, { attributes: true, attributeFilter: ["class"] });
window.addEventListener("focus", () => area()?.focus());
"""
"""The page's own script, in addition to textual-serve's."""

SMALLEST_FONT, LARGEST_FONT = 8, 48


def terminal_page(socket: str, font_size: str) -> str:
    """Return the page with the terminal, connected to the URL `socket`; font size in pixels."""
    pixels = int(font_size) if font_size.isdecimal() and len(font_size) <= 3 else 16
    within = min(max(pixels, SMALLEST_FONT), LARGEST_FONT)
    return _PAGE.substitute(socket=escape(socket), font_size=within)


def note_page(text: str) -> str:
    """Return a page with only a message."""
    return _NOTE.substitute(text=escape(text))
