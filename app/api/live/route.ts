import { handle } from "@/lib/http/handle";
import { parse } from "@/lib/http/parse";
import { AppError } from "@/lib/http/problem";
import { arrivalsIn, onArrivals, openSubscriptions } from "@/lib/read-model/live-arrivals";
import { liveRequest } from "@/lib/read-model/map-request";

const BEAT_MS = 20_000;
const MAX_SUBSCRIPTIONS = 2_000;

/** `GET /api/live?bbox=`: server-sent events `arrivals` (new reports in the box) and `changed` (counts moved). */
export const GET = handle(async (request, { runtime }) => {
  const { bbox } = parse(liveRequest, Object.fromEntries(new URL(request.url).searchParams));
  if (openSubscriptions() >= MAX_SUBSCRIPTIONS) {
    throw new AppError("unavailable", "Too many live views are open. Try again later.", {
      retryAfterSeconds: 30,
    });
  }
  const encoder = new TextEncoder();
  const cleanUps: (() => void)[] = [];
  let open = true;
  /** Once, whoever is first: the client that goes away while the subscription is still being made among them. */
  const close = () => {
    open = false;
    for (const cleanUp of cleanUps.splice(0)) cleanUp();
  };
  const stream = new ReadableStream<Uint8Array>({
    async start(controller) {
      const send = (text: string) => {
        if (open) controller.enqueue(encoder.encode(text));
      };
      request.signal.addEventListener("abort", () => {
        if (open) controller.close();
        close();
      });
      send("retry: 3000\n\n");
      const unsubscribe = await onArrivals(runtime.sql, (arrivals) => {
        const seen = arrivalsIn(bbox, arrivals);
        send(
          seen.length > 0
            ? `event: arrivals\ndata: ${JSON.stringify(seen)}\n\n`
            : "event: changed\ndata: {}\n\n",
        );
      });
      const beat = setInterval(() => send(": beat\n\n"), BEAT_MS);
      cleanUps.push(unsubscribe, () => clearInterval(beat));
      if (!open || request.signal.aborted) close();
    },
    cancel: close,
  });
  return new Response(stream, {
    headers: {
      "Content-Type": "text/event-stream",
      "Cache-Control": "no-cache, no-transform",
      "X-Accel-Buffering": "no",
    },
  });
});
