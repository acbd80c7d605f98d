"""Org files: cards of three programs, and documents."""

from __future__ import annotations

from tests.importers.layouts.sample import sample

ORG_FILES = (
    sample(
        "Org, headings with states, drawers, blocks and tables",
        """
        #+TITLE: Systems
        #+TODO: ASK | KNOWN

        * Linux
        ** TODO [#A] What does =strace= do? [0/1]                            :tools:
        SCHEDULED: <2025-11-02 Sun>
        :PROPERTIES:
        :EFFORT:   0:10
        :END:
        :LOGBOOK:
        - State "TODO"
        :END:

        It shows the /system calls/ of a process.

        - [ ] =-f= follows children

        #+CAPTION: A run
        #+BEGIN_SRC sh :results output
        strace -c ls
        #+END_SRC

        #+RESULTS:
        : % time

        ** KNOWN What is an inode?
        | Field | Meaning |
        |-------+---------|
        | mode  | rights  |
        #+TBLFM: $2=1

        A record[fn:1].
        ** ASK Explain ~fork~
        #+begin_quote
        It copies.
        #+end_quote
        # mine
        ** COMMENT Not yet
        * Footnotes
        [fn:1] Without a name.
        """,
        (
            "What does `strace` do?",
            "It shows the _system calls_ of a process.\n\n- `-f` follows children\n\n"
            "```sh\nstrace -c ls\n```\n\n```\n% time\n```",
        ),
        (
            "What is an inode?",
            "| Field | Meaning |\n| --- | --- |\n| mode  | rights  |\n\n"
            "A record (Without a name.).",
        ),
        ("Explain `fork`", "It copies."),
        file="page.org",
        topics=("Linux",) * 3,
        tags=(("tools",), (), ()),
    ),
    sample(
        "Org, description lists and numbered lists",
        """
        * Databases
        - What is a view? :: A stored query.
        - What is a trigger? :: Code that runs when
          a row changes.
        - What is an index? :: A sorted tree.
        * Scale
        1. What is sharding?

           Splitting rows.
        2. What is replication?

           Copies.
        """,
        ("What is a view?", "A stored query."),
        ("What is a trigger?", "Code that runs when\na row"),
        ("What is an index?", "A sorted tree."),
        ("What is sharding?", "Splitting"),
        ("What is replication?", "Copies."),
        file="page.org",
        topics=("Databases",) * 3 + ("Scale",) * 2,
    ),
    sample(
        "Org, labels and an answer in a drawer",
        """
        * Rust
        Q: What is ownership?
        A: Each value has one owner.

        Q: What is a lifetime?
        :ANSWER:
        How long a reference may live.
        :END:
        """,
        ("What is ownership?", "Each value"),
        ("What is a lifetime?", "How long"),
        file="page.org",
    ),
    sample(
        "Org, cards of anki-editor",
        """
        * Go
        ** Item :channels:
        :properties:
        :anki_note_type: Basic
        :end:
        *** Front
             What is a channel with \\(n\\) places?
        *** Back
             #+begin_export html
             <p>A <b>typed</b> pipe.</p>
             #+end_export
        ** What does =defer= do?
        :PROPERTIES:
        :ANKI_NOTE_TYPE: Basic
        :ANKI_TAGS: later
        :END:
        It runs the call at the end.
        ** Fact
        :PROPERTIES:
        :ANKI_NOTE_TYPE: Cloze
        :END:
        *** Text
        A slice has a {{c1::length::size}}.
        *** Extra
        And a capacity.
        """,
        ("What is a channel with $n$ places?", "A **typed** pipe."),
        ("What does `defer` do?", "It runs"),
        ("A slice has a [size].", "A slice has a **length**.\n\nAnd a capacity."),
        file="page.org",
        topics=("Go",) * 3,
        tags=(("channels",), ("later",), ()),
    ),
    sample(
        "Org, cards of org-drill",
        """
        * Physics :drill:
        What is the unit of force?
        ** The unit
        The newton.
        * Capitals :drill:
        The capital of Peru is [Lima||city].
        * Animals :drill:
        :PROPERTIES:
        :DRILL_CARD_TYPE: twosided
        :END:
        Translate.
        ** German
        Hund
        ** English
        dog
        """,
        ("Physics\n\nWhat is the unit of force?", "**The unit**\n\nThe newton."),
        ("Capitals\n\nThe capital of Peru is [city].", "The capital of Peru is Lima."),
        ("Animals\n\nTranslate.\n\n**German**\n\nHund", "**English**\n\ndog"),
        file="page.org",
    ),
)
