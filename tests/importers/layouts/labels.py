"""Markdown whose questions and answers have labels."""

from __future__ import annotations

from tests.importers.layouts.sample import sample

LABELS = (
    sample(
        "labels Q and A",
        """
        Q: What is a mutex?
        A: A lock.

        Q: What is this?

        ![a picture of a lock](lock.png)

        A:

        - A lock
        - A key

        C: A [cloze] is no question.
        """,
        ("What is a mutex?", "A lock."),
        ("What is this?\n\n▣ a picture of a lock", "- A lock"),
    ),
    sample(
        "emoji labels",
        """
        📚 **Questions about trees**

        🔹 **Question 1:**
        🤔 What is a leaf?

        📝 **Answer:**
        A node without children.

        🔹 **Question 2:**
        🤔 What is a root?

        📝 **Answer:**
        - The first node.
        - It has no parent.

        ✨ That was all!
        """,
        ("What is a leaf?", "A node without children."),
        ("What is a root?", "- The first node."),
    ),
    sample(
        "labels in bold, other words",
        """
        **Q1: What is a class?**

        **Ans:** A blueprint.

        **Q2: What is an object?**

        **Ans:** An instance.
        """,
        ("What is a class?", "A blueprint."),
        ("What is an object?", "An instance."),
    ),
    sample(
        "question and solution blocks",
        """
        Question: Reverse a list.

        Solution:
        ```py
        xs[::-1]
        ```

        Question: Find a cycle.

        Solution: Use two pointers.
        """,
        ("Reverse a list.", "```py"),
        ("Find a cycle.", "Use two pointers."),
    ),
    sample(
        "labels in Chinese, wrecked colons",
        """
        问题1£º什么是线程£¿
        答案£º调度的最小单位。

        问题2£º什么是进程£¿
        答案£º资源分配的单位。
        """,
        ("什么是线程？", "调度"),
        ("什么是进程？", "资源"),
    ),
    sample(
        "labels in nested items",
        """
        ## Python

        - Q: What is a generator?
          - A: A function that yields.
        - Q: What is a decorator?
          - A: A function of functions.
        """,
        ("What is a generator?", "A function that yields."),
        ("What is a decorator?", "A function of functions."),
        topics=("Python", "Python"),
    ),
    sample(
        "a model answer among its companions",
        """
        ### Tell me about a failure.

        **Key points**
        - Own it

        **Sample answer:** I once dropped a table.

        **Common mistakes:** blaming others

        **Follow-up questions:**
        - What would you do now?

        ### Why do you want this job?

        **Sample answer:** I like the product.
        """,
        ("Tell me about a failure.", "I once dropped a table."),
        ("Why do you want this job?", "I like the product."),
    ),
    sample(
        "letters with dots as labels",
        """
        **Q.** What is overfitting?
        **A.** Learning noise.

        **Q.** What is regularisation?
        **A.** A penalty, for example:

        - L1
        - L2
        """,
        ("What is overfitting?", "Learning noise."),
        ("What is regularisation?", "A penalty, for example:\n\n- L1"),
    ),
    sample(
        "labels behind the question on its line",
        """
        1. What is Big O? **Answer:** An upper bound.
        2. What is a hash map? **Answer:** Buckets by hash.
        """,
        ("What is Big O?", "An upper bound."),
        ("What is a hash map?", "Buckets by hash."),
    ),
    sample(
        "one pair with dots, one with dashes and one with a bare number among those with colons",
        """
        Q: What is a fjord?
        A: A drowned valley.

        Q. What is a delta?
        A. Land that a river leaves.

        Q - What is an atoll?
        A - A ring of coral.

        Q4 What is a moraine?
        A: Rubble that ice leaves.

        Q5: What is a steppe? A: Grassland.

        Q: What is a lagoon? - Water behind a reef.

        Q: What is a cape?
        A: Land that juts into the sea.
        """,
        ("What is a fjord?", "A drowned valley."),
        ("What is a delta?", "Land that a river"),
        ("What is an atoll?", "A ring of coral."),
        ("What is a moraine?", "Rubble"),
        ("What is a steppe?", "Grassland."),
        ("What is a lagoon?", "Water"),
        ("What is a cape?", "Land that juts"),
    ),
)
