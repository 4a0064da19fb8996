import "server-only";
import type { Attributes } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import {
  BatchSpanProcessor,
  NodeTracerProvider,
  type ReadableSpan,
  type SpanExporter,
} from "@opentelemetry/sdk-trace-node";
import { log } from "#lib/log.ts";
import { tracerName } from "#lib/trace.ts";

// Loaded only when traces are configured.

/** What may leave of Next's own spans: the others hold addresses with what was searched for. */
const harmless = ["http.method", "http.route", "http.status_code", "next.route", "next.span_type", "next.rsc"];

const routeOf = ({ "http.method": method, "http.route": route, "next.route": page }: Attributes): string =>
  [method, route ?? page].filter(Boolean).join(" ");

/** A span of Next's without texts of errors, and named by its kind and route, where Next's name may be an address. */
function withoutAddresses(span: ReadableSpan): ReadableSpan {
  const kept = Object.entries(span.attributes).filter(([name]) => harmless.includes(name));
  const kind = String(span.attributes["next.span_type"] ?? "Next");
  return Object.create(span, {
    name: { value: `${kind} ${routeOf(span.attributes)}`.trim() },
    attributes: { value: Object.fromEntries(kept) },
    events: { value: [] },
    status: { value: { code: span.status.code } },
  });
}

const clean = (span: ReadableSpan): ReadableSpan =>
  span.instrumentationScope.name === tracerName ? span : withoutAddresses(span);

/**
 * Sends spans to a collector by OTLP over HTTP, in batches. Variables that OpenTelemetry itself defines, such as the headers of the
 * exporter, are read by it.
 * @returns sends what is left, and stops
 */
export function exportTraces(endpoint: string, service: string): () => Promise<void> {
  const otlp = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, "")}/v1/traces` });
  let failing = false;
  const exporter: SpanExporter = {
    export: (spans, done) =>
      otlp.export(spans.map(clean), (result) => {
        // Said once, and not every few seconds.
        if (result.error && !failing) log.warn("The collector does not take the traces", { error: result.error });
        failing = result.error !== undefined;
        done(result);
      }),
    forceFlush: () => otlp.forceFlush(),
    shutdown: () => otlp.shutdown(),
  };
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ "service.name": service }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  provider.register();
  return () => provider.shutdown().catch((error) => log.warn("The last traces could not be sent", { error }));
}
