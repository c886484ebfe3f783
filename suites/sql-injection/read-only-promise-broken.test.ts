import { checkContract } from "../../test/check-contract.ts";
import { sqlTwins, twinRequest } from "../../test/sql-twins.ts";
import check from "./read-only-promise-broken.ts";

const changes = twinRequest();

const postgres = sqlTwins("postgres");
checkContract(check, "postgres", {
  vulnerable: {
    target: () => postgres("vulnerable"),
    changes,
    fails: {
      "report_in_transaction.sql": ["commit"],
      "report_without_commit.sql": ["end"],
      "report_select_only.query": ["modifying-cte"],
    },
  },
  hardened: {
    target: () => postgres("hardened"),
    changes,
    passes: ["report_in_transaction.sql", "report_as_reader.sql"],
  },
  deaf: { target: () => postgres("deaf"), changes },
  echo: { target: () => postgres("echo"), changes },
});

const sqlite = sqlTwins("sqlite");
checkContract(check, "sqlite", {
  vulnerable: {
    target: () => sqlite("vulnerable"),
    changes,
    fails: {
      "report_in_transaction.sql": ["commit"],
      "report_query_only.sql": ["query-only-off"],
      "report_select_only.query": ["modifying-cte"],
    },
  },
  hardened: {
    target: () => sqlite("hardened"),
    changes,
    passes: ["report_in_transaction.sql", "report_as_reader.sql"],
  },
  deaf: { target: () => sqlite("deaf"), changes },
  echo: { target: () => sqlite("echo"), changes },
});
