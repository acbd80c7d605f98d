"""Turn a row of a table or a JSON object into a question, whatever names its author chose."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from simulator.core.bank import DEFAULT_TOPIC, FollowUp, Question
from simulator.core.choices import Difficulty
from simulator.core.fields import Kind, fields_of
from simulator.core.times import LONGEST
from simulator.importers.common.columns import is_weak_name, part_named
from simulator.importers.common.details import difficulty_of, seconds_in, tags_of
from simulator.importers.common.markdown_text import paragraphs
from simulator.importers.common.options import (
    Option,
    chosen_letter,
    mark_right,
    right_answer,
    with_options,
)
from simulator.importers.html.text import markdown_of_html
from simulator.storage.banks.values import day_of, follow_ups_of, record_of
from simulator.text.cleaning import clean

_OWN = {each.name for each in fields_of(Question)}
_LISTS = tuple(each.name for each in fields_of(Question) if each.kind is Kind.TEXTS)
_ASKING = frozenset(["question", "prompt", "front", "q"])
_TITLES = frozenset(["title", "name", "instruction"])
_WRONG_ONLY = frozenset(["incorrect answers", "distractors", "wrong answers", "incorrectanswers"])
_FLAGS = ("correct", "isCorrect", "is_correct", "right", "isRight")
_BODIES = ("content", "body", "description", "statement", "context", "input", "stem", "text")
_TEXT_KEYS = ("text", "content", "value", "answer", "body", "html", "option", "name", "url", "link")
_HTML = re.compile(r"</?(?:p|br|ul|li|pre|div|strong)\b[^<>]*>")
_ENTITY = re.compile(r"&(?:quot|#0?39|amp|lt|gt|[a-z]+;)")
_NOTHING: tuple[Any, ...] = (None, "", [])
_MOST_OPTIONS, _MOST_PARTS, _DEEPEST = 26, 200, 8
Entry = Mapping[str, Any]


def part_of_key(key: str) -> str | None:
    """The part of a question that a key names; `correctAnswer` is read as `correct answer`."""
    return part_named(_spaced(key))


def _spaced(key: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", key).casefold().strip()


@lru_cache(maxsize=512)
def _keys(names: tuple[str, ...]) -> Mapping[str, list[str]]:
    """The keys that name each part of a question, the plainest name first."""
    found: dict[str, list[str]] = {}
    for name in names:
        if part := part_of_key(name):
            found.setdefault(part, []).append(name)
    for part, keys in found.items():
        keys.sort(key=lambda key: (_spaced(key).replace(" ", "_") != part, is_weak_name(key)))
    return found


def is_question(entry: Entry) -> bool:
    """True if an object has a text that may ask, and other evidence of a question."""
    key = _question_key(entry)
    if not key:
        return False
    parts = _keys(tuple(entry)).keys()
    if parts & {"answer", "correct", "options"} or _output(entry):
        return True
    if is_weak_name(key) and _holds_objects(entry):
        return False
    return "explanation" in parts or bool({name.casefold() for name in entry} & _ASKING)


def _output(entry: Entry) -> str:
    """The expected output of an instruction in training data; empty if there is none."""
    if not any(key.casefold() in ("instruction", "prompt", "question") for key in entry):
        return ""
    texts = (entry[key] for key in entry if key.casefold() in ("output", "completion"))
    return next((text for text in texts if _is_text(text)), "")


def _holds_objects(entry: Entry) -> bool:
    """True if it contains further objects, like a deck with a title and notes."""
    firsts = (value[:1] if isinstance(value, list) else [value] for value in entry.values())
    return any(isinstance(one, Mapping | list) for first in firsts for one in first)


def _question_key(entry: Entry) -> str:
    """The key of the question; empty if there is none. `name` counts only beside an answer."""
    known = _keys(tuple(entry))
    keys = [key for key in known.get("question", ()) if _is_text(entry[key])]
    if not keys and "answer" in known:
        keys = [key for key in entry if key.casefold() == "name" and _is_text(entry[key])]
    return keys[0] if keys else ""


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def prompt_of(entry: Entry) -> str:
    """The question's text as the source has it, to find it there again."""
    return str(entry.get(_question_key(entry), ""))


