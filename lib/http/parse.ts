import type { z } from "zod";
import { AppError, type FieldError } from "./problem";

/**
 * `input` checked by `schema`.
 *
 * @throws AppError `invalid`, naming every bad field
 */
export function parse<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input, { reportInput: true });
  if (result.success) return result.data;
  throw invalid(result.error.issues.flatMap(fieldErrors));
}

/** The AppError for one or more bad fields. */
export function invalid(errors: readonly FieldError[]): AppError {
  const names = [...new Set(errors.map(({ path }) => path))].filter((path) => path !== "");
  const detail = names.length === 0 ? "The input is not valid." : `Not valid: ${names.join(", ")}.`;
  return new AppError("invalid", detail, { errors });
}

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  const path = issue.path.map(String);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ path: [...path, key].join("."), message: "Unknown field" }));
  }
  if (issue.code === "invalid_type" && issue.input === undefined) {
    return [{ path: path.join("."), message: "Required" }];
  }
  return [{ path: path.join("."), message: issue.message }];
}
