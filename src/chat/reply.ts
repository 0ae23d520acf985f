import type { Form } from './form.ts';
import type { Answer, ReplyTransport, Visibility } from './invocation.ts';

/** One invocation's answer: open, then answered or asked back; or open, deferred, then delivered. Never anything else. */
export interface Reply {
  readonly state: 'open' | 'deferred' | 'closed';
  defer(visibility: Visibility, replace: boolean): Promise<void>;
  /**
   * Asks back in a form, while nothing was sent yet and where there are forms; whether that was so. When it rejects,
   * the reply is open as before.
   */
  ask(form: Form): Promise<boolean>;
  /** Answers directly while nothing was sent yet, else delivers what was deferred. */
  send(answer: Answer): Promise<void>;
}

/**
 * Holds one transport to its order of calls. A send that comes while the deferral is still on its way waits
 * for it; a deferral that failed is followed by a delivery all the same, which has fall-backs of its own.
 */
export function openReply(transport: ReplyTransport): Reply {
  let state: Reply['state'] = 'open';
  let deferral: Promise<void> = Promise.resolve();
  return {
    get state() {
      return state;
    },
    defer(visibility, replace) {
      if (state !== 'open') throw new Error(`a reply that is ${state} can't be deferred`);
      state = 'deferred';
      deferral = transport.defer(visibility, replace);
      return deferral;
    },
    async ask(form) {
      if (state !== 'open' || transport.ask === undefined) return false;
      state = 'closed';
      try {
        await transport.ask(form);
      } catch (error) {
        state = 'open';
        throw error;
      }
      return true;
    },
    async send(answer) {
      const before = state;
      if (before === 'closed') throw new Error('a reply is sent once');
      state = 'closed';
      if (before === 'open') return transport.answer(answer);
      await deferral.catch(() => undefined);
      return transport.deliver(answer);
    },
  };
}
