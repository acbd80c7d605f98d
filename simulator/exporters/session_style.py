"""The style of the HTML report: light, dark and print, with nothing loaded."""

STYLE = """
:root {
  color-scheme: light dark;
  --ink: #1d2330; --soft: #5c6575; --line: #dfe3ea; --paper: #ffffff; --tint: #f4f6f9;
  --accent: #2d5bd7; --good: #23804a; --fair: #a86500; --poor: #c02c3f; --track: #e6e9ef;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e6e9ef; --soft: #9aa4b5; --line: #333b48; --paper: #14181f; --tint: #1c222c;
    --accent: #86a8ff; --good: #5fc98a; --fair: #e3a94c; --poor: #ff7d8c; --track: #2a323e;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 2.5rem 1.25rem 4rem; max-width: 54rem; background: var(--paper);
  color: var(--ink); font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
}
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0; }
h2 { font-size: 1.1rem; margin: 2.5rem 0 .75rem; }
h3 { font-size: 1.05rem; line-height: 1.35; margin: 0; }
h4 { font-size: .78rem; letter-spacing: .04em; text-transform: uppercase; color: var(--soft);
  margin: 1.1rem 0 .3rem; }
p { margin: .5rem 0; }
.soft { color: var(--soft); }
.lead { font-size: 1.3rem; line-height: 1.4; font-weight: 600; margin: 1.25rem 0; }
.urgent { border-left: 4px solid var(--poor); background: var(--tint); padding: .8rem 1.1rem;
  border-radius: 0 6px 6px 0; }
.urgent h2 { margin: 0 0 .4rem; color: var(--poor); }
.urgent ul, .next ul { margin: .3rem 0; padding-left: 1.2rem; }
.next { border-left: 4px solid var(--accent); background: var(--tint); padding: .8rem 1.1rem;
  border-radius: 0 6px 6px 0; margin-top: 1.5rem; }
.next h2 { margin: 0 0 .4rem; }
table { border-collapse: collapse; width: 100%; font-size: .93rem; }
th { text-align: left; font-weight: 600; color: var(--soft); font-size: .8rem; }
th:nth-child(3) { min-width: 6rem; }
th, td { padding: .4rem .6rem .4rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.good { color: var(--good); } .fair { color: var(--fair); } .poor { color: var(--poor); }
.tag { font-weight: 600; }
.square { width: auto; } .square td, .square th { padding-right: 1.75rem; }
.square td.n { font-size: 1.2rem; font-weight: 600; }
svg { display: block; width: 100%; height: auto; }
svg text { fill: var(--ink); font: 13px system-ui, sans-serif; }
svg .soft { fill: var(--soft); } svg .track { fill: var(--track); }
svg .good { fill: var(--good); } svg .fair { fill: var(--fair); } svg .poor { fill: var(--poor); }
svg .accent { fill: var(--accent); }
svg .line { fill: none; stroke: var(--accent); stroke-width: 2; stroke-linejoin: round; }
svg .grid { stroke: var(--line); stroke-width: 1; }
svg .limit { stroke: var(--ink); stroke-width: 2; }
.card { border: 1px solid var(--line); border-radius: 8px;
  padding: 1.1rem 1.25rem; margin: 1rem 0; }
.card h3 { float: left; margin: 0 .5rem 0 0; } .asked { font-weight: 600; overflow-wrap: anywhere; }
.asked > :first-child { margin-top: 0; } .asked pre { clear: both; overflow-x: auto; }
.own { white-space: pre-wrap; overflow-wrap: anywhere; }
.model { background: var(--tint); border-radius: 6px; padding: .2rem .9rem;
  overflow-wrap: anywhere; }
.model pre { overflow-x: auto; font-size: .88rem; }
.points { list-style: none; margin: .3rem 0; padding: 0; }
.points li { padding-left: 1.6rem; text-indent: -1.6rem; }
.points b { display: inline-block; width: 1.6rem; text-indent: 0; }
footer { margin-top: 3rem; color: var(--soft); font-size: .88rem; }
svg + .session { margin-top: 2.5rem; }
.session + .session { border-top: 3px solid var(--line); margin-top: 3rem; padding-top: 2rem; }
@media print {
  :root {
    --ink: #000; --soft: #444; --line: #bbb; --paper: #fff; --tint: #f3f3f3; --accent: #1c3f9e;
    --good: #14602f; --fair: #7a4a00; --poor: #97142a; --track: #ddd;
  }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  .card, .urgent, .next, tr, svg { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  .session + .session { break-before: page; border: 0; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""
"""Every colour is a variable, so that light, dark and print styles only redefine those."""
