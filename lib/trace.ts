import "server-only";
import { type Attributes, type Span, SpanStatusCode, trace } from "@opentelemetry/api";
import { Fault } from "#lib/errors.ts";

/** How something ended, in one word for metrics and traces: "done", a Fault's code, or "bug". */
export const outcomeOf = (error: unknown): string => (error instanceof Fault ? error.code : "bug");

/** Name of the tracer, by which the exporter knows the console's own spans. */
export const tracerName = "lifeguard";

/**
 * Runs `work` inside a span, which is nothing at all unless traces are exported.
 * @param attributes no user's name, address or sub among them
 */
export const spanned = <T>(name: string, attributes: Attributes, work: (span: Span) => Promise<T>): Promise<T> =>
  trace.getTracer(tracerName).startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await work(span);
    } catch (error) {
      span.setAttribute("lifeguard.outcome", outcomeOf(error));
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
