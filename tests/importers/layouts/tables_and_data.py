"""Tables and data with the column and key names that people use."""

from __future__ import annotations

from tests.importers.layouts.sample import sample

TABLES_AND_DATA = (
    sample(
        "CSV with German columns",
        """
        Nr.;Frage;Musterantwort;Schwierigkeit;Themengebiet
        1;Was ist ein Index?;Ein sortierter Baum.;schwer;Datenbanken
        2;"Was ist ein ""Join""?";"Er verbindet
        Tabellen.";leicht;Datenbanken
        """,
        ("Was ist ein Index?", "Ein sortierter Baum."),
        ('Was ist ein "Join"?', "Er verbindet\nTabellen."),
        file="page.csv",
        topics=("Datenbanken",) * 2,
        difficulties=("hard", "easy"),
    ),
    sample(
        "CSV with columns in several words",
        """
        Company,Title,Question asked,Your answer (short),Follow up
        Acme,Latency,How do you debug latency?,Start at the edge.,And then?
        Bolt,SLO,What is an SLO?,A target for users.,
        """,
        ("How do you debug latency?", "Start at the edge."),
        ("What is an SLO?", "A target"),
        file="page.csv",
        tags=(("Acme",), ("Bolt",)),
    ),
    sample(
        "CSV with all options in one cell",
        """
        question,options,correct answer
        Which one commits?,a) push; b) commit,b
        Which one fetches?,fetch; add,fetch
        """,
        ("Which one commits?\n\n- A) push\n- B) commit", "**B)** commit"),
        ("Which one fetches?\n\n- A) fetch\n- B) add", "**A)** fetch"),
        file="page.csv",
    ),
    sample(
        "JSON nested by topic",
        """
        {"quiz": {
          "sport": {"q1": {"question": "Which is a ball game?",
                           "options": ["Chess", "Tennis"], "answer": "Tennis"}},
          "maths": {"q1": {"question": "5 + 7 = ?", "options": ["10", "12"], "answer": "12"}}
        }}
        """,
        ("Which is a ball game?\n\n- A) Chess\n- B) Tennis", "**B)** Tennis"),
        ("5 + 7 = ?\n\n- A) 10\n- B) 12", "**B)** 12"),
        file="page.json",
        topics=("sport", "maths"),
    ),
    sample(
        "JSON with titles above the text",
        """
        [{"id": 7, "title": "Two sum", "content": "<p>Find two numbers.</p>", "solution": "A map.",
          "difficulty": "Easy", "topicTags": [{"name": "Array", "slug": "array"}]},
         {"id": 8, "title": "Cache", "content": "<p>Design one.</p>", "solution": "Map and list.",
          "difficulty": "Hard", "topicTags": []}]
        """,
        ("Two sum\n\nFind two numbers.", "A map."),
        ("Cache\n\nDesign one.", "Map and list."),
        file="page.json",
        difficulties=("easy", "hard"),
        tags=(("Array",), ()),
    ),
    sample(
        "JSON of a page of frequent questions",
        """
        {"@type": "FAQPage", "mainEntity": [
          {"@type": "Question", "name": "What is a tuple?",
           "acceptedAnswer": {"@type": "Answer", "text": "A fixed sequence."}},
          {"@type": "Question", "name": "What is a set?",
           "acceptedAnswer": {"@type": "Answer", "text": "No doubles."}}]}
        """,
        ("What is a tuple?", "A fixed sequence."),
        ("What is a set?", "No doubles."),
        file="page.json",
    ),
    sample(
        "JSON with questions as keys",
        '{"What is DNS?": "Names to addresses.", "Explain NAT": "It rewrites addresses."}',
        ("What is DNS?", "Names"),
        ("Explain NAT", "It rewrites"),
        file="page.json",
    ),
    sample(
        "JSON of pairs",
        '[["What is a heap?", "A tree in an array."], ["What is a trie?", "A tree of letters."]]',
        ("What is a heap?", "A tree in"),
        ("What is a trie?", "A tree of"),
        file="page.json",
    ),
    sample(
        "JSON with answers in parts, in sections",
        """
        {"title": "Languages", "notes": "mine", "sections": [
          {"name": "Go", "questions": [
            {"q": "What is a slice?", "a": ["A view.", "On an array."]}]},
          {"name": "Rust", "questions": [
            {"text": "What is Box?", "answer": {"short": "A pointer.", "long": "It owns."}}]}]}
        """,
        ("What is a slice?", "- A view.\n- On an array."),
        ("What is Box?", "A pointer.\n\nIt owns."),
        file="page.json",
        topics=("Go", "Rust"),
    ),
    sample(
        "JSON of lines for training",
        """
        {"instruction": "What is attention?", "input": "", "output": "A weighted sum."}
        {"instruction": "Translate.", "input": "Hund", "output": "dog"}
        """,
        ("What is attention?", "A weighted sum."),
        ("Translate.\n\nHund", "dog"),
        file="page.jsonl",
    ),
    sample(
        "Aiken with numbers",
        """
        1. Which layer is TCP?
        A. Network
        B. Trans
         port
        ANSWER: B

        2. Which port is HTTPS?
        A. 80
        B. 443
        ANSWER: B
        EXPLANATION: 80 is HTTP.
        """,
        ("Which layer is TCP?\n\n- A) Network\n- B) Trans port", "**B)** Trans port"),
        ("Which port is HTTPS?\n\n- A) 80\n- B) 443", "**B)** 443\n\n80 is HTTP."),
        file="page.txt",
    ),
    sample(
        "GIFT with a category, a comment and feedback",
        """
        $CATEGORY: $course$/top/Security

        ::XSS::What does XSS run? {
          =Scripts in a page # Right.
          ~SQL on the server # No.
        }

        ::salt::[markdown]Why *salt* a password? {#### So that equal ones differ.}

        // a true one
        Who made {=Rijndael =AES} the standard?
        """,
        ("What does XSS run?\n\n- A) Scripts", "**A)** Scripts in a page\n\nRight."),
        ("Why *salt* a password?", "So that equal ones differ."),
        ("Who made _____ the standard?", "- Rijndael\n- AES"),
        file="page.gift",
        topics=("Security",) * 3,
    ),
    sample(
        "Moodle XML with gaps, truths and numbers",
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <quiz>
        <question type="truefalse"><questiontext><text>Signals queue.</text></questiontext>
        <answer fraction="0"><text>true</text></answer>
        <answer fraction="100"><text>false</text></answer></question>
        <question type="cloze"><questiontext>
        <text>PID 1 is {1:SHORTANSWER:=init~=systemd}, PID 2 is {1:MC:=a thread#yes~a file}.</text>
        </questiontext></question>
        </quiz>
        """,
        ("Signals queue.", "False"),
        ("PID 1 is _____, PID 2 is [a thread / a file].", "- init or systemd\n- a thread"),
        file="page.xml",
    ),
)
