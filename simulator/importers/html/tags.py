"""The tags of HTML by what they do to the text in them."""

from __future__ import annotations

from simulator.text.word_list import split_bars

SKIPPED = frozenset(
    split_bars("title|script|style|nav|footer|noscript|template|iframe|svg|form|object|math")
)
BLOCKS = frozenset(
    split_bars(
        """p|div|section|article|main|header|aside|figure|figcaption|blockquote|dl|dd|body|html|
        center|fieldset|address|h1|h2|h3|h4|h5|h6"""
    )
)
HEADS = frozenset(split_bars("html|link|head|meta"))
VOID = frozenset(split_bars("br|hr|img|input|meta|link|source|area|base|col|embed|track|wbr"))
CODE = frozenset(split_bars("code|kbd|tt|samp"))
