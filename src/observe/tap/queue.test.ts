import fc from "fast-check";
import { expect, it } from "vitest";
import { Queue } from "./queue.ts";

it("does what an array does", () => {
  const step = fc.oneof(
    fc.integer({ min: 1, max: 9 }),
    fc.constant("shift" as const),
    fc.constant("dropLast" as const),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const queue = new Queue<number>();
      const model: number[] = [];
      for (const one of steps) {
        if (one === "shift") {
          queue.shift();
          model.shift();
        } else if (one === "dropLast") {
          queue.dropLast((value) => value > 4);
          while ((model.at(-1) ?? 0) > 4) model.pop();
        } else {
          queue.push(one);
          model.push(one);
        }
        expect([queue.size, queue.first, queue.waiting()]).toEqual([model.length, model[0], model]);
      }
    }),
  );
});
