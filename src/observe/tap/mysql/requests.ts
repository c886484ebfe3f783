import { type Commands, openCommands } from "./commands.ts";
import type { Conversation } from "./conversation.ts";
import { emptyDraft } from "./draft.ts";
import type { TakePiece } from "./framer.ts";
import { type Offer, offerOf } from "./greeting.ts";
import { type Intake, openIntake } from "./intake.ts";
import type { LoginWatch } from "./login-watch.ts";
import type { Reading } from "./reading.ts";
import { openArrival } from "./replies.ts";
import { readSession } from "./session.ts";
import { Unreadable } from "./unreadable.ts";

/**
 * Takes what a client sends, which begins with its answer to the database's greeting. Passwords and the content of files are
 * passed over.
 */
export function openRequests(conversation: Conversation, watch: LoginWatch, now: () => number): TakePiece {
  let offer: Offer | undefined;
  let commands: Commands | undefined;
  /** Reads the packet that passes now. */
  let intake: Intake | undefined;

  const readAnswer = function* (offered: Offer): Reading<void> {
    commands = openCommands(yield* readSession(offered), conversation, watch.heard, now);
  };

  /** A packet begins. Gives where its content starts. */
  const open = (chunk: Buffer, start: number, end: number, sequence: number): number => {
    intake = undefined;
    if (commands === undefined) {
      watch.said();
      if (offer === undefined) throw new Unreadable("a client that speaks first");
      intake = openIntake(readAnswer(offer));
      return start;
    }
    if (sequence > 0) {
      if (!conversation.waits()) throw new Unreadable("a packet out of order from the client");
      watch.said();
      return end;
    }
    intake = commands.begin(start < end ? chunk[start] : undefined);
    return start + 1;
  };

  const greeted = (greeting: Buffer) => {
    offer = offerOf(greeting);
    if (offer === undefined) throw new Unreadable("a greeting that is not of MySQL's protocol 10");
    watch.greeted();
  };
  conversation.ask({
    reply: openArrival(greeted, watch.heard),
    noted: "never",
    draft: emptyDraft(),
    atMs: now(),
    intake: undefined,
  });

  return (chunk, start, end, first, last, sequence) => {
    if (conversation.sendsFile) {
      if (first && last && start === end) conversation.fileEnded();
      return;
    }
    if (first && last && sequence === 0 && commands?.whole(chunk, start, end) === true) return;
    const from = first ? open(chunk, start, end, sequence) : start;
    intake?.give(chunk, from, end, last);
    if (last) commands?.passed();
  };
}
