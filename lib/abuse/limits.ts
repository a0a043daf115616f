/** The numbers of the abuse limits, in one place. Events are counted per sliding hour. */
export const LIMITS = {
  report: {
    /** A phone that tells who it is. */
    device: { counter: { name: "report-device", block: 5 }, perHour: 60 },
    /** A network whose senders tell no device: it stands in for one. */
    deviceless: { counter: { name: "report-deviceless", block: 5 }, perHour: 600 },
    /** All senders of a network together. */
    network: { counter: { name: "report-network", block: 8 }, perHour: 6_000 },
  },
  /** Confirmations, flags, messages, photos. */
  response: {
    device: { counter: { name: "response-device", block: 5 }, perHour: 120 },
    deviceless: { counter: { name: "response-deviceless", block: 5 }, perHour: 600 },
    network: { counter: { name: "response-network", block: 8 }, perHour: 6_000 },
  },
} as const;

export type LimitedAction = keyof typeof LIMITS;

/** Something a network did that honest senders hardly do: running into a limit, a wrong proof of work. */
export const STRIKES = { counter: { name: "strike", block: 8 } } as const;

/** From here on a network is suspicious, and each report from it needs a proof of work. */
export const SUSPICION = {
  reportsPerHour: 1_200,
  strikesPerHour: 30,
} as const;
