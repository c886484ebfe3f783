import type { Exchange } from "../../src/model/exchange.ts";
import { isObject, type Json, type JsonObject } from "../../src/model/json.ts";
import type { Arguments, Caller, Step } from "../../src/model/ports.ts";
import type { Scene } from "../../src/model/scene.ts";
import type { Subject } from "../../src/model/subject.ts";

/** One place of a call that a payload can stand in for; all else of the call stays valid. */
export interface InjectionPoint {
  /** The value that makes the call work, as the call takes it; undefined where nothing is known of it. */
  readonly given: Json | undefined;
  /** Sends the call with this value in the place; the judge finds the value again as `facts.value`. */
  send(value: Json, step: Step): Promise<Exchange>;
}

/** Opens the place a subject names: an argument of a tool or of a prompt, or a variable of a resource's URI template. */
export function injectionPoint(
  subject: Subject,
  scene: Scene,
  args: Arguments,
  calls: Pick<Caller, "tool" | "request">,
): InjectionPoint {
  const { tool = "", resource, prompt, param = "" } = subject;
  const noted = (value: Json, step: Step): Step => ({ ...step, facts: { ...step.facts, value } });
  if (resource !== undefined) {
    const given = Object.fromEntries(variables(resource).map((name) => [name, likely(args, name)]));
    return {
      given: given[param],
      send: (value, step) => {
        const uri = expanded(resource, { ...given, [param]: String(value) });
        return calls.request("resources/read", { uri }, noted(value, step));
      },
    };
  }
  if (prompt !== undefined) {
    const given = Object.fromEntries(promptArguments(scene, prompt).map((name) => [name, likely(args, name)]));
    return {
      given: given[param],
      send: (value, step) =>
        calls.request(
          "prompts/get",
          { name: prompt, arguments: { ...given, [param]: String(value) } },
          noted(value, step),
        ),
    };
  }
  const valid = args.valid(tool).args;
  return {
    given: args.typical(tool, param),
    send: (value, step) => calls.tool(tool, args.place(valid, param, value), noted(value, step)),
  };
}

/** Every variable of every resource template, and every argument of every prompt. */
export function listedPlaces({ surface }: Scene): readonly Subject[] {
  const resources = surface.resourceTemplates.flatMap(({ uriTemplate }) =>
    typeof uriTemplate === "string"
      ? variables(uriTemplate).map((param) => ({ key: `${uriTemplate} ${param}`, resource: uriTemplate, param }))
      : [],
  );
  const prompts = surface.prompts.flatMap(({ name, arguments: listed }) =>
    typeof name === "string"
      ? argumentNames(listed).map((param) => ({ key: `prompt ${name}.${param}`, prompt: name, param }))
      : [],
  );
  return [...resources, ...prompts];
}

/** A value that means something to the server, where one is known. */
function likely(args: Arguments, name: string): string {
  const known = args.known(name);
  return typeof known === "string" || typeof known === "number" ? String(known) : "gauntlet";
}

/** Characters of a template: a server may send one without end. */
const longestTemplate = 1_024;

function variables(template: string): readonly string[] {
  if (template.length > longestTemplate) return [];
  const expressions = [...template.matchAll(/\{([^{}]{1,200})\}/g)].map(([, expression = ""]) => expression);
  return expressions.flatMap((expression) =>
    expression
      .replace(/^[+#./;?&]/, "")
      .split(",")
      .map((name) => name.replace(/(\*|:\d+)$/, "")),
  );
}

/** Percent-encodes every value whole, so that nothing in it is read as a part of the URI. */
function expanded(template: string, values: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\{([+#./;?&]?)([^{}]{1,200})\}/g, (_, operator: string, names: string) => {
    const pairs = names.split(",").map((raw) => {
      const name = raw.replace(/(\*|:\d+)$/, "");
      const value = encodeURIComponent(values[name] ?? "").replaceAll("'", "%27");
      return { name, value };
    });
    const named = pairs.map(({ name, value }) => `${name}=${value}`);
    const plain = pairs.map(({ value }) => value);
    switch (operator) {
      case "?":
        return `?${named.join("&")}`;
      case "&":
        return `&${named.join("&")}`;
      case ";":
        return named.map((one) => `;${one}`).join("");
      case "/":
      case ".":
        return plain.map((one) => `${operator}${one}`).join("");
      case "#":
        return `#${plain.join(",")}`;
      default:
        return plain.join(",");
    }
  });
}

function promptArguments({ surface }: Scene, prompt: string): readonly string[] {
  return argumentNames(surface.prompts.find(({ name }) => name === prompt)?.arguments);
}

function argumentNames(listed: Json | undefined): readonly string[] {
  if (!Array.isArray(listed)) return [];
  return listed.flatMap((one: Json) => {
    const { name } = isObject(one) ? (one as JsonObject) : {};
    return typeof name === "string" ? [name] : [];
  });
}
