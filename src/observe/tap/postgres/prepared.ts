import { remember } from "../remembered.ts";
import type { Request } from "./requests.ts";
import type { SentValues } from "./values.ts";

/** A statement as it was prepared. */
export interface Statement {
  readonly text: string;
  readonly cut: boolean;
  /** OIDs of the types of its values, as far as they are known. */
  readonly types: readonly number[];
}

/** A statement with the values that it is to run with. */
export interface Portal {
  readonly statement: Statement;
  readonly values: SentValues;
}

/** The statements and portals that a database has for one connection. */
export interface Prepared {
  statement(name: string): Statement;
  portal(name: string): Portal;
  prepare(request: Extract<Request, { kind: "parse" }>): void;
  open(request: Extract<Request, { kind: "bind" }>): void;
  /** The database told the types of a statement's values. */
  describe(name: string, types: readonly number[]): void;
  close(of: "statement" | "portal", name: string): void;
  /** A transaction ended, and its portals with it. */
  closePortals(): void;
}

export const noValues: SentValues = { values: [], cut: false };
/** Made by other means than the protocol, or forgotten: its text is not known. */
const unknown: Statement = { text: "", cut: true, types: [] };
const unknownPortal: Portal = { statement: unknown, values: noValues };

/** Nothing prepared yet. */
export function openPrepared(): Prepared {
  const statements = remember<Statement>();
  const portals = remember<Portal>();
  const statement = (name: string): Statement => statements.get(name) ?? unknown;
  return {
    statement,
    portal: (name) => portals.get(name) ?? unknownPortal,
    prepare({ name, text, cut, types }) {
      statements.set(name, { text, cut, types }, text.length + name.length);
    },
    open(request) {
      const { values } = request;
      let bytes = request.portal.length;
      for (const value of values.values) bytes += value?.length ?? 0;
      portals.set(request.portal, { statement: statement(request.statement), values }, bytes);
    },
    describe(name, types) {
      const known = statements.get(name);
      if (known === undefined) return;
      statements.set(name, { text: known.text, cut: known.cut, types }, known.text.length + name.length);
    },
    close(of, name) {
      (of === "statement" ? statements : portals).delete(name);
    },
    closePortals: portals.clear,
  };
}
