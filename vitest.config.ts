import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{bin,src,suites,fixtures,test,bench}/**/*.test.ts"],
    globalSetup: ["test/global-setup.ts"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
