import { vi } from "vitest";
import check from "../suites/sql-injection/argument-in-sql-text.ts";
import { strangersContract, twinsContract } from "./check-contract.ts";
import { manifestEntry } from "./fixtures.ts";
import { onTwinDatabase, type TwinDatabaseName, twinRequest } from "./sql-twins.ts";

// A scan asks some sixty subjects, and the database waits for several of them.
vi.setConfig({ testTimeout: 600_000 });

const changes = twinRequest();

/** What must have worked where conditions alone are not enough to say. */
const techniques: Readonly<Record<string, readonly string[]>> = {
  "customer_by_name.name": ["error", "boolean", "union"],
  "customer_by_memo.memo": ["boolean", "union"],
  "customer_by_phone.phone": ["boolean", "union"],
  "products_search.term": ["boolean", "union"],
  "orders_by_codes.codes[0]": ["error", "boolean", "union"],
  "order_by_id.order_id": ["boolean", "union"],
  "voucher_check.code": ["error"],
  "note_phone.phone": ["error"],
  "page_visit.page": ["time"],
  "page_visit_by_number.page_id": ["time"],
  "add_visit_note.text": ["time"],
  "remember_theme.theme": ["stacked"],
};

/** Every weakness of the twins of one database is found, and nothing else. A file of tests for each, so that they run side by side. */
export function concatenationContract(of: TwinDatabaseName): void {
  onTwinDatabase(of, (database, twin) => {
    const weak = manifestEntry("sql-twins")
      .weaknesses.filter(({ kind, databases }) => kind === "concatenation" && databases?.includes(database))
      .map(({ tool, resource, prompt, param }) =>
        resource !== undefined
          ? `${resource} ${param}`
          : prompt === undefined
            ? `${tool}.${param}`
            : `prompt ${prompt}.${param}`,
      );
    const fails = Object.fromEntries(weak.map((subject) => [subject, techniques[subject] ?? ["boolean"]]));
    const sound = ["customer_by_email.email", "order_by_number.number", "catalogue_search.words", "shelf_title.shelf"];
    twinsContract(check, database, {
      vulnerable: { target: () => twin("vulnerable"), changes, fails },
      hardened: { target: () => twin("hardened"), changes, passes: [...weak, ...sound] },
    });
    if (database === "postgres") {
      strangersContract(check, { changes, deaf: () => twin("deaf"), echo: () => twin("echo") });
    }
  });
}
