export const FLAG_REASONS = ["spam", "wrong", "offensive", "personal_data", "other"] as const;
export type FlagReason = (typeof FLAG_REASONS)[number];
