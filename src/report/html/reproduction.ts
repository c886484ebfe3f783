import type { ReportedResult } from "../../model/report.ts";
import { html, type Markup } from "../escape/html.ts";
import { visibleBlock } from "../escape/visible.ts";
import { marked } from "./marked.ts";

/** How to see it again by hand: the note, the curl command where there is one, and the JSON-RPC request. */
export function reproduction(result: ReportedResult): Markup | undefined {
  if (result.reproduction === undefined) return undefined;
  const { curl, jsonrpc, note } = result.reproduction;
  const request = JSON.stringify(jsonrpc, null, 2);
  const rpc = copyable("JSON-RPC request", request);
  return html`<h4>Reproduce</h4>
<p>${marked(note)}</p>
${curl === undefined ? rpc : html`${copyable("curl", curl)}<details class="fold"><summary>JSON-RPC request</summary>${rpc}</details>`}`;
}

/** Hidden characters are spelled as JSON escapes, so that what is copied is still the same request. */
function copyable(name: string, text: string): Markup {
  return html`<figure class="copy"><figcaption>${name}</figcaption><pre>${visibleBlock(text)}</pre></figure>`;
}
