import { handle } from "@/lib/http/handle";
import { AppError } from "@/lib/http/problem";

const answer = handle<{ path: string[] }>((_request, { params }) => {
  throw new AppError("not_found", `There is nothing at /api/${params.path.join("/")}.`);
});

/** Every path under `/api` that no other route serves. */
export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT };
