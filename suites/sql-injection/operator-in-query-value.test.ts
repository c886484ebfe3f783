import { brokenServer } from "../../test/broken-server.ts";
import { checkContract } from "../../test/check-contract.ts";
import { documentsRequest, documentTwins } from "../../test/document-twins.ts";
import check from "./operator-in-query-value.ts";

const tool = { name: "find", inputSchema: { type: "object", properties: { name: { type: "string" } } } };
const changes = documentsRequest();
const twin = documentTwins();

checkContract(check, "documents", {
  vulnerable: {
    target: () => twin("vulnerable"),
    changes,
    fails: {
      "find_user.name": ["operator"],
      "check_login.user": ["operator"],
      "check_login.pin": ["operator"],
      "orders_by_code.code": ["operator"],
      "order_by_number.number": ["operator"],
      "count_users.where.city": ["operator"],
      "book_by_title.title": ["script"],
      "stock_of.warehouse": ["json-text"],
      "find_documents.filter": ["where"],
      "find_by_text.filter": ["function"],
    },
  },
  hardened: {
    target: () => twin("hardened"),
    changes,
    passes: [
      "find_user.name",
      "check_login.user",
      "check_login.pin",
      "orders_by_code.code",
      "order_by_number.number",
      "count_users.where.city",
      "book_by_title.title",
      "stock_of.warehouse",
      "users_named.name",
      "find_documents.filter",
      "find_by_text.filter",
    ],
  },
  deaf: () => twin("deaf"),
  echo: () => twin("echo"),
  broken: (mode) => ({ target: () => brokenServer([tool], mode), changes: { timeoutMs: 1_500 } }),
});
