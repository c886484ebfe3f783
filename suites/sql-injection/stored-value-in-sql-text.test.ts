import { brokenServer } from "../../test/broken-server.ts";
import { strangersContract, twinsContract } from "../../test/check-contract.ts";
import { notebookRequest, notebookTwins } from "../../test/notebook-twins.ts";
import check from "./stored-value-in-sql-text.ts";

const properties = { name: { type: "string" } };
const tools = [
  { name: "add_name", inputSchema: { type: "object", properties, required: ["name"] } },
  { name: "list_names", inputSchema: { type: "object", properties: {} } },
];
const changes = notebookRequest();

for (const database of ["postgres", "sqlite"] as const) {
  const twin = notebookTwins(database);
  twinsContract(check, database, {
    vulnerable: {
      target: () => twin("vulnerable"),
      changes,
      fails: {
        "add_note.author": ["error", "boolean"],
        "add_label.name": ["boolean"],
      },
      // Labels cannot be removed by any tool.
      leaves: /^\d+ records added by add_(label|memo), of which the stored text begins with gauntlet_$/,
    },
    hardened: {
      target: () => twin("hardened"),
      changes,
      passes: ["add_note.author", "add_note.body", "add_label.name", "add_memo.body"],
    },
  });
}

const stranger = notebookTwins("postgres");
strangersContract(check, {
  changes,
  deaf: () => stranger("deaf"),
  echo: () => stranger("echo"),
  broken: (mode) => ({ target: () => brokenServer(tools, mode), changes: { timeoutMs: 1_500 } }),
});
