import { describe, expect, it } from 'vitest';
import type { Form } from '../../src/chat/form.ts';
import type { Answer } from '../../src/chat/invocation.ts';
import { openReply } from '../../src/chat/reply.ts';
import { recordingTransport } from '../harness/asking.ts';

const answer: Answer = {
  card: { tone: 'plain', title: 'x', body: [], actions: [] },
  visibility: 'asker',
  replace: false,
  language: 'en',
};

const form: Form = { title: 'x', submit: 'x', payload: 'x', fields: [] };

describe('a reply', () => {
  it('is answered directly once', async () => {
    const transport = recordingTransport();
    const reply = openReply(transport);
    await reply.send(answer);
    expect(transport.sent).toEqual([{ did: 'answer', answer }]);
    await expect(reply.send(answer)).rejects.toThrow('once');
    expect(() => reply.defer('asker', false)).toThrow('closed');
  });

  it('is deferred once, then delivered, never before the deferral is out', async () => {
    const out = Promise.withResolvers<void>();
    const recording = recordingTransport();
    const reply = openReply({ ...recording, defer: () => out.promise });
    const deferred = reply.defer('asker', false);
    const delivered = reply.send(answer);
    await Promise.resolve();
    expect(recording.sent).toEqual([]);
    out.resolve();
    await Promise.all([deferred, delivered]);
    expect(recording.sent).toEqual([{ did: 'deliver', answer }]);
  });

  it('asks back in a form while it is open, and is over then', async () => {
    const asked: Form[] = [];
    const reply = openReply({ ...recordingTransport(), ask: async (form) => void asked.push(form) });
    expect(await reply.ask(form, 'en')).toBe(true);
    expect(asked).toEqual([form]);
    expect(reply.state).toBe('closed');
    await expect(reply.send(answer)).rejects.toThrow('once');
  });

  it('asks nothing where there are no forms, or once it is deferred', async () => {
    expect(await openReply(recordingTransport({ forms: false })).ask(form, 'en')).toBe(false);
    const deferred = openReply({ ...recordingTransport(), ask: () => Promise.reject(new Error('asked')) });
    await deferred.defer('asker', false);
    expect(await deferred.ask(form, 'en')).toBe(false);
  });

  it('is still open when the form could not be opened', async () => {
    const recording = recordingTransport();
    const reply = openReply({ ...recording, ask: () => Promise.reject(new Error('expired')) });
    await expect(reply.ask(form, 'en')).rejects.toThrow('expired');
    await reply.send(answer);
    expect(recording.sent).toEqual([{ did: 'answer', answer }]);
  });

  it('is delivered even when the deferral failed', async () => {
    const recording = recordingTransport();
    const reply = openReply({ ...recording, defer: () => Promise.reject(new Error('no')) });
    await reply.defer('asker', false).catch(() => {});
    await reply.send(answer);
    expect(recording.sent).toEqual([{ did: 'deliver', answer }]);
  });
});
