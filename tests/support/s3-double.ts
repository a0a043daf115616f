import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** Speaks as much of S3's wire as photos need, path style, on loopback. */
export class S3Double {
  /** By path, `/bucket/key`. */
  readonly objects = new Map<string, { readonly body: Buffer; readonly type: string | undefined }>();
  /** Answers 503 SlowDown to everything. */
  isBusy = false;
  readonly #server = createServer((request, response) => void this.#answer(request, response));

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return this;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? "/", this.endpoint);
    const body = await buffer(request);
    const isSigned = request.headers.authorization?.startsWith("AWS4-HMAC-SHA256 ") ?? false;
    if (!isSigned) return refuse(response, 403, "AccessDenied");
    if (this.isBusy) return refuse(response, 503, "SlowDown");
    const object = this.objects.get(pathname);
    switch (request.method) {
      case "PUT":
        this.objects.set(pathname, { body, type: request.headers["content-type"] });
        response.writeHead(200).end();
        return;
      case "GET":
        if (object === undefined) return refuse(response, 404, "NoSuchKey");
        response.writeHead(200, { "content-type": object.type }).end(object.body);
        return;
      case "DELETE":
        this.objects.delete(pathname);
        response.writeHead(204).end();
        return;
      default:
        refuse(response, 405, "MethodNotAllowed");
    }
  }
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response
    .writeHead(status, { "content-type": "application/xml" })
    .end(
      `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`,
    );
}
