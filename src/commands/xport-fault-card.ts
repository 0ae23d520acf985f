import { outsideWords } from '../cards/outside-words.ts';
import type { Block, Card } from '../chat/card.ts';
import type { XportWords } from '../languages/en/partner.ts';
import type { XportFault } from '../xport/errors.ts';

/** Why the partner gave nothing, in words that tell a person what to do. */
export function xportFaultCard(fault: XportFault, words: XportWords): Card {
  const requestId = 'requestId' in fault ? fault.requestId : '';
  return {
    tone: 'bad',
    title: words.title(fault),
    body: [{ kind: 'text', text: [words.advice(fault)] }, ...refusalBlocks(fault, words)],
    actions: [],
    // A no is an answer.
    ...(fault.kind !== 'refused' && { incident: true }),
    ...(requestId !== '' && { footnote: [words.request(requestId)] }),
  };
}

/** The partner's own code and words, where it said no. */
export function refusalBlocks(fault: XportFault, words: XportWords): readonly Block[] {
  if (fault.kind !== 'refused') return [];
  const fields = [
    { label: words.code, value: [{ code: fault.code }] },
    ...(fault.msg === '' ? [] : [{ label: words.partnerSays, value: [outsideWords(fault.msg)] }]),
  ];
  return [{ kind: 'fields', fields }];
}
