"""One row of a table or object of JSON as a question, by whatever names its author chose."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simulator.core.bank import DEFAULT_TOPIC, FollowUp, Question
from simulator.core.choices import Difficulty
from simulator.core.fields import Kind, fields_of
from simulator.core.times import LONGEST
from simulator.importers.common.columns import is_weak_name
from simulator.importers.common.details import difficulty_of, seconds_in, tags_of
from simulator.importers.common.markdown_text import paragraphs
from simulator.importers.common.options import (
    Option,
    chosen_letter,
    mark_right,
    right_answer,
    with_options,
)
from simulator.importers.common.values import (
    markdown_of_value,
    part_of_key,
    spaced,
    text_of_value,
    texts_of_value,
)
from simulator.storage.banks.values import day_of, follow_ups_of, record_of
from simulator.text.cleaning import clean

_OWN = {each.name for each in fields_of(Question)}
_LISTS = tuple(each.name for each in fields_of(Question) if each.kind is Kind.TEXTS)
_ASKING = frozenset(["question", "prompt", "front", "q"])
_TITLES = frozenset(["title", "name", "instruction"])
_WRONG_ONLY = frozenset(["incorrect answers", "distractors", "wrong answers", "incorrectanswers"])
_FLAGS = ("correct", "isCorrect", "is_correct", "right", "isRight")
_MOST = 26
_BODIES = ("content", "body", "description", "statement", "context", "input", "stem", "text")


def is_question(entry: Mapping[str, Any]) -> bool:
    """Whether an object has something like a question, and a sign that it is one."""
    key = _question_key(entry)
    if not key:
        return False
    parts = {part_of_key(name) for name in entry}
    if parts & {"answer", "correct", "options"} or _output(entry):
        return True
    if is_weak_name(key) and _holds_objects(entry):
        return False
    return "explanation" in parts or bool({name.casefold() for name in entry} & _ASKING)


def _output(entry: Mapping[str, Any]) -> str:
    """What an instruction for training wants as its answer."""
    if not any(key.casefold() in ("instruction", "prompt", "question") for key in entry):
        return ""
    texts = (entry[key] for key in entry if key.casefold() in ("output", "completion"))
    return next((text for text in texts if _is_text(text)), "")


def _holds_objects(entry: Mapping[str, Any]) -> bool:
    """Whether there are further objects inside, as in a deck that has a title and notes."""
    firsts = (value[:1] if isinstance(value, list) else [value] for value in entry.values())
    return any(isinstance(one, Mapping | list) for first in firsts for one in first)


def value_of(entry: Mapping[str, Any], part: str) -> Any:
    """The value of the key that names a part; the plainest name first."""
    if entry.get(part) not in (None, "", []):
        return entry[part]
    keys = [key for key in entry if part_of_key(key) == part]
    keys.sort(key=lambda key: (key.casefold() != part, is_weak_name(key)))
    return next((entry[key] for key in keys if entry[key] not in (None, "", [])), None)


def _question_key(entry: Mapping[str, Any]) -> str:
    """The key whose text asks, empty where there is none; a mere name only beside an answer."""
    keys = [key for key in entry if part_of_key(key) == "question" and _is_text(entry[key])]
    keys.sort(key=lambda key: (key.casefold() != "question", is_weak_name(key)))
    if not keys and any(part_of_key(key) == "answer" for key in entry):
        # A mere name, beside something that is surely an answer.
        keys = [key for key in entry if key.casefold() == "name" and _is_text(entry[key])]
    return keys[0] if keys else ""


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def prompt_of(entry: Mapping[str, Any]) -> str:
    """The text that stands in the source for the question, to find it there again."""
    key = _question_key(entry)
    return str(entry[key]) if key else ""


def own_question_of(entry: Mapping[str, Any], topic: str) -> Question | None:
    """The question in an object, which may be one that this program wrote."""
    if set(entry) <= _OWN and isinstance(entry.get("id"), str):
        return record_of(Question, {**entry, "topic": entry.get("topic") or topic})
    return question_of(entry, topic)


def question_of(entry: Mapping[str, Any], topic: str) -> Question | None:
    """The question in an object; `topic` is that of the list it stands in."""
    prompt, answer = _texts(entry)
    if not prompt:
        return None
    lists = {name: tuple(_list(entry, name)) for name in _LISTS}
    seconds, given, own_topic = (value_of(entry, name) for name in ("time_limit", "id", "topic"))
    if isinstance(own_topic, list):
        own_topic = own_topic[0] if own_topic else ""
    named = clean(text_of_value(own_topic), newlines=False) or clean(topic, newlines=False)
    return Question(
        id=str(given) if isinstance(given, str | int) else "",
        question=prompt,
        answer=answer,
        topic=named or (lists["tags"][0] if lists["tags"] else DEFAULT_TOPIC),
        difficulty=_difficulty(entry),
        time_limit=_limit(seconds),
        say=text_of_value(entry.get("say")),
        extra=dict(entry["extra"]) if isinstance(entry.get("extra"), Mapping) else {},
        follow_ups=_follow_ups(entry),
        reviewed=day_of(entry.get("reviewed")),
        **lists,
    )


def _limit(seconds: Any) -> float | None:
    if isinstance(seconds, str):
        return seconds_in(seconds, 1.0)
    fits = isinstance(seconds, int | float) and 1 <= seconds <= LONGEST
    return float(seconds) if fits else None


def _texts(entry: Mapping[str, Any]) -> tuple[str, str]:
    """The question's text, with its options if it has any, and the answer's."""
    prompt = _prompt(entry)
    given = value_of(entry, "answer") or _output(entry)
    answer, explanation, correct = (
        markdown_of_value(value)
        for value in (given, value_of(entry, "explanation"), value_of(entry, "correct"))
    )
    options = _options(entry, given)
    if len(options) < 2 or not prompt:
        return prompt, paragraphs(answer or correct, explanation)
    asked = with_options(prompt, options)
    if not any(option.right for option in options):
        return asked, paragraphs(answer, explanation)
    is_text = not isinstance(given, list) and answer != explanation
    own = answer if is_text and _says_more(answer, options) else ""
    return asked, right_answer(options, paragraphs(own, explanation))


def _prompt(entry: Mapping[str, Any]) -> str:
    """The question; below a mere title also the text that belongs to it."""
    key = _question_key(entry)
    prompt = markdown_of_value(entry.get(key, ""))
    if key.casefold() not in _TITLES:
        return prompt
    bodies = (entry[name] for name in entry if name.casefold() in _BODIES)
    body = next((text for value in bodies if (text := markdown_of_value(value))), "")
    return prompt if body == prompt else paragraphs(prompt, body)


def _says_more(answer: str, options: list[Option]) -> bool:
    """Whether an answer is more than the name of an option."""
    bare = " ".join(answer.split()).casefold()
    named = any(bare == " ".join(option.text.split()).casefold() for option in options)
    return len(answer) > 2 and not named and not chosen_letter(answer, options)[0]


def _difficulty(entry: Mapping[str, Any]) -> Difficulty:
    value, expertise = value_of(entry, "difficulty"), entry.get("expertise")
    if value is None and isinstance(expertise, int):
        return list(Difficulty)[max(0, min(2, expertise))]
    return difficulty_of(text_of_value(value)) or Difficulty.MEDIUM


def _follow_ups(entry: Mapping[str, Any]) -> tuple[FollowUp, ...]:
    """Those of our own kind where there is a table among them, else the texts of the list."""
    given = entry.get("follow_ups")
    if isinstance(given, list) and any(isinstance(each, Mapping) for each in given):
        return follow_ups_of(given)
    return tuple(map(FollowUp, _list(entry, "follow_ups")))


def _list(entry: Mapping[str, Any], name: str) -> list[str]:
    """The texts of the first key that names this list."""
    for key, value in entry.items():
        if part_of_key(key) != name or not value or not isinstance(value, list | str):
            continue
        is_line = name == "tags" and isinstance(value, str)
        return tags_of(str(value)) if is_line else texts_of_value(value)
    return []


def _options(entry: Mapping[str, Any], answer: Any) -> list[Option]:
    """The options, the right ones marked by a flag, a number from 0 on, a letter or their text.

    `answer` is what the object gives as its answer, which may name an option.
    """
    named = _named(entry)
    if named is None:
        return []
    key, raw = named
    parts = list(raw.values()) if isinstance(raw, Mapping) else raw
    found = [_option(part, chr(65 + at)) for at, part in enumerate(parts[:_MOST])]
    if any(option.right for option in found):
        return found
    correct = value_of(entry, "correct")
    if part_of_key(key) == "answer" and correct is None:
        return []
    correct = answer if correct is None else correct
    if spaced(key) in _WRONG_ONLY and correct is not None:
        return [*found, Option(chr(65 + len(found)), markdown_of_value(correct), True)]
    keys = list(raw) if isinstance(raw, Mapping) else []
    for one in correct if isinstance(correct, list) else [correct]:
        _mark(found, one, keys)
    return found


def _option(part: Any, letter: str) -> Option:
    flagged = isinstance(part, Mapping) and any(part.get(key) is True for key in _FLAGS)
    return part if isinstance(part, Option) else Option(letter, markdown_of_value(part), flagged)


def _named(entry: Mapping[str, Any]) -> tuple[str, Any] | None:
    """The key of the options and what it holds; a list of answers may be one of options."""
    for part in ("options", "answer"):
        for key, value in entry.items():
            several = isinstance(value, list) or (part == "options" and isinstance(value, Mapping))
            if part_of_key(key) == part and several and value:
                return key, value
    return None


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
