import fc from "fast-check";

/** A text as a server would write it with a secret in it, and the part of it that nobody may see. */
export interface WrittenSecret {
  readonly text: string;
  readonly secret: string;
}

const of = (signs: string, least: number, most = least): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...signs), minLength: least, maxLength: most });
const upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const digits = "0123456789";
const letters = `${upper}${upper.toLowerCase()}`;
const base64url = `${letters}${digits}-_`;
/** Long enough not to stand in a text by chance. */
const password = of(`${letters}${digits}!$*()+,;=.~-`, 12, 24).map((word) => `Zq7${word}`);

const url = fc
  .record({
    scheme: fc.constantFrom("postgres", "postgresql", "mysql", "mongodb+srv", "redis", "amqp", "https", "jdbc:mysql"),
    user: of(letters.toLowerCase(), 1, 10),
    password,
    host: fc.constantFrom("db.internal", "10.0.0.7:5432", "localhost", "cache-1:6379/0"),
  })
  .map(({ scheme, user, password: secret, host }) => ({ text: `${scheme}://${user}:${secret}@${host}/main`, secret }));

const assigned = fc
  .record({
    name: fc.constantFrom("password", "PGPASSWORD", "api_key", "apiKey", "client_secret", "access_token", "pwd"),
    how: fc.constantFrom("=", ": ", '="', "='"),
    value: of(`${letters}${digits}+/_.-`, 16, 30),
  })
  .map(({ name, how, value }) => ({ text: `${name}${how}${value}${/["']$/.exec(how)?.[0] ?? ""}`, secret: value }));

const key = (start: string, signs: string, length: number) =>
  of(signs, length).map((rest) => ({ text: `${start}${rest}`, secret: rest }));

const jwt = fc
  .record({ payload: of(base64url, 20, 60), signature: of(base64url, 43) })
  .map(({ payload, signature }) => ({ text: `eyJhbGciOiJIUzI1NiJ9.${payload}.${signature}`, secret: payload }));

const privateKey = fc
  .record({ kind: fc.constantFrom("", "RSA ", "EC ", "OPENSSH "), body: of(`${letters}${digits}+/`, 60, 120) })
  .map(({ kind, body }) => ({
    text: `-----BEGIN ${kind}PRIVATE KEY-----\n${body.slice(0, 40)}\n${body.slice(40)}\n-----END ${kind}PRIVATE KEY-----`,
    secret: body.slice(0, 40),
  }));

/** Secrets of every form that is known, made up. */
export const anySecret: fc.Arbitrary<WrittenSecret> = fc.oneof(
  url,
  assigned,
  jwt,
  privateKey,
  key("AKIA", `${upper}${digits}`, 16),
  key("ghp_", `${letters}${digits}`, 36),
  key("xoxb-", `${letters}${digits}`, 40),
  key("sk_live_", `${letters}${digits}`, 24),
  key("AIza", base64url, 35),
  key("sk-proj-", `${letters}${digits}`, 40),
  key("Bearer ", `${letters}${digits}`, 40),
);
