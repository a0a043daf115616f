import { describe, expect, test } from "vitest";
import { AppError } from "@/lib/http/problem";
import { translateDynamoError } from "@/lib/platform/dynamodb";

function awsError(name: string, more: object = {}): Error {
  return Object.assign(new Error(name), { name }, more);
}

describe("translateDynamoError", () => {
  test.each([
    ["throttling", awsError("ThrottlingException")],
    ["exceeded throughput", awsError("ProvisionedThroughputExceededException")],
    ["an engine that is away", awsError("Error", { code: "ECONNREFUSED" })],
    ["a call that takes too long", awsError("TimeoutError")],
    ["an error on the engine's side", awsError("SomethingNew", { $metadata: { httpStatusCode: 503 } })],
    [
      "a transaction cancelled by throttling",
      awsError("TransactionCanceledException", {
        CancellationReasons: [{ Code: "None" }, { Code: "ThrottlingError" }],
      }),
    ],
  ])("turns %s into 503 with a time to retry after, and keeps the cause", (_what, error) => {
    const translated = translateDynamoError(error);
    expect(translated).toBeInstanceOf(AppError);
    expect(translated).toMatchObject({ status: 503, details: { retryAfterSeconds: 2 }, cause: error });
  });

  test.each([
    [
      "a failed condition",
      awsError("ConditionalCheckFailedException", { $metadata: { httpStatusCode: 400 } }),
    ],
    [
      "a transaction cancelled by a condition",
      awsError("TransactionCanceledException", { CancellationReasons: [{ Code: "ConditionalCheckFailed" }] }),
    ],
    ["a mistake of ours", new TypeError("x is undefined")],
    ["something that is no error", "text"],
  ])("returns %s as it came", (_what, error) => {
    expect(translateDynamoError(error)).toBe(error);
  });
});
