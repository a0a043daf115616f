import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import Stripe from "stripe";
import { decodeForm, type FormObject, listOf, objectOf, textOf, textsOf } from "./stripe-double-form";

interface DoublePrice {
  id: string;
  object: "price";
  active: boolean;
  product: string;
  currency: string;
  unit_amount: number;
  lookup_key: string | null;
  metadata: Record<string, string>;
}

export interface DoubleSubscription {
  id: string;
  object: "subscription";
  customer: string;
  status: string;
  cancel_at: number | null;
  cancel_at_period_end: boolean;
  ended_at: number | null;
  trial_end: number | null;
  created: number;
  metadata: Record<string, string>;
  items: {
    object: "list";
    data: {
      id: string;
      price: DoublePrice;
      current_period_start: number;
      current_period_end: number;
    }[];
  };
}

interface DoubleCheckout {
  id: string;
  object: "checkout.session";
  mode: "subscription";
  status: "open" | "complete" | "expired";
  customer: string;
  subscription: string | null;
  success_url: string;
  url: string;
  metadata: Record<string, string>;
  wanted: { price: string; trialDays: number; metadata: Record<string, string> };
}

/** A JSON event exactly as it would be sent. */
export interface DoubleEvent {
  readonly id: string;
  readonly type: string;
  readonly body: string;
}

class WireError extends Error {
  constructor(
    readonly status: number,
    readonly type: string,
    message: string,
    readonly code?: string,
  ) {
    super(message);
  }
}

const DAY_SECONDS = 24 * 60 * 60;
const PERIOD_SECONDS = 30 * DAY_SECONDS;
const WEBHOOK_SECRET = `whsec_${"double".repeat(6)}`;
const SECRET_KEY = `sk_test_${"double".repeat(4)}`;

/**
 * A small Stripe on loopback, spoken to by the official SDK: customers, products, prices, Checkout, the portal,
 * subscriptions and signed events. Time stands still until a test moves it.
 */
export class StripeDouble {
  readonly secretKey = SECRET_KEY;
  readonly webhookSecret = WEBHOOK_SECRET;
  readonly subscriptions = new Map<string, DoubleSubscription>();
  readonly events: DoubleEvent[] = [];
  /** Customers whose card is refused. */
  readonly declined = new Set<string>();
  /** Seconds since the epoch. */
  clock = Math.floor(Date.now() / 1000);
  /** Where events go when something changes; null keeps them in `events` only. */
  webhookUrl: string | null = null;
  /** The next so many calls break off without an answer. */
  breakNext = 0;
  requests = 0;

