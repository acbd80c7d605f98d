"""Markdown with multiple-choice questions."""

from __future__ import annotations

from tests.importers.layouts.sample import sample

CHOICES = (
    sample(
        "multiple choice with letters",
        """
        ###### 1. What's the output?

        ```js
        console.log(1);
        ```

        - A: `1`
        - B: `undefined`

        <details><summary><b>Answer</b></summary>
        <p>

        #### Answer: A

        It prints one.

        </p>
        </details>

        ---

        ###### 2. What's the output?

        ```js
        console.log(x);
        ```

        - A: `1`
        - B: `ReferenceError`

        <details><summary><b>Answer</b></summary>

        #### Answer: B

        Nobody declared it.
        </details>
        """,
        (
            "What's the output?\n\n```js\nconsole.log(1);\n```\n\n- A) `1`",
            "**A)** `1`\n\nIt prints one.",
        ),
        ("What's the output?\n\n```js\nconsole.log(x);", "**B)** `ReferenceError`\n\nNobody"),
    ),
    sample(
        "multiple choice with check boxes",
        """
        #### Q1. Which one commits?

        - [ ] git push
        - [x] git commit
        - [ ] git pull

        [Reference](https://example.org/commit)

        #### Q2. Which two exist?

        - [x] add
        - [x] rm
        - [ ] frob

        **Explanation:** `frob` is made up.
        """,
        ("Which one commits?\n\n- A) git push\n- B) git commit", "**B)** git commit"),
        ("Which two exist?", "- add\n- rm\n\n**A), B)**\n\n`frob` is made up."),
    ),
    sample(
        "multiple choice, bold question and answer",
        """
        **1. Which keyword defines a function?**

        a) func
        b) def

        **Answer: b**

        **2. What is 3/2?**

        a) 1
        b) 1.5

        **Answer: b) 1.5**

        Because `/` is true division.
        """,
        ("Which keyword defines a function?\n\n- A) func\n- B) def", "**B)** def"),
        ("What is 3/2?", "**B)** 1.5\n\nBecause"),
    ),
    sample(
        "multiple choice in list items, the right one ticked behind it",
        """
        1. Which status means "not found"?

           A. 200
           B. 404 ✅

        2. Which verb is idempotent?

           A. POST
           B. PUT (correct)
        """,
        ('Which status means "not found"?\n\n- A) 200\n- B) 404', "**B)** 404"),
        ("Which verb is idempotent?\n\n- A) POST\n- B) PUT", "**B)** PUT"),
    ),
)