def own_question_of(entry: Entry, topic: str) -> Question | None:
    """The question in an object that this program may have written."""
    if set(entry) <= _OWN and isinstance(entry.get("id"), str):
        return record_of(Question, {**entry, "topic": entry.get("topic") or topic})
    return question_of(entry, topic)


def question_of(entry: Entry, topic: str) -> Question | None:
    """The question in an object; `topic` is the topic of the enclosing list."""
    named = _named(entry)
    prompt, answer = _texts(entry, named)
    if not prompt:
        return None
    lists = {name: tuple(_list(name, named[name])) for name in _LISTS if name in named}
    given, own_topic = named.get("id"), named.get("topic")
    if isinstance(own_topic, list):
        own_topic = own_topic[0]
    own_topic = clean(text_of_value(own_topic) or topic, newlines=False)
    return Question(
        id=str(given) if isinstance(given, str | int) else "",
        question=prompt,
        answer=answer,
        topic=own_topic or next(iter(lists.get("tags", ())), DEFAULT_TOPIC),
        difficulty=_difficulty(named.get("difficulty"), entry.get("expertise")),
        time_limit=_limit(named.get("time_limit")),
        say=text_of_value(entry.get("say")),
        extra=dict(entry["extra"]) if isinstance(entry.get("extra"), Mapping) else {},
        follow_ups=_follow_ups(named.get("follow_ups")),
        reviewed=day_of(entry["reviewed"]) if "reviewed" in entry else None,
        **lists,
    )


def _named(entry: Entry) -> Entry:
    """An object's values by the part of a question that they hold; the plainest key wins."""
    found = {}
    for part, keys in _keys(tuple(entry)).items():
        for key in keys:
            if entry[key] not in _NOTHING:
                found[part] = entry[key]
                break
    return found


def _limit(seconds: Any) -> float | None:
    if isinstance(seconds, str):
        return seconds_in(seconds, 1.0)
    return float(seconds) if isinstance(seconds, int | float) and 1 <= seconds <= LONGEST else None


def _texts(entry: Entry, named: Entry) -> tuple[str, str]:
    """The text of the question, with any options, and that of the answer."""
    prompt = _prompt(entry)
    given = named.get("answer") or _output(entry)
    answer, explanation = markdown_of_value(given), markdown_of_value(named.get("explanation"))
    options = _options(entry, given, named.get("correct"))
    if len(options) < 2 or not prompt:
        return prompt, paragraphs(answer or markdown_of_value(named.get("correct")), explanation)
    asked = with_options(prompt, options)
    if not any(option.right for option in options):
        return asked, paragraphs(answer, explanation)
    is_text = not isinstance(given, list) and answer != explanation
    own = answer if is_text and _says_more(answer, options) else ""
    return asked, right_answer(options, paragraphs(own, explanation))


def _prompt(entry: Entry) -> str:
    """The question; if its key is just a title, with the body below it."""
    key = _question_key(entry)
    prompt = markdown_of_value(entry.get(key, ""))
    if key.casefold() not in _TITLES:
        return prompt
    bodies = (entry[name] for name in entry if name.casefold() in _BODIES)
    body = next((text for value in bodies if (text := markdown_of_value(value))), "")
    return prompt if body == prompt else paragraphs(prompt, body)


def _says_more(answer: str, options: list[Option]) -> bool:
    """True if an answer says more than which option is right."""
    bare = " ".join(answer.split()).casefold()
    named = any(bare == " ".join(option.text.split()).casefold() for option in options)
    return len(answer) > 2 and not named and not chosen_letter(answer, options)[0]


def _difficulty(value: Any, expertise: Any) -> Difficulty:
    if value is None and isinstance(expertise, int):
        return list(Difficulty)[max(0, min(2, expertise))]
    return difficulty_of(text_of_value(value)) or Difficulty.MEDIUM


