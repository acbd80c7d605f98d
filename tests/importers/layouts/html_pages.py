"""HTML pages."""

from __future__ import annotations

from tests.importers.layouts.sample import sample

HTML_PAGES = (
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
        """
        <html><dl><dt>What is CSS?</dt><dd>Style.</dd>
        <dt>What is JS?</dt><dd>Code.</dd></dl></html>
        """,
        ("What is CSS?", "Style."),
        ("What is JS?", "Code."),
        file="page.html",
    ),
    sample(
        "HTML with folds",
        """
        <html lang="de"><body><h1>Fragen</h1>
        <details><summary>Was ist ein Image?</summary><p>Eine <em>Vorlage</em>.</p></details>
        <details open><summary><h3>Was ist ein Layer?</h3></summary>
        <div><p>Eine Schicht.</p></div></details>
        <details><summary>Wie baut man eins?</summary>
        <pre><code class="language-sh">docker build .
        </code></pre></details></body></html>
        """,
        ("Was ist ein Image?", "Eine _Vorlage_."),
        ("Was ist ein Layer?", "Eine Schicht."),
        ("Wie baut man eins?", "```sh\ndocker build ."),
        file="page.html",
    ),
    sample(
        "HTML with questions by class",
        """
        <html><body><h1>Networks</h1>
        <div class="faq"><div class="faq__question"><b>Explain</b> slow <em>start</em>.</div>
        <div class="faq__answer"><p>It doubles the window.</p></div></div>
        <div class="question">What is DNS?</div><div class="answer">Names.</div>
        <p><span class="q">Name the layers</span><br><span class="a">Seven of them.</span></p>
        </body></html>
        """,
        ("Explain slow", "It doubles the window."),
        ("What is DNS?", "Names."),
        ("Name the layers", "Seven of them."),
        file="page.html",
    ),
    sample(
        "HTML with schema.org questions",
        """
        <html><body><h1>Styles</h1>
        <div itemscope itemtype="https://schema.org/Question"><p itemprop="name">Explain REST</p>
        <div itemprop="acceptedAnswer">A style.</div></div>
        <div itemscope itemtype="https://schema.org/Question"><p itemprop="name">What is SOAP?</p>
        <div itemprop="acceptedAnswer">A protocol.</div></div>
        <div itemscope itemtype="https://schema.org/Question">
        <div itemprop="name">What is RPC?</div>
        <div itemprop="acceptedAnswer">A call.</div></div>
        </body></html>
        """,
        ("Explain REST", "A style."),
        ("What is SOAP?", "A protocol."),
        ("What is RPC?", "A call."),
        file="page.html",
    ),
    sample(
        "HTML with a table",
        """
        <html><body><h2>Networks</h2><table>
        <thead><tr><th>No.</th><th>Question</th><th>Answer</th></tr></thead>
        <tbody><tr><td>1</td><td>What is NAT?</td><td>It rewrites addresses.<br>All.</td></tr>
        <tr><td>2</td><td>What is a VLAN?</td><td>A <b>virtual</b> LAN.</td></tr></tbody>
        </table></body></html>
        """,
        ("What is NAT?", "It rewrites addresses. All"),
        ("What is a VLAN?", "A **virtual** LAN."),
        file="page.html",
        topics=("Networks", "Networks"),
    ),
    sample(
        "HTML with bold numbered paragraphs",
        """
        <div class="faq">
        <p><strong>Q1. What is a closure?</strong></p>
        <p>A function with its environment.</p>
        <p><strong>Q2. What is the output?</strong></p>
        <pre>console.log(typeof null)</pre>
        <p><b>Answer:</b> <code>"object"</code></p>
        </div>
        """,
        ("What is a closure?", "A function"),
        ("What is the output?\n\n```\nconsole.log", '`"object"`'),
        file="page.html",
    ),
    sample(
        "HTML with breaks behind bold items",
        """
        <html><body><ol>
        <li><b>What is a topic?</b><br>A named log.</li>
        <li><b>What is a partition?</b><br>A part of it,<br>ordered in itself.</li>
        </ol></body></html>
        """,
        ("What is a topic?", "A named log."),
        ("What is a partition?", "A part of it,\\\nordered"),
        file="page.html",
    ),
    sample(
        "HTML with buttons that fold, and further posts",
        """
        <html><body><h1>Heaps</h1>
        <button class="accordion">What is a heap?</button><div><p>A tree in an array.</p></div>
        <button class="accordion">Explain a queue</button><div><p>FIFO.</p></div>
        <button class="accordion">What is a stack?</button><div><p>LIFO.</p></div>
        <h2>Related posts</h2><ul><li><a href="/a">What is a list?</a></li>
        <li><a href="/b">What is a map?</a></li></ul></body></html>
        """,
        ("What is a heap?", "A tree in an array."),
        ("Explain a queue", "FIFO."),
        ("What is a stack?", "LIFO."),
        file="page.html",
    ),
)
