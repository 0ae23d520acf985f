import { outsideWords } from '../cards/outside-words.ts';
import type { Block, Card } from '../chat/card.ts';
import type { XportWords } from '../languages/words.ts';
import type { XportFault } from '../xport/errors.ts';

/** Why the partner gave nothing, in words that tell a person what to do. */
export function xportFaultCard(fault: XportFault, words: XportWords): Card {
  const refusal: readonly Block[] =
    fault.kind === 'refused'
      ? [
          {
            kind: 'fields',
            fields: [
              { label: words.code, value: [{ code: fault.code }] },
              ...(fault.msg === '' ? [] : [{ label: words.partnerSays, value: [outsideWords(fault.msg)] }]),
            ],
          },
        ]
      : [];
  const requestId = 'requestId' in fault ? fault.requestId : '';
  return {
    tone: 'bad',
    title: words.title(fault),
    body: [{ kind: 'text', text: [words.advice(fault)] }, ...refusal],
    actions: [],
    ...(requestId !== '' && { footnote: [words.request(requestId)] }),
  };
}
