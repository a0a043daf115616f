/** Name of the background sync that sends waiting reports. */
export const SYNC_TAG = "stratum-outbox";
