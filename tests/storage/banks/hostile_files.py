"""The project's own hostile banks, each with the expected result of loading it.

An error must mention every string of `must_mention`; a file that loads has that many questions.
"""

from __future__ import annotations

from dataclasses import dataclass

HEAD = 'format = 1\ntitle = "Bank"\n\n'
GOOD = '[[questions]]\nquestion = "What is a lock?"\nanswer = "A door has one."\n'
SECOND = '\n[[questions]]\nquestion = "a"\nanswer = "b"\n'


@dataclass(frozen=True)
class Hostile:
    """One file: its content, and either the questions that load or the words of the error."""

    name: str
    data: bytes
    questions: int | None = None
    must_mention: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.name


def loads(name: str, text: str | bytes, questions: int = 1) -> Hostile:
    """Describe a file that must load."""
    data = text.encode() if isinstance(text, str) else text
    return Hostile(f"{name}.toml", data, questions)


def fails(name: str, text: str | bytes, line: int | None, *words: str) -> Hostile:
    """Describe a file that must be refused, with its line."""
    data = text.encode() if isinstance(text, str) else text
    place = f"{name}.toml" if line is None else f"{name}.toml:{line}"
    return Hostile(f"{name}.toml", data, None, (place, *words))


def _limit(name: str, value: str) -> Hostile:
    text = f"{HEAD}{GOOD}{SECOND}time_limit = {value}\n"
    return fails(f"limit-{name}", text, 11, "questions[2].time_limit")


