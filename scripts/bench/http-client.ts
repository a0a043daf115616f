import { once } from "node:events";
import { Agent, type IncomingMessage, request } from "node:http";

export interface Answer {
  readonly status: number;
  readonly body: Buffer;
}

/** How long an unused connection is kept: less than any server does. */
const IDLE_MS = 4_000;

/** A client of one server that keeps its connections open, as a proxy in front of it would. */
export class HttpClient {
  readonly #agent = new Agent({ keepAlive: true, timeout: IDLE_MS });

  constructor(private readonly port: number) {}

  get(path: string): Promise<Answer> {
    return this.#send("GET", path, {}, "");
  }

  post(path: string, body: unknown, headers: Readonly<Record<string, string>>): Promise<Answer> {
    return this.#send("POST", path, { ...headers, "content-type": "application/json" }, JSON.stringify(body));
  }

  close(): void {
    this.#agent.destroy();
  }

  async #send(
    method: string,
    path: string,
    headers: Readonly<Record<string, string>>,
    body: string,
  ): Promise<Answer> {
    const outgoing = request({
      agent: this.#agent,
      host: "127.0.0.1",
      port: this.port,
      method,
      path,
      headers,
    });
    outgoing.end(body);
    const [incoming] = (await once(outgoing, "response")) as [IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    return { status: incoming.statusCode ?? 0, body: Buffer.concat(chunks) };
  }
}
