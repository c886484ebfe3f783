import { expect, it } from "vitest";
import type { Found } from "../twins/scan-twin.ts";
import { unsteadyAmong } from "./compare.ts";

const found = (subject: string, verdict: string): Found => ({
  check: "a/b",
  subject,
  verdict,
  techniques: [],
  requests: 1,
});

it("names what is not judged alike under every seed", () => {
  const scans = new Map([
    [1, [found("steady", "pass"), found("changes", "fail"), found("comes", "pass")]],
    [2, [found("steady", "pass"), found("changes", "suspected")]],
  ]);
  expect(unsteadyAmong(scans)).toEqual([
    {
      what: "a/b changes",
      verdicts: new Map([
        ["fail", [1]],
        ["suspected", [2]],
      ]),
    },
    {
      what: "a/b comes",
      verdicts: new Map([
        ["pass", [1]],
        ["missing", [2]],
      ]),
    },
  ]);
});
