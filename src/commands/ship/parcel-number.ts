import type { Argument } from '../../chat/argument.ts';
import { labelled, matching } from '../../chat/argument-kinds.ts';
import { labelOf } from '../../chat/label.ts';
import type { Localized } from '../../runtime/language.ts';

/** What stands before the number of a parcel where it is copied from. */
const label = labelOf([
  '运单',
  '快递',
  '快递单',
  '物流',
  '物流单',
  '包裹',
  '邮件',
  '面单',
  '单号',
  'tracking',
  'waybill',
  'parcel',
  'mail',
  'express',
  'logistics',
  'awb',
]);

/** A carrier's number of a parcel, with a label before it or not. */
export function parcelNumber(about: {
  readonly hint: Localized;
  readonly expected: Localized;
}): Argument<string> {
  return labelled(matching(/^[A-Za-z0-9]{6,40}$/, { ...about, example: 'YT7565691026776' }), label);
}
