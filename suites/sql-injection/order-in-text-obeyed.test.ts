import { strangersContract, twinsContract } from "../../test/check-contract.ts";
import { deskRequest, queryDesk } from "../../test/query-desk.ts";
import check from "./order-in-text-obeyed.ts";

const changes = deskRequest();

for (const database of ["postgres", "sqlite"] as const) {
  const desk = queryDesk(database);
  const catalogue = database === "postgres" ? "ignore:catalogue" : "ignore:sqlite-catalogue";
  twinsContract(check, database, {
    vulnerable: {
      target: () => desk("vulnerable"),
      changes,
      fails: { "ask_desk.question": ["ignore:own-rows"], "ask_analyst.question": [catalogue] },
    },
    hardened: {
      target: () => desk("hardened"),
      changes,
      passes: ["ask_desk.question", "ask_analyst.question", "sum_up.question", "repeat_message.message"],
    },
  });
}

const stranger = queryDesk("postgres");
strangersContract(check, {
  changes,
  deaf: () => stranger("deaf"),
  echo: () => stranger("echo"),
});
