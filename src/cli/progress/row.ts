import type { ListrTask } from "listr2";

/** One line of the live view: pushed from outside, where listr2 wants to pull. */
export interface Row {
  readonly task: ListrTask;
  readonly finished: boolean;
  /** Replaces what the line says. */
  title(text: string): void;
  /** Shows a second line below, as long as the row is not finished. */
  note(text: string): void;
  /** Ends the row with a tick, or with a cross when it is `bad`. */
  finish(bad: boolean): void;
}

/** Makes a row; what is said before listr2 draws it is kept, what is said after it is finished is not: the drawing is over then. */
export function makeRow(first: string): Row {
  const state = { title: first, note: "", finished: false };
  let draw = () => undefined as unknown;
  const show = ({ title, note }: { title: string; note: string }) => {
    Object.assign(state, { title, note });
    draw();
  };
  let settle = (_: boolean) => undefined as unknown;
  const ended = new Promise<boolean>((resolve) => {
    settle = resolve;
  });
  return {
    task: {
      title: first,
      task: async (_, wrapper) => {
        draw = () => {
          wrapper.title = state.title;
          if (state.note !== "") wrapper.output = state.note;
        };
        draw();
        // listr2 draws a cross for what throws
        if (await ended) throw new Error(state.title);
      },
    },
    get finished() {
      return state.finished;
    },
    title(text) {
      if (!state.finished) show({ ...state, title: text });
    },
    note(text) {
      if (!state.finished) show({ ...state, note: text });
    },
    finish(bad) {
      state.finished = true;
      settle(bad);
    },
  };
}
