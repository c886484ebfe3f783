import { html, type Markup } from "../escape/html.ts";

/** What the verdicts mean, for a reader who sees such a report for the first time. */
export function guide(): Markup {
  return html`<h3>How to read the verdicts</h3>
<dl class="guide">
<div><dt>Proven</dt><dd>The evidence is something that a safe server would not have produced, such as a value that only its database could have computed. It was seen again on a fresh session.</dd></div>
<div><dt>Suspected</dt><dd>Something looks wrong, but a safe server could have answered the same.</dd></div>
<div><dt>Not concluded</dt><dd>The question was not asked, or the answers allow no conclusion. It is not a pass.</dd></div>
<div><dt>Passed</dt><dd>A control call shows that the probe reached the code in question, and the attack changed nothing. It says nothing about flaws that were not asked for.</dd></div>
<div><dt>Not applicable</dt><dd>The question makes no sense here.</dd></div>
</dl>`;
}
