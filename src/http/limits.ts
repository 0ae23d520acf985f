/** What one peer may cost the server. */
export interface HttpLimits {
  /** Ms from a connection's opening to its first byte: as long as proxies keep one that they opened ahead. */
  readonly firstByteMs: number;
  /** Ms from the first byte of a request to the end of its headers. */
  readonly headersMs: number;
  /** Ms from the first byte of a request to the end of its body. */
  readonly requestMs: number;
  /** Ms that a connection is kept for another request: longer than proxies keep theirs, commonly 60 s. */
  readonly idleMs: number;
  /** Ms that a streamed answer waits for a peer that does not read. */
  readonly stalledMs: number;
  /** Bytes of all headers together. */
  readonly headerBytes: number;
  /** Connections at once, of which half may be without a first byte; one more is closed at once. */
  readonly connections: number;
}

/** Generous to any platform, tight for a client that stalls. */
export const defaultHttpLimits: HttpLimits = {
  firstByteMs: 75_000,
  headersMs: 5_000,
  requestMs: 10_000,
  idleMs: 72_000,
  stalledMs: 30_000,
  headerBytes: 16 * 1024,
  connections: 4_096,
};
