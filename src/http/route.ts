/** One route of the HTTP server. Its handler is a plain function: a test calls it without a port. */
export interface Route {
  /** `GET` also answers HEAD, without the body. */
  readonly method: 'GET' | 'POST';
  /** Exact (`/healthz`), or a prefix that ends in `/*` (`/console/*` takes `/console/` and all below it). */
  readonly path: string;
  /** The most body bytes that are read; a longer body is answered 413 before the handler sees anything. */
  readonly bodyLimit: number;
  /**
   * Answers one request. What it throws is logged under an id and answered 500 with that id; the words of
   * the error stay inside.
   */
  handle(request: HttpRequest): Promise<HttpResponse>;
}

/** One request, read to its end. */
export interface HttpRequest {
  /** Upper case. */
  readonly method: string;
  /** The target without its query, as sent: not decoded, not normalized, beginning with `/`. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** By lower-case name; a header sent several times is joined with `, `. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The bytes as they came, for signatures. Empty when there is no body. */
  readonly body: Buffer;
  /** The peer's address, as the socket knows it; `''` when it is gone already. */
  readonly remoteAddress: string;
  /** Aborts when the peer goes away before it has its answer, and when the server's time to close is over. */
  readonly signal: AbortSignal;
}

/** What to answer. */
export interface HttpResponse {
  readonly status: number;
  /** `content-length` is the server's own business; `content-type` is `text/plain` unless given. */
  readonly headers?: Readonly<Record<string, string>>;
  /** An iterable is streamed as it yields, and is ended (`return`) when the peer goes away. */
  readonly body?: string | Buffer | AsyncIterable<string>;
}
