import { describe, expect, it } from "vitest";
import type { Exchange } from "../../src/model/exchange.ts";
import type { Json, JsonObject } from "../../src/model/json.ts";
import type { Arguments, Step } from "../../src/model/ports.ts";
import type { Scene } from "../../src/model/scene.ts";
import { injectionPoint, listedPlaces } from "./injection-point.ts";

const scene = {
  surface: {
    tools: [],
    resourceTemplates: [{ uriTemplate: "shop://{kind}/items{?city,page*}" }, { uriTemplate: 7 }],
    prompts: [{ name: "summary", arguments: [{ name: "code" }, { name: "tone" }] }, { name: "plain" }],
  },
} as unknown as Scene;

const known: Readonly<Record<string, Json>> = { kind: "lamps", code: "A-1", page: 2 };
const args: Arguments = {
  valid: () => ({ args: { filter: { city: "Porto" }, limit: 5 }, source: "sample" }),
  known: (name) => known[name],
  place: (from, path, value) => ({ ...from, [path]: value }),
  read: (from, path) => from[path],
  typical: (_, path) => (path === "limit" ? 5 : "Porto"),
};

function sentBy(point: (calls: Parameters<typeof injectionPoint>[3]) => Promise<Exchange>) {
  const sent: { method: string; params: JsonObject; step: Step }[] = [];
  const request = async (method: string, params: JsonObject, step: Step): Promise<Exchange> => {
    sent.push({ method, params, step });
    return {} as Exchange;
  };
  return point({
    request,
    tool: (name, values, step) => request("tools/call", { name, arguments: values }, step),
  }).then(() => sent[0]);
}

const step: Step = { role: "attack", label: "x", facts: { more: 1 } };

describe("injectionPoint", () => {
  it("lists every variable and every argument of a prompt", () => {
    expect(listedPlaces(scene).map(({ key }) => key)).toEqual([
      "shop://{kind}/items{?city,page*} kind",
      "shop://{kind}/items{?city,page*} city",
      "shop://{kind}/items{?city,page*} page",
      "prompt summary.code",
      "prompt summary.tone",
    ]);
  });

  it("puts a value into a resource's address so that nothing of it is lost, all else as it is known", async () => {
    const [, city = { key: "" }] = listedPlaces(scene);
    const sent = await sentBy((calls) => injectionPoint(city, scene, args, calls).send("x' AND 1=1-- g", step));
    expect(sent?.method).toBe("resources/read");
    const uri = String(sent?.params.uri);
    expect(uri).toMatch(/^shop:\/\/lamps\/items\?city=/);
    expect(new URL(uri).searchParams.get("city")).toBe("x' AND 1=1-- g");
    expect(new URL(uri).searchParams.get("page")).toBe("2");
  });

  it("puts a value into a prompt's argument, as text", async () => {
    const code = listedPlaces(scene).find(({ param }) => param === "code") ?? { key: "" };
    const sent = await sentBy((calls) => injectionPoint(code, scene, args, calls).send(7, step));
    expect(sent).toMatchObject({
      method: "prompts/get",
      params: { name: "summary", arguments: { code: "7", tone: "gauntlet" } },
      step: { facts: { more: 1, value: 7 } },
    });
  });

  it("keeps the type of a tool's argument, and tells what is known of it", async () => {
    const subject = { key: "t.limit", tool: "t", param: "limit" };
    expect(injectionPoint(subject, scene, args, {} as never).given).toBe(5);
    const sent = await sentBy((calls) => injectionPoint(subject, scene, args, calls).send(9, step));
    expect(sent?.params).toEqual({ name: "t", arguments: { filter: { city: "Porto" }, limit: 9 } });
  });
});
