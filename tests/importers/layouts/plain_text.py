"""Plain text."""

from __future__ import annotations

from tests.importers.layouts.sample import sample

PLAIN_TEXT = (
    sample(
        "plain text, numbered",
        """
        Java interview

        1. What is the JVM?
        A machine for bytecode.

        2. Explain garbage collection
        It frees what nobody reaches.
        """,
        ("What is the JVM?", "A machine"),
        ("Explain garbage collection", "It frees"),
        file="page.txt",
    ),
    sample(
        "plain text, paragraphs",
        """
        What is polymorphism?
        One interface, many forms.

        What is inheritance?
        Taking over members.
        """,
        ("What is polymorphism?", "One interface"),
        ("What is inheritance?", "Taking over"),
        file="page.txt",
    ),
    sample(
        "plain text, Ans",
        """
        Q1. What is SQL?
        Ans: A language for tables.

        Q2. What is a join?
        Ans. It combines rows.
        """,
        ("What is SQL?", "A language"),
        ("What is a join?", "It combines"),
        file="page.txt",
    ),
    sample(
        "plain text, topic and difficulty below the answer",
        """
        Question: What is entropy?
        Answer: Expected surprise.
        Topic: Information
        Difficulty: hard

        Question: What is perplexity?
        Answer: Two to the entropy.
        It is a branching factor.
        Topic: Models
        Difficulty: easy
        """,
        ("What is entropy?", "Expected surprise."),
        ("What is perplexity?", "Two to the entropy.\nIt is"),
        file="page.txt",
        topics=("Information", "Models"),
        difficulties=("hard", "easy"),
    ),
    sample(
        "plain text, topic above the question",
        """
        Topic: Databases
        Q: What is a view?
        A: A stored query.

        Topic: Networks
        Difficulty: hard
        Q: What is BGP?
        A: It joins networks.
        """,
        ("What is a view?", "A stored query."),
        ("What is BGP?", "It joins networks."),
        file="page.txt",
        topics=("Databases", "Networks"),
        difficulties=("medium", "hard"),
    ),
    sample(
        "plain text without blank lines",
        """
        Java questions

        What is the JVM?
        The machine for bytecode.
        It is a part of the JRE.
        What is JIT?
        -> A compiler at run time.
        """,
        ("What is the JVM?", "The machine for bytecode.\nIt is"),
        ("What is JIT?", "A compiler"),
        file="page.txt",
    ),
    sample(
        "plain text, who speaks",
        """
        Interviewer: What is a p-value?
        Candidate: The chance of such data without an effect.

        Interviewer: What is power?
        Candidate: The chance to find what is there.
        """,
        ("What is a p-value?", "The chance of such data"),
        ("What is power?", "The chance to find"),
        file="page.txt",
    ),
    sample(
        "plain text, a dash behind the label",
        """
        Q1. What is a sticky session?

        Ans- The same client goes to the same server each time.

        Q2. What is load balancing?

        Ans- Spreading requests.
        """,
        ("What is a sticky session?", "The same client"),
        ("What is load balancing?", "Spreading"),
        file="page.txt",
    ),
    sample(
        "plain text with ruled titles",
        """
        ==========
        QUESTIONS FOR PYTHON
        ==========

        1. What is PEP 8?

        A style guide.

        ----------
        ADVANCED
        ----------

        2. What is a metaclass?

        The class of a class.
        """,
        ("What is PEP 8?", "A style guide."),
        ("What is a metaclass?", "The class of a class."),
        file="page.txt",
        topics=("General", "ADVANCED"),
    ),
    sample(
        "plain text, one answer on its question's line",
        """
        What is a viola?
        A larger violin.

        What is a cello? The bass of a quartet.

        What is a bow?
        Hair on a stick.
        """,
        ("What is a viola?", "A larger violin."),
        ("What is a cello?", "The bass"),
        ("What is a bow?", "Hair"),
        file="page.txt",
    ),
    sample(
        "plain text without blank lines, one answer on its question's line",
        """
        What is a viola?
        A larger violin.
        What is a cello? The bass of a quartet.
        What is a bow?
        Hair on a stick.
        """,
        ("What is a viola?", "A larger violin."),
        ("What is a cello?", "The bass"),
        ("What is a bow?", "Hair"),
        file="page.txt",
    ),
    sample(
        "paragraphs with question and answer on one line",
        """
        What is a viola? - A larger violin.

        What is a cello? - The bass of a quartet.

        What is a bow? - Hair on a stick.
        """,
        ("What is a viola?", "A larger violin."),
        ("What is a cello?", "The bass"),
        ("What is a bow?", "Hair"),
    ),
    sample(
        "numbers with a dash among others",
        """
        1. What is a viola?
        A larger violin.

        2) What is a cello?
        The bass of a quartet.

        4 - How do you tune a harp?
        By ear, string by string.
        """,
        ("What is a viola?", "A larger violin."),
        ("What is a cello?", "The bass"),
        ("How do you tune a harp?", "By ear"),
    ),
    sample(
        "numbers with a dash alone",
        """
        1 - What is a viola?
        A larger violin.
        2 - What is a cello?
        The bass of a quartet.
        """,
        ("What is a viola?", "A larger violin."),
        ("What is a cello?", "The bass"),
    ),
)