  readonly #customers = new Map<
    string,
    { id: string; object: "customer"; metadata: Record<string, string> }
  >();
  readonly #products = new Map<string, { id: string; object: "product"; name: string }>();
  readonly #prices = new Map<string, DoublePrice>();
  readonly #checkouts = new Map<string, DoubleCheckout>();
  readonly #answered = new Map<string, unknown>();
  readonly #server = createServer((request, response) => {
    this.#answer(request)
      .then(({ status, body, location }) => {
        if (this.breakNext > 0) {
          this.breakNext--;
          response.destroy();
          return;
        }
        const type = typeof body === "string" ? "text/html" : "application/json";
        response.writeHead(status, {
          "Content-Type": type,
          ...(location === undefined ? {} : { Location: location }),
        });
        response.end(typeof body === "string" ? body : JSON.stringify(body));
      })
      .catch(() => response.destroy());
  });

  async start(): Promise<this> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    return this;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  /** `127.0.0.1:PORT`, for `STRIPE_API_HOST`. */
  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Settings that point Stratum at this double. */
  get settings(): Record<string, string> {
    return {
      STRIPE_SECRET_KEY: this.secretKey,
      STRIPE_WEBHOOK_SECRET: this.webhookSecret,
      STRIPE_API_HOST: this.host,
    };
  }

  /** The `Stripe-Signature` of a body, made by Stripe's own code. */
  sign(body: string, { secret = this.webhookSecret, timestamp = this.clock } = {}): string {
    return new Stripe(this.secretKey).webhooks.generateTestHeaderString({ payload: body, secret, timestamp });
  }

  /** The customer pays (or starts a trial) in an open Checkout. */
  async completeCheckout(id: string): Promise<DoubleSubscription> {
    const checkout = this.#checkouts.get(id);
    if (checkout?.status !== "open") throw new Error(`checkout ${id} is not open`);
    const { price, trialDays, metadata } = checkout.wanted;
    const subscription = this.makeSubscription({ customer: checkout.customer, price, trialDays, metadata });
    checkout.status = "complete";
    checkout.subscription = subscription.id;
    await this.emit("customer.subscription.created", subscription);
    await this.emit("checkout.session.completed", checkout);
    return subscription;
  }

  makeSubscription(input: {
    customer: string;
    price: string;
    trialDays?: number;
    metadata?: Record<string, string>;
  }): DoubleSubscription {
    const { customer, trialDays = 0, metadata = {} } = input;
    const end = this.clock + (trialDays > 0 ? trialDays * DAY_SECONDS : PERIOD_SECONDS);
    const subscription: DoubleSubscription = {
      id: newId("sub"),
      object: "subscription",
      customer,
      status: trialDays > 0 ? "trialing" : "active",
      cancel_at: null,
      cancel_at_period_end: false,
      ended_at: null,
      trial_end: trialDays > 0 ? end : null,
      created: this.clock,
      metadata,
      items: {
        object: "list",
        data: [
          {
            id: newId("si"),
            price: this.#price(input.price),
            current_period_start: this.clock,
            current_period_end: end,
          },
        ],
      },
    };
    this.subscriptions.set(subscription.id, subscription);
    return subscription;
  }

  /** Moves time on to the end of the subscription's period and lets Stripe renew it, fail to, or end it. */
  async endPeriod(id: string): Promise<void> {
    const subscription = this.#subscription(id);
    const [item] = subscription.items.data;
    if (item === undefined) throw new Error("no item");
    this.clock = Math.max(this.clock, item.current_period_end);
    if (subscription.cancel_at_period_end) return this.#end(subscription);
    item.current_period_start = item.current_period_end;
    item.current_period_end += PERIOD_SECONDS;
    subscription.status = this.declined.has(subscription.customer) ? "past_due" : "active";
    await this.emit("customer.subscription.updated", subscription);
    const type = subscription.status === "active" ? "invoice.paid" : "invoice.payment_failed";
    await this.emit(type, this.#invoice(subscription));
  }

  /** Sets fields as Stripe's dashboard or its dunning would, and tells about it. */
  async change(
    id: string,
    fields: Partial<Pick<DoubleSubscription, "status" | "cancel_at_period_end">>,
  ): Promise<void> {
    const subscription = this.#subscription(id);
    Object.assign(subscription, fields);
    await this.emit("customer.subscription.updated", subscription);
  }

  priceNamed(lookupKey: string): string {
    const price = [...this.#prices.values()].find((p) => p.lookup_key === lookupKey);
    if (price === undefined) throw new Error(`no price ${lookupKey}`);
    return price.id;
  }

  openCheckouts(): string[] {
    return [...this.#checkouts.values()].filter(({ status }) => status === "open").map(({ id }) => id);
  }

  async emit(type: string, object: unknown): Promise<DoubleEvent> {
    const id = newId("evt");
    const event = { id, object: "event", type, created: this.clock, livemode: false, data: { object } };
    const sent: DoubleEvent = { id, type, body: JSON.stringify(event) };
    this.events.push(sent);
    if (this.webhookUrl !== null) {
      await fetch(this.webhookUrl, {
        method: "POST",
        headers: {
          "Content-Type": "application/json",
          "Stripe-Signature": this.sign(sent.body, { timestamp: Math.floor(Date.now() / 1000) }),
        },
        body: sent.body,
      });
    }
    return sent;
  }

  async #answer(request: IncomingMessage): Promise<{ status: number; body: unknown; location?: string }> {
    this.requests++;
    const { method = "GET" } = request;
    const url = new URL(request.url ?? "/", "http://double.invalid");
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    if (url.pathname.startsWith("/checkout/")) return this.#checkoutPage(method, url.pathname.slice(10));
    try {
      if (request.headers.authorization !== `Bearer ${this.secretKey}`) {
        throw new WireError(401, "invalid_request_error", "Invalid API Key provided");
      }
      const idempotencyKey = request.headers["idempotency-key"];
      const known = typeof idempotencyKey === "string" ? this.#answered.get(idempotencyKey) : undefined;
      if (known !== undefined) return { status: 200, body: known };
      const form = decodeForm(method === "POST" ? body : url.search.slice(1));
      const answer = await this.#route(`${method} ${url.pathname}`, form);
      if (typeof idempotencyKey === "string") this.#answered.set(idempotencyKey, answer);
      return { status: 200, body: answer };
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      const { status, type, message, code } = error;
      return { status, body: { error: { type, message, ...(code === undefined ? {} : { code }) } } };
    }
  }

  async #route(call: string, form: FormObject): Promise<unknown> {
    const [, method, path = "", id = "", verb] =
      /^(\w+) \/v1\/((?:checkout\/|billing_portal\/)?\w+)(?:\/(\w+))?(?:\/(\w+))?$/.exec(call) ?? [];
    switch (`${method} ${path}${id === "" ? "" : "/:id"}${verb === undefined ? "" : `/${verb}`}`) {
      case "POST customers": {
        const customer = {
          id: newId("cus"),
          object: "customer" as const,
          metadata: textsOf(form, "metadata"),
        };
        this.#customers.set(customer.id, customer);
        return customer;
      }
      case "GET products":
        return list([...this.#products.values()].filter((p) => listOf(form, "ids").includes(p.id)));
      case "POST products": {
        const product = {
          id: textOf(form, "id") ?? newId("prod"),
          object: "product" as const,
          name: textOf(form, "name") ?? "",
        };
        this.#products.set(product.id, product);
        return product;
      }
      case "GET prices":
        return list(
          [...this.#prices.values()].filter((p) => listOf(form, "lookup_keys").includes(p.lookup_key ?? "")),
        );
      case "POST prices":
        return this.#makePrice(form);
      case "POST checkout/sessions":
        return this.#makeCheckout(form);
      case "GET checkout/sessions":
        return list(
          [...this.#checkouts.values()].filter(
            (c) => c.customer === textOf(form, "customer") && c.status === textOf(form, "status"),
          ),
        );
      case "POST checkout/sessions/:id/expire": {
        const checkout = this.#checkouts.get(id);
        if (checkout?.status !== "open") throw new WireError(400, "invalid_request_error", "not open");
        checkout.status = "expired";
        return checkout;
      }
      case "POST billing_portal/sessions":
        return { id: newId("bps"), object: "billing_portal.session", url: `http://${this.host}/portal` };
      case "GET subscriptions":
        return list([...this.subscriptions.values()]);
      case "GET subscriptions/:id":
        return this.#subscription(id);
      case "POST subscriptions/:id":
        return this.#update(id, form);
      case "DELETE subscriptions/:id":
        await this.#end(this.#subscription(id));
        return this.#subscription(id);
      default:
        throw new WireError(404, "invalid_request_error", `Unrecognized request URL (${call})`);
    }
  }

  #makePrice(form: FormObject): DoublePrice {
    const lookupKey = textOf(form, "lookup_key");
    for (const price of this.#prices.values()) {
      if (price.lookup_key !== lookupKey) continue;
      if (textOf(form, "transfer_lookup_key") !== "true")
        throw new WireError(400, "invalid_request_error", "name taken");
      price.lookup_key = null;
    }
    const price: DoublePrice = {
      id: newId("price"),
      object: "price",
      active: true,
      product: textOf(form, "product") ?? "",
      currency: textOf(form, "currency") ?? "",
      unit_amount: Number(textOf(form, "unit_amount")),
      lookup_key: lookupKey,
      metadata: textsOf(form, "metadata"),
    };
    this.#prices.set(price.id, price);
    return price;
  }

  #makeCheckout(form: FormObject): DoubleCheckout {
    const id = newId("cs");
    const [line] = listOf(form, "line_items");
    const data = objectOf(form, "subscription_data");
    const customer = textOf(form, "customer") ?? "";
    if (!this.#customers.has(customer))
      throw new WireError(400, "invalid_request_error", `No such customer: ${customer}`);
    const checkout: DoubleCheckout = {
      id,
      object: "checkout.session",
      mode: "subscription",
      status: "open",
      customer,
      subscription: null,
      success_url: textOf(form, "success_url") ?? "",
      url: `http://${this.host}/checkout/${id}`,
      metadata: textsOf(form, "metadata"),
      wanted: {
        price: (typeof line === "object" ? textOf(line, "price") : null) ?? "",
        trialDays: Number(textOf(data, "trial_period_days") ?? 0),
        metadata: textsOf(data, "metadata"),
      },
    };
    this.#checkouts.set(id, checkout);
    return checkout;
  }

  async #update(id: string, form: FormObject): Promise<DoubleSubscription> {
    const subscription = this.#subscription(id);
    if (subscription.status === "canceled")
      throw new WireError(400, "invalid_request_error", "A canceled subscription");
    const [item] = listOf(form, "items");
    const price = typeof item === "object" ? textOf(item, "price") : null;
    const mustPay = price !== null && textOf(form, "payment_behavior") === "error_if_incomplete";
    if (mustPay && this.declined.has(subscription.customer)) {
      throw new WireError(402, "card_error", "Your card was declined.", "card_declined");
    }
    const [own] = subscription.items.data;
    if (price !== null && own !== undefined) own.price = this.#price(price);
    const cancel = textOf(form, "cancel_at_period_end");
    if (cancel !== null) subscription.cancel_at_period_end = cancel === "true";
    await this.emit("customer.subscription.updated", subscription);
    return subscription;
  }

  async #end(subscription: DoubleSubscription): Promise<void> {
    subscription.status = "canceled";
    subscription.ended_at = this.clock;
    await this.emit("customer.subscription.deleted", subscription);
  }

  #invoice(subscription: DoubleSubscription): unknown {
    const details = { subscription: subscription.id, metadata: subscription.metadata };
    return {
      id: newId("in"),
      object: "invoice",
      customer: subscription.customer,
      parent: { type: "subscription_details", subscription_details: details },
    };
  }

  async #checkoutPage(
    method: string,
    id: string,
  ): Promise<{ status: number; body: string; location?: string }> {
    const checkout = this.#checkouts.get(id);
    if (checkout === undefined) return { status: 404, body: "no such checkout" };
    if (method !== "POST") {
      return {
        status: 200,
        body: '<title>Checkout</title><form method="post"><button>Pay and subscribe</button></form>',
      };
    }
    await this.completeCheckout(id);
    return { status: 303, body: "paid", location: checkout.success_url };
  }

  #subscription(id: string): DoubleSubscription {
    const subscription = this.subscriptions.get(id);
    if (subscription === undefined) {
      throw new WireError(404, "invalid_request_error", `No such subscription: '${id}'`, "resource_missing");
    }
    return subscription;
  }

  #price(id: string): DoublePrice {
    const price = this.#prices.get(id);
    if (price === undefined)
      throw new WireError(400, "invalid_request_error", `No such price: '${id}'`, "resource_missing");
    return price;
  }
}

function list(data: unknown[]): unknown {
  return { object: "list", data, has_more: false, url: "/v1/list" };
}

function newId(prefix: string): string {
  return `${prefix}_${randomBytes(9).toString("hex")}`;
}
