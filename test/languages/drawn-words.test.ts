import { afterAll, describe, expect, it } from 'vitest';
import type { ReadyCard } from '../../src/chat/card.ts';
import type { Form } from '../../src/chat/form.ts';
import { allWords } from '../../src/languages/index.ts';
import { languages } from '../../src/runtime/language.ts';
import { orderOf } from '../arbitraries/order.ts';
import { ask, clicked, type Sent, typed, wordsOf } from '../harness/asking.ts';
import { openTestCore } from '../harness/core.ts';
import { hasLatinMarks } from './chinese-marks.ts';

/** What code puts together of words stands in no table: every command's examples are drawn, and what their buttons lead to. */
describe.each(languages)('what every command says in %s', async (language) => {
  const bot = await openTestCore({ access: { admins: ['test:U1'], defaultRole: 'buyer' } });
  afterAll(() => bot.close());
  bot.news.partner = async (orderId) => orderOf({ orderId });
  const person = { id: 'U1', locale: language };
  const cards: { readonly of: string; readonly card: ReadyCard }[] = [];
  const forms: { readonly of: string; readonly form: Form }[] = [];

  function take(of: string, sent: readonly Sent[]): void {
    for (const each of sent) {
      if ('answer' in each) cards.push({ of, card: each.answer.card });
      if (each.did === 'ask') forms.push({ of, form: each.form });
    }
  }

  /** An address is there once it was added, and a conversation's language stays what it was set to. */
  const places = ['address add', '', 'home', 'admin settings', 'language'];
  const place = ({ name }: { readonly name: string }) => places.indexOf(places.includes(name) ? name : '');
  for (const about of bot.core.menu.toSorted((one, other) => place(one) - place(other))) {
    const { name, examples, examplesIn } = about;
    for (const line of examplesIn?.[language] ?? examples)
      take(name, await ask(bot.core, typed(line, { person })));
  }
  const notTaken = bot.ended.filter(({ outcome }) => outcome === 'bad input');
  await ask(bot.core, typed(`/language ${language}`, { person }));
  const clickedOnce = new Set<string>();
  for (const { of, card } of [...cards]) {
    for (const action of card.actions) {
      if (action.kind !== 'run' || clickedOnce.has(`${of} ${action.label}`)) continue;
      clickedOnce.add(`${of} ${action.label}`);
      take(`${of}, ${action.label}`, await ask(bot.core, clicked(action.run, { person })));
    }
  }
  const lines = cards.flatMap(({ of, card }) =>
    wordsOf(card)
      .split('\n')
      // The harness puts Latin marks between label and value, and around where a link leads.
      .map((line) => ({ of, line: line.replace(/^[^:：]{1,20}: /, '').replaceAll(/ \(https:[^)]*\)/g, '') })),
  );

  it('is all there', () => {
    expect(cards.length).toBeGreaterThan(100);
    expect(forms.length).toBeGreaterThan(10);
  });

  it('takes its own examples', () => {
    expect(notTaken).toEqual([]);
  });

  it('has its thousands grouped, and its amounts with their decimals', () => {
    const wrong = lines.filter(({ line }) =>
      /¥\d{4}|¥[\d,]+(?![\d,.])|\b\d{4,} (?:pieces|units|件|个|台)/.test(line),
    );
    expect(wrong).toEqual([]);
  });

  it('names a request at the partner with errors alone', () => {
    const wrong = cards.filter(({ card }) =>
      card.tone === 'plain' || card.tone === 'good'
        ? /\b[0-9a-f]{32}\b/.test(wordsOf({ ...card, body: [] }))
        : false,
    );
    expect(wrong.map(({ of }) => of)).toEqual([]);
  });

  it('has forms with names that every platform shows whole, and buttons that say what happens', () => {
    const { submit } = allWords[language].core;
    for (const { of, form } of forms) {
      expect(form.title.length, `${of}: ${form.title}`).toBeLessThanOrEqual(24);
      expect(form.submit, of).not.toBe(submit);
      for (const { label } of form.fields) {
        expect(label, of).not.toMatch(/^\p{Ll}|…$/u);
      }
    }
  });

  it.runIf(language === 'zh-CN')('is joined by Chinese marks', () => {
    // Facts of the audit log stand as they are kept.
    const wrong = lines.filter(
      ({ of, line }) => !/^(?:admin audit|language)|审计日志$/.test(of) && hasLatinMarks(line),
    );
    expect(wrong).toEqual([]);
  });
});
