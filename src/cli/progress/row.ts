import type { ListrTask } from "listr2";

/** One line of the live view: pushed from outside, where listr2 wants to pull. */
export interface Row {
  readonly task: ListrTask;
  readonly finished: boolean;
  /** Replaces what the line says. */
  title(text: string): void;
  /** Shows a second line below, as long as the row is not finished. */
  note(text: string): void;
  finish(): void;
}

/** Makes a row; what is said before listr2 draws it is kept. */
export function makeRow(first: string): Row {
  const state = { title: first, note: "", finished: false };
  const end = new AbortController();
  let show = () => undefined as unknown;
  const ended = new Promise<void>((resolve) => {
    end.signal.addEventListener("abort", () => resolve());
  });
  return {
    task: {
      title: first,
      task: async (_, wrapper) => {
        show = () => {
          wrapper.title = state.title;
          if (state.note !== "") wrapper.output = state.note;
        };
        show();
        await ended;
      },
    },
    get finished() {
      return state.finished;
    },
    title(text) {
      state.title = text;
      show();
    },
    note(text) {
      state.note = text;
      show();
    },
    finish() {
      state.finished = true;
      end.abort();
    },
  };
}
