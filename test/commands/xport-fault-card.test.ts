import { describe, expect, it } from 'vitest';
import type { Card } from '../../src/chat/card.ts';
import { plainText } from '../../src/chat/text.ts';
import { xportFaultCard } from '../../src/commands/xport-fault-card.ts';
import { allWords } from '../../src/languages/index.ts';
import { languages } from '../../src/runtime/language.ts';
import {
  businessRefusals,
  callRefusals,
  fieldRefusal,
  type SandboxRefusal,
} from '../../src/sandbox/refusals.ts';

const sandbox: readonly SandboxRefusal[] = [
  ...Object.values(callRefusals),
  ...Object.values(businessRefusals),
  fieldRefusal('phone'),
];
const codes = [...new Set([...sandbox.map(({ code }) => String(code)), 'CLOSE_ORDER_TOO_FAST', '500_2'])];

const cardFor = (code: string, language: (typeof languages)[number]) =>
  xportFaultCard(
    { kind: 'refused', code, msg: '合作平台的话', requestId: 'request-1', status: 200 },
    allWords[language].xport,
  );

function adviceOn(card: Card): string {
  const [first] = card.body;
  return first?.kind === 'text' ? plainText(first.text) : '';
}

describe.each(languages)('a refusal in %s', (language) => {
  const general = adviceOn(cardFor('no such code', language));

  it.each(codes)('with code %s says what to do', (code) => {
    const advice = adviceOn(cardFor(code, language));
    expect(advice).not.toBe(general);
    expect(advice.length).toBeGreaterThan(10);
  });

  it.each([...codes.slice(0, 1), '77777', 'constructor'])(
    'with code %s shows code, words and request',
    (code) => {
      const shown = JSON.stringify(cardFor(code, language));
      for (const part of [code, '合作平台的话', 'request-1']) expect(shown).toContain(part);
    },
  );

  it('with an unknown code gives the general advice', () => {
    expect(adviceOn(cardFor('77777', language))).toBe(general);
    expect(adviceOn(cardFor('constructor', language))).toBe(general);
  });
});