SYNTAX = (
    fails("duplicate-key", f"{HEAD}{GOOD}answer = 'again'\n", 7),
    fails("duplicate-table", f"{HEAD}[defaults]\n[defaults]\n", 5, "defaults"),
    fails("table-and-list", f"{HEAD}[questions]\n{GOOD}", 5),
    fails("yaml", "title: Bank\nquestions:\n  - question: What?\n", 1, "YAML"),
    fails("json", '{"title": "Bank", "questions": []}', 1, "JSON"),
    fails("html", "\n<!doctype html><html><body>404</body></html>", 2, "HTML"),
    fails("csv", "question,answer\na,b\n", 1),
    fails("markdown", "# Bank\n\n## What?\n\nThat.\n", 5),
    fails("unclosed", f'{HEAD}{GOOD}{SECOND}topic = "What?\ntags = []\n', 11),
    fails("unclosed-lines", f'{HEAD}[[questions]]\nquestion = "q"\nanswer = """\nno end\n', 6),
    fails(
        "swallowed",
        f'{HEAD}[[questions]]\nquestion = """\nnever closed\n{GOOD}[[questions]]\n'
        'question = """\nWhat is it?\n"""\n',
        5,
    ),
    fails("smart-quotes", f"{HEAD}[[questions]]\nquestion = “What?”\n", 5, "typographic"),
    fails("python", f"{HEAD}[[questions]]\nquestion = None\n", 5, "None"),
    fails("conflict", f"{HEAD}<<<<<<< HEAD\n{GOOD}=======\n>>>>>>> other\n", 4, "git"),
    fails("bad-date", f"{HEAD}[questions]\nadded = 2026-13-45\n", 5),
    fails("bare-cr", "format = 1\rtitle = 'x'", 1),
    fails("control", HEAD + 'description = "a\x1bb"\n', 4),
    fails("surrogate-escape", HEAD + 'description = "\\ud800"\n', 4),
    fails("invalid-utf8", HEAD.encode() + b"# \xff\xfe\xc0\xaf\n", 4, "UTF-8"),
    fails("latin1", HEAD.encode() + b'description = "caf\xe9"\n', 4, "UTF-8"),
    fails("utf16", (HEAD + GOOD).encode("utf-16"), None, "UTF-16"),
    fails("utf32", (HEAD + GOOD).encode("utf-32-be"), None, "UTF-8"),
    fails("zeros", b"\0" * 1000, None, "UTF-8"),
    fails("png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), None, "a picture"),
    fails("backslash", HEAD + 'description = "\\left"\n', 4, "'''"),
    loads("crlf", (HEAD + GOOD).replace("\n", "\r\n")),
    loads("bom", b"\xef\xbb\xbf" + (HEAD + GOOD).encode()),
    loads("no-final-newline", (HEAD + GOOD).rstrip()),
)

RESOURCES = (
    fails("nested-arrays", f"{HEAD}x = {'[' * 100_000}{']' * 100_000}\n", 4, "nest"),
    fails("nested-tables", f"{HEAD}x = {'{a=' * 50_000}1{'}' * 50_000}\n", 4, "nest"),
    fails("nested-unclosed", f"{HEAD}x = {'[' * 100_000}\n", 4, "nest"),
    fails("nested-900", f"{HEAD}x = {'[' * 900}{']' * 900}\n", 4, "nest"),
    fails("nested-17", f"{HEAD}{GOOD}[questions.extra]\nx = {'[' * 17}{']' * 17}\n", 8, "nest"),
    fails("dotted-key", f"{HEAD}{'a.' * 20_000}a = 1\n", 4, "nest"),
    fails("dotted-table", f"{HEAD}[{'a.' * 20_000}a]\n", 4, "nest"),
    fails("dotted-quoted", HEAD + "'a'." * 20_000 + "a = 1\n", 4, "nest"),
    fails("dotted-inline", f"{HEAD}x = {{ {'a.' * 20_000}a = 1 }}\n", 4, "nest"),
    fails("many", HEAD + "[[questions]]\nquestion='q'\n" * 20_001, 4, "questions", "20,000"),
    fails("long-field", f"{HEAD}[[questions]]\nquestion = '{'x' * 100_001}'\n", 5, "100,000"),
    fails("huge-int", f"{HEAD}{GOOD}time_limit = {'9' * 5000}\n", 7, "time_limit"),
    fails("huge-hex", f"{HEAD}{GOOD}time_limit = 0x{'f' * 5000}\n", 7, "time_limit"),
    loads("huge-hex-of-the-author", f"{HEAD}{GOOD}[questions.extra]\nx = 0x{'f' * 5000}\n"),
    loads("combining", f"{HEAD}[[questions]]\nquestion = 'e{chr(0x301) * 5000}'\n"),
    loads("one-word", f"{HEAD}[[questions]]\nquestion = '{'W' * 20_000}'\n"),
    loads("quotes", HEAD + "[[questions]]\nquestion = '''" + "''x" * 30_000 + "'''\n"),
)

VALUES = (
    *(
        _limit(name, value)
        for name, value in (
            ("nan", "nan"), ("inf", "inf"), ("minus-inf", "-inf"), ("overflow", "1e400"),
            ("negative", "-60"), ("zero", "0"), ("minus-zero", "-0.0"), ("half", "0.5"),
            ("days", "86401"), ("true", "true"), ("text", '"60"'), ("list", "[60]"),
            ("table", "{ s = 60 }"), ("time", "00:01:00"), ("date", "2026-01-01"),
        )
    ),
    fails("no-title", GOOD, None, "title"),
    fails("blank-title", f'title = " "\n{GOOD}', 1, "title"),
    fails("title-number", f"title = 1\n{GOOD}", 1, "title"),
    fails("no-question", f"{HEAD}{GOOD}\n[[questions]]\nanswer = 'b'\n", 8, "question"),
    fails("blank-question", f"{HEAD}[[questions]]\nquestion = ' '\n", 5, "question"),
    fails("invisible-question", f"{HEAD}[[questions]]\nquestion = '\u200b\u2060'\n", 5, "question"),
    fails("question-number", f"{HEAD}[[questions]]\nquestion = 42\n", 5, "question", "42"),
    fails("questions-text", f'{HEAD}questions = "all"\n', 4, "questions"),
    fails("questions-table", f"{HEAD}[questions]\nquestion = 'q'\n", 4, "questions"),
    fails("questions-mixed", f"{HEAD}questions = [{{question = 'q'}}, 5]\n", 4, "questions[2]"),
    fails("format-text", "format = '1'\ntitle = 'x'\n", 1, "format"),
    fails("format-future", "format = 99\ntitle = 'x'\n", 1, "format", "99", "newer"),
    fails("difficulty", f"{HEAD}{GOOD}difficulty = 'impossible'\n", 7, "difficulty", "easy"),
    fails("default-difficulty", f"{HEAD}[defaults]\ndifficulty = 1\n", 5, "defaults.difficulty"),
    fails("tags-text", f"{HEAD}{GOOD}tags = 'a, b'\n", 7, "tags", "list"),
    fails("tags-nested", f"{HEAD}{GOOD}tags = [['a']]\n", 7, "tags[1]"),
    fails("decoy", f'{HEAD}[[questions]]\nquestion = "a"\nanswer = """\n[[questions]]\n'
          'time_limit = 5\n"""\ntime_limit = -5\n', 10, "questions[1].time_limit"),
    fails("quoted-keys", f'{HEAD}[["questions"]]\n"question" = "a"\n\'time_limit\' = -5\n', 6,
          "questions[1].time_limit"),
    fails("escaped-key", f'{HEAD}[[questions]]\n"questio\\u006e" = "a"\n"time\\u005flimit" = -5\n',
          6, "questions[1].time_limit"),
    fails("typo", f"{HEAD}{GOOD}anwser = 'b'\n", 7, "anwser", "did you mean answer?"),
    fails("case", f"{HEAD}{GOOD}Topic = 'b'\n", 7, "Topic", "did you mean topic?"),
    fails("twins", f"{HEAD}{GOOD}id = 'x'\n{SECOND}id = 'x'\n", 12, "questions[2].id"),
    fails("invisible-twins", f"{HEAD}{GOOD}id = 'paypal'\n{SECOND}id = 'pay\u200bpal'\n", 12, "id"),
    fails("escape-in-key", f'{HEAD}"\\u001b]0;x\\u0007" = 1\n', 4, "\\x1b]0;x\\x07"),
)  # fmt: skip

SCREEN = (
    loads("escapes", HEAD + '[[questions]]\nquestion = "a\\u001b[31mb\\u001b]0;x\\u001b\\\\c"\n'),
    loads("osc52", 'title = "B\\u001b]52;c;cm0=\\u0007"\n[[questions]]\nquestion = "q"\n'),
    loads("c1", HEAD + '[[questions]]\nquestion = "a\u009b31mb\u0090q\u009c"\n'),
    loads("bidi", HEAD + '[[questions]]\nquestion = "a\u202egnp.exe\u202c \u2066x\u2069"\n'),
    loads("zero-width", HEAD + '[[questions]]\nid = "p\u200bal"\nquestion = "p\u2060al\ufeff"\n'),
    loads("separators", HEAD + '[[questions]]\nquestion = "a\u2028b\u2029c\u0085d"\n'),
    loads("markup", 'title = "[@click=app.quit]B[/]"\n[[questions]]\nquestion = "[/red] a[int]"\n'),
    loads("links", HEAD + '[[questions]]\nquestion = "[https://good](http://evil) [d](--help)"\n'),
    loads("long-title", f'title = "{"🙂" * 300}"\n{GOOD}'),
    loads("odd-title", f'title = "a\\u0000b\\nc"\n{GOOD}'),
    loads("writer-breakers", HEAD + "[[questions]]\nquestion = 'He said \"\"\" and '\n"
          'answer = "a\\r\\nb \\\\ \'\'\' \\u007f"\n'),
    loads("right-to-left", HEAD + '[[questions]]\nquestion = "שלום مرحبا 漢字 👩\u200d👧"\n'),
)  # fmt: skip

ALL = (*SYNTAX, *RESOURCES, *VALUES, *SCREEN)
