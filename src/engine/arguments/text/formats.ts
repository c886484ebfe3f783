/** One text of a format, and what a text of that format looks like. */
interface Format {
  readonly text: string;
  readonly shape: RegExp;
}

const day = String.raw`\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])`;
const clock = String.raw`(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:z|[+-]\d\d(?::?\d\d)?)`;
const host = String.raw`(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*`;
const byte = String.raw`(?:25[0-5]|2[0-4]\d|1?\d?\d)`;
const uri: Format = { text: "https://example.com/", shape: /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i };
const reference: Format = { text: "https://example.com/", shape: /^[^\s<>"{}|\\^`]*$/ };
const email: Format = { text: "gauntlet@example.com", shape: /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]+(?:\.[\w-]+)*$/ };
const hostname: Format = { text: "example.com", shape: new RegExp(`^${host}$`, "i") };
const bytes: Format = {
  text: "Z2F1bnRsZXQ=",
  shape: /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
};

/** The formats that JSON Schema names, and those that common schema libraries add. */
export const formats: ReadonlyMap<string, Format> = new Map(
  Object.entries({
    date: { text: "2026-01-15", shape: new RegExp(`^${day}$`) },
    time: { text: "12:00:00Z", shape: new RegExp(`^${clock}$`, "i") },
    "date-time": { text: "2026-01-15T12:00:00Z", shape: new RegExp(`^${day}[t ]${clock}$`, "i") },
    duration: {
      text: "P1D",
      shape: /^P(?!$)(?:\d+W|(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?)$/,
    },
    email,
    "idn-email": email,
    hostname,
    "idn-hostname": hostname,
    ipv4: { text: "192.0.2.1", shape: new RegExp(`^(?:${byte}\\.){3}${byte}$`) },
    ipv6: { text: "2001:db8::1", shape: /^[0-9a-f:]{2,39}(?:(?<=:)\d+(?:\.\d+){3})?$/i },
    uri,
    url: uri,
    iri: uri,
    "uri-reference": reference,
    "iri-reference": reference,
    "uri-template": { text: "https://example.com/{id}", shape: /^(?:[^\s<>"{}|\\^`]|\{[^{}\s]+\})*$/ },
    uuid: {
      text: "3f2a1c9e-6f0b-4f6e-9a3d-2b1c0d9e8f70",
      shape: /^(?:urn:uuid:)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
    },
    "json-pointer": { text: "/id", shape: /^(?:\/(?:[^~/]|~[01])*)*$/ },
    "relative-json-pointer": { text: "0/id", shape: /^(?:0|[1-9]\d*)(?:#|(?:\/(?:[^~/]|~[01])*)*)$/ },
    regex: { text: "gauntlet", shape: /^[\w .-]*$/ },
    byte: bytes,
    base64: bytes,
    base64url: { text: "Z2F1bnRsZXQ", shape: /^[\w-]*$/ },
    binary: { text: "gauntlet", shape: /^/ },
    password: { text: "gauntlet", shape: /^/ },
    cuid: { text: "cjld2cjxh0000qzrmn831i7rn", shape: /^c[^\s-]{8,}$/i },
    cuid2: { text: "tz4a98xxat96iws9zmbrgj3a", shape: /^[0-9a-z]+$/ },
    ulid: { text: "01ARZ3NDEKTSV4RRFFQ69G5FAV", shape: /^[0-9A-HJKMNP-TV-Z]{26}$/i },
    nanoid: { text: "V1StGXR8_Z5jdHi6B-myT", shape: /^[\w-]{21}$/ },
    e164: { text: "+14155550100", shape: /^\+[1-9]\d{6,14}$/ },
    cidrv4: { text: "192.0.2.0/24", shape: /^[\d.]{7,15}\/\d\d?$/ },
    cidrv6: { text: "2001:db8::/32", shape: /^[0-9a-f:]+\/\d{1,3}$/i },
  } satisfies Record<string, Format>),
);
