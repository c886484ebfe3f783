import type { Redactor } from "../connect/record/redact.ts";
import type { EventSink } from "../model/event.ts";
import { redactFields } from "./redact-fields.ts";

/** The same sink, but every event is redacted before it gets there. */
export function redactedEmit(redactor: Redactor, emit: EventSink): EventSink {
  return (event) => emit(redactFields(event, redactor));
}
