"""One object of a JSON document as a question, by whatever names its author chose."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from simulator.bank import DEFAULT_TOPIC, Question
from simulator.choices import Difficulty
from simulator.importers.csv_columns import BY_NAME
from simulator.importers.details import difficulty_of, tags_of
from simulator.importers.html_text import markdown_of_html
from simulator.importers.options import Option, chosen_letter, right_answer, with_options
from simulator.text import clean

_LISTS = {
    "key_points": (
        "key_points",
        "keypoints",
        "good to hear",
        "goodtohear",
        "points",
        "key points",
        "must mention",
    ),
    "bonus_points": ("bonus_points", "bonuspoints"),
    "mistakes": ("mistakes", "common_mistakes", "pitfalls", "commonmistakes"),
    "follow_ups": (
        "follow_ups",
        "followups",
        "follow-ups",
        "follow_up_questions",
        "followupquestions",
    ),
    "references": (
        "references",
        "links",
        "resources",
        "sources",
        "reference",
        "link",
        "url",
        "source",
    ),
    "tags": ("tags", "keywords", "labels", "tag"),
}
_OPTIONS = (
    "options",
    "choices",
    "answers",
    "alternatives",
    "incorrect_answers",
    "incorrectanswers",
    "distractors",
)


def is_question(entry: Mapping[str, Any]) -> bool:
    """Whether an object has something like a question, and a sign that it is one."""
    question = value_of(entry, "question")
    if not isinstance(question, str) or not question.strip():
        return False
    names = {key.casefold() for key in entry}
    if any(
        BY_NAME.get(name) in ("answer", "correct", "explanation") for name in names
    ) or names & set(_OPTIONS):
        return True
    return bool(names & {"question", "prompt", "front", "q"})


def value_of(entry: Mapping[str, Any], part: str) -> Any:
    """The value of the key that names a part; the plainest name first."""
    keys = [key for key in entry if BY_NAME.get(_spaced(key)) == part]
    keys.sort(
        key=lambda key: (
            key.casefold() != part,
            key.casefold() in ("title", "name", "text", "word"),
        )
    )
    return next((entry[key] for key in keys if entry[key] not in (None, "", [])), None)


def _spaced(key: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", key).casefold().strip()


def _text(value: Any) -> str:
    """A value as text: paragraphs for a list, its text for an object."""
    if isinstance(value, str):
        return clean(value).strip()
    if isinstance(value, bool):
        return "True" if value else "False"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list):
        texts = [_text(part) for part in value[:200]]
        return (
            "\n".join(f"- {text}" for text in texts if text) if len(texts) > 1 else "".join(texts)
        )
    if isinstance(value, Mapping):
        return next(
            (
                _text(value[key])
                for key in (
                    "text",
                    "content",
                    "value",
                    "answer",
                    "body",
                    "html",
                    "option",
                    "url",
                    "link",
                )
                if key in value
            ),
            "",
        )
    return ""


def _html(text: str) -> str:
    """Entities and block tags as Markdown, where the text surely is HTML."""
    if re.search(r"</?(?:p|br|ul|li|pre|div|strong)\b[^<>]*>", text) and "```" not in text:
        return markdown_of_html(text)
    if re.search(r"&(?:quot|#0?39|amp|lt|gt|[a-z]+;)", text) and "`" not in text:
        import html

        return html.unescape(text)
    return text


def question_of(entry: Mapping[str, Any], topic: str) -> Question | None:
    """The question in an object; `topic` is that of the list it stands in."""
    if set(entry) <= _OWN and isinstance(entry.get("id"), str):
        return _own(entry, topic)
    prompt = _html(_text(value_of(entry, "question")))
    if not prompt:
        return None
    answer = _html(_text(value_of(entry, "answer")))
    explanation = _html(_text(value_of(entry, "explanation")))
    options = _options(entry)
    if len(options) >= 2:
        prompt = with_options(prompt, options)
        own = (
            answer
            if not any(_same(answer, option.text) for option in options) and len(answer) > 2
            else ""
        )
        answer = (
            right_answer(
                options,
                "\n\n".join(
                    filter(
                        None,
                        [
                            own
                            if any(o.right for o in options)
                            and own != explanation
                            and not chosen_letter(own, options)[0]
                            else "",
                            explanation,
                        ],
                    )
                ),
            )
            if any(o.right for o in options)
            else f"{answer}\n\n{explanation}".strip()
        )
    else:
        answer = "\n\n".join(
            filter(None, [answer or _html(_text(value_of(entry, "correct"))), explanation])
        )
    lists = {name: tuple(_list(entry, keys)) for name, keys in _LISTS.items()}
    seconds = value_of(entry, "time_limit")
    limit = float(seconds) if isinstance(seconds, int | float) and 1 <= seconds <= 86_400 else None
    given = value_of(entry, "id")
    own_topic = value_of(entry, "topic")
    if isinstance(own_topic, list):
        own_topic = own_topic[0] if own_topic else ""
    return Question(
        id=str(given) if isinstance(given, str | int) else "",
        question=prompt,
        answer=answer,
        topic=clean(_text(own_topic), newlines=False)
        or clean(topic, newlines=False)
        or (lists["tags"][0] if lists["tags"] else DEFAULT_TOPIC),
        difficulty=_difficulty(entry),
        time_limit=limit,
        say=_text(entry.get("say")),
        extra=dict(entry["extra"]) if isinstance(entry.get("extra"), Mapping) else {},
        **lists,
    )


_OWN = {f.name for f in fields(Question)}


def _own(entry: Mapping[str, Any], topic: str) -> Question:
    """A question under the names of our own files, text for text."""
    lists = {
        name: tuple(map(str, entry[name])) for name in _LISTS if isinstance(entry.get(name), list)
    }
    word, limit, extra = entry.get("difficulty"), entry.get("time_limit"), entry.get("extra")
    return Question(
        id=str(entry["id"]),
        question=str(entry["question"]),
        answer=str(entry.get("answer") or ""),
        topic=str(entry.get("topic") or topic or DEFAULT_TOPIC),
        difficulty=Difficulty(word) if word in list(Difficulty) else Difficulty.MEDIUM,
        time_limit=float(limit) if isinstance(limit, int | float) else None,
        say=str(entry.get("say") or ""),
        extra=dict(extra) if isinstance(extra, Mapping) else {},
        **lists,
    )


def _difficulty(entry: Mapping[str, Any]) -> Difficulty:
    value = value_of(entry, "difficulty")
    if value is None and isinstance(entry.get("expertise"), int):
        return (Difficulty.EASY, Difficulty.MEDIUM, Difficulty.HARD)[
            max(0, min(2, entry["expertise"]))
        ]
    return difficulty_of(_text(value)) or Difficulty.MEDIUM


def _list(entry: Mapping[str, Any], names: tuple[str, ...]) -> list[str]:
    for key, value in entry.items():
        if key.casefold() not in names:
            continue
        if isinstance(value, list):
            return [text for part in value[:500] if (text := _text(part))]
        if isinstance(value, str) and value.strip():
            return tags_of(value) if "tags" in names else [clean(value).strip()]
    return []


def _same(left: str, right: str) -> bool:
    return " ".join(left.split()).casefold() == " ".join(right.split()).casefold()


def _options(entry: Mapping[str, Any]) -> list[Option]:
    """The options, the right ones marked by a flag, a number, a letter or their text."""
    raw = next(
        (
            entry[key]
            for key in entry
            if key.casefold() in _OPTIONS and isinstance(entry[key], list | Mapping)
        ),
        None,
    )
    if raw is None:
        return []
    parts = list(raw.values()) if isinstance(raw, Mapping) else raw
    found = [
        Option(chr(65 + at % 26), _html(_text(part)), _flagged(part))
        for at, part in enumerate(parts[:26])
    ]
    if any(option.right for option in found):
        return found
    correct = next(
        (
            entry[key]
            for key in entry
            if BY_NAME.get(_spaced(key)) == "correct"
            or _spaced(key) in ("correct index", "correct answer index", "answer index")
        ),
        None,
    )
    correct = value_of(entry, "answer") if correct is None else correct
    names = {key.casefold() for key in entry}
    if names & {"incorrect_answers", "incorrectanswers", "distractors"} and correct is not None:
        found = [*found, Option(chr(65 + len(found)), _html(_text(correct)), True)]
        return found
    wanted = correct if isinstance(correct, list) else [correct]
    for one in wanted:
        _mark(found, one, list(raw) if isinstance(raw, Mapping) else [])
    return found


def _flagged(part: Any) -> bool:
    return isinstance(part, Mapping) and any(
        part.get(key) is True for key in ("correct", "isCorrect", "is_correct", "right", "isRight")
    )


def _mark(options: list[Option], correct: Any, keys: list[str]) -> None:
    if isinstance(correct, bool) or correct is None:
        return
    if isinstance(correct, int):
        if 0 <= correct < len(options):
            options[correct].right = True
        return
    name = _html(_text(correct))
    for option in options:
        option.right = option.right or _same(option.text, name)
    if any(option.right for option in options):
        return
    if name in keys:
        options[keys.index(name)].right = True
        return
    letter = chosen_letter(name + ".", options)[0] if len(name) <= 2 else ""
    for option in options:
        option.right = option.right or (bool(letter) and option.letter == letter)
