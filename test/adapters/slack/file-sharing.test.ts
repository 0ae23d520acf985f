import { afterEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/chat/invocation.ts';
import { en } from '../../../src/languages/en/index.ts';
import type { Fault } from '../../fakes/slack/faults.ts';
import { visible } from '../../fakes/slack/visible.ts';
import { people, places } from '../../fakes/slack/workspace.ts';
import { answerOf, scriptedCore } from '../../harness/scripted-core.ts';
import { type Bed, openBed } from './bed.ts';

const file = { name: 'orders.csv', mediaType: 'text/csv', content: '\uFEFF"id"\r\n"1"\r\n' } as const;

describe('a card with a file', () => {
  let bed: Bed;
  afterEach(() => bed.close());

  async function ask(visibility: Answer['visibility'], before?: (bed: Bed) => void): Promise<string> {
    const answer = answerOf('Exported', { visibility, card: { file } });
    bed = await openBed(
      scriptedCore((transport) => transport.answer(answer)),
      'http',
    );
    before?.(bed);
    await bed.slack.type('/order export');
    const said = () => bed.slack.messages.find(({ channel }) => channel === places.buying);
    return visible(await bed.slack.waitFor(said)).text;
  }
  const shared = () => [...bed.slack.files.values()].map(({ sharedIn }) => sharedIn);

  it('is sent to the asker alone where the answer is', async () => {
    expect(await ask('asker')).toContain(en.adapter.fileSentPrivately('orders.csv'));
    expect(shared()).toEqual([bed.slack.direct(people.ann).id]);
  });

  it('is sent to the conversation where everybody sees the answer', async () => {
    expect(await ask('conversation')).toContain('orders.csv is in this conversation');
    expect(shared()).toEqual([places.buying]);
  });

  it('names the scope that is missing', async () => {
    const said = await ask('asker', ({ slack }) => slack.scopes.delete('files:write'));
    expect(said).toContain('orders.csv could not be sent');
    expect(said).toContain('files:write');
    expect(bed.slack.messages).toHaveLength(1);
  });

  it.each<[string, string, Fault]>([
    ['its place is refused', 'files.getUploadURLExternal', { kind: 'error', error: 'internal_error' }],
    ['its bytes are', 'upload', { kind: 'status', status: 500 }],
    ['no direct message can be opened', 'chat.postMessage', { kind: 'error', error: 'cannot_dm_bot' }],
    ['its end is refused', 'files.completeUploadExternal', { kind: 'error', error: 'internal_error' }],
    ['whether it is there is not known', 'files.completeUploadExternal', { kind: 'cut before processing' }],
  ])('says so when %s', async (_, method, fault) => {
    const said = await ask('asker', ({ slack }) => slack.faults.always(method, fault));
    expect(said).toContain('orders.csv could not be sent. Ask again in a minute.');
    expect(shared().filter((channel) => channel !== undefined)).toEqual([]);
  });
});
