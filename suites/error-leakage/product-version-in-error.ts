import { defineTelling } from "./telling/define-telling.ts";

/** Does an error, or a header that comes with it, show a product of the server's stack with its version? */
export default defineTelling({
  id: "error-leakage/product-version-in-error",
  title: "An error shows a product of the server's stack with its version",
  severity: "low",
  why: "A version tells which known flaws to try. The name and version that the protocol asks for are the server's own, not those of what it is built with.",
  fix: "Turn version banners off in the web server and the framework, and answer unexpected errors in words of your own.",
  refs: { cwe: ["CWE-200", "CWE-497"], owaspMcp: ["MCP10:2025"], cosai: ["MCP-T5"], spec: [] },
  kinds: ["product-version"],
});
