import { describe, expect, test } from "vitest";
import { HarnessError } from "../model/errors.ts";
import { checkHost } from "./check-host.ts";

const allowed = (url: string, allowHosts: string[] = []) => {
  try {
    checkHost(url, { allowHosts });
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(HarnessError);
    return (error as HarnessError).code === "host-not-allowed" ? false : (error as HarnessError).code;
  }
};

describe("the host law", () => {
  test.each([
    "http://127.0.0.1:3000/mcp",
    "http://127.8.9.10/",
    "https://[::1]:8443/",
    "http://localhost/",
    "http://LOCALHOST./",
    "http://crm.localhost:8080/",
    // The URL parser has turned these into 127.0.0.1.
    "http://2130706433/",
    "http://0x7f.1/",
  ])("lets %s through", (url) => expect(allowed(url)).toBe(true));

  test.each([
    "http://example.com/",
    "http://127.0.0.1.example.com/",
    "http://localhost.example.com/",
    "http://notlocalhost/",
    "http://127.0.0.1@example.com/",
    "http://10.0.0.1/",
    "http://0.0.0.0/",
    "http://169.254.169.254/latest/meta-data",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[fe80::1]/",
  ])("stops %s", (url) => expect(allowed(url)).toBe(false));

  test.each([
    ["http://api.example.com/", "api.example.com", true],
    ["http://API.Example.com./", "api.example.COM", true],
    ["http://other.example.com/", "api.example.com", false],
    ["https://api.example.com/", "api.example.com:443", true],
    ["http://api.example.com/", "api.example.com:443", false],
    ["http://api.example.com:8080/", "api.example.com:8080", true],
    ["http://a.b.example.com/", "*.example.com", true],
    ["http://example.com/", "*.example.com", false],
    ["http://evilexample.com/", "*.example.com", false],
    ["http://a.example.com:81/", "*.example.com:80", false],
    ["http://[fe80::1]/", "fe80::1", true],
    ["http://[fe80::1]:90/", "[fe80::1]:90", true],
    ["http://[fe80::1]:91/", "[fe80::1]:90", false],
    ["http://example.com/", "", false],
    ["http://example.com/", "*", false],
  ])("judges %s by %s", (url, rule, expected) => expect(allowed(url, [rule])).toBe(expected));

  test.each(["ftp://localhost/", "not a url", "file:///etc/passwd", "javascript:alert(1)", ""])(
    "does not take “%s” for a URL",
    (url) => expect(allowed(url)).toBe("usage"),
  );

  test("says which option helps", () => {
    const attempt = () => checkHost("https://mcp.example.com/x", { allowHosts: [] });
    expect(attempt).toThrow("The host mcp.example.com is neither this machine nor an allowed host.");
    expect(attempt).toThrow(
      expect.objectContaining({ hint: "If you may test it, add --allow-host mcp.example.com.", exitCode: 3 }),
    );
  });
});
