import type { Evidence } from "../../../src/model/check.ts";
import type { Exchange } from "../../../src/model/exchange.ts";
import type { Random } from "../../../src/model/ports.ts";
import { replyText } from "../../../src/model/reply.ts";
import { showsComputed } from "../../../src/oracle/computed.ts";
import type { DialectName } from "../../../src/payloads/sql/dialects.ts";
import { isRefusal } from "./refusal.ts";
import type { StatementRunner } from "./statement-runner.ts";
import type { Written } from "./written.ts";

/** A way to have the database write a file. */
interface FileWay {
  readonly name: string;
  /** What the way disguises; absent where it disguises nothing. */
  readonly plain?: string;
  readonly dialect: DialectName;
  /** `file` gives the name as a literal between these quotes. */
  readonly statement: (file: (quote: string) => string) => string;
  /** True where the rest of the check hides whole statements in the same way, when more than one can be sent. */
  readonly single?: true;
}

const intoOutfile = "into-outfile";

const ways: readonly FileWay[] = [
  { name: intoOutfile, dialect: "mysql", statement: (file) => `SELECT 1 INTO OUTFILE ${file("'")}` },
  { name: "into-dumpfile", dialect: "mysql", statement: (file) => `SELECT 1 INTO DUMPFILE ${file("'")}` },
  ...[
    { name: "comment-for-a-space", statement: (file: Quoted) => `SELECT 1 INTO/**/OUTFILE ${file("'")}` },
    { name: "version-comment", statement: (file: Quoted) => `SELECT 1 /*!50000 INTO OUTFILE ${file("'")} */` },
    { name: "mariadb-comment", statement: (file: Quoted) => `SELECT 1 /*M!50000 INTO OUTFILE ${file("'")} */` },
    { name: "double-dash", statement: (file: Quoted) => `SELECT 5--1 INTO OUTFILE ${file("'")}` },
    { name: "dashes-in-a-string", statement: (file: Quoted) => `SELECT '--' INTO OUTFILE ${file("'")}` },
    { name: "comment-in-a-string", statement: (file: Quoted) => `SELECT '/*' INTO OUTFILE ${file('"')} -- */` },
    { name: "quote-in-a-name", statement: (file: Quoted) => `SELECT 1 AS \`'\` INTO OUTFILE ${file('"')} -- '` },
    {
      name: "backslash",
      statement: (file: Quoted) => `SELECT '\\'' INTO OUTFILE ${file('"')} -- '`,
      single: true as const,
    },
    {
      name: "hash-comment",
      statement: (file: Quoted) => `SELECT 1 # '\nINTO OUTFILE ${file('"')} # '`,
      single: true as const,
    },
  ].map(({ name, ...way }) => ({
    ...way,
    name: `${intoOutfile}-${name}`,
    plain: intoOutfile,
    dialect: "mysql" as const,
  })),
  { name: "copy-to", dialect: "postgres", statement: (file) => `COPY (SELECT 1) TO ${file("'")}` },
  {
    name: "select-then-copy-to",
    plain: "copy-to",
    dialect: "postgres",
    statement: (file) => `SELECT 1; COPY (SELECT 1) TO ${file("'")}`,
  },
  { name: "vacuum-into", dialect: "sqlite", statement: (file) => `VACUUM INTO ${file("'")}` },
];

type Quoted = (quote: string) => string;

/**
 * Has the database try to write a file that cannot be made, so that nothing is left: its error then names the file, and in
 * it a word that the request holds in a spelling which only the database's own parser reads.
 */
export async function writeFiles(runner: StatementRunner, seesSecondResult: boolean): Promise<void> {
  const { dialect, random, run, wants, promised } = runner;
  for (const { name, plain, statement, single, dialect: of } of ways) {
    const compared = !promised && plain === undefined;
    if (of !== dialect.name || (!wants(name) && !compared) || (single && seesSecondResult)) continue;
    const word = spellable(random);
    const exchange = await run(statement(fileNames[of](word)), {
      role: compared ? "control" : "attack",
      label: `file:${name}`,
      facts: { word },
    });
    if (triedTheFile(exchange)) return;
  }
}

/** What the evidence shows; pure. Where nothing was promised, only what is refused without a disguise counts. */
export function findWrittenFile({ exchanges }: Evidence, promised: boolean): Written | undefined {
  for (const way of ways) {
    const attack = exchanges.find(({ label }) => label === `file:${way.name}`);
    if (attack === undefined || !triedTheFile(attack)) continue;
    const plain = exchanges.find(({ label }) => label === `file:${way.plain ?? ""}`);
    const plainRefused = plain !== undefined && !triedTheFile(plain) && isRefusal(plain.reply);
    if (!promised && !plainRefused) return undefined;
    const refused = plainRefused ? `, while a plain "${way.plain}" is refused` : "";
    return {
      technique: way.name,
      proof: [attack.id, ...(plain === undefined ? [] : [plain.id])],
      because: `the database tried to write a file by "${way.name}": its error names the file, in letters that the request holds escaped${refused}`,
      certain: true,
    };
  }
  return undefined;
}

/** True when the database's complaint about the file came back: any other refusal means that it never got as far. */
function triedTheFile(exchange: Exchange): boolean {
  const says = /can'?t create|could not open file|unable to open|errcode|errno|too long|no such file/i;
  return showsComputed(exchange, String(exchange.facts.word)) && says.test(replyText(exchange.reply));
}

/** Letters that no dialect reads as something else after a backslash. */
function spellable(random: Random): string {
  return random.word(10).replaceAll(/[^acdefghijklmopqsuvwxy]/g, "q");
}

/** Longer than any file system takes for one name: MariaDB does not get to the name where the folder is missing. */
const tooLong = "g".repeat(270);

const fileNames: Readonly<Record<DialectName, (word: string) => Quoted>> = {
  mysql: (word) => (quote) => `${quote}/gauntlet_${word.replaceAll(/./g, "\\$&")}_${tooLong}${quote}`,
  postgres: (word) => () => `E'/gauntlet_folder/${codes(word, (code) => `\\x${code.toString(16)}`).join("")}'`,
  sqlite: (word) => () => `'/gauntlet_folder/'||char(${codes(word, String).join(",")})`,
  sqlserver: (word) => () => `'${word}'`,
};

function codes(word: string, each: (code: number) => string): readonly string[] {
  return [...word].map((letter) => each(letter.codePointAt(0) ?? 0));
}
