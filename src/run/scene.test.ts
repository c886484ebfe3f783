import { describe, expect, it } from "vitest";
import { requestFor, stdioTarget } from "../../test/scan-fixture.ts";
import type { Surface } from "../model/surface.ts";
import { nothingSeen, sceneOf } from "./scene.ts";

describe("sceneOf", () => {
  it("does not take what every object inherits for a sample", () => {
    const tool = { name: "inherited", inputSchema: { type: "object", properties: { q: { type: "string" } } } };
    const samples = Object.create({ inherited: { city: "Paris" } });
    const request = requestFor(stdioTarget({ command: "x", args: [] }), { samples });
    const scene = sceneOf(request, { tools: [tool] } as unknown as Surface, nothingSeen);
    expect(scene.parameters("inherited")).toEqual([{ path: "q", type: "string" }]);
    expect(scene.parameters("constructor")).toEqual([]);
  });
});
