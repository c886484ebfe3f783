/** The page's own style: light and dark by the reader's setting, wide and narrow, screen and paper. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #fbfaf8; --card: #ffffff; --ink: #1d1e20; --soft: #5b5f66; --line: #e2e0da; --well: #f3f2ee;
  --link: #1c5a96; --mark: #ffe08a; --mark-ink: #3b2a00; --sent: #fbd3cb; --sent-ink: #6b1408;
  --critical: #a5103f; --high: #b3380b; --medium: #865300; --low: #1f5f99;
  --pass: #1a6b42; --open: #5b5f66; --na: #c9c6be;
  --mono: ui-monospace, "SF Mono", SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #131416; --card: #1a1c1f; --ink: #e8e7e3; --soft: #a3a7ae; --line: #2f3237; --well: #212429;
    --link: #8bbdf0; --mark: #6b5310; --mark-ink: #ffedb8; --sent: #5c2219; --sent-ink: #ffd9d1;
    --critical: #ff7fa3; --high: #ff9a70; --medium: #e8b84f; --low: #83bbf2;
    --pass: #74cf9c; --open: #a3a7ae; --na: #43474d;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
body {
  margin: 0 auto; padding: 0 clamp(1rem, 4vw, 3rem) 4rem; max-width: 86rem;
  background: var(--paper); color: var(--ink);
  font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "DejaVu Sans", sans-serif;
}
h1, h2, h3, h4, p, ul, ol, dl, dd, figure, pre { margin: 0; padding: 0; }
ul, ol { list-style: none; }
h1, h2, h3, h4 { line-height: 1.25; overflow-wrap: anywhere; text-wrap: balance; }
p, dd, li, td code, th code, td.text { overflow-wrap: anywhere; }
td, th { overflow-wrap: break-word; }
td.text { min-width: 12rem; }
td:has(code) { min-width: 9rem; }
a { color: var(--link); text-underline-offset: .18em; text-decoration-thickness: .06em; }
a:hover { text-decoration-thickness: .12em; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 3px; }
[hidden] { display: none !important; }
code, pre { font-family: var(--mono); font-size: .86em; }
code { overflow-wrap: anywhere; }
pre {
  padding: .75rem .9rem; background: var(--well); border-radius: 6px; line-height: 1.5;
  white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: isolate; tab-size: 2; overflow: hidden;
}
mark { background: var(--mark); color: var(--mark-ink); border-radius: 3px; padding: .05em .15em; font-weight: 650; }
mark.sent { background: var(--sent); color: var(--sent-ink); font-weight: inherit; }
.redacted { color: var(--soft); border-bottom: 1px dotted currentColor; }
.meta, .count { color: var(--soft); font-size: .86rem; font-weight: 400; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: 1rem; padding: .5rem 1rem; background: var(--card); z-index: 2; }

.masthead { --accent: var(--open); padding: 2.5rem 0 2rem; }
.brand { display: flex; flex-wrap: wrap; gap: .25rem .6rem; color: var(--soft); font-size: .9rem; }
.brand strong { color: var(--ink); font-weight: 650; }
.brand span { margin-left: auto; font-variant-numeric: tabular-nums; }
h1 { margin-top: 2rem; font-size: clamp(1.9rem, 5vw, 2.9rem); font-weight: 700; letter-spacing: -.022em; }
.verdict { margin-top: .5rem; font-size: clamp(1.15rem, 2.6vw, 1.45rem); line-height: 1.4; text-wrap: balance; }
.word { font-weight: 700; color: var(--accent); margin-right: .3em; }
.risk { margin-top: .15rem; color: var(--soft); }
.risk strong { color: var(--accent); }
.is-pass { --accent: var(--pass); } .is-suspected { --accent: var(--medium); } .is-inconclusive { --accent: var(--medium); }
.sev-critical { --accent: var(--critical); } .sev-high { --accent: var(--high); }
.sev-medium { --accent: var(--medium); } .sev-low { --accent: var(--low); }
.target { margin-top: 1.5rem; display: flex; flex-wrap: wrap; gap: .75rem 2.5rem; }
.target dt, .foot dt, .run dt { color: var(--soft); font-size: .82rem; }
.notice { margin-top: 1rem; padding: .7rem 1rem; border-left: 4px solid var(--medium); background: var(--well); border-radius: 0 6px 6px 0; max-width: 60rem; }
.loud { border: 2px solid var(--medium); border-left-width: 8px; font-size: 1.05rem; }

.numbers ul { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); border-top: 1px solid var(--line); }
.numbers li > * { display: block; padding: 1rem 1rem 1rem 0; color: inherit; text-decoration: none; }
.numbers a:hover span { text-decoration: underline; }
.numbers strong { display: block; font-size: 1.9rem; line-height: 1.1; font-weight: 650; font-variant-numeric: tabular-nums; letter-spacing: -.02em; }
.numbers i { font-style: normal; font-weight: 400; color: var(--soft); }
.numbers span { color: var(--soft); font-size: .88rem; }
.numbers .fail strong { color: var(--critical); } .numbers .suspected strong { color: var(--medium); } .numbers .pass strong { color: var(--pass); }
.numbers svg { display: block; width: 100%; height: 6px; border-radius: 3px; background: var(--line); }
rect.noted { fill: var(--low); } rect.fail { fill: var(--critical); } rect.suspected { fill: var(--medium); } rect.open { fill: var(--soft); }
rect.pass { fill: var(--pass); } rect.na { fill: var(--na); }

.columns { display: grid; grid-template-columns: minmax(0, 1fr); gap: 2rem 3.5rem; margin-top: 2rem; }
nav ol ol { padding-left: .9rem; border-left: 1px solid var(--line); margin: .15rem 0 .4rem .1rem; }
nav a { display: block; padding: .16rem 0; color: var(--ink); text-decoration: none; font-size: .92rem; overflow-wrap: anywhere; }
nav ol ol a { color: var(--soft); font-size: .86rem; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
nav a:hover { color: var(--link); text-decoration: underline; }
@media (min-width: 68rem) {
  .columns { grid-template-columns: 13.5rem minmax(0, 1fr); }
  nav { position: sticky; top: 1.5rem; align-self: start; max-height: calc(100vh - 3rem); overflow-y: auto; }
}
@media (max-width: 67.99rem) {
  nav > ol { display: flex; flex-wrap: wrap; gap: .1rem 1.2rem; } nav ol ol { display: none; }
  nav { padding-bottom: .8rem; border-bottom: 1px solid var(--line); }
}

.filters { display: flex; flex-wrap: wrap; align-items: end; gap: .8rem; padding: .9rem 1rem; background: var(--well); border-radius: 8px; }
.filters label { display: grid; gap: .15rem; font-size: .82rem; color: var(--soft); max-width: 100%; }
.filters .grow { flex: 1 1 13rem; }
.filters input, .filters select, button {
  font: inherit; font-size: .92rem; color: var(--ink); background: var(--card); border: 1px solid var(--soft);
  border-radius: 6px; padding: .35rem .6rem; max-width: 100%;
}
.filters select { max-width: 8.5rem; }
::placeholder { color: var(--soft); opacity: 1; }
button { cursor: pointer; } button:hover { border-color: var(--ink); }
.filters output { flex-basis: 100%; font-size: .86rem; color: var(--soft); } .filters output:empty { display: none; }

main > section { margin-top: 3.5rem; }
main > section:first-child { margin-top: 0; }
h2 { font-size: 1.55rem; font-weight: 680; letter-spacing: -.014em; margin-bottom: 1.1rem; }
h2 .count { font-size: 1.1rem; margin-left: .2em; }
h3 { font-size: 1.08rem; font-weight: 650; margin: 1.8rem 0 .6rem; }
h4 { font-size: .95rem; font-weight: 650; margin: 1.6rem 0 .4rem; }

.finding { background: var(--card); border: 1px solid var(--line); border-top: 4px solid var(--accent); border-radius: 8px; padding: 1.5rem clamp(1rem, 2.6vw, 2rem) 1.4rem; margin-bottom: 2rem; }
.finding h3 { font-size: 1.3rem; margin: .1rem 0 .35rem; letter-spacing: -.01em; }
.kicker { color: var(--soft); font-size: .9rem; }
.sev { color: var(--accent); font-weight: 700; text-transform: capitalize; }
.where { color: var(--soft); font-size: .93rem; } .where code { color: var(--ink); }
.because { margin-top: 1rem; font-size: 1.1rem; line-height: 1.5; max-width: 46rem; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: 1rem; }
.cards + .cards { margin-top: 1rem; }
.pair { display: grid; gap: 1rem; } .pair > div { display: grid; gap: 1rem; align-content: start; min-width: 0; }
@media (min-width: 52rem) {
  .pair { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .pair > .left { position: sticky; top: 1rem; align-self: start; }
}
.pair + .cards { margin-top: 1rem; }
.card { border: 1px solid var(--line); border-radius: 8px; padding: .9rem 1rem 1rem; min-width: 0; }
.card.attack { border-color: var(--accent, var(--line)); }
.card .title { font-size: .95rem; font-weight: 650; }
.card .who { font-size: .86rem; } .card .meta { font-size: .82rem; }
.card .label { margin: .8rem 0 .3rem; font-size: .86rem; font-weight: 600; } .card .label span { font-weight: 400; color: var(--soft); }
.card pre { font-size: .8rem; }
.facts { display: grid; gap: .5rem; margin-top: .6rem; } .facts dt { font-size: .82rem; color: var(--soft); }
.nothing { color: var(--soft); font-size: .9rem; }
.advice { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); gap: 0 2.2rem; }
.copy { position: relative; margin-top: .8rem; } .copy figcaption { font-size: .82rem; color: var(--soft); margin-bottom: .3rem; }
.copy button { position: absolute; right: 0; top: -.4rem; font-size: .8rem; padding: .15rem .6rem; }
.fold, .rest { margin-top: 1rem; } .rest { margin-top: .4rem; }
summary { cursor: pointer; color: var(--link); font-size: .95rem; width: fit-content; padding: .15rem 0; }
details[open] > summary { margin-bottom: .6rem; }
.foot, .run { display: flex; flex-wrap: wrap; gap: .6rem 2rem; margin-top: 1.6rem; padding-top: 1rem; border-top: 1px solid var(--line); font-size: .9rem; }
.run { display: grid; grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr)); border: 0; padding: 0; margin: 0; }
.incident { border-top: 1px solid var(--line); padding: 1rem 0; } .incident h3 { margin-top: 0; }

.diagnosis { border-left: 4px solid var(--accent); padding: .1rem 0 .1rem 1rem; max-width: 60rem; }
.said { font-size: 1.25rem; font-weight: 650; line-height: 1.35; margin-bottom: .3rem; } .diagnosis .meta { margin-top: .5rem; }
.broken { color: var(--critical); font-weight: 650; }
.facts li { padding: .15rem 0; max-width: 60rem; }
.charts { display: grid; align-items: end; grid-template-columns: repeat(auto-fit, minmax(min(100%, 25rem), 1fr)); gap: 1.4rem 1.6rem; margin-top: 1.8rem; }
.chart figcaption { display: flex; flex-wrap: wrap; gap: .1rem .9rem; align-items: baseline; font-size: .9rem; margin-bottom: .2rem; }
.chart strong { font-weight: 650; } .chart svg { display: block; width: 100%; height: auto; overflow: visible; }
.chart text { font-size: 11px; fill: var(--soft); font-variant-numeric: tabular-nums; } .chart text.y { text-anchor: end; } .chart text.x { text-anchor: middle; }
.chart text.band { font-size: 10px; }
.grid { stroke: var(--line); stroke-width: 1; fill: none; } rect.band { fill: var(--well); } rect.odd { fill: transparent; }
.calm { --hue: var(--soft); } .good { --hue: var(--pass); } .bad { --hue: var(--critical); } .p50 { --hue: var(--low); } .p95 { --hue: var(--medium); } .p99 { --hue: var(--critical); }
path.line { fill: none; stroke: var(--hue); stroke-width: 1.8; stroke-linejoin: round; stroke-linecap: round; } path.area { fill: var(--hue); fill-opacity: .16; }
path.p95 { stroke-dasharray: 5 3; } path.p99 { stroke-dasharray: 1.5 3; }
.legend { display: flex; flex-wrap: wrap; gap: .1rem .8rem; color: var(--soft); } .key::before { content: ""; display: inline-block; width: 1.1em; margin-right: .35em; vertical-align: .25em; border-top: 2.5px solid var(--hue); }
.key.p95::before { border-top-style: dashed; } .key.p99::before { border-top-style: dotted; }

.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .45rem 1rem .45rem 0; border-bottom: 1px solid var(--line); font-weight: 400; min-width: 3.5rem; }
thead th { color: var(--soft); font-size: .82rem; vertical-align: bottom; }
tbody th { max-width: 20rem; } tbody th:has(code) { min-width: 9rem; }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; } .zero, .numbers .none strong { color: var(--soft); }
thead th { overflow-wrap: normal; } thead .n { white-space: normal; }
td.fail { color: var(--critical); font-weight: 650; } td.suspected, td.error { color: var(--medium); font-weight: 650; } td.pass { color: var(--pass); }
.yes { color: var(--pass); white-space: nowrap; } .no { color: var(--medium); white-space: nowrap; }
.group { border-top: 1px solid var(--line); padding: 1rem 0 1.2rem; } .group h3 { margin: 0; }
.sentence { margin-top: .8rem; max-width: 60rem; }
.by-check { margin-top: .3rem; } .subjects { display: flex; flex-wrap: wrap; gap: .3rem 1.4rem; margin-top: .3rem; }
.config li { margin-top: .9rem; } .config p { margin-top: .3rem; color: var(--soft); font-size: .93rem; }
.tools { display: grid; gap: 1.2rem; } .tool h3 { margin: 0 0 .3rem; } .tool { border-top: 1px solid var(--line); padding-top: 1rem; }
.quote { font-family: inherit; font-size: .93rem; } .params { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; margin-top: .4rem; font-size: .9rem; color: var(--soft); }
.guide { display: grid; gap: .7rem; max-width: 52rem; } .guide dt { font-weight: 650; }
footer { margin-top: 4rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .88rem; }

@media print {
  .pair > .left { position: static; }
  :root { --paper: #fff; --card: #fff; --ink: #000; --soft: #444; --line: #bbb; --well: #f4f4f4; --mark: #ffe08a; --mark-ink: #000; --sent: #f6d5cd; --sent-ink: #000;
    --critical: #a5103f; --high: #b3380b; --medium: #865300; --low: #1f5f99; --pass: #1a6b42; --open: #444; --link: #000; }
  html { font-size: 9.5pt; } body { max-width: none; padding: 0; }
  .pair { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .masthead { padding-top: 0; } h1 { margin-top: 1rem; } .numbers ul { grid-template-columns: repeat(6, 1fr); }
  nav, .filters, .skip, .copy button, details:not([open]) { display: none; }
  .columns { display: block; }
  .finding { break-inside: auto; border-width: 1px 0 0; border-top-width: 3px; border-radius: 0; padding: 1rem 0; }
  h2, h3, h4, .title, .label, summary { break-after: avoid; } .card, tr, .notice, .copy, .chart { break-inside: avoid; } .charts { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .numbers, mark, .chart { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  @page { margin: 18mm 16mm; }
}
`;
