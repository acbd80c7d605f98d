"""Small documents of our own, one a layout, with what must come out of each.

What is wanted: (question's beginning, answer's beginning); an empty answer means none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from textwrap import dedent


@dataclass(frozen=True)
class Sample:
    """A document and its questions; `name` is the layout, `file` its ending."""

    name: str
    text: str
    wanted: tuple[tuple[str, str], ...]
    file: str = "page.md"
    topics: tuple[str, ...] = ()
    difficulties: tuple[str, ...] = ()
    tags: tuple[tuple[str, ...], ...] = ()
    left_out: tuple[str, ...] = field(default=())

    def __str__(self) -> str:
        return self.name


def sample(name: str, text: str, *wanted: tuple[str, str], **more: object) -> Sample:
    """A sample whose text is dedented."""
    return Sample(name, dedent(text).lstrip("\n"), wanted, **more)  # type: ignore[arg-type]


MARKDOWN = (
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
        "answers in folds",
        """
        ### 1. What is a pod?
        <details><summary><b>Show answer</b></summary>

        The smallest unit.

        #### Which questions does it answer?
        None.
        </details>

        ### 2. Name the components
        <details><summary>Click to see the solution</summary>

        - etcd
        - scheduler
        </details>
        """,
        ("What is a pod?", "The smallest unit."),
        ("Name the components", "- etcd"),
    ),
    sample(
        "questions as titles of folds",
        """
        - What did you learn this week?
        - What do you read?
        - How do you test?

        <details>
        <summary><b>What is a shell?</b></summary><br>

        A program that runs `<others>`.

        </details>

        <details>
        <summary><b>How do you list files?</b></summary>

        Solution 1:

        ```sh
        ls
        ```
        </details>
        """,
        ("What did you learn", ""),
        ("What do you read?", ""),
        ("How do you test?", ""),
        ("What is a shell?", "A program that runs `<others>`."),
        ("How do you list files?", "Solution 1:"),
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
        "bold paragraphs with difficulty",
        """
        ## Trees

        **What is pruning? 👶**

        Cutting branches.

        **Bias** is something else.

        **Why prune? 🚀**

        Against overfitting.
        """,
        ("What is pruning?", "Cutting branches."),
        ("Why prune?", "Against overfitting."),
        topics=("Trees", "Trees"),
        difficulties=("easy", "hard"),
    ),
    sample(
        "bold numbers before tasks",
        """
        **1)** The number of users.

        ```sql
        SELECT count(*) FROM users;
        ```

        **2)** All names, sorted:

        * without doubles

        ```sql
        SELECT DISTINCT name FROM users ORDER BY 1;
        ```
        """,
        ("The number of users.", "```sql\nSELECT count"),
        ("All names, sorted:\n\n* without doubles", "```sql\nSELECT DISTINCT"),
    ),
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
        "admonitions",
        """
        # Algorithms

        ## Easy

        ### Two sum

        !!! question

            Write a function that finds two numbers.

            ??? info "Hint"
                Use a set.

            ??? success "Answer"
                ```py
                # linear
                seen = set()
                ```

        ### Reverse

        !!! question

            Write a function that reverses a list.

            ??? success "Answer"
                Swap the ends.
        """,
        ("Two sum\n\nWrite a function", "```py\n# linear"),
        ("Reverse\n\nWrite", "Swap the ends."),
        topics=("Easy", "Easy"),
    ),
    sample(
        "admonitions with titles",
        """
        ??? question "What is a pod?"

            The smallest unit.

        ??? question "What is a node?"

            A machine.
        """,
        ("What is a pod?", "The smallest unit."),
        ("What is a node?", "A machine."),
    ),
    sample(
        "tables",
        """
        | # | Question | Answer |
        |---|----------|--------|
        | 1 | What is `a \\| b`? | A pipe. |
        | 2 | What is `>`? | A redirection. |
        """,
        ("What is `a | b`?", "A pipe."),
        ("What is `>`?", "A redirection."),
    ),
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
)

TEXT = (
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
        "HTML with headings",
        """
        <!DOCTYPE html>
        <html lang="en"><head><title>Queries</title><script>var q = "What is evil?";</script></head>
        <body><nav><a href="/">Home</a></nav>
        <h3>What is a schema?</h3>
        <p>The <b>types</b> and <code>List&lt;T&gt;</code>.</p>
        <ul><li>one</li>
        <li>two</li></ul>
        <h3>What is a resolver?</h3>
        <pre><code>fn()</code></pre>
        </body></html>
        """,
        ("What is a schema?", "The **types** and `List<T>`.\n\n- one\n- two"),
        ("What is a resolver?", "```\nfn()\n```"),
        file="page.html",
    ),
    sample(
        "HTML definition list",
        "<html><dl><dt>What is CSS?</dt><dd>Style.</dd><dt>What is JS?</dt><dd>Code.</dd></dl></html>",  # noqa: E501
        ("What is CSS?", "Style."),
        ("What is JS?", "Code."),
        file="page.html",
    ),
)
