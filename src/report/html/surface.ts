import type { Report } from "../../model/report.ts";
import { html, type Markup } from "../escape/html.ts";
import { visibleBlock, visibleLine } from "../escape/visible.ts";
import { count } from "../summary.ts";
import { marked, named } from "./marked.ts";

type Surface = NonNullable<Report["surface"]>;

/** What the server shows to whoever is called first: its own words, quoted and not trusted. */
export function surface(shown: Surface): Markup {
  const { tools, resources, resourceTemplates, prompts, instructions, problems } = shown;
  const totals = [
    count(tools.length, "tool"),
    count(resources, "resource"),
    count(resourceTemplates, "resource template"),
    count(prompts, "prompt"),
  ];
  return html`<p>${totals.join(", ")}. All text here is the server's own and is quoted as it came, with hidden characters spelled out.</p>
${problems.map((problem) => html`<p class="notice">${marked(problem)}</p>`)}
${instructions === undefined ? undefined : html`<h3>Instructions to the model</h3><pre>${visibleBlock(instructions)}</pre>`}
${tools.length === 0 ? undefined : html`<details class="fold"><summary>${count(tools.length, "tool")} with their parameters</summary><div class="tools">${tools.map(tool)}</div></details>`}`;
}

function tool({ name, title, description, parameters, annotations }: Surface["tools"][number]): Markup {
  const hints = Object.entries(annotations).map(([hint, value]) => `${hint}: ${value}`);
  return html`<div class="tool"><h3>${named(name)}${title === undefined ? undefined : html` <span class="meta"><bdi>${visibleLine(title)}</bdi></span>`}</h3>
${description === "" ? undefined : html`<pre class="quote">${visibleBlock(description)}</pre>`}
${parameters.length === 0 ? html`<p class="meta">No parameters</p>` : html`<p class="params">${parameters.map((p) => html`<span>${named(p.path)} ${visibleLine(p.type)}${p.required ? ", required" : ""}</span>`)}</p>`}
${hints.length === 0 ? undefined : html`<p class="meta">The server says ${visibleLine(hints.join(", "))}</p>`}</div>`;
}
