import { type Pattern, patternDetector } from "./pattern-detector.ts";

/** `holding`: what every match holds, where that is looked for faster than the pattern. */
type Messages = readonly (readonly [product: string, source: string, holding?: string])[];

/** The words that a pattern begins with, none of them optional. */
const beginning = /^(?:\\b)?(?<words>[A-Za-z][\w ]{3,})(?![\w ?*+{|])/;

/** Messages that name a table, a column, a constraint or a user. */
const naming: Messages = [
  [
    "PostgreSQL",
    String.raw`(?:relation|column|schema|function|operator|role|database|type) "?[^"\n]{1,120}"? does not exist`,
    "does not exist",
  ],
  ["PostgreSQL", String.raw`duplicate key value violates unique constraint "[^"\n]{1,120}"`],
  ["PostgreSQL", String.raw`violates (?:foreign key|not-null|check|exclusion) constraint(?: "[^"\n]{1,120}")?`],
  ["PostgreSQL", String.raw`null value in column "[^"\n]{1,120}"`],
  ["PostgreSQL", String.raw`permission denied for (?:table|relation|schema|sequence|database|function) [^\s]{1,120}`],
  ["PostgreSQL", String.raw`password authentication failed for user "[^"\n]{1,120}"`],
  ["MySQL", String.raw`Unknown column '[^'\n]{1,120}' in '[^'\n]{1,60}'`],
  ["MySQL", String.raw`Table '[^'\n]{1,160}' doesn't exist`],
  ["MySQL", String.raw`Duplicate entry '[^'\n]{0,160}' for key '[^'\n]{1,120}'`],
  ["MySQL", String.raw`Access denied for user '[^'\n]{0,80}'@'[^'\n]{0,120}'`],
  ["SQLite", String.raw`\bno such (?:table|column): [\w.]{1,120}`],
  ["SQLite", String.raw`\b(?:UNIQUE|NOT NULL|FOREIGN KEY|CHECK) constraint failed: [\w., ]{1,160}`],
  ["SQL Server", String.raw`Invalid (?:column|object) name '[^'\n]{1,120}'`],
  ["MongoDB", String.raw`\bE11000 duplicate key error collection: [\w.]{1,120}`],
];

/** Messages and classes that say what the server is built on. */
const sounding: Messages = [
  ["PostgreSQL", "invalid input syntax for (?:type )?[a-z ]{3,40}"],
  ["PostgreSQL", String.raw`syntax error at or near ["'][^"'\n]{1,120}`],
  ["PostgreSQL", String.raw`(?:value|integer|numeric|bigint|smallint)[^\n]{0,60} out of range`, " out of range"],
  ["PostgreSQL", "remaining connection slots are reserved"],
  ["PostgreSQL", String.raw`invalid byte sequence for encoding "[^"\n]{1,40}"`],
  ["PostgreSQL", "unsupported Unicode escape sequence"],
  ["MySQL", "You have an error in your SQL syntax"],
  ["MySQL", String.raw`\b(?:ER_[A-Z_]{4,60}|errno: 1\d{3}\b)`],
  ["SQLite", "SQLITE_[A-Z_]{3,40}"],
  ["SQLite", String.raw`near "[^"\n]{0,80}": syntax error`],
  ["SQL Server", "(?:Unclosed quotation mark after|Incorrect syntax near|Conversion failed when converting)"],
  ["Oracle", String.raw`\bORA-\d{5}\b`],
  ["MongoDB", String.raw`\bMongo(?:Server|Network|Bulk\w{0,12}|ServerSelection)?Error\b`],
  ["SQL", String.raw`\bSQLSTATE\[?[0-9A-Z]{5}\]?`],
  [
    "Python driver",
    String.raw`\b(?:psycopg2?|asyncpg|pymysql|sqlalchemy|sqlite3|MySQLdb|cx_Oracle|pyodbc|aiomysql|redis)\.(?:exc|err|errors?|exceptions)\.\w{3,60}`,
  ],
  ["Python driver", String.raw`\b(?:sqlalchemy\.exc\.\w{3,60}|sqlite3\.(?:Operational|Integrity|Programming)Error)`],
  [
    "JDBC or .NET",
    String.raw`\b(?:org\.postgresql\.util|com\.mysql\.c?j?\.?jdbc|java\.sql|org\.hibernate|System\.Data\.SqlClient|Microsoft\.Data\.SqlClient|Npgsql)\.\w{3,80}`,
  ],
  [
    "mapper",
    String.raw`\b(?:PrismaClient(?:KnownRequest|UnknownRequest|Initialization|Validation)Error|QueryFailedError|Sequelize\w{0,40}Error|KnexTimeoutError|PDOException|ActiveRecord::\w{3,40}|pgx?: |pq: )`,
  ],
];

/** What databases, their drivers and mappers say when they fail, in words that nobody else uses. */
export const findDriverMessages = patternDetector(
  "driver-message",
  /relation|column|constraint|syntax|no such|table|unknown|sqlstate|ora-|duplicate|exception|error|psycopg|sqlalchemy|prisma|mongo|denied|authentication/i,
  [...patterns(naming, true), ...patterns(sounding, false)],
);

function patterns(messages: Messages, verified: boolean): Pattern[] {
  return messages.map(([product, source, holding]) => ({
    what: `an error message of ${product}`,
    pattern: new RegExp(source, "g"),
    verified,
    holding: holding ?? beginning.exec(source)?.groups?.words ?? "",
  }));
}