def _follow_ups(given: Any) -> tuple[FollowUp, ...]:
    """Records in our own format if there is a table among them; else the texts of the list."""
    if isinstance(given, list) and any(isinstance(each, Mapping) for each in given):
        return follow_ups_of(given)
    return tuple(map(FollowUp, _list("follow_ups", given)))


def _list(name: str, value: Any) -> list[str]:
    """The texts of a list; a single text is a list of one, or several tags."""
    if isinstance(value, str):
        return tags_of(value) if name == "tags" else list(filter(None, [text_of_value(value)]))
    parts = value[:500] if isinstance(value, list) else ()
    return [text for part in parts if (text := text_of_value(part))]


def _options(entry: Entry, answer: Any, correct: Any) -> list[Option]:
    """The options, the right ones marked by a flag, an index from 0, a letter or their text.

    `answer` is the object's answer, which may name an option.
    """
    part, key = _options_key(entry)
    if not key:
        return []
    raw = entry[key]
    parts = list(raw.values()) if isinstance(raw, Mapping) else raw
    found = [_option(each, chr(65 + at)) for at, each in enumerate(parts[:_MOST_OPTIONS])]
    if any(option.right for option in found):
        return found
    if part == "answer" and correct is None:
        return []
    correct = answer if correct is None else correct
    if _spaced(key) in _WRONG_ONLY and correct is not None:
        return [*found, Option(chr(65 + len(found)), markdown_of_value(correct), True)]
    keys = list(raw) if isinstance(raw, Mapping) else []
    for one in correct if isinstance(correct, list) else [correct]:
        _mark(found, one, keys)
    return found


def _option(part: Any, letter: str) -> Option:
    flagged = isinstance(part, Mapping) and any(part.get(key) is True for key in _FLAGS)
    return part if isinstance(part, Option) else Option(letter, markdown_of_value(part), flagged)


def _options_key(entry: Entry) -> tuple[str, str]:
    """The part and the key that hold the options; a list of answers may be the options."""
    for part, kinds in (("options", (list, Mapping)), ("answer", (list,))):
        for key in _keys(tuple(entry)).get(part, ()):
            if entry[key] and isinstance(entry[key], kinds):
                return part, key
    return "", ""


def _mark(options: list[Option], correct: Any, keys: list[str]) -> None:
    if isinstance(correct, bool) or correct is None:
        return
    if isinstance(correct, int):
        if 0 <= correct < len(options):
            options[correct].right = True
        return
    name = markdown_of_value(correct)
    if name in keys and keys.index(name) < len(options):
        options[keys.index(name)].right = True
    elif name and len(name) < 1_000:
        mark_right(options, name)


def text_of_value(value: Any, depth: int = 0) -> str:
    """A value as text: a list as list items, an object as its main text or all its texts."""
    if isinstance(value, str):
        return clean(value).strip()
    if value is None or depth > _DEEPEST:
        return ""
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list):
        texts = [text_of_value(part, depth + 1) for part in value[:_MOST_PARTS]]
        if len(texts) < 2:
            return "".join(texts)
        return "\n".join(f"- {text}" for text in texts if text)
    if isinstance(value, Mapping):
        known = next((value[key] for key in _TEXT_KEYS if value.get(key)), None)
        if known is not None:
            return text_of_value(known, depth + 1)
        parts = [part for part in list(value.values())[:_MOST_PARTS] if isinstance(part, str)]
        return paragraphs(*(text_of_value(part) for part in parts))
    return ""


def markdown_of_value(value: Any) -> str:
    """A value as Markdown; entities and block tags are converted if the text is clearly HTML."""
    text = text_of_value(value)
    if "<" in text and _HTML.search(text) and "```" not in text:
        return markdown_of_html(text)
    if "&" in text and _ENTITY.search(text) and "`" not in text:
        return html.unescape(text)
    return text
