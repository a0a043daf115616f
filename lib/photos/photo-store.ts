/** Where photos are kept: S3 in production, a folder otherwise. One photo a report, under the report's id. */
export interface PhotoStore {
  readonly put: (reportId: string, webp: Uint8Array) => Promise<void>;
  /** The photo's WebP bytes, or null when there is none. */
  readonly get: (reportId: string) => Promise<Uint8Array | null>;
  /** Nothing happens when there is none. */
  readonly delete: (reportId: string) => Promise<void>;
}
