import type { TestProject } from "vitest/node";
import { startFixture } from "./fixtures.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** A superuser's URL of the one PostgreSQL cluster of this test run. */
    postgresUrl: string;
  }
}

/** Starts one PostgreSQL cluster for the whole test run; tests make databases of their own in it (`freshDatabase`). */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startFixture("postgres", []);
  project.provide("postgresUrl", String(cluster.ready.admin));
  return () => cluster.stop();
}
