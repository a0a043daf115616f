import { z } from "zod";
import { AppError } from "@/lib/http/problem";

/**
 * The id in a route's address.
 *
 * @throws AppError `not_found` when it cannot be an id at all
 */
export function routeId(params: { readonly id: string }): string {
  const { success } = z.uuid().safeParse(params.id);
  if (!success) throw notFound();
  return params.id;
}

export function notFound(): AppError {
  return new AppError("not_found", "There is no such thing, or it is not yours.");
}
