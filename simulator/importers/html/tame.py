"""HTML from anywhere, made such that html.parser needs no more than linear time for it."""

from __future__ import annotations


def tamed(text: str) -> str:
    """HTML in which every `<` begins a tag that ends: what html.parser takes linear time for.

    Comments and declarations go, their line ends stay; a `<` that closes nowhere becomes text.
    """
    out: list[str] = []
    place = 0
    while (opened := text.find("<", place)) >= 0:
        out.append(text[place:opened])
        if text.startswith(("<!--", "<![CDATA["), opened):
            ending = "-->" if text.startswith("<!--", opened) else "]]>"
            closed = text.find(ending, opened + 4)
            if closed < 0:
                return "".join(out)
            out.append("\n" * text.count("\n", opened, closed))
            place = closed + 3
            continue
        following = text.find("<", opened + 1)
        closed = text.find(">", opened + 1, following if following >= 0 else len(text))
        if closed < 0 or text[opened + 1 : opened + 2] in " \t\n=<&":
            out.append("&lt;")
            place = opened + 1
        elif text[opened + 1] in "!?":
            out.append("\n" * text.count("\n", opened, closed))
            place = closed + 1
        else:
            out.append(text[opened : closed + 1])
            place = closed + 1
    out.append(text[place:])
    return "".join(out)
