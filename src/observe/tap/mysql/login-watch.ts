import type { PipeEnded } from "../pipe.ts";
import type { ReplyPacket } from "./reply-packet.ts";
import { answer } from "./wire.ts";

/** Follows how a client logs in, to say what kept it from doing so. */
export interface LoginWatch {
  /** The database has told what it can do. */
  greeted(): void;
  /** The database wants to know something. */
  heard(question: ReplyPacket): void;
  /** The client said something. */
  said(): void;
  /** The connection ended before the database let the client in. */
  ended(by: PipeEnded["by"], lastWords: string | undefined): void;
}

/** Tells `trouble` what cannot be carried, with the setting to change. Credentials are not looked at. */
export function watchLogin(overTls: boolean, trouble: (text: string) => void): LoginWatch {
  /** What a client that leaves now has not taken. */
  let unanswered: string | undefined;
  return {
    greeted() {
      unanswered = needsTls;
    },
    said() {
      unanswered = undefined;
    },
    heard(question) {
      const head = question.head();
      if (question.first === answer.moreData && head[1] === fullAuthentication && question.length === 2) {
        unanswered = needsPublicKey;
        if (!overTls) return;
        unanswered = undefined;
        trouble(needsPasswordOverTls);
      } else if (question.first === answer.eof) {
        unanswered = `the client left when the database asked for authentication by ${pluginOf(head)}, which may need TLS: give that database user another authentication plugin, such as mysql_native_password`;
      }
    },
    ended(by, lastWords) {
      if (!overTls && lastWords !== undefined && /insecure transport/i.test(lastWords)) trouble(databaseWantsTls);
      if (by === "server" && unanswered !== undefined) trouble(unanswered);
    },
  };
}

/** caching_sha2_password: the database does not remember the password. */
const fullAuthentication = 4;

const needsTls =
  "the client left after the database's greeting, as one does that insists on TLS, which the tap declines: turn TLS off in the server's database settings (ssl, sslmode or ssl-mode, useSSL; --skip-ssl)";
const needsPublicKey =
  "the client left when caching_sha2_password asked for the whole password: let it ask the database for its public key (allowPublicKeyRetrieval=true, get-server-public-key), or log in once without the tap, so that the database remembers the password";
const needsPasswordOverTls =
  "caching_sha2_password asks for the whole password, which the tap cannot carry from a client without TLS to a database with it: log in once without the tap, so that the database remembers the password, or take TLS out of the database URL of the tap";
const databaseWantsTls =
  "the database refuses connections without TLS: add ssl=true to the database URL that the tap is given";

function pluginOf(head: Buffer): string {
  const end = head.indexOf(0, 1);
  const name = head.toString("latin1", 1, end === -1 ? head.length : end);
  return /^[\w-]{1,64}$/.test(name) ? name : "an unnamed plugin";
}
