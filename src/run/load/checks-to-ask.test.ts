import { describe, expect, it } from "vitest";
import type { Check } from "../../model/check.ts";
import { checksToAsk } from "./checks-to-ask.ts";
import type { LoadRequest } from "./load-request.ts";

const plain = { id: "a/plain", phase: "main", needs: ["calls"] } as unknown as Check;
const ofLoad = { id: "load/of-load", phase: "load", needs: ["load"] } as unknown as Check;
const ofLimits = { id: "load/of-limits", phase: "load", needs: ["calls", "limits"] } as unknown as Check;
const load = { limits: false } as LoadRequest;

describe("checks to ask", () => {
  it.each<[string, LoadRequest | undefined, readonly Check[]]>([
    ["without a load", undefined, [plain]],
    ["with one", load, [plain, ofLoad]],
    ["with limits", { ...load, limits: true }, [plain, ofLoad, ofLimits]],
  ])("%s", (_, asked, left) => {
    expect(checksToAsk([plain, ofLoad, ofLimits], { load: asked })).toEqual(left);
  });

  it("are never none of those that were selected", () => {
    expect(() => checksToAsk([ofLoad], { load: undefined })).toThrow("none is to be made");
    expect(() => checksToAsk([ofLimits], { load })).toThrow("nobody asked for");
    expect(checksToAsk([], { load })).toEqual([]);
  });
});
