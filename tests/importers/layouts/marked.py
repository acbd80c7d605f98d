"""Markdown whose questions are bold, folded, boxed, quoted or in tables."""

from __future__ import annotations

from tests.importers.layouts.sample import sample

MARKED = (
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
        "tables with columns beside question and answer",
        """
        | Question | Difficulty | Model answer | Topic |
        |:--|:-:|:--|:--|
        | What is CAP? | Hard | Pick two. | Theory |
        | What is 2PC? | Easy | Prepare, then commit. | Theory |
        """,
        ("What is CAP?", "Pick two."),
        ("What is 2PC?", "Prepare"),
        topics=("Theory", "Theory"),
        difficulties=("hard", "easy"),
    ),
    sample(
        "a glossary as a table",
        """
        # Stores

        Term | Definition
        --- | ---
        AOF | A file that is appended to.
        RDB | A snapshot.
        """,
        ("AOF", "A file"),
        ("RDB", "A snapshot."),
    ),
    sample(
        "question and answer in one quote",
        """
        > **What is a bean?**
        >
        > An object that the container manages.

        > **What is autowiring?**
        >
        > - The container finds the beans.
        """,
        ("What is a bean?", "An object"),
        ("What is autowiring?", "- The container"),
    ),
    sample(
        "quoted questions above their answers",
        """
        > What is a goroutine?

        A cheap thread.

        It grows its stack.

        > What is a channel?

        A typed pipe.
        """,
        ("What is a goroutine?", "A cheap thread.\n\nIt grows"),
        ("What is a channel?", "A typed pipe."),
    ),
    sample(
        "bold question and answer in one paragraph",
        """
        **What does `stash` do?** It puts changes aside.

        **What is HEAD?** The commit you stand on.
        """,
        ("What does `stash` do?", "It puts"),
        ("What is HEAD?", "The commit"),
    ),
    sample(
        "folds with code in fences are Markdown, whatever tags they hold",
        """
        <details>
        <summary>1. What is JSX?</summary>

        Syntax for elements.
        </details>

        <details>
        <summary>2. What are keys for?</summary>

        ```jsx
        <li key={id} />
        ```
        </details>
        """,
        ("What is JSX?", "Syntax for elements."),
        ("What are keys for?", "```jsx\n<li key={id} />"),
    ),
)
