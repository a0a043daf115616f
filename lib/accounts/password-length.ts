/** Shortest password that is taken, in characters. */
export const MIN_PASSWORD_LENGTH = 10;
