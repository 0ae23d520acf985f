import type { Admission } from '../../access/admission.ts';
import type { Run } from '../../chat/command.ts';
import type { Localized } from '../../chat/language.ts';
import type { ArgumentWords } from '../../chat/words.ts';
import type { AdmissionWords } from '../../languages/en/admin.ts';
import { inEach, type Words } from '../../languages/index.ts';
import type { Clock } from '../../runtime/clock.ts';

/** What the commands about workspaces that are let in are made from. */
export interface AdmissionCommandDeps {
  readonly words: Localized<Words>;
  readonly admission: Admission;
  /** The admins by the settings, as `platform:id`: they alone let a place in. */
  readonly admins: readonly string[];
  organizationOf(place: string): Promise<string>;
  /** The time zone set for a conversation, if one is. */
  zoneOf(where: {
    readonly organization: string;
    readonly conversation: string;
  }): Promise<string | undefined>;
  readonly clock: Pick<Clock, 'now'>;
}

/** What is said of an argument of these commands. */
export function aboutAdmission(words: Localized<Words>, pick: (words: AdmissionWords) => ArgumentWords) {
  return {
    hint: inEach(words, ({ admission }) => pick(admission).hint),
    expected: inEach(words, ({ admission }) => pick(admission).expected),
  };
}

export function isFirstAdmin({ admins }: Pick<AdmissionCommandDeps, 'admins'>, { person }: Run): boolean {
  return admins.includes(person);
}

/** Whether `place` is of the organization whose admin asks. */
export async function isOwnPlaceOf(
  { organizationOf }: Pick<AdmissionCommandDeps, 'organizationOf'>,
  place: string,
  { authority }: Run,
): Promise<boolean> {
  return (await organizationOf(place)) === authority;
}
