"""Markdown whose questions are list items."""

from __future__ import annotations

from tests.importers.layouts.sample import sample

LISTS = (
    sample(
        "bold bullets, links only among them",
        """
        # Mobile

        * **What is a view?** - [Learn from here](https://example.org/view)

        * **What is a fragment?**
            - A part of a screen.
            - It has a life of its own.
        """,
        ("What is a view?", ""),
        ("What is a fragment?", "- A part of a screen."),
    ),
    sample(
        "question and answer on one line",
        """
        * What is TCP? A reliable stream over IP.
        * What is UDP? Datagrams without a promise.
        * What is DNS? It maps names to addresses.
        """,
        ("What is TCP?", "A reliable stream"),
        ("What is UDP?", "Datagrams"),
        ("What is DNS?", "It maps"),
    ),
    sample(
        "questions only, follow-ups nested",
        """
        # Front end

        ## Style
        * What is specificity?
        * Describe floats.
        * How do you serve old browsers? Which of them?
          * What techniques do you use?
        * Explain the cascade.
        """,
        ("What is specificity?", ""),
        ("Describe floats.", ""),
        ("How do you serve old browsers? Which of them?", ""),
        ("Explain the cascade.", ""),
        topics=("Style",) * 4,
    ),
    sample(
        "numbered list, answers not indented",
        """
        # Java

        1. What is the JVM?

        It runs bytecode.

        2. What is the heap?

        ```text
        1. not a question?
        ```

        3. What is the stack?

        Frames of calls.
        """,
        ("What is the JVM?", "It runs bytecode."),
        ("What is the heap?", "```text"),
        ("What is the stack?", "Frames"),
    ),
    sample(
        "difficulty behind bold items",
        """
        1. **What is a primary key?** *(easy)*

           Names a row.

        2. **What is a foreign key?** (hard)

           Refers to a row.
        """,
        ("What is a primary key?", "Names"),
        ("What is a foreign key?", "Refers"),
        difficulties=("easy", "hard"),
    ),
    sample(
        "a list of words to explain, asked for together and one by one",
        """
        * What is a request?
        * Explain these headers:
          * Cache-Control
          * ETag
        * What is a cookie?
        """,
        ("What is a request?", ""),
        ("Explain these headers:\n\n- Cache-Control\n- ETag", ""),
        ("Explain these headers: Cache-Control", ""),
        ("Explain these headers: ETag", ""),
        ("What is a cookie?", ""),
    ),
    sample(
        "one answer in bullets at the margin, the others indented",
        """
        1. What is a mordant?
           It binds the dye to the fibre.

        2. Which mordants are there?
        - alum
        - iron

           ```
           alum: 10 % of the weight
           ```

        3. What is weld?
           A plant for yellow.
        """,
        ("What is a mordant?", "It binds"),
        ("Which mordants are there?", "- alum\n- iron\n\n```\nalum"),
        ("What is weld?", "A plant"),
    ),
    sample(
        "two numbered items, the last with bullets at the margin",
        """
        1. What is a warp?
           The threads on the loom.

        2. What is a weft?
        * goes across
        * one thread
        """,
        ("What is a warp?", "The threads"),
        ("What is a weft?", "* goes across"),
    ),
)
