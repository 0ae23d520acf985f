/** A gateway session: its numbered events, kept for those that missed some. */
export interface GatewaySession {
  readonly id: string;
  readonly intents: number;
  /** The number of the last event. */
  readonly sequence: number;
  /** Numbers and keeps an event; gives the frame to send. */
  record(type: string, data: object): string;
  /** The frames after `sequence`, in order. */
  since(sequence: number): readonly string[];
}

export function createSession(id: string, intents: number): GatewaySession {
  const frames: string[] = [];
  return {
    id,
    intents,
    get sequence() {
      return frames.length;
    },
    record(type, data) {
      const frame = JSON.stringify({ op: 0, t: type, s: frames.length + 1, d: data });
      frames.push(frame);
      return frame;
    },
    since: (sequence) => frames.slice(sequence),
  };
}
