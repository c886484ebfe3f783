import { randomBytes } from "node:crypto";
import type { PlantedRow } from "../../observe/planted/plant-row.ts";
import type { ScanRequest } from "../scan-request.ts";

/** The row that a run would plant; undefined where it cannot see the database, or has nowhere to note what it makes. */
export function newPlantedRow({ observe }: ScanRequest, journal: unknown): PlantedRow | undefined {
  if (journal === undefined || (observe.postgresUrl ?? observe.mysqlUrl) === undefined) return undefined;
  const word = (bytes: number): string => randomBytes(bytes).toString("hex");
  return { table: `gauntlet_canary_${word(6)}`, value: `gauntlet${word(16)}` };
}
