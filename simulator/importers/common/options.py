"""Multiple choice: find the options in lines of text, and write the question and answer with
them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from simulator.importers.common.markdown_text import letters_of, paragraphs

_CHECKED = re.compile(
    r"^\s{0,8}(?:[-*+]\s+|\d{1,2}[.)]\s+)?[\[(](?P<mark>[ xX✓✔✅])[\])]\s*(?P<text>.*)$"
)
_LETTER = re.compile(
    r"^\s{0,8}(?:[-*+]\s+)?(?:\*\*|__)?[(\[]?(?P<letter>[A-Ja-j]|[А-Еа-е]|\d)[.):\]、．）](?:\*\*|__)?\s*(?P<text>.*)$"
)
_CHOSEN = re.compile(
    r"^\W{0,4}(?:(?:the\s+)?(?:correct\s+)?(?:option|answer|choice)\s*(?:is)?\s*[:：]?\s*)?\W{0,4}"
    r"[(\[`*]{0,3}(?P<letter>[A-J]|[a-j](?=[.):\]]|\W*$)|\d(?=[.):\]]|\W*$))[)\]`*]{0,3}(?:[.):：,、]|\s|$)\W{0,3}(?P<rest>.*)$",
    re.DOTALL,
)
_NAMED_LAST = re.compile(r"[\s:：(]([A-J])\W{0,4}$")
"""`The right one is the fourth: D`, in any language."""
_SAID_RIGHT = re.compile(
    r"\s*(?:✅|✔|☑|\*?\(correct(?: answer)?\)\*?|[<←]-*\s*correct)\ufe0f?\s*$", re.IGNORECASE
)
_CYRILLIC = str.maketrans("АБВГДЕ", "ABCDEF")


@dataclass(slots=True)
class Option:
    """One option; `right` if the source marks it as right."""

    letter: str
    text: str
    right: bool = False


@dataclass(slots=True)
class Options:
    """A run of options, and the half-open range of searched lines that it takes."""

    start: int
    end: int
    options: list[Option] = field(default_factory=list)
    numeric: bool = False


def find_options(lines: Sequence[str], code: Sequence[bool]) -> Options | None:
    """The first run of at least two options: check boxes, or letters or digits counted from the
    first."""
    places = (at for at, line in enumerate(lines) if line.strip() and not code[at])
    runs = (_run(lines, code, at, kind) for at in places for kind in (_CHECKED, _LETTER))
    return next(filter(None, runs), None)


def _run(
    lines: Sequence[str], code: Sequence[bool], start: int, pattern: re.Pattern[str]
) -> Options | None:
    first = pattern.match(lines[start])
    if first is None:
        return None
    found = Options(start, start, numeric=pattern is _LETTER and first["letter"].isdigit())
    deepest = _indent(lines[start]) + 3
    blank = False
    for at, line in enumerate(lines[start:], start):
        match = None if code[at] or _indent(line) > deepest else pattern.match(line)
        if match and _next_letter(found, match, pattern):
            letter = chr(ord("A") + len(found.options))
            text = _SAID_RIGHT.sub("", match["text"].rstrip())
            right = text != match["text"].rstrip()
            right = right or (pattern is _CHECKED and match["mark"] != " ")
            found.options.append(Option(letter, text, right))
        elif not line.strip():
            blank = True
            continue
        elif found.options and (code[at] or line.startswith((" ", "\t")) or not blank):
            found.options[-1].text += "\n" + line.strip("\n") if code[at] else " " + line.strip()
        else:
            break
        found.end = at + 1
        blank = False
    least = 2 if pattern is _LETTER or any(option.right for option in found.options) else 3
    return found if len(found.options) >= least else None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _next_letter(found: Options, match: re.Match[str], pattern: re.Pattern[str]) -> bool:
    if pattern is _CHECKED:
        return True
    letter = match["letter"].upper().translate(_CYRILLIC)
    wanted = len(found.options)
    if letter.isdigit():
        return int(letter) == wanted + 1
    return ord(letter) - ord("A") == wanted


def chosen_letter(text: str, options: Sequence[Option]) -> tuple[str, str]:
    """The letter that an answer begins with or names, and the rest of the answer."""
    match = _CHOSEN.match(text.strip()[:1_000])
    if match is None:
        named = _NAMED_LAST.search(text.strip()) if len(text) < 100 else None
        known = named is not None and any(option.letter == named[1] for option in options)
        return (named[1], text) if named is not None and known else ("", text)
    letter = match["letter"].upper()
    if letter.isdigit():
        letter = chr(ord("A") + int(letter) - 1)
    if not any(option.letter == letter for option in options):
        return "", text
    rest = match["rest"] + text.strip()[1_000:]
    own = next(option.text for option in options if option.letter == letter)
    if letters_of(rest) == letters_of(own):
        rest = ""
    return letter, rest


def mark_right(options: Sequence[Option], correct: str) -> None:
    """Mark the right options, given by their text, by letters or by numbers from 1."""
    for alike in (lambda text: " ".join(text.split()).casefold(), letters_of):
        wanted = alike(correct)
        same = [option for option in options if wanted and alike(option.text) == wanted]
        for option in same:
            option.right = True
        if same:
            return
    for piece in re.split(r"\s*[,;&]\s*", correct):
        name = piece.casefold().strip().removeprefix("answer").removeprefix("option")
        name = name.strip(" _-.)(")
        if len(name) == 1 and name in "123456789":
            letter = chr(64 + int(name))
        else:
            letter = name.upper() if len(name) == 1 else chosen_letter(piece, options)[0]
        for option in options:
            option.right = option.right or (bool(letter) and option.letter == letter)


def with_options(question: str, options: Sequence[Option]) -> str:
    """The question's text with its options below it."""
    texts = [option.text.strip("\n").replace("\n", "\n  ") for option in options]
    rows = "\n".join(f"- {each.letter}) {text}" for each, text in zip(options, texts, strict=True))
    return f"{question}\n\n{rows}"


def right_answer(options: Sequence[Option], explanation: str) -> str:
    """The right options, then the explanation."""
    right = [option for option in options if option.right]
    if not right:
        return explanation
    if len(right) == 1:
        first = f"**{right[0].letter})** {right[0].text.strip()}"
    else:
        first = "\n".join(f"- {option.text.strip()}" for option in right)
        first += "\n\n**" + ", ".join(f"{option.letter})" for option in right) + "**"
    return paragraphs(first, explanation)


def choice(question: str, offered: Iterable[tuple[str, bool]], why: str) -> tuple[str, str]:
    """A question with the options that it offers, and its answer: the right ones and why."""
    options = [Option(chr(65 + at % 26), text, right) for at, (text, right) in enumerate(offered)]
    return with_options(question, options), right_answer(options, why)


def with_tolerance(value: str, off: str) -> str:
    """A numeric answer with its tolerance."""
    return f"{value} (± {off})" if off.strip(" 0.") else value


def one_or_list(texts: Sequence[str]) -> str:
    """A single text as it is, several as a list."""
    return texts[0] if len(texts) == 1 else "\n".join(f"- {text}" for text in texts)


def matched(question: str, pairs: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """A matching question and its answer."""
    known = [(left.strip(), right.strip()) for left, right in pairs if left.strip()]
    asked = "\n".join(f"- {left}" for left, _ in known)
    return f"{question}\n\n{asked}", "\n".join(f"- {left} → {right}" for left, right in known)
