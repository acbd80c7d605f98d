"""Markdown whose questions are headings."""

from __future__ import annotations

from tests.importers.layouts.sample import sample

HEADINGS = (
    sample(
        "headings under topics",
        """
        # Databases

        ## Table of contents
        - [What is ACID?](#what-is-acid)

        ## Basics

        ### What is ACID?
        Four promises of a transaction.

        #### 1. Atomicity
        All or nothing.

        ### Describe an index.
        A sorted tree.

        ## License
        MIT License
        """,
        ("What is ACID?", "Four promises"),
        ("Describe an index.", "A sorted tree."),
        topics=("Basics", "Basics"),
    ),
    sample(
        "numbered headings with titles that ask nothing",
        """
        ## 1. What is a tree?
        A graph without cycles.

        ## 2. Binary search
        Halve the range each time.

        ## 4. How does a heap work?
        The parent is the smallest.
        """,
        ("What is a tree?", "A graph"),
        ("Binary search", "Halve"),
        ("How does a heap work?", "The parent"),
    ),
    sample(
        "number above question",
        """
        ## #1

        ### What is entropy?
        Disorder.

        ## #2

        ### What is information gain?
        Less entropy.
        """,
        ("What is entropy?", "Disorder."),
        ("What is information gain?", "Less entropy."),
    ),
    sample(
        "headings in list items",
        """
        1.  ### What is a hook?

            A function with state.

        2.  #### Give a rule of hooks
            Call them at the top level.

        3. ### What is a ref?

            A box.

            ### Details
            It does not render.
        """,
        ("What is a hook?", "A function"),
        ("Give a rule of hooks", "Call them"),
        ("What is a ref?", "A box."),
    ),
    sample(
        "explanation headings make any title a question",
        """
        # Oddities

        ### First things first!

        ```py
        >>> a := 1
        ```

        #### Explanation:

        The parser says no.

        ### Hash brownies

        ```py
        {1: 2}
        ```

        #### Explanation:

        Equal keys are one.
        """,
        ("First things first!\n\n```py", "The parser says no."),
        ("Hash brownies\n\n```py", "Equal keys are one."),
    ),
    sample(
        "titles above questions",
        """
        ## FizzBuzz

        Write a program that counts to 100. What does it cost?

        ## Two sum

        Given numbers, find two that add up to ten. Can you do it in one pass?

        ## Palindrome

        Check whether a word reads the same backwards. What about accents?
        """,
        ("FizzBuzz\n\nWrite a program", ""),
        ("Two sum\n\nGiven numbers", ""),
        ("Palindrome\n\nCheck", ""),
    ),
    sample(
        "stated difficulty and tags, references",
        """
        ### What is a saga?

        **Difficulty:** 🟢 Easy | **Tags:** services, patterns

        A chain of local transactions.

        #### References

        - https://example.org/saga

        ### What is [H] CQRS?

        Two models.

        <!-- tags: (reads, writes) -->
        """,
        ("What is a saga?", "A chain"),
        ("What is [H] CQRS?", "Two models."),
        difficulties=("easy", "medium"),
        tags=(("services", "patterns"), ("reads", "writes")),
    ),
    sample(
        "two headings share an answer; a placeholder is none",
        """
        ### What is a process?
        ### What is a thread?

        One has its own memory, the other shares.

        ### What is a fiber?

        To be completed.
        """,
        ("What is a process?", "One has"),
        ("What is a thread?", "One has"),
        ("What is a fiber?", ""),
    ),
    sample(
        "underlined headings, an imperative among questions is as sure as they are",
        """
        Clusters
        ========

        What is a pod?
        --------------

        The smallest unit.

        Explain an ingress
        ------------------

        Routes from outside.

        What is a node?
        ---------------

        A machine.
        """,
        ("What is a pod?", "The smallest unit."),
        ("Explain an ingress", "Routes from outside."),
        ("What is a node?", "A machine."),
    ),
    sample(
        "questions on the level of the title, with questions below them",
        """
        # System design

        # How would you design a chat?

        Web sockets.

        ### What about order?

        Numbers.

        # How would you design a shortener?

        A counter.
        """,
        ("How would you design a chat?", "Web sockets.\n\n### What about order?"),
        ("How would you design a shortener?", "A counter."),
    ),
)
