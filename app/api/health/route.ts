import { handle } from "@/lib/http/handle";
import { json } from "@/lib/http/json";

export const dynamic = "force-dynamic";

/** The process answers. Whether its stores do is `/api/ready`'s question. */
export const GET = handle(() => json({ status: "ok", uptime_seconds: Math.floor(process.uptime()) }));
