import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeNewsBed, type NewsBed, type OpenProcess } from './bed.ts';
import { shownOn } from './numbered-news.ts';

describe('news', () => {
  let bed: NewsBed;
  let one: OpenProcess;

  beforeEach(async () => {
    bed = await makeNewsBed();
    one = await bed.open();
    await bed.watch(one);
  });

  afterEach(() => bed.dispose());

  const said = () => bed.chat.said.map(({ card }) => shownOn(card));

  it('are a card at first, then a line under it, with the card kept true', async () => {
    await bed.push(one, { orderIds: ['1'], name: 'a', kind: 'created' });
    await bed.elapse(1500);
    await bed.push(one, { orderIds: ['1'], name: 'b', kind: 'paid' });
    await bed.elapse(1500);
    expect(said()).toMatchObject([
      { kind: 'order', orders: [{ news: [], state: ['a', 'b'] }] },
      { kind: 'line', orders: [{ news: ['b'] }] },
    ]);
    expect(bed.chat.said[0]?.first && shownOn(bed.chat.said[0].first).orders).toEqual([
      { news: ['a'], state: ['a'] },
    ]);
    expect(bed.chat.said[1]).toMatchObject({ under: 'm1', aloud: false });
  });
});
