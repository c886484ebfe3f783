import { checkContract } from "../../test/check-contract.ts";
import { sqlTwins, twinRequest } from "../../test/sql-twins.ts";
import check from "./argument-in-sql-text.ts";

const changes = twinRequest();
const fails = {
  "customer_by_name.name": ["error", "boolean", "union"],
  "customers_in_city.filter.city": ["boolean", "union"],
  "customer_by_memo.memo": ["union"],
  "customer_by_phone.phone": ["boolean"],
  "email_taken.email": ["boolean"],
  "products_search.term": ["boolean", "union"],
  "orders_by_codes.codes[0]": ["error", "boolean", "union"],
  "open_order.code": ["boolean", "union"],
  "order_by_id.order_id": ["boolean"],
  "staff_in_department.department": ["boolean", "union"],
  "voucher_check.code": ["error"],
};
// Its answer is always the same where nothing is wrong, so a black box cannot earn a pass.
const constant = "voucher_check.code";
const answering = Object.keys(fails).filter((subject) => subject !== constant);
const passes = [...answering, "customer_by_email.email", "order_by_number.number", "catalogue_search.words"];

for (const database of ["postgres", "sqlite"] as const) {
  const twin = sqlTwins(database);
  checkContract(check, database, {
    vulnerable: { target: () => twin("vulnerable"), changes, fails },
    hardened: { target: () => twin("hardened"), changes, passes },
    deaf: { target: () => twin("deaf"), changes },
    echo: { target: () => twin("echo"), changes },
  });
}
