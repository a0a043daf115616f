import { translateDynamoError } from "./dynamodb";

/**
 * Runs a DynamoDB call. Throttling and outages, which the client has already retried, become an AppError
 * `unavailable` (503); a failed condition and everything else pass as they came.
 */
export async function translated<Output>(call: Promise<Output>): Promise<Output> {
  try {
    return await call;
  } catch (error) {
    throw translateDynamoError(error);
  }
}
