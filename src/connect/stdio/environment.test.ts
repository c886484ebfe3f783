import { expect, test } from "vitest";
import { childEnvironment } from "./environment.ts";

test("passes on what a program needs, what the owner added, and nothing else", () => {
  const ours = {
    PATH: "/bin",
    HOME: "/root",
    AWS_SECRET_ACCESS_KEY: "no",
    NODE_OPTIONS: "--inspect",
    SHELL: "() { evil; }",
  };
  expect(childEnvironment(ours, { API: "1", USER: "x" }, { API: "2" })).toEqual({
    PATH: "/bin",
    HOME: "/root",
    API: "2",
    USER: "x",
  });
});
