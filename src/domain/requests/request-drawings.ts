import type { Card } from '../../chat/card.ts';
import type { Language } from '../../runtime/language.ts';
import type { ApprovalRequest } from './request.ts';

/** What is drawn of a request, for a conversation or for one person. */
export interface RequestDrawings {
  card(request: ApprovalRequest, earlier: readonly ApprovalRequest[], reading: DrawnFor): Card;
  answer(request: ApprovalRequest, reading: DrawnFor): Card;
  reminder(request: ApprovalRequest, reading: DrawnFor): Card;
  waits(request: ApprovalRequest, reading: DrawnFor): Card;
  notice(request: ApprovalRequest, reading: DrawnFor): Card;
}

export interface DrawnFor {
  readonly language: Language;
  readonly platform: string;
  readonly zone?: string | undefined;
}
