import type { Identity } from "../../../src/model/identity.ts";
import type { Subject } from "../../../src/model/subject.ts";

/** One subject for each tool, asked as this user first. */
export function toolSubjects(tools: readonly string[], { name: principal }: Identity): readonly Subject[] {
  return tools.map((tool) => ({ key: tool, tool, principal }));
}

/** The same, and the list of tools where there is none that can be called. */
export function callSubjects(tools: readonly string[], user: Identity): readonly Subject[] {
  return tools.length > 0 ? toolSubjects(tools, user) : [{ key: "tools/list", principal: user.name }];
}
