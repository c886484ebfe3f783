/** The lists that a server may have: how one is asked for, where its entries are, and the member that names each of them. */
export const serverLists = [
  { member: "tools", kind: "tool", method: "tools/list", named: "name", capability: "tools" },
  { member: "resources", kind: "resource", method: "resources/list", named: "uri", capability: "resources" },
  {
    member: "resourceTemplates",
    kind: "resource template",
    method: "resources/templates/list",
    named: "uriTemplate",
    capability: "resources",
  },
  { member: "prompts", kind: "prompt", method: "prompts/list", named: "name", capability: "prompts" },
] as const;

/** One of them. */
export type ServerList = (typeof serverLists)[number];

export const [toolList, , , promptList] = serverLists;
