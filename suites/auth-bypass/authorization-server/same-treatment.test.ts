import { expect, it } from "vitest";
import type { AuthorizationAnswer } from "../../../src/model/authorization-server.ts";
import { sameTreatment } from "./same-treatment.ts";

const page = (text: string): AuthorizationAnswer => ({ answer: "page", to: null, error: null, through: [], text });
const login = '<title>Log in</title><form action="/login/7a9"><label>Name <input name="csrf" value="Xk2"></form>';

it("passes over what is made up for one request", () => {
  expect(sameTreatment(page(login), page(login.replace("7a9", "81c").replace("Xk2", "qZ9")))).toBe(true);
  const through = (id: string) => ({ ...page(login), through: [`http://127.0.0.1:9/interaction/${id}`] });
  expect(sameTreatment(through("hU7_x"), through("9aQ-b"))).toBe(true);
});

it("tells a login from an error, and one place from another", () => {
  expect(sameTreatment(page(login), page("<title>Error</title><p>The challenge is missing"))).toBe(false);
  const to = (url: string): AuthorizationAnswer => ({ ...page(""), answer: "elsewhere", to: url });
  expect(sameTreatment(to("https://id.example/login"), to("https://id.example/error"))).toBe(false);
  expect(sameTreatment(to("https://id.example/login"), page(""))).toBe(false);
});
