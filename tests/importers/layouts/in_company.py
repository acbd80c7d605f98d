"""Documents in which a question is recognised by its neighbours, not by its own words."""

from __future__ import annotations

from tests.importers.layouts.sample import sample

IN_COMPANY = (
    sample(
        "numbers that go on counting right below an answer",
        """
        Questions:
        1. What is a hinge?
        Answer:
        A joint that turns.
        It has two leaves:

        knuckle: holds the pin
        2. What is a latch?
        Answer:
        A bar that falls into a catch.
        3. What is a bolt?
        Answer:
        A bar that slides.
        """,
        ("What is a hinge?", "A joint that turns.\nIt has two leaves:\n\nknuckle"),
        ("What is a latch?", "A bar that falls"),
        ("What is a bolt?", "A bar that slides."),
    ),
    sample(
        "question and answer on one line, told apart by the label alone",
        """
        Doors Q&A

        What is a jamb? Answer: The upright beside a door.

        What is a lintel? Answer:

        A beam above it:
        Stone: in old houses.
        What is a sill? Answer: The beam below it.
        """,
        ("What is a jamb?", "The upright"),
        ("What is a lintel?", "A beam above it:\nStone"),
        ("What is a sill?", "The beam below it."),
    ),
    sample(
        "numbered paragraphs above their answers, one of which asks nothing",
        """
        # 门窗

        1、什么是门楣？

        答：门上的横梁。

        2、为什么要上油？

        答：它会生锈。

        3、锁的构造

        答：锁芯和锁舌。
        """,
        ("什么是门楣？", "门上的横梁。"),
        ("为什么要上油？", "它会生锈。"),
        ("锁的构造", "锁芯和锁舌。"),
    ),
    sample(
        "lines that ask in one paragraph with their answers",
        """
        Windows.
        What is a mullion and where does it stand?
        A bar between two panes. It is upright.
        How is a sash hung in its frame?
        By cords with weights.
        Some are hung by springs.
        Why is putty soft at first?
        The oil in it has not dried.
        """,
        ("What is a mullion and where does it stand?", "A bar"),
        ("How is a sash hung in its frame?", "By cords"),
        ("Why is putty soft at first?", "The oil"),
        file="page.txt",
    ),
    sample(
        "Q.1 and Ans., some without a question mark",
        """
        Q.1 What is a rafter?
        Ans. A beam of a roof.

        Q.2 Difference between a beam and a joist.
        Ans. A joist is smaller
        and there are many.

        Q.3 Explain purlins
        Ans:- They lie across the rafters.
        """,
        ("What is a rafter?", "A beam of a roof."),
        ("Difference between a beam and a joist.", "A joist"),
        ("Explain purlins", "They lie across"),
        file="page.txt",
    ),
    sample(
        "exercises with points, the solution announced in bold",
        """
        # Roofs

        ## Exercise 1 (5 points)

        A roof of 40 degrees is 6 m wide. Give its height.

        **Solution.** Half the width times the tangent.

        ## Exercise 2 (10 points)

        Is a flat roof quite flat?

        **Solution.** No, it slopes a little.
        """,
        ("A roof of 40 degrees", "Half the width"),
        ("Is a flat roof quite flat?", "No, it slopes"),
    ),
    sample(
        "terms among questions, all with text inside",
        """
        # Walls

        - What does a stretcher do?

            It lies along the wall.

        - Header

            A brick that lies across.

        ## More

        - What is mortar made of?

            Sand, lime and water.

        - Pointing

            Filling the joints anew.
        """,
        ("What does a stretcher do?", "It lies along"),
        ("Header", "A brick"),
        ("What is mortar made of?", "Sand"),
        ("Pointing", "Filling"),
    ),
    sample(
        "headings that only name a thing, on a page of questions",
        """
        # Plaster questions

        ## Tools

        ### What is a hawk?
        A board that holds plaster.

        ### What is a float?
        A flat tool.

        ## Kinds

        ### Stucco
        Plaster for the outside.

        ### Gesso
        Plaster to paint on.

        ### Scagliola
        Plaster that looks like marble.
        """,
        ("What is a hawk?", "A board"),
        ("What is a float?", "A flat tool."),
        ("Stucco", "Plaster for"),
        ("Gesso", "Plaster to"),
        ("Scagliola", "Plaster that"),
    ),
    sample(
        "numbers inside bullets, a table as the answer of one",
        """
        ## Questions on floors

        - 1 . What is a plank? A long flat board.

        - 2 . Oak vs pine
          * Oak is hard.
          * Pine is soft.

        - 3 . What sets tile and slab apart?

        Tile | Slab
        --- | ---
        small | large

        - 4 . What is a skirting? A board along the wall.
        """,
        ("What is a plank?", "A long flat board."),
        ("Oak vs pine", "* Oak"),
        ("What sets tile and slab apart?", "Tile | Slab"),
        ("What is a skirting?", "A board"),
    ),
    sample(
        "aspects of an answer that begin with why",
        """
        Q1. Why is a chimney tall?
        - Why: it needs a draught.
        - How: warm air rises.

        ⸻

        🔹 Stoves

        Q2. What is a damper?
        - Why: it saves fuel.
        - How: a plate shuts the flue.
        """,
        ("Why is a chimney tall?", "- Why: it needs a draught.\n- How: warm air rises."),
        ("What is a damper?", "- Why: it saves"),
    ),
    sample(
        "why they ask stands between question and answer",
        """
        Q1. What is a gutter?
        - Why they ask: to see if you know roofs.
        - How to answer: A channel for rain.

        Q2. What is flashing?
        - Why they ask: it is often forgotten.
        - How to answer: Metal that keeps joints dry.
        """,
        ("What is a gutter?", "A channel for rain.\n\n- Why they ask"),
        ("What is flashing?", "Metal that keeps"),
    ),
    sample(
        "rules drawn right below the answers",
        """
        # Locks

        ### 1. What is a ward?
        **Answer:**
        A ridge that stops false keys.
        ---
        ### 2. What is a tumbler?
        **Answer:**
        A part that the key lifts.
        ---
        ### 3. What is a strike plate?
        **Answer:**
        A plate for the bolt.
        """,
        ("What is a ward?", "A ridge"),
        ("What is a tumbler?", "A part"),
        ("What is a strike plate?", "A plate"),
    ),
    sample(
        "names of things and their answers on a line, among labelled questions",
        """
        Question: What is a dowel?
        Answer: A round pin of wood.

        Question: What is a tenon?
        Answer: The tongue of a joint.

        Work of last year:

        Tools that were used: Answer: Saws and chisels.

        Trouble with wet wood: Answer: It warped, and was dried.

        Training of new people: Answer: One master for each.
        """,
        ("What is a dowel?", "A round pin"),
        ("What is a tenon?", "The tongue"),
        ("Tools that were used", "Saws"),
        ("Trouble with wet wood", "It warped"),
        ("Training of new people", "One master"),
        file="page.txt",
    ),
    sample(
        "scenarios above their solutions",
        """
        # Stoves

        ## Easy

        **Scenario:** The stove smokes when it is cold. What do you do?

        <details>
        <summary>Solution</summary>

        Warm the flue first.

        </details>

        ## Hard

        **Scenario:** Plan the heating of a church.

        <details>
        <summary>Solution</summary>

        Heat the people, not the room.

        </details>
        """,
        ("The stove smokes when it is cold. What do you do?", "Warm the flue"),
        ("Plan the heating of a church.", "Heat the people"),
    ),
    sample(
        "tasks of which some have an example, none an answer",
        """
        # Carpenter's questions

        - Cut a board in equal parts.

              Example: 90 in 3 gives 30

        - Find the longest of many planks.
        - Sort planks by their length.
        - Count the knots of a plank.
        """,
        ("Cut a board in equal parts.", ""),
        ("Find the longest of many planks.", ""),
        ("Sort planks by their length.", ""),
        ("Count the knots of a plank.", ""),
    ),
    sample(
        "words of the text in angle brackets",
        """
        Q1. What does a label say?

        <MAKER> <PATH> <YEAR>

        Q2. What does a seal say?

        <TOWN>
        """,
        ("What does a label say?", "<MAKER> <PATH> <YEAR>"),
        ("What does a seal say?", "<TOWN>"),
    ),
    sample(
        "options without an answer, and the key on the last line",
        """
        Test of wood

        1. Which tree is soft?
           A) oak
           B) pine
           C) beech
        2. Which of these burns best?
           A) wet ash
           B) dry birch
           C) green elm

        Answer key: 1-B, 2-B
        """,
        ("Which tree is soft?\n\n- A) oak\n- B) pine\n- C) beech", "**B)** pine"),
        ("Which of these burns best?", "**B)** dry birch"),
        file="page.txt",
    ),
    sample(
        "what is expected, in italics below a bold item",
        """
        1. **Why does a door stick?**
           *Expected:* it has swollen.
           *Follow-up:* how would you tell?

        2. **What holds a hinge?**
           *Expected:* long screws.
        """,
        ("Why does a door stick?", "it has swollen."),
        ("What holds a hinge?", "long screws."),
    ),
    sample(
        "to-do boxes and a kind before the label, below headings that only count",
        """
        # Bricks

        ### CLAY-JN-01

        - [ ] **Question:** What is clay?

        **Answer:** Fine earth.

        ### CLAY-JN-02

        - [ ] **Tools/repair:** **Question:** What is a hod for?

        **Answer:** To carry bricks.
        """,
        ("What is clay?", "Fine earth."),
        ("What is a hod for?", "To carry bricks."),
    ),
    sample(
        "conditions below a task are no questions of their own",
        """
        # Brick tasks

        - Sort the bricks. They are of three kinds:
            1. All of one kind must stand together in a row.
            2. No brick can be moved more than two times.
        - Count the bricks of a wall.
        - Find the heaviest brick.
        - Write down what a brick costs.
        """,
        ("Sort the bricks. They are of three kinds:\n\n1. All of", ""),
        ("Count the bricks of a wall.", ""),
        ("Find the heaviest brick.", ""),
        ("Write down what a brick costs.", ""),
    ),
    sample(
        "two numbered requests without a question mark",
        """
        1. Explain mortar.
           - sand and lime
           - it sets slowly
        2. Compare brick and stone.
           - brick is baked
        """,
        ("Explain mortar.", "- sand and lime"),
        ("Compare brick and stone.", "- brick is baked"),
    ),
    sample(
        "plain requests and questions without a question mark",
        """
        Describe a lintel.
        A beam above a door.

        What is a quoin
        The stone at a corner.

        Erläutere den Verband.
        Steine, die sich überdecken.
        """,
        ("Describe a lintel.", "A beam"),
        ("What is a quoin", "The stone"),
        ("Erläutere den Verband.", "Steine"),
        file="page.txt",
    ),
)
