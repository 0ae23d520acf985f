import type { Language } from '../runtime/language.ts';
import type { FieldFault, Form } from './form.ts';
import type { Answer, ReplyTransport, Visibility } from './invocation.ts';

/** One invocation's answer: open, then answered or asked back, as with the faults of a form; or open, deferred, then delivered. Never anything else. */
export interface Reply {
  readonly state: 'open' | 'deferred' | 'closed';
  defer(visibility: Visibility, replace: boolean): Promise<void>;
  /**
   * Asks back in a form, while nothing was sent yet and where there are forms; whether that was so. When it rejects,
   * the reply is open as before.
   */
  ask(form: Form, language: Language): Promise<boolean>;
  /** The same for what is wrong with a form that was sent off. */
  mend(faults: readonly FieldFault[]): Promise<boolean>;
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
  async function askBack(way: (() => Promise<void>) | undefined): Promise<boolean> {
    if (state !== 'open' || way === undefined) return false;
    state = 'closed';
    try {
      await way();
    } catch (error) {
      state = 'open';
      throw error;
    }
    return true;
  }
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
    ask: (form, language) =>
      askBack(transport.ask && (() => transport.ask?.(form, language) ?? Promise.resolve())),
    mend: (faults) => askBack(transport.mend && (() => transport.mend?.(faults) ?? Promise.resolve())),
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
