import { networkOf } from "@/lib/abuse/network";
import { countAttempt } from "@/lib/accounts/attempt-limits";
import { requireSameOrigin } from "@/lib/accounts/same-origin";
import { verifyEmail, verifyEmailInput } from "@/lib/accounts/verify-email";
import { handle } from "@/lib/http/handle";
import { json } from "@/lib/http/json";
import { parse } from "@/lib/http/parse";
import { readJson } from "@/lib/http/read-json";

export const POST = handle(async (request, { runtime }) => {
  requireSameOrigin(request, runtime.env);
  const { token } = parse(verifyEmailInput, await readJson(request));
  await countAttempt(runtime, { action: "use_token", network: networkOf(request, runtime.env) });
  await verifyEmail(runtime, { token });
  return json({ message: "The address is confirmed. Sign in." });
});
