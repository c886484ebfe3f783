import { strangersContract, twinsContract } from "../../test/check-contract.ts";
import { deskRequest, queryDesk } from "../../test/query-desk.ts";
import check from "./forbidden-table-readable.ts";

const changes = deskRequest();

for (const database of ["postgres", "sqlite"] as const) {
  const desk = queryDesk(database);
  twinsContract(check, database, {
    vulnerable: {
      target: () => desk("vulnerable"),
      changes,
      fails: {
        "run_query.sql": ["quoted", "comment", "after-comma"],
        ...(database === "postgres" ? { "run_report.sql": ["escaped-name", "joined-name"] } : {}),
      },
    },
    hardened: {
      target: () => desk("hardened"),
      changes,
      passes: ["run_query.sql", "run_report.sql"],
    },
  });
}

const stranger = queryDesk("postgres");
strangersContract(check, {
  changes,
  deaf: () => stranger("deaf"),
  echo: () => stranger("echo"),
});
