import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The tests of checks scan whole servers: begun first, they are not what the end has to wait for. */
class SuitesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const ofSuites = ({ moduleId }: TestSpecification): boolean => moduleId.includes("/suites/");
    return [...sorted.filter(ofSuites), ...sorted.filter((file) => !ofSuites(file))];
  }
}

export default defineConfig({
  test: {
    include: ["{bin,src,suites,fixtures,test,bench}/**/*.test.ts"],
    globalSetup: ["test/global-setup.ts"],
    sequence: { sequencer: SuitesFirst },
    pool: "forks",
    // One more than the usual two cores: most of the long tests wait for a server or a database half of their time.
    maxWorkers: 3,
    // Only so that a test that hangs ends: a busy machine takes several times as long, and that is no failure.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
